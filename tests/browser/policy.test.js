// What an overlay page may do and what it may not, whoever tries.
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import test, { after } from "node:test";
import { startApplication } from "./application.js";
import { connected, openOverlay, openPage, startChromium } from "./chromium.js";

const application = await startApplication({ after });
const browser = await startChromium({ after }, "--host-resolver-rules=MAP evil.test 127.0.0.1");
const [{ id: overlayId }] = await application.api("GET", "overlays");
const patch = (changes) => application.call("PATCH", `overlays/${overlayId}`, changes);

/** Another program on this machine, which notes what it is asked for. */
async function startNeighbour() {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.setHeader("content-type", "text/html").end("<!doctype html><title>neighbour</title>");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, port: server.address().port };
}
const neighbour = await startNeighbour();

test("no way to make text into markup or script works", async () => {
  const { page } = await openOverlay(browser, application.overlayUrl);
  const outcomes = await page.evaluate(() => {
    const ways = {
      innerHTML: () => (document.body.innerHTML = "<b>x</b>"),
      outerHTML: () => (document.body.lastElementChild.outerHTML = "<b>x</b>"),
      insertAdjacentHTML: () => document.body.insertAdjacentHTML("beforeend", "<b>x</b>"),
      "document.write": () => document.write("<b>x</b>"),
      "script text": () => (document.createElement("script").text = "1"),
      "script src": () => (document.createElement("script").src = "/x.js"),
      DOMParser: () => new DOMParser().parseFromString("<b>x</b>", "text/html"),
      "iframe srcdoc": () => (document.createElement("iframe").srcdoc = "<b>x</b>"),
      "a Trusted Types policy": () => trustedTypes.createPolicy("x", {}),
      eval: () => eval("1"),
      "eval by another name": () => (0, eval)("1"),
      "new Function": () => new Function("return 1")(),
      "setTimeout text": () => setTimeout("1"),
    };
    const tried = () =>
      Object.entries(ways).map(([name, way]) => {
        try {
          way();
          return [name, "worked"];
        } catch (error) {
          return [name, /^(TypeError|EvalError)$/.test(error.name) ? "refused" : error.name];
        }
      });
    // In a task of the page's own: what a debugger evaluates may evaluate more.
    return new Promise((resolve) => setTimeout(() => resolve(tried()), 0));
  });
  assert.deepEqual(outcomes, outcomes.map(([name]) => [name, "refused"]));
});

test("the style element that OBS adds for its Custom CSS applies, and loads nothing from elsewhere", async () => {
  const { page } = await openOverlay(browser, application.overlayUrl);
  const foreign = `http://127.0.0.1:${neighbour.port}`;
  const color = await page.evaluate((foreign) => {
    const style = document.createElement("style");
    style.append(`
      @import "${foreign}/import.css";
      @font-face { font-family: Stolen; src: url(${foreign}/font); }
      body { color: rgb(1, 2, 3); background: url(${foreign}/background); font-family: Stolen; }
      main { cursor: url(${foreign}/cursor), auto; list-style: url(${foreign}/list); }
      main::before { content: url(${foreign}/content) image-set("${foreign}/set" 1x); }
    `);
    document.head.append(style);
    return getComputedStyle(document.body).color;
  }, foreign);
  assert.equal(color, "rgb(1, 2, 3)");

  // What the page may not load it has refused once this, which it asks for last, is refused too.
  const refused = await page.evaluate(async (foreign) => {
    const ways = [
      fetch(`${foreign}/fetch`),
      new Promise((_, fail) => Object.assign(new Image(), { onerror: fail, src: `${foreign}/image` })),
      new Promise((_, fail) => (new WebSocket(foreign.replace("http", "ws")).onerror = fail)),
    ];
    navigator.sendBeacon(`${foreign}/beacon`);
    return (await Promise.allSettled(ways)).every(({ status }) => status === "rejected");
  }, foreign);
  assert.ok(refused);
  assert.deepEqual(neighbour.asked, []);
});

test("of all ways to load something by CSS, each is refused, and none works where nothing refuses it", async () => {
  const tricks = JSON.parse(await readFile(new URL("../fixtures/css/tricks.json", import.meta.url), "utf8"));
  const host = `127.0.0.1:${neighbour.port}`;
  const there = (css) => css.replaceAll("HOST", `http://${host}`).replaceAll("PLAIN", host);
  for (const css of tricks.refused.map(there)) assert.equal((await patch({ custom_css: css })).status, 422, css);
  for (const css of tricks.fine.map(there)) assert.equal((await patch({ custom_css: css })).status, 200, css);
  await patch({ custom_css: "" });

  const tryAll = async (page) => {
    for (const css of tricks.refused.map(there)) {
      await page.evaluate((css) => {
        const style = document.createElement("style");
        style.append(css);
        document.head.append(style);
        // Two frames, so that the browser begins whatever it would load.
        return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(style.remove()))));
      }, css);
    }
  };
  // OBS' own field is not ours to check: what it adds meets the page's policy alone.
  await application.api("POST", "test-message", { kind: "chat", platform: "twitch" });
  const { page } = await openOverlay(browser, application.overlayUrl);
  await page.waitForSelector("li.message");
  await tryAll(page);
  assert.deepEqual(neighbour.asked, []);
  assert.equal(await page.getAttribute("main", "data-state"), "connected");

  const { page: open } = await openPage(browser, `http://${host}/`);
  await open.evaluate(() => {
    document.body.append(Object.assign(document.createElement("p"), { className: "message", textContent: "x" }));
  });
  await tryAll(open);
  const loaded = new Set(neighbour.asked.map((path) => /^\/\d+/.exec(path)?.[0]));
  assert.ok(loaded.size > 20, `a page without a policy is open to them: ${loaded.size}`);
  neighbour.asked.length = 0;
});

test("a new theme and new CSS show in an open page, without a reload", async () => {
  const { page } = await openOverlay(browser, application.overlayUrl);
  await page.evaluate(() => (window.sameDocument = true));
  await patch({ theme: "bright-green", custom_css: ".messages { opacity: 0.5 }" });
  await page.waitForSelector("main[data-theme=bright-green]");
  await page.waitForFunction(
    () => getComputedStyle(document.querySelector(".messages")).opacity === "0.5",
  );
  await patch({ theme: "dark-purple", custom_css: "" });
  await page.waitForSelector("main[data-theme=dark-purple]");
  assert.equal(await page.evaluate(() => window.sameDocument), true);
});

test("a theme that is written on shows in an open page, without a reload", async () => {
  const folder = `${application.dataDir}/themes/in-the-making`;
  await mkdir(folder, { recursive: true });
  const about = { id: "in-the-making", name: "In the making", author: "Ada", version: "1.0.0", description: "" };
  await writeFile(`${folder}/theme.json`, JSON.stringify(about));
  await writeFile(`${folder}/theme.css`, ".messages { opacity: 0.25 }");
  await patch({ theme: "in-the-making" });
  const { page } = await openOverlay(browser, application.overlayUrl);
  const opacity = (wanted) =>
    page.waitForFunction((wanted) => getComputedStyle(document.querySelector(".messages")).opacity === wanted, wanted);
  await opacity("0.25");
  await page.evaluate(() => (window.sameDocument = true));
  await writeFile(`${folder}/theme.css`, ".messages { opacity: 0.75 }");
  await opacity("0.75");
  assert.equal(await page.evaluate(() => window.sameDocument), true);
  await patch({ theme: "dark-purple" });
});

test("CSS that would load from another host is refused with its line, and the old one stays", async () => {
  await patch({ custom_css: ".text { color: red }" });
  const { status, answer } = await patch({ custom_css: "a {}\nb { background: url(//evil.test/x) }" });
  assert.equal(status, 422);
  assert.match(answer.error.message, /line 2/);
  const [{ custom_css }] = await application.api("GET", "overlays");
  assert.equal(custom_css, ".text { color: red }");
});

test("a new key ends the open page and the old address", async () => {
  const { page } = await openOverlay(browser, application.overlayUrl);
  const old = application.overlayUrl;
  const { url } = await application.api("POST", `overlays/${overlayId}/rotate-key`);
  application.overlayUrl = url;
  await page.waitForFunction(() => window.sockets[0].readyState === WebSocket.CLOSED);
  assert.equal((await fetch(old)).status, 404);
  const { page: fresh } = await openPage(browser, url);
  await connected(fresh);
});

test("another page on this machine reads nothing, and opens no socket", async () => {
  const key = application.overlayUrl.split("/").pop();
  const { page } = await openPage(browser, `http://127.0.0.1:${neighbour.port}/`);
  const base = application.baseUrl;
  const results = await page.evaluate(
    async ([base, key, token]) => {
      const socket = (address) =>
        new Promise((resolve) => {
          const socket = new WebSocket(address);
          socket.onopen = () => resolve("open");
          socket.onerror = () => resolve("refused");
        });
      const loads = (name, attributes) =>
        new Promise((resolve) => {
          const element = Object.assign(document.createElement(name), attributes);
          element.onload = () => resolve("loaded");
          element.onerror = () => resolve("refused");
          document.body.append(element);
        });
      const reads = (path, options) =>
        fetch(`${base}${path}`, options).then((answer) => answer.text(), () => "refused");
      return {
        socket: await socket(`${base.replace("http", "ws")}/ws/${key}`),
        page: await reads(`/overlay/${key}`),
        api: await reads("/api/health", { headers: { authorization: `Bearer ${token}` } }),
        image: await loads("img", { src: `${base}/icons/twitch.svg` }),
        script: await loads("script", { src: `${base}/runtime/overlay.js` }),
        style: await loads("link", { rel: "stylesheet", href: `${base}/runtime/base.css` }),
      };
    },
    [base, key, application.token],
  );
  assert.deepEqual(results, Object.fromEntries(Object.keys(results).map((way) => [way, "refused"])));

  const frame = await page.evaluate((address) => {
    const frame = document.createElement("iframe");
    frame.src = address;
    document.body.append(frame);
    return new Promise((resolve) => (frame.onload = () => resolve(frame.contentDocument === null)));
  }, application.overlayUrl);
  assert.ok(frame, "nor does it see into a frame");
});

test("a page of a name that is turned to this machine reads nothing, with the key and all", async () => {
  const path = new URL(application.overlayUrl).pathname;
  const { page } = await openPage(browser, `http://evil.test:${neighbour.port}/`);
  const answer = await page.goto(`http://evil.test:${application.port}${path}`);
  assert.equal(answer.status(), 403);
  assert.doesNotMatch(await page.content(), /overlay/);
  const socket = await page.evaluate((key) => {
    const socket = new WebSocket(`ws://${location.host}/ws/${key}`);
    return new Promise((resolve) => {
      socket.onopen = () => resolve("open");
      socket.onerror = () => resolve("refused");
    });
  }, path.split("/").pop());
  assert.equal(socket, "refused");
});
