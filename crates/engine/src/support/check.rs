//! What can be put on the page.

use chat::money::micros;
use url::Url;

use super::{Rate, Support, SupportGoal, SupportLink};
use crate::{EngineError, Result};

const LONGEST_NAME: usize = 40;
const LONGEST_TITLE: usize = 80;
const LONGEST_TEXT: usize = 1_000;
const LONGEST_ADDRESS: usize = 500;
const MOST: usize = 12;

/// The page, with what is written in several ways written in one. A refusal names the field.
pub(crate) fn checked(mut support: Support) -> Result<Support> {
    let Support { name, theme: _, title, text, links, goals, rates, thanks } = &mut support;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.len() > LONGEST_NAME || !name.chars().all(plain) {
        let message = format!("small letters, digits and hyphens, {LONGEST_NAME} at most");
        return Err(EngineError::invalid("name", message));
    }
    line("title", title, 0, LONGEST_TITLE)?;
    line("thanks", thanks, 0, LONGEST_TITLE)?;
    if text.chars().count() > LONGEST_TEXT {
        return Err(EngineError::invalid("text", format!("{LONGEST_TEXT} letters at most")));
    }
    for (field, length) in [("links", links.len()), ("goals", goals.len()), ("rates", rates.len())]
    {
        if length > MOST {
            return Err(EngineError::invalid(field, format!("{MOST} at most")));
        }
    }
    for (at, SupportLink { label, url }) in links.iter_mut().enumerate() {
        line(&format!("links[{at}].label"), label, 1, LONGEST_TITLE)?;
        *url = address(&format!("links[{at}].url"), url)?;
    }
    for (at, goal) in goals.iter_mut().enumerate() {
        let field = |name| format!("goals[{at}].{name}");
        let SupportGoal { title, amount, currency, start, .. } = goal;
        line(&field("title"), title, 1, LONGEST_TITLE)?;
        sum(&field("amount"), amount, 1)?;
        sum(&field("start"), start, 0)?;
        *currency = code(&field("currency"), currency)?;
    }
    for (at, Rate { from, to, rate }) in rates.iter_mut().enumerate() {
        let field = |name| format!("rates[{at}].{name}");
        *from = code(&field("from"), from)?;
        *to = code(&field("to"), to)?;
        number(&field("rate"), rate, 1)?;
        if from == to {
            let message = "one of a currency is one of it: name another one";
            return Err(EngineError::invalid(field("to"), message));
        }
    }
    Ok(support)
}

fn line(field: &str, text: &mut String, least: usize, most: usize) -> Result<()> {
    *text = text.trim().to_owned();
    let length = text.chars().count();
    if length < least || length > most || text.chars().any(char::is_control) {
        let message = format!("one line of {least} to {most} letters");
        return Err(EngineError::invalid(field, message));
    }
    Ok(())
}

/// An address that a viewer may be sent to: `https`, and nobody's password in it.
fn address(field: &str, text: &str) -> Result<String> {
    let refused = |message: &str| Err(EngineError::invalid(field, message));
    match Url::parse(text.trim()) {
        _ if text.len() > LONGEST_ADDRESS => refused("this address is too long"),
        Ok(url) if url.scheme() != "https" || url.host().is_none() => {
            refused("give an address that begins with https://")
        }
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            refused("leave the name and the password out of the address")
        }
        Ok(url) => Ok(url.into()),
        Err(_) => refused("this is no address: give one that begins with https://"),
    }
}

/// A sum of money. Three digits behind a point are a thousand to half of the world, and one to the
/// other: nobody writes a sum so exactly, so neither is meant for sure.
fn sum(field: &str, text: &mut String, least: i64) -> Result<()> {
    number(field, text, least)?;
    match text.split_once(['.', ',']) {
        Some((_, digits)) if digits.len() > 2 => {
            let message = "give a thousand as in 1000, without a point or a comma in it";
            Err(EngineError::invalid(field, message))
        }
        _ => Ok(()),
    }
}

fn number(field: &str, text: &mut String, least: i64) -> Result<()> {
    // Half of the world writes a comma there.
    *text = text.trim().replacen(',', ".", 1);
    if micros(text).is_none_or(|micros| micros < least) {
        let message = "give a number as in 250 or 12.50, without a sign";
        return Err(EngineError::invalid(field, message));
    }
    Ok(())
}

fn code(field: &str, text: &str) -> Result<String> {
    let code = text.trim().to_ascii_uppercase();
    let is_iso = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_iso || matches!(code.as_str(), "BITS" | "JEWELS") {
        return Ok(code);
    }
    let message = "give a currency's code, such as USD, or BITS or JEWELS";
    Err(EngineError::invalid(field, message))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn field(value: serde_json::Value) -> Option<String> {
        match super::super::read(value).and_then(checked) {
            Err(EngineError::Invalid { field, .. }) => Some(field),
            Err(other) => panic!("{other}"),
            Ok(_) => None,
        }
    }

    #[test]
    fn a_refusal_names_the_field() {
        let link = |url: &str| json!({"links": [{"label": "x", "url": url}]});
        let goal = |amount: &str, currency: &str| json!({"goals": [{"title": "x", "amount": amount, "currency": currency}]});
        for (value, expected) in [
            (json!({"name": "Ada"}), "name"),
            (json!({"name": "../x"}), "name"),
            (json!({"bogus": 1}), "bogus"),
            (json!({"title": "x\ny"}), "title"),
            (link("http://ko-fi.com/ada"), "links[0].url"),
            (link("javascript:alert(1)"), "links[0].url"),
            (link("https://ada:secret@x.test"), "links[0].url"),
            (link("ko-fi.com/ada"), "links[0].url"),
            (goal("0", "USD"), "goals[0].amount"),
            (goal("-5", "USD"), "goals[0].amount"),
            (goal("1.000", "USD"), "goals[0].amount"),
            (goal("1,000", "USD"), "goals[0].amount"),
            (goal("5", "dollars"), "goals[0].currency"),
            (json!({"rates": [{"from": "EUR", "to": "EUR", "rate": "1"}]}), "rates[0].to"),
            (json!({"rates": [{"from": "EUR", "to": "USD", "rate": "x"}]}), "rates[0].rate"),
        ] {
            assert_eq!(field(value.clone()).as_deref(), Some(expected), "{value}");
        }
    }

    #[test]
    fn what_fits_is_written_in_one_way() {
        let value = json!({
            "name": "ada", "title": " Help! ", "links": [{"label": "Ko-fi", "url": "https://ko-fi.com"}],
            "goals": [{"title": "Mic", "amount": "250,50", "currency": "usd"}],
        });
        let support = checked(super::super::read(value).unwrap()).unwrap();
        assert_eq!(support.title, "Help!");
        assert_eq!(support.links[0].url, "https://ko-fi.com/");
        assert_eq!(support.goals[0].amount, "250.50");
        assert_eq!(support.goals[0].currency, "USD");
        assert_eq!(support.goals[0].start, "0");
    }
}
