//! Changing a typed whole by a merge patch.

mod strict;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub use self::strict::read_json;
use crate::{EngineError, Result};

/// `whole` with `patch` merged in (RFC 7396). What can't be merged is refused by the field's name;
/// `name` is that of the whole.
pub(crate) fn patched<T: Serialize + DeserializeOwned>(
    whole: &T,
    patch: &Value,
    name: &str,
) -> Result<T> {
    if !patch.is_object() {
        return Err(EngineError::invalid(name, format!("{name} are changed by a JSON object")));
    }
    let before = to_value(whole)?;
    // What a `null` takes out can't be seen to be unknown any more.
    for only in nulls(patch) {
        let mut with_null = before.clone();
        merge(&mut with_null, &only, Null::Stays);
        if let Err(error) = read_json::<T>(with_null)
            && unknown_field(error.inner()).is_some()
        {
            return Err(refused(error));
        }
    }
    let mut merged = before;
    merge(&mut merged, patch, Null::TakesOut);
    read_json(merged).map_err(refused)
}

/// A patch for each `null` in this one, which has that and nothing else.
fn nulls(patch: &Value) -> Vec<Value> {
    let Value::Object(members) = patch else { return Vec::new() };
    let within = |(name, value): (&String, &Value)| {
        let inner = if value.is_null() { vec![Value::Null] } else { nulls(value) };
        inner.into_iter().map(|inner| json!({ name: inner })).collect::<Vec<_>>()
    };
    members.iter().flat_map(within).collect()
}

fn refused(error: serde_path_to_error::Error<serde_json::Error>) -> EngineError {
    let place = error.path().to_string();
    let error = error.into_inner();
    // An unknown field is named by the message, its parent by the place.
    let field = match (place.as_str(), unknown_field(&error)) {
        (".", Some(name)) => name,
        (parent, Some(name)) if !parent.ends_with(&name) => format!("{parent}.{name}"),
        _ => place,
    };
    EngineError::invalid(field, without_value(&error))
}

fn unknown_field(error: &serde_json::Error) -> Option<String> {
    let message = error.to_string();
    let name = message.split('`').nth(1).filter(|_| message.starts_with("unknown field"));
    name.map(str::to_owned)
}

/// What JSON is not, in a person's words and without the value that was given: it may be a password in
/// the wrong place.
#[must_use]
pub fn without_value(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let names_value = ["invalid type: ", "invalid value: ", "unknown variant "];
    match message.rsplit_once(", expected ") {
        Some((given, expected)) if names_value.iter().any(|begin| given.starts_with(begin)) => {
            meant(expected)
        }
        _ => message,
    }
}

/// What serde expected, as a person says it.
fn meant(expected: &str) -> String {
    let most = match expected {
        "u8" => u64::from(u8::MAX),
        "u16" => u64::from(u16::MAX),
        "u32" => u64::from(u32::MAX),
        "u64" | "usize" => u64::MAX,
        "i8" | "i16" | "i32" | "i64" => return "a whole number is meant here".to_owned(),
        "f32" | "f64" => return "a number is meant here".to_owned(),
        "a boolean" => return "true or false is meant here".to_owned(),
        "a string" => return "a text is meant here".to_owned(),
        "a sequence" => return "a list is meant here".to_owned(),
        // Those of structs are followed by Rust's name of it.
        _ if expected == "a map" || expected.starts_with("struct ") => {
            return "an object is meant here".to_owned();
        }
        _ => return format!("expected {expected}"),
    };
    format!("a whole number from 0 to {most} is meant here")
}

/// Takes up a stored value at this place, by what merges a patch into the whole; where it can't be
/// read as a whole, each part of it. `lost` is told of each part that can't.
pub(crate) fn take_up<T>(
    whole: &mut T,
    patched: &impl Fn(&T, &Value) -> Result<T>,
    place: &[&str],
    value: &Value,
    lost: &mut impl FnMut(&[&str], &Value, &EngineError),
) {
    let patch = place.iter().rfold(value.clone(), |inner, name| json!({ *name: inner }));
    match (patched(whole, &patch), value) {
        (Ok(with_it), _) => *whole = with_it,
        (Err(_), Value::Object(parts)) if !parts.is_empty() => {
            for (name, part) in parts {
                take_up(whole, patched, &[place, &[name.as_str()]].concat(), part, lost);
            }
        }
        (Err(error), _) => lost(place, value, &error),
    }
}

/// It as JSON.
pub(crate) fn to_value(whole: &impl Serialize) -> Result<Value> {
    serde_json::to_value(whole).map_err(|error| EngineError::Internal(error.to_string()))
}

/// What becomes of a member whose patch is `null`.
#[derive(Clone, Copy)]
enum Null {
    /// It goes, as RFC 7396 has it.
    TakesOut,
    /// It is there and `null`.
    Stays,
}

/// RFC 7396, section 2.
fn merge(target: &mut Value, patch: &Value, null: Null) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    if let Value::Object(target) = target {
        for (name, value) in patch {
            match null {
                Null::TakesOut if value.is_null() => drop(target.remove(name)),
                _ => merge(target.entry(name).or_insert(Value::Null), value, null),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{OverlayOptions, Settings};

    #[test]
    fn what_does_not_fit_is_said_in_a_persons_words() {
        let of_settings = |patch| Settings::default().patched(&patch).map(drop);
        let of_options = |patch| OverlayOptions::default().patched(&patch).map(drop);
        for (refused, field, words) in [
            (
                of_settings(json!({"chat_speed": "fast"})),
                "chat_speed",
                "a whole number from 0 to 65535",
            ),
            (
                of_settings(json!({"chat_speed": 99_999})),
                "chat_speed",
                "a whole number from 0 to 65535",
            ),
            (of_settings(json!({"pronouns": 1})), "pronouns", "true or false"),
            (of_settings(json!({"focus": "x"})), "focus", "an object"),
            (of_settings(json!({"focus": [true]})), "focus", "an object is meant here, not a list"),
            (of_options(json!({"hidden": "raid"})), "hidden", "a list"),
            (of_options(json!({"hidden": [1]})), "hidden[0]", "a text"),
            (
                of_options(json!({"emotes": [false, false, false, false, false]})),
                "emotes",
                "an object is meant here, not a list",
            ),
        ] {
            let Err(EngineError::Invalid { field: named, message, .. }) = refused else {
                panic!("{field}: {refused:?}");
            };
            assert_eq!(named, field);
            assert!(message.starts_with(words), "{message}");
        }
    }
}
