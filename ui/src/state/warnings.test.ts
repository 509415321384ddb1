import { expect, test } from "vitest";
import { LOGGED, MENDED_IN, PASSED } from "./warnings";

/** The Rust sources of the application, by their path. */
const sources = Object.entries(
  import.meta.glob<string>(["../../../crates/*/src/**/*.rs", "../../../src-tauri/src/**/*.rs"], {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);

const source = (end: string) => sources.find(([path]) => path.endsWith(end))?.[1] ?? "";
const all = (text: string, like: RegExp) => [...text.matchAll(like)].map(([, found]) => `${found}`);

/** What the application warns of, read where it does. */
const codes = new Set([
  ...sources.flatMap(([, text]) => all(text, /\bWarning \{\s*code: "([a-z_]+)"/g)),
  ...sources.flatMap(([, text]) =>
    all(text, /\bWarning \{\s*code: ([A-Z_]+)/g).flatMap((name) =>
      all(text, new RegExp(`\\bconst ${name}: &str = "([a-z_]+)"`, "g")),
    ),
  ),
  // What is made of a state has its name from there.
  ...all(source("engine/src/donations.rs"), /=> "([a-z]+_token_refused)"/g),
  ...all(source("engine/src/accounts.rs"), /\("([a-z]+_sign_in_ended)"/g),
  ...all(source("accounts/src/trouble.rs"), /Self::\w+(?:\(_\))? => "([a-z_]+)"/g),
  ...["password_needed", "wrong_password", "too_old", "no_browser_plugin"].map(
    (state) => `obs_${state}`,
  ),
]);

test("of every warning it is known where it is mended", () => {
  expect(codes.size).toBeGreaterThan(30);
  expect(Object.keys(MENDED_IN)).toEqual(expect.arrayContaining([...codes]));
});

test("what has passed is known as a warning, and what the log tells of has passed", () => {
  for (const code of PASSED) expect(Object.keys(MENDED_IN), code).toContain(code);
  for (const code of LOGGED) expect(PASSED, code).toContain(code);
});

test("what the application lets be dismissed can be dismissed here", () => {
  const [list = ""] = all(source("engine/src/told.rs"), /const PASSED: [^=]+=\s*\[([^\]]+)\]/g);
  const known = all(list, /"([a-z_]+)"/g);
  expect(known.length).toBeGreaterThan(3);
  expect([...PASSED].sort()).toEqual(known.sort());
});
