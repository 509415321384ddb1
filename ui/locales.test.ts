import { readFileSync, writeFileSync } from "node:fs";
import type { FluentResource } from "@fluent/bundle";
import { afterEach, describe, expect, test, vi } from "vitest";
import { read } from "./locales";
import { bundle, spokenIds, text } from "./src/words/fluent";
import { bundleOf, languages, ofSystem, regional } from "./src/words/language";

type Body = FluentResource["body"];
type Message = Body[number];

/** What the server tells, by its code: in English it is the server's own. */
const TOLD = "told.ftl";

const english = all("en");
const others = languages.map(([language]) => language).filter((language) => language !== "en");
const sources = import.meta.glob<string>("./src/**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});
// Each names its texts when it is loaded.
import.meta.glob(["./src/words/*.ts", "!./src/words/*.test.ts", "!./src/words/*.d.ts"], {
  eager: true,
});

function all(language: string): Map<string, Message> {
  const files = [...read(language)].filter(([name]) => name !== TOLD);
  return new Map(files.flatMap(([, body]) => body).map((message) => [message.id, message]));
}

/** The names of all that is put into a text. */
function variables(pattern: unknown): string[] {
  if (typeof pattern !== "object" || pattern === null) return [];
  const own =
    "type" in pattern && pattern.type === "var" && "name" in pattern ? [pattern.name] : [];
  const names = [...own.map(String), ...Object.values(pattern).flatMap(variables)];
  return [...new Set(names)].sort();
}

function typed(): string {
  const lines = [...english.values()].map(({ id, value }) => {
    const names = variables(value).map((name) => `"${name}"`);
    return `  "${id}": ${names.join(" | ") || "never"};`;
  });
  return `// Written by a test from \`locales/en\`: each text's id, and the names of what is put in.\n\nexport interface Messages {\n${lines.sort().join("\n")}\n}\n`;
}

afterEach(() => {
  bundle.value = bundleOf("en", [...english.values()]);
});

test("the types are those of the English texts", () => {
  const file = new URL("./src/words/messages.ts", import.meta.url);
  if (process.env.UPDATE_TYPES) writeFileSync(file, typed());
  expect(readFileSync(file, "utf8"), "run the tests with UPDATE_TYPES=1").toBe(typed());
});

test("every text is used, and every text that is used is there", () => {
  const called = Object.entries(sources)
    .filter(([path]) => !path.endsWith(".test.ts"))
    .flatMap(([, source]) => [...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, id]) => id));
  const used = new Set([...spokenIds, ...called]);
  expect([...english.keys()].filter((id) => !used.has(id))).toEqual([]);
  expect([...used].filter((id) => id === undefined || !english.has(id))).toEqual([]);
});

test("no id is there twice", () => {
  for (const [language] of languages) {
    const ids = [...read(language).values()].flat().map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  }
});

describe.each(others)("%s", (language) => {
  const translated = all(language);

  test("has the same files, with the same texts and what is put in", () => {
    expect([...read(language).keys()]).toEqual([...read("en").keys(), TOLD].sort());
    const shape = (texts: Map<string, Message>) =>
      [...texts.values()].map(({ id, value }) => `${id} ${variables(value)}`).sort();
    expect(shape(translated)).toEqual(shape(english));
  });

  test("tells by the same codes as the others, with a hint for each", () => {
    const ids = (of: string) =>
      read(of)
        .get(TOLD)
        ?.map(({ id }) => id);
    expect(ids(language)).toEqual(ids("de"));
    const codes =
      ids(language)?.filter((id) => !/-hint$|^told-(source|command|usage|theme)-/.test(id)) ?? [];
    expect(ids(language)).toEqual(expect.arrayContaining(codes.map((id) => `${id}-hint`)));
  });

  test("lets itself be spoken without an error", () => {
    const spoken = bundleOf(language, [...translated.values()]);
    for (const { id, value } of translated.values()) {
      const errors: Error[] = [];
      const args = Object.fromEntries(variables(value).map((name) => [name, 2]));
      const said = value && spoken.formatPattern(value, args, errors);
      expect([id, errors]).toEqual([id, []]);
      expect(said, id).not.toMatch(/^\s*$|\{\s*\$|\0/);
    }
  });
});

test("nobody asks for a text before there is a language", async () => {
  vi.resetModules();
  const { bundle: none } = await import("./src/words/fluent");
  expect(none.value).toBe(null);
  const parts = import.meta.glob([
    "./src/{components,state,words}/*.{ts,tsx}",
    "!./src/**/*.test.ts",
    "!./src/words/english.ts",
  ]);
  for (const [path, load] of Object.entries(parts))
    await expect(load(), path).resolves.toBeDefined();
  // Every part of the pages is loaded, on a machine that may be busy.
}, 60_000);

test("no text is the mark of one", () => {
  expect([...english.values()].map(({ value }) => value)).not.toContain(text);
});

test("the first of the system's languages that is one of ours is spoken, or else English", () => {
  expect(ofSystem(["fr-FR", "de-AT", "en"])).toBe("de");
  expect(ofSystem(["es-419"])).toBe("es");
  expect(ofSystem(["pt-BR"])).toBe("en");
  expect(ofSystem(["constructor"])).toBe("en");
  expect(ofSystem([])).toBe("en");
  expect(regional("de", ["en-US", "de-CH"])).toBe("de-CH");
  expect(regional("es", ["en-US"])).toBe("es");
});
