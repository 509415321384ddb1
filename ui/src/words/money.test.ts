import { expect, test } from "vitest";
import { money } from "./money";

test("money is written as its currency is, to the last digit", () => {
  expect(money("1234.50", "USD")).toBe("$1,234.50");
  expect(money("5630", "JPY")).toBe("¥5,630");
  expect(money("1.500", "KWD")).toMatch(/^KWD\s1\.500$/);
  expect(money("12500", "BITS")).toBe("12,500 bits");
  expect(money("90071992547409931.07", "EUR")).toBe("€90,071,992,547,409,931.07");
  expect(money("5.00", "no code")).toBe("5.00 no code");
});
