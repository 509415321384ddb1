import { expect, test } from "vitest";
// What the server's own check is held against.
import tricks from "../../../tests/fixtures/css/tricks.json";
import { foreignIn } from "./css-foreign";

const there = (css: string) =>
  css.replaceAll("HOST", "http://evil.test").replaceAll("PLAIN", "evil.test");

test("what the server takes is not said to be refused", () => {
  for (const css of tricks.fine) expect(foreignIn(there(css)), css).toEqual([]);
});

test("what is said to be refused is where it is said to be", () => {
  const css = [
    "@import 'https://a.test/a.css';",
    "/* url(https://no.test) */ .a { background: url(/icons/a.svg) }",
    ".b {",
    "  background:",
    "    url( https://b.test/b.png );",
    "  cursor: image-set('//c.test/c.png' type('image/png') 1x), auto;",
    '  mask: url(data:text/html,a), url(data:image/png;base64,AAAA), src("ftp://d.test");',
    "  content: 'https://text.test';",
    "}",
  ].join("\n");
  expect(foreignIn(css).map(({ line, address }) => `${line} ${address}`)).toEqual([
    "1 https://a.test/a.css",
    "5 https://b.test/b.png",
    "6 //c.test/c.png",
    "7 data:text/html,a",
    "7 ftp://d.test",
  ]);
});

test("of the tricks, escapes and what a property keeps for later are left to the server alone", () => {
  const plain = tricks.refused.filter(
    (css) => !css.includes("\\") && !/--x:[^1]|@property|@function/.test(css),
  );
  for (const css of plain) expect(foreignIn(there(css)), css).not.toEqual([]);
  expect(tricks.refused.length - plain.length).toBeLessThan(19);
});
