import { chromium } from "playwright-core";
import { startApplication } from "./browser/application.js";
import { engine } from "./browser/engines.js";
const ends = []; const t = { after: (f) => ends.push(f) };
const app = await startApplication(t, { args: ["--demo"] });
const { executable, flags } = await engine("debian");
const b = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests", ...flags] });
for (const [loc, w, h] of [["de-DE", 900, 4200]]) {
  const c = await b.newContext({ locale: loc, viewport: { width: w, height: h } });
  const p = await c.newPage();
  await p.route(/\/ui\/|\/dashboard\//, async (r) => { const u = new URL(r.request().url()).pathname; const f = u.startsWith("/ui/") ? u.slice(4) : "dashboard.html"; await r.fulfill({ path: "../ui/dist/" + f }); }); p.on("pageerror", (e) => console.log(loc, String(e))); p.on("console", m => console.log(loc, m.text()));
  await p.goto(app.dashboardUrl); await p.locator("h2").first().waitFor(); await p.waitForTimeout(1500);
  await p.evaluate(() => document.querySelectorAll("details").forEach(d => { d.open = true; }));
  await p.screenshot({ path: `/tmp/fl/${loc}-full.png`, fullPage: true });
  console.log(await p.evaluate(() => { const t=[]; const w=document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); while(w.nextNode()){const n=w.currentNode; if(!n.parentElement.closest(".message, script")) t.push(n.data);} for (const e of document.querySelectorAll("[aria-label],[placeholder],[title]")) if(!e.closest(".message")) for (const a of ["aria-label","placeholder","title"]) t.push(e.getAttribute(a)??""); return t.filter(x=>/\b(the|and|your|with|of|is|are|to|this|add|show|hide|copy|new|on|not)\b/i.test(x)); }));
  console.log(await p.evaluate(() => [...document.querySelectorAll("button,label,h2,h3,legend,p,span,select,input")].filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 2 && e.clientWidth > 0 && getComputedStyle(e).display !== "inline" && !e.closest(".message,.unseen")).map(e => e.tagName + "." + e.className + ": " + (e.textContent || e.placeholder).slice(0, 60))));
  console.log(loc, await p.evaluate(() => [document.documentElement.lang, document.documentElement.scrollWidth, [...document.querySelectorAll("main *, aside *")].filter(e => e.scrollHeight > 2000 && getComputedStyle(e).overflowY !== "visible").map(e => e.className)]));
}
await b.close(); for (const e of ends) await e();
