// Every theme that comes with the application.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../overlay-themes", import.meta.url));

const ALL = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
  .map(({ name }) => JSON.parse(readFileSync(`${FOLDER}/${name}/theme.json`, "utf8")))
  .sort((one, other) => (one.id < other.id ? -1 : 1));

/** Ids of those for chat. */
export const THEMES = ALL.filter(({ kind = "chat" }) => kind === "chat").map(({ id }) => id);
/** Ids of those for a focus overlay. */
export const FOCUS_THEMES = ALL.filter(({ kind }) => kind === "focus").map(({ id }) => id);
