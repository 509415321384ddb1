// A Python with the packages of requirements.txt, in a folder that git does not know.
import { execFile } from "node:child_process";
import { copyFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const FOLDER = fileURLToPath(new URL("../.cache/python", import.meta.url));
const WANTED = fileURLToPath(new URL("requirements.txt", import.meta.url));
const run = promisify(execFile);

/** The path of the interpreter; made and filled if it is not there, or not as it should be. */
export async function python() {
  const windows = process.platform === "win32";
  const interpreter = join(FOLDER, ...(windows ? ["Scripts", "python.exe"] : ["bin", "python"]));
  const installed = join(FOLDER, "requirements.txt");
  const [is, should] = await Promise.all(
    [installed, WANTED].map((path) => readFile(path, "utf8").catch(() => undefined)),
  );
  if (is === should) return interpreter;
  await rm(FOLDER, { recursive: true, force: true });
  try {
    await run(windows ? "python" : "python3", ["-m", "venv", FOLDER]);
  } catch (error) {
    throw new Error(
      "This test needs Python 3 with its venv module and cannot make an environment: " +
        "on Debian and Ubuntu install python3-venv, elsewhere Python from https://www.python.org. " +
        `It said: ${error.stderr || error.message}`,
    );
  }
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
  try {
    await run(interpreter, ["-m", "pip", "install", ...quiet, "--requirement", WANTED]);
  } catch (error) {
    throw new Error(`The packages of ${WANTED} cannot be installed: ${error.stderr}`);
  }
  // Last, so that an environment that was not finished is made anew.
  await copyFile(WANTED, installed);
  return interpreter;
}
