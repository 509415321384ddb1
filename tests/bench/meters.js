// What pages and processes use: processor time and memory.
import { readFile } from "node:fs/promises";

const TICKS_PER_SECOND = 100;
const MIB = 1024 * 1024;

/** Gives a reader of the page's counters, their times in seconds of the processor. */
export async function metersOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
}

/**
 * What the page holds when its garbage is gone: MiB of its heap, elements in its document, and nodes
 * at all, also those that have left it and that a script still has.
 */
export async function holds(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  const value = (name) => metrics.find((metric) => metric.name === name)?.value;
  const elements = await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    return document.querySelectorAll("*").length;
  });
  await session.detach();
  return { heap: value("JSHeapUsedSize") / MIB, elements, nodes: value("Nodes") };
}

/** The browser's processes: their type, id, and seconds of the processor that they have used. */
export async function processes(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return Promise.all(processInfo.map(async ({ type, id }) => ({ type, id, cpu: await cpu(id) })));
}

/** Seconds of the processor that a process has used; none if it is gone. */
export async function cpu(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return 0;
  // Its name may have spaces and brackets in it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** MiB that a process holds: resident, and with what it shares counted in parts. */
export async function memory(pid) {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
  const value = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) / 1024;
  return { rss: value("Rss"), pss: value("Pss") };
}
