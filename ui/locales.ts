// The texts of a language as a module of their own: read when the pages are built, so that no page
// has a parser of them, or the texts of a language that it does not speak.

import { readdirSync, readFileSync } from "node:fs";
import { FluentResource } from "@fluent/bundle";
import type { Plugin } from "vite";

type Body = FluentResource["body"];

const folder = (language: string) => new URL(`./locales/${language}/`, import.meta.url);

/** Each file of a language with its messages. */
export function read(language: string): Map<string, Body> {
  const names = readdirSync(folder(language)).sort();
  return new Map(
    names.map((name) => {
      const text = readFileSync(new URL(name, folder(language)), "utf8");
      return [name, new FluentResource(text).body];
    }),
  );
}

/** All messages of a language; English where it has none. */
export function messages(language: string): Body {
  const all = new Map(
    ["en", language].flatMap((each) =>
      [...read(each).values()].flat().map((message) => [message.id, message] as const),
    ),
  );
  return [...all.values()];
}

const NAME = "virtual:locale/";

/** `virtual:locale/de` has the texts in German as `body`. */
export function locales(): Plugin {
  return {
    name: "locales",
    resolveId: (id) => (id.startsWith(NAME) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${NAME}`)) return null;
      const language = id.slice(NAME.length + 1);
      for (const each of new Set(["en", language])) {
        for (const name of read(each).keys())
          this.addWatchFile(new URL(name, folder(each)).pathname);
      }
      const texts = Object.fromEntries(messages(language).map(({ id, value }) => [id, value]));
      return `const texts = ${JSON.stringify(texts)};
        export const body = Object.entries(texts).map(([id, value]) => ({ id, value, attributes: {} }));`;
    },
  };
}
