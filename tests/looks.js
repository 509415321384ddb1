// What themes look like, in every kind of message.
//
//   npm run -s looks                        compares ours with the pictures that are kept
//   UPDATE_LOOKS=1 npm run -s looks         keeps what is there now: look at each before it is committed
//   THEME=path/to/folder npm run -s looks   checks one theme, and says what is wrong with it
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkTheme } from "./browser/check.js";

const OURS = fileURLToPath(new URL("browser/looks.test.js", import.meta.url));

/** Checks the theme in this folder, and tells the person. Gives the exit status. */
async function check(folder) {
  const ends = [];
  try {
    const { problems, pictures } = await checkTheme({ after: (end) => ends.unshift(end) }, folder);
    for (const problem of problems) console.log(`✗ ${problem}`);
    if (pictures) console.log(`Pictures of it: ${pictures}`);
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    console.log(problems.length > 0 ? `${count} found.` : "Nothing is wrong with it.");
    return problems.length > 0 ? 1 : 0;
  } finally {
    for (const end of ends) await end();
  }
}

const { THEME, INIT_CWD } = process.env;
process.exitCode = THEME
  ? await check(resolve(INIT_CWD ?? ".", THEME)) // npm runs this in a folder of its own choice
  : spawnSync(process.execPath, ["--test", OURS], { stdio: "inherit" }).status ?? 1;
