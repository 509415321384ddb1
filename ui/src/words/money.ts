// Money as people write it. Amounts come as exact decimal texts; they are shown, never reckoned with.

import { t } from "./fluent";
import { locale } from "./formats";

/** `1234.50` and `USD`: `$1,234.50`. What is no currency of ISO 4217 is named: `500 bits`. */
export function money(value: string, currency: string): string {
  if (currency === "BITS") return t("paid-bits", { count: exact(value, {}) });
  if (currency === "JEWELS") return t("paid-jewels", { count: exact(value, {}) });
  const [, part = ""] = value.split(".");
  try {
    return exact(value, {
      style: "currency",
      currency,
      minimumFractionDigits: part.length,
      maximumFractionDigits: part.length,
    });
  } catch {
    return `${value} ${currency}`;
  }
}

function exact(value: string, how: Intl.NumberFormatOptions): string {
  // A text is formatted as it is; a number would have lost what is beyond its 15 digits.
  return new Intl.NumberFormat(locale.value, how).format(value as unknown as number);
}
