//! Reading providers' answers. Nothing relies on a shape: every entry stands alone, and one that
//! can't be read is passed over.

use serde_json::Value;

/// An answer that is built in a way that is not known.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the answer is not built as it was")]
pub(crate) struct Changed;

/// The entries of a list, as far as they can be read. A list of which nothing can be read has
/// changed.
pub(crate) fn entries<T>(
    list: Option<&Value>,
    read: impl Fn(&Value) -> Option<T>,
) -> Result<Vec<T>, Changed> {
    let list = list.and_then(Value::as_array).ok_or(Changed)?;
    let found: Vec<T> = list.iter().filter_map(read).collect();
    if found.is_empty() && !list.is_empty() { Err(Changed) } else { Ok(found) }
}

/// The text in a field. Ids come as texts and as numbers.
pub(crate) fn text(value: &Value, field: &str) -> Option<String> {
    match value.get(field)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether a field is true.
pub(crate) fn flag(value: &Value, field: &str) -> bool {
    value.get(field).is_some_and(|flag| flag.as_bool().unwrap_or(flag == "true"))
}

/// The bits in a field; none where it is missing.
pub(crate) fn bits(value: &Value, field: &str) -> u64 {
    text(value, field).and_then(|bits| bits.parse().ok()).unwrap_or(0)
}

/// A width and a height in two fields of an object.
pub(crate) fn size(value: &Value) -> Option<(u16, u16)> {
    let side = |field| text(value, field)?.parse::<u16>().ok();
    let (width, height) = (side("width")?, side("height")?);
    (width > 0 && height > 0).then_some((width, height))
}

/// The name of an emote: one word, of a length that a chat can hold.
pub(crate) fn word(name: Option<String>) -> Option<String> {
    name.filter(|name| name.len() <= 200 && !name.chars().any(char::is_whitespace))
}

/// An address as it is to be asked for: those without a scheme are read as `https`.
pub(crate) fn address(text: &str) -> String {
    match text.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => text.to_owned(),
    }
}
