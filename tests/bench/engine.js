// The engine that a page is measured in.
import { startChromium, startEngine } from "../browser/chromium.js";
import { option } from "./bench.js";

/** Names of engines, see `browser/engines.js`. */
export const NAMES = option("engine", "debian").split(",");

/**
 * Starts the engine of this name; with `--executable PATH`, and `--flags "--one --two"`, that
 * program. Gives the browser, and a line that says what it is. With all in one process
 * (`--single-process`) an engine does not outlive the pages that are closed here.
 */
export async function start(t, name) {
  const executable = option("executable");
  if (executable) process.env.CHROMIUM = executable;
  const flags = (option("flags") ?? "").split(" ").filter(Boolean);
  const browser = await (executable ? startChromium(t, ...flags) : startEngine(t, name, ...flags));
  return { browser, what: `${executable ? "" : `${name}: `}Chromium ${browser.version()}` };
}
