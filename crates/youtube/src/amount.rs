//! Reading an amount of money from the text that YouTube shows.
//!
//! The text is what people see, always; the number is for sums. A text that could mean two amounts
//! gives no number.

use chat::Amount;

/// Signs that YouTube writes with `hl=en`, and those of other languages that stand for one currency
/// only (`kr` is three). Any three capital letters are taken as an ISO 4217 code.
const SIGNS: [(&str, &str); 35] = [
    ("$", "USD"),
    ("US$", "USD"),
    ("A$", "AUD"),
    ("CA$", "CAD"),
    ("NZ$", "NZD"),
    ("NT$", "TWD"),
    ("HK$", "HKD"),
    ("MX$", "MXN"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("￥", "JPY"),
    ("CN¥", "CNY"),
    ("₩", "KRW"),
    ("￦", "KRW"),
    ("₹", "INR"),
    ("₱", "PHP"),
    ("₫", "VND"),
    ("₪", "ILS"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("₸", "KZT"),
    ("฿", "THB"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("Ft", "HUF"),
    ("Rp", "IDR"),
    ("RM", "MYR"),
    ("S/", "PEN"),
];

/// Currencies with three decimals: there `1.000` is one, elsewhere it is a thousand.
const THREE_DECIMALS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// The amount, its text as YouTube wrote it, with number and currency where they can be read.
pub(crate) fn read(text: &str) -> Amount {
    let (micros, currency) = money(text).unzip();
    Amount { text: text.to_owned(), micros, currency }
}

fn money(text: &str) -> Option<(i64, String)> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())?;
    let (before, after) = (text.get(..first)?, text.get(last + 1..)?);
    let currency = match (sign(before), sign(after)) {
        (sign, "") | ("", sign) => iso_code(sign)?,
        _ => return None,
    };
    let micros = micros(text.get(first..=last)?, THREE_DECIMALS.contains(&currency))?;
    Some((micros, currency.to_owned()))
}

/// The sign without the spaces and direction marks around it.
fn sign(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}'))
}

fn iso_code(sign: &str) -> Option<&str> {
    let is_code = sign.len() == 3 && sign.bytes().all(|b| b.is_ascii_uppercase());
    let known = SIGNS.iter().find(|(known, _)| *known == sign).map(|(_, code)| *code);
    known.or(is_code.then_some(sign))
}

/// `1,234.50`, `1.234,50`, `1 234,50` and `1'234.50` are one number.
fn micros(number: &str, three_decimals: bool) -> Option<i64> {
    let spaceless: String =
        number.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’')).collect();
    let (whole, decimals) = match spaceless.rfind(['.', ',']) {
        Some(at) if is_decimal_point(&spaceless, at, three_decimals) => {
            (spaceless.get(..at)?, spaceless.get(at + 1..)?)
        }
        _ => (spaceless.as_str(), ""),
    };
    let whole: i64 = ungrouped(whole)?.parse().ok()?;
    let decimals: i64 = format!("{decimals:0<6}").parse().ok()?;
    whole.checked_mul(1_000_000)?.checked_add(decimals)
}

/// Whether the last point or comma of a number parts whole from decimals.
fn is_decimal_point(number: &str, at: usize, three_decimals: bool) -> bool {
    let separator = number.get(at..=at);
    let (before, decimals) = (number.get(..at).unwrap_or_default(), number.len() - at - 1);
    if separator.is_some_and(|separator| before.contains(separator)) {
        return false;
    }
    decimals < 3 || (decimals == 3 && (three_decimals || before.contains(['.', ','])))
}

/// The digits of a whole number in groups: the last of three, those before it of two (India) or
/// three. `None` where they are not.
fn ungrouped(number: &str) -> Option<String> {
    let groups: Vec<&str> = number.split(['.', ',']).collect();
    let (first, rest) = groups.split_first()?;
    let fits = match rest.split_last() {
        None => true,
        Some((last, middle)) => {
            (1..=3).contains(&first.len())
                && last.len() == 3
                && middle.iter().all(|group| (2..=3).contains(&group.len()))
        }
    };
    (fits && !first.is_empty()).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_the_world_are_read() {
        for (text, micros, currency) in [
            ("$5.00", 5_000_000, "USD"),
            ("¥5,630", 5_630_000_000, "JPY"),
            ("￥500", 500_000_000, "JPY"),
            ("NT$14.00", 14_000_000, "TWD"),
            ("CA$1,234.50", 1_234_500_000, "CAD"),
            ("A$2", 2_000_000, "AUD"),
            ("R$10,00", 10_000_000, "BRL"),
            ("5,00\u{a0}€", 5_000_000, "EUR"),
            ("1.234,50 €", 1_234_500_000, "EUR"),
            ("€0.99", 990_000, "EUR"),
            ("₩10,000", 10_000_000_000, "KRW"),
            ("₹1,00,000.00", 100_000_000_000, "INR"),
            ("₫24,000", 24_000_000_000, "VND"),
            ("24.000\u{a0}₫", 24_000_000_000, "VND"),
            ("PHP\u{a0}50.00", 50_000_000, "PHP"),
            ("20,00 zł", 20_000_000, "PLN"),
            ("1\u{202f}000,00\u{a0}SEK", 1_000_000_000, "SEK"),
            ("CHF 1’000.00", 1_000_000_000, "CHF"),
            ("KWD\u{a0}1.500", 1_500_000, "KWD"),
            ("\u{200f}₪20.00", 20_000_000, "ILS"),
        ] {
            let amount = read(text);
            assert_eq!(amount.text, text, "the text is shown as it was written");
            assert_eq!(
                (amount.micros, amount.currency.as_deref()),
                (Some(micros), Some(currency)),
                "{text:?} can be read in one way"
            );
        }
    }

    #[test]
    fn what_could_be_two_amounts_is_none() {
        for text in
            ["", "free", "5.00", "kr 50,00", "$1,23,4", "$1.2345", "$5 €5", "$99999999999999999"]
        {
            let amount = read(text);
            assert_eq!((amount.micros, amount.currency), (None, None), "{text:?} is not clear");
            assert_eq!(amount.text, text, "the text is shown all the same");
        }
    }
}
