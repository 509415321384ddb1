//! Changes that leave an input in its grammar, so that they get past the first check of it.

use fastrand::Rng;
use serde_json::{Value, json};

/// What an input is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grammar {
    /// Nothing that is kept.
    Bytes,
    /// Lines, some of them JSON.
    Lines,
    /// One JSON value.
    Json,
}

/// Changes an input. `None` where it is not of this grammar, or where its bytes should be changed.
#[must_use]
pub fn mutate(grammar: Grammar, input: &[u8], rng: &mut Rng) -> Option<Vec<u8>> {
    if rng.u8(..4) == 0 {
        return None;
    }
    match grammar {
        Grammar::Bytes => None,
        Grammar::Json => json(input, rng),
        Grammar::Lines => lines(input, rng),
    }
}

fn json(input: &[u8], rng: &mut Rng) -> Option<Vec<u8>> {
    let mut value: Value = serde_json::from_slice(input).ok()?;
    let other = value.clone();
    for _ in 0..rng.usize(1..4) {
        let mut left = rng.usize(..count(&value));
        change(&mut value, &other, &mut left, rng);
    }
    serde_json::to_vec(&value).ok()
}

fn lines(input: &[u8], rng: &mut Rng) -> Option<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = input.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let at = rng.usize(..lines.len());
    let to = rng.usize(..=lines.len());
    match rng.u8(..4) {
        0 => lines.insert(to, lines.get(at)?.clone()),
        1 if lines.len() > 1 => drop(lines.remove(at)),
        2 => lines.swap(at, to.min(at)),
        _ => {
            let line = lines.get_mut(at)?;
            *line = json(line, rng)?;
        }
    }
    Some(lines.join(&b'\n'))
}

/// How many values there are in a value, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

/// Changes the value that comes after `left` others.
fn change(value: &mut Value, other: &Value, left: &mut usize, rng: &mut Rng) -> bool {
    if *left == 0 {
        *value = changed(value, other, rng);
        return true;
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().any(|item| change(item, other, left, rng)),
        Value::Object(fields) => fields.values_mut().any(|field| change(field, other, left, rng)),
        _ => false,
    }
}

/// What may stand in the place of a value.
fn changed(value: &Value, other: &Value, rng: &mut Rng) -> Value {
    match (rng.u8(..8), value) {
        (0..2, Value::Object(fields)) => {
            let mut fields = fields.clone();
            let name = rng.choice(fields.keys().cloned().collect::<Vec<_>>());
            let removed = name.as_ref().and_then(|name| fields.remove(name));
            // Half of them come back under another name.
            if let (Some(name), Some(field), true) = (name, removed, rng.bool()) {
                fields.insert(format!("{name}2"), field);
            }
            Value::Object(fields)
        }
        (0..3, Value::Array(items)) => {
            let mut items = items.clone();
            if let Some(item) = rng.choice(items.clone()) {
                items.insert(rng.usize(..=items.len()), item);
            }
            Value::Array(items)
        }
        (0..3, Value::String(text)) => {
            let cut = text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
            let (start, end) = text.split_at(rng.choice(cut).unwrap_or(0));
            let piece =
                rng.choice(["", "@", " ", "é", "👋", "9", "-", "/", "\u{202e}", "\0", "<b>"]);
            json!(format!("{start}{}{end}", piece.unwrap_or_default()))
        }
        (3, _) => {
            let mut left = rng.usize(..count(other));
            at(other, &mut left).cloned().unwrap_or_default()
        }
        (4, value) => json!([value]),
        (5, value) => json!({"simpleText": value}),
        _ => rng
            .choice([json!(null), json!(true), json!(-1), json!(u64::MAX), json!(1e300), json!("")])
            .unwrap_or_default(),
    }
}

/// The value that comes after `left` others.
fn at<'a>(value: &'a Value, left: &mut usize) -> Option<&'a Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter().find_map(|item| at(item, left)),
        Value::Object(fields) => fields.values().find_map(|field| at(field, left)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_json_is_json_and_lines_stay_lines() {
        let action = br#"{"a":{"b":["c",1,{"d":"e"}]}}"#;
        let mut different = std::collections::HashSet::new();
        for seed in 0..1_000 {
            let mut rng = Rng::with_seed(seed);
            if let Some(made) = mutate(Grammar::Json, action, &mut rng) {
                serde_json::from_slice::<Value>(&made).expect("still JSON");
                different.insert(made);
            }
            let lines = [b"PING\n".as_slice(), action, b"\n!back"].concat();
            if let Some(made) = mutate(Grammar::Lines, &lines, &mut rng) {
                let count = made.split(|byte| *byte == b'\n').count();
                assert!((2..=4).contains(&count), "at most one line more or less: {count}");
            }
        }
        assert!(different.len() > 200, "only {} different ones", different.len());
    }
}
