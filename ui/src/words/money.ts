// Money as people write it. Amounts come as exact decimal texts; they are shown, never reckoned with.

/** `1234.50` and `USD`: `$1,234.50`. What is no currency of ISO 4217 is named: `500 bits`. */
export function money(value: string, currency: string): string {
  if (currency === "BITS") return `${grouped(value)} bits`;
  if (currency === "JEWELS") return `${grouped(value)} Jewels`;
  const [, part = ""] = value.split(".");
  try {
    const format = new Intl.NumberFormat("en", {
      style: "currency",
      currency,
      minimumFractionDigits: part.length,
      maximumFractionDigits: part.length,
    });
    // A text is formatted as it is; a number would have lost what is beyond its 15 digits.
    return format.format(value as unknown as number);
  } catch {
    return `${value} ${currency}`;
  }
}

function grouped(value: string): string {
  return value.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
