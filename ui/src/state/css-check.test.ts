import { expect, test } from "vitest";
import { mistakesIn } from "./css-check";
import { insteadOf } from "./youtube-css";

/** A browser that knows little. */
const known: Record<string, RegExp> = {
  color: /^(red|initial|var\(.*\)|#[0-9a-f]{3,6})$/,
  background: /^(initial|url\(.*\)|red|image-set\(.*\))$/,
  content: /^(initial|".*")$/,
};
const supports = (property: string, value: string) => known[property]?.test(value) === true;
const told = (css: string) =>
  mistakesIn(css, supports).map(({ line, fault, word }) => `${line} ${fault} ${word}`.trim());

test("what a browser understands is passed over", () => {
  for (const css of [
    "",
    ".a { color: red }",
    ".a{color:red;}.b{background:red}",
    "/* } { */\n.a { color: red /* ; */; }",
    '.a::before { content: "} ; {" }',
    ".a { background: url(/icons/a;b.svg); color: #fff !important }",
    ".a { --x: anything at all; color: var(--x) }",
    "@media (min-width: 10px) { .a { color: red } }",
    "@font-face { font-family: X; src: url(x.woff2); font-display: swap }",
    "@import url(x.css);\n@layer one, two;",
    ".a { &:hover { color: red } .b & { color: red } color: red }",
    "@keyframes x { from { color: red } 50.5% { color: red } }",
    ".a\\:b { color: red }",
  ]) {
    expect(told(css), css).toEqual([]);
  }
});

test("what is skipped is told with its line", () => {
  expect(told(".a {\n  colr: red;\n  color: blueish;\n}")).toEqual([
    "2 property colr",
    "3 value blueish",
  ]);
  expect(told(".a { color: red }\n}\n.b { color: red }")).toEqual(["2 stray }"]);
  expect(told(".a { color: red };\n.b { color: red }")).toEqual(["1 unread ;"]);
  expect(told("\n.a { color: red;\n.b { color: red }")).toEqual(["2 open {"]);
  expect(told(".a { color red }")).toEqual(["1 unread color red"]);
  expect(told(".a {\n  color: red\n  background: red\n}")).toEqual(["2 value red background: red"]);
  expect(told('.a { content: "open\n; color: red }')).toEqual(["1 quote", '1 value "open']);
  expect(told(".a { color: red }\n/* never closed\n.b {}")).toEqual(["2 comment"]);
  expect(told(".a { color: red }\ncolor: red;")).toEqual(["2 unread color: red"]);
});

test("what is written for YouTube's own chat page is told, each word once", () => {
  const css = `yt-live-chat-text-message-renderer[author-type='owner'] #author-name { color: red }
#message.yt-live-chat-text-message-renderer, yt-icon { color: red }
yt-live-chat-renderer {
  --yt-live-chat-primary-text-color: red;
  color: var(--text-color);
}
#messages, .my-yt-live, #message-box { color: red }
@media (min-width: 1px) { #author-name { color: red } }`;
  expect(told(css)).toEqual([
    "1 youtube yt-live-chat-text-message-renderer",
    '1 youtube [author-type="owner"]',
    "1 youtube #author-name",
    "2 youtube #message",
    "2 youtube yt-icon",
    "3 youtube yt-live-chat-renderer",
    "4 youtube --yt-live-chat-primary-text-color",
  ]);
  expect([insteadOf("#author-name"), insteadOf("yt-icon")]).toEqual([".author", undefined]);
});

test("whatever is written, it comes to an end, and is no longer than a list", () => {
  const pieces = ["{", "}", "(", '"', "'", "/*", "*/", "\\", ";", ":", "\n", "a", "@media", "--x"];
  let seed = 7;
  for (let round = 0; round < 500; round += 1) {
    let css = "";
    for (let at = 0; at < 30; at += 1) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      css += pieces[seed % pieces.length];
    }
    expect(told(css).length).toBeLessThanOrEqual(20);
  }
  expect(told("}".repeat(5000)).length).toBe(20);
});
