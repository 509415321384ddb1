//! What was paid.

use chat::Amount;

/// `100 bits`.
pub(super) fn bits(count: u64) -> Amount {
    Amount {
        text: if count == 1 { "1 bit".into() } else { format!("{} bits", grouped(count)) },
        micros: i64::try_from(count).ok().and_then(|bits| bits.checked_mul(1_000_000)),
        currency: Some("BITS".into()),
    }
}

/// A number as Twitch writes it in its messages: `12,500`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

/// Money as Twitch tells it: `minor` units, `exponent` of them after the point, and an ISO 4217
/// code. `None` if that makes no sense.
pub(super) fn money(minor: i64, exponent: u32, currency: &str) -> Option<Amount> {
    let code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
    if !code || minor < 0 {
        return None;
    }
    let micros = minor.checked_mul(10_i64.pow(6_u32.checked_sub(exponent)?))?;
    let unit = 10_i64.pow(exponent);
    let text = match exponent {
        0 => format!("{minor} {currency}"),
        digits => {
            format!("{}.{:0width$} {currency}", minor / unit, minor % unit, width = digits as usize)
        }
    };
    Some(Amount { text, micros: Some(micros), currency: Some(currency.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        assert_eq!(bits(1).text, "1 bit");
        assert_eq!(bits(12_500).text, "12,500 bits");
        assert_eq!(bits(100).micros, Some(100_000_000));
        assert_eq!(bits(u64::MAX).micros, None, "what does not fit is not summed");
        let text = |minor, exponent, code| money(minor, exponent, code).map(|amount| amount.text);
        assert_eq!(text(1405, 2, "NOK").as_deref(), Some("14.05 NOK"));
        assert_eq!(text(500, 0, "JPY").as_deref(), Some("500 JPY"));
        assert_eq!(text(500, 7, "USD"), None, "no currency has so small a unit");
        assert_eq!(text(500, 2, "<b>"), None, "not a currency");
        assert_eq!(text(i64::MAX, 2, "USD"), None, "not an amount");
    }
}
