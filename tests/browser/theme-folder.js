// A theme as it lies in its folder: what can be said of it without a page.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

const FIELDS = ["id", "name", "author", "version", "description"];

/**
 * @param {string} folder
 * @returns {Promise<{id: string, css: string | null, kind: "chat" | "focus", problems: string[]}>} `css` is
 *   null where there is nothing to look at
 */
export async function readTheme(folder) {
  const id = basename(folder);
  if (!/^[a-z0-9-]{1,64}$/.test(id)) {
    return { id, css: null, kind: "chat", problems: [`The folder's name is the theme's id: small letters, digits and dashes, not "${id}".`] };
  }
  const { kind, problems } = await manifest(join(folder, "theme.json"), id);
  const css = await readFile(join(folder, "theme.css"), "utf8").catch(() => null);
  if (css === null) problems.push("There is no theme.css that can be read.");
  else if (!/--plate-color\s*:/.test(css)) {
    problems.push("theme.css never sets --plate-color: the colour behind names, by which they are made readable.");
  }
  return { id, css, kind, problems };
}

/** What is wrong with `theme.json`, and the kind that it says. */
async function manifest(path, id) {
  const text = await readFile(path, "utf8").catch(() => null);
  const chat = (...problems) => ({ kind: "chat", problems });
  if (text === null) return chat("There is no theme.json that can be read.");
  let read;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return chat(`theme.json is no JSON: ${error.message}.`);
  }
  if (typeof read !== "object" || read === null || Array.isArray(read)) return chat("theme.json is no JSON object.");
  const wrong = FIELDS.filter((field) => typeof read[field] !== "string" || (field === "name" && read.name.trim() === ""));
  const problems = wrong.map((field) => `theme.json has no "${field}", as a text.`);
  if (typeof read.id === "string" && read.id !== id) {
    problems.push(`theme.json says the id "${read.id}", and the folder is "${id}".`);
  }
  const { kind = "chat" } = read;
  if (!["chat", "focus"].includes(kind)) problems.push(`theme.json has the kind "${kind}", and there are "chat" and "focus".`);
  return { kind, problems };
}
