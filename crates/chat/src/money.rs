//! Amounts of money as exact decimals. No floating point anywhere: a sum of cents is a sum of cents.

use crate::Amount;

/// Currencies without a part, and what counts in whole ones too (ISO 4217, and ours).
const WHOLE: [&str; 18] = [
    "BIF", "BITS", "CLP", "DJF", "GNF", "ISK", "JEWELS", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX",
    "VND", "VUV", "XAF", "XOF", "XPF",
];
/// Currencies with three decimals (ISO 4217).
const THREE: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
/// How amounts of these are written, where the provider does not write them itself.
const SIGNS: [(&str, &str); 8] = [
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("CAD", "CA$"),
    ("AUD", "A$"),
    ("BRL", "R$"),
    ("INR", "₹"),
];
/// Millionths in one.
const UNIT: i128 = 1_000_000;
/// Digits of a whole number that an amount can have: more is not money.
const LONGEST_WHOLE: usize = 12;

impl Amount {
    /// An amount that is told as a decimal number (`13.37`) and an ISO 4217 code. `None` if it is
    /// none, or not above zero.
    #[must_use]
    pub fn of(number: &str, currency: &str) -> Option<Self> {
        let micros = micros(number).filter(|micros| *micros > 0)?;
        let currency = currency.trim().to_ascii_uppercase();
        if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
            return None;
        }
        let number = decimal(i128::from(micros), &currency);
        let sign = SIGNS.iter().find(|(code, _)| *code == currency);
        let text = match sign {
            Some((_, sign)) => format!("{sign}{number}"),
            None => format!("{number} {currency}"),
        };
        Some(Self { text, micros: Some(micros), currency: Some(currency) })
    }
}

/// Millionths of a plain decimal number, `13.37`. `None` if it is none, or has more digits than
/// money has.
#[must_use]
pub fn micros(number: &str) -> Option<i64> {
    let number = number.trim();
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    // What is told beyond millionths is the noise of a floating point number (`13.370000000001`).
    let part = part.get(..6).unwrap_or(part);
    if whole.is_empty() || whole.len() > LONGEST_WHOLE || !digits(whole) || !digits(part) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<6}").parse().ok()?;
    whole.checked_mul(1_000_000)?.checked_add(part)
}

/// How many digits the parts of this currency have.
fn places(currency: &str) -> usize {
    match () {
        () if WHOLE.contains(&currency) => 0,
        () if THREE.contains(&currency) => 3,
        () => 2,
    }
}

/// Millionths, to the nearest of the currency's smallest parts.
#[must_use]
pub fn rounded(micros: i128, currency: &str) -> i128 {
    let smallest = (places(currency)..6).fold(1, |part, _| part * 10);
    micros.saturating_add(smallest / 2).div_euclid(smallest) * smallest
}

/// Millionths as a decimal number, with the digits that the currency has, or more where the amount
/// has more: `13.37`, `5630`.
#[must_use]
pub fn decimal(micros: i128, currency: &str) -> String {
    let least = places(currency);
    let sign = if micros < 0 { "-" } else { "" };
    let (whole, part) =
        (micros.unsigned_abs() / UNIT.unsigned_abs(), micros.unsigned_abs() % UNIT.unsigned_abs());
    let part = format!("{part:06}");
    let said = part.trim_end_matches('0').len().max(least);
    match part.get(..said) {
        None | Some("") => format!("{sign}{whole}"),
        Some(part) => format!("{sign}{whole}.{part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_exactly_or_not_at_all() {
        for (text, expected) in [
            ("13.37", Some(13_370_000)),
            ("3", Some(3_000_000)),
            ("0.1", Some(100_000)),
            (" 5.00 ", Some(5_000_000)),
            ("0.30000000000000004", Some(300_000)),
            ("999999999999", Some(999_999_999_999_000_000)),
            ("", None),
            (".5", None),
            ("-5", None),
            ("1e3", None),
            ("1,000.00", None),
            ("5.0.0", None),
            ("9999999999999", None),
            ("٣", None),
        ] {
            assert_eq!(micros(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_amount_is_written_as_its_currency_is() {
        for (micros, currency, expected) in [
            (13_370_000, "USD", "13.37"),
            (5_000_000, "EUR", "5.00"),
            (5_630_000_000, "JPY", "5630"),
            (1_500_000, "KWD", "1.500"),
            (100_000_000, "BITS", "100"),
            (123_456, "USD", "0.123456"),
            (-1_000_000, "USD", "-1.00"),
            (0, "USD", "0.00"),
        ] {
            assert_eq!(decimal(micros, currency), expected);
        }
        let text = |number, currency| Amount::of(number, currency).map(|amount| amount.text);
        assert_eq!(text("5", "usd").as_deref(), Some("$5.00"));
        assert_eq!(text("50.5", "NOK").as_deref(), Some("50.50 NOK"));
        assert_eq!(text("0", "USD"), None, "nothing was paid");
        assert_eq!(text("5", "<b>"), None);
    }
}
