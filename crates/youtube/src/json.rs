//! Reading JSON that may be anything.

use chat::RemoteImage;
use serde_json::Value;

/// The text at a JSON pointer.
pub(crate) fn str_at<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer).and_then(Value::as_str)
}

/// The list at a JSON pointer; empty where there is none.
pub(crate) fn list_at<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The flag at a JSON pointer; false where there is none.
pub(crate) fn flag_at(value: &Value, pointer: &str) -> bool {
    value.pointer(pointer).and_then(Value::as_bool).unwrap_or(false)
}

/// The number at a JSON pointer. Protobuf's JSON writes 64-bit numbers as strings: both are read.
pub(crate) fn number_at(value: &Value, pointer: &str) -> Option<i64> {
    match value.pointer(pointer)? {
        Value::String(text) => text.parse().ok(),
        number => number.as_i64(),
    }
}

/// The name and the value of the one thing in an object, such as a renderer in its wrapper.
/// `clickTrackingParams` may lie beside it.
pub(crate) fn only_entry(value: &Value) -> Option<(&str, &Value)> {
    let mut entries = value.as_object()?.iter();
    entries.find(|(key, _)| *key != "clickTrackingParams").map(|(key, inner)| (key.as_str(), inner))
}

/// The one of an object's things that has a known name, else the first with another: YouTube may put
/// something beside it.
pub(crate) fn entry(value: &Value, is_known: impl Fn(&str) -> bool) -> Option<(&str, &Value)> {
    let mut entries = value.as_object()?.iter();
    let known = entries.find(|(key, _)| is_known(key)).map(|(key, inner)| (key.as_str(), inner));
    known.or_else(|| only_entry(value))
}

/// The first value under `key`, however deep.
pub(crate) fn find<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    each(value, key).next()
}

/// Every value under `key`, however deep, in document order.
pub(crate) fn all<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    each(value, key).collect()
}

fn each<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    let mut open = vec![value];
    std::iter::from_fn(move || {
        loop {
            match open.pop()? {
                Value::Object(fields) => {
                    let others = fields.iter().rev().filter(|(name, _)| *name != key);
                    open.extend(others.map(|(_, inner)| inner));
                    if let Some(found) = fields.get(key) {
                        return Some(found);
                    }
                }
                Value::Array(items) => open.extend(items.iter().rev()),
                _ => {}
            }
        }
    })
}

/// The largest picture of a list of `thumbnails` or `sources`: YouTube puts it last.
pub(crate) fn image_at(value: &Value, pointer: &str) -> Option<RemoteImage> {
    let url = str_at(list_at(value, pointer).last()?, "/url")?;
    match url.strip_prefix("//") {
        Some(rest) => Some(RemoteImage::new(format!("https://{rest}"))),
        None => url.starts_with("https://").then(|| RemoteImage::new(url)),
    }
}
