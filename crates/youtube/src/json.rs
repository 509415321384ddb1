//! Reading JSON that may be anything.

use chat::RemoteImage;
use serde_json::Value;

/// What is at a path such as `/items/0/id`.
///
/// `Value::pointer` makes two strings of each step, because names may be escaped in it. Ours are not.
pub(crate) fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let steps = path.strip_prefix('/')?.split('/');
    steps.into_iter().try_fold(value, |value, step| match value {
        Value::Object(fields) => fields.get(step),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The text at a path.
pub(crate) fn str_at<'a>(value: &'a Value, path: &str) -> Option<&'a str> {
    at(value, path).and_then(Value::as_str)
}

/// The list at a path; empty where there is none.
pub(crate) fn list_at<'a>(value: &'a Value, path: &str) -> &'a [Value] {
    at(value, path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The flag at a path; false where there is none.
pub(crate) fn flag_at(value: &Value, path: &str) -> bool {
    at(value, path).and_then(Value::as_bool).unwrap_or(false)
}

/// The number at a path. Protobuf's JSON writes 64-bit numbers as strings: both are read.
pub(crate) fn number_at(value: &Value, path: &str) -> Option<i64> {
    match at(value, path)? {
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
pub(crate) fn image_at(value: &Value, path: &str) -> Option<RemoteImage> {
    image(list_at(value, path).last()?, "/url")
}

/// The picture whose address is at a path; it may lack its scheme.
pub(crate) fn image(value: &Value, path: &str) -> Option<RemoteImage> {
    let url = str_at(value, path)?;
    match url.strip_prefix("//") {
        Some(rest) => Some(RemoteImage::new(format!("https://{rest}"))),
        None => url.starts_with("https://").then(|| RemoteImage::new(url)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_leads_where_a_pointer_would() {
        let value = json!({"a": {"b": [{"c": 1}, [2]]}, "": {"": 3}, "0": 4});
        for path in [
            "/a",
            "/a/b",
            "/a/b/0/c",
            "/a/b/1/0",
            "/a/b/2",
            "/a/b/c",
            "/a/b/-1",
            "/x",
            "/a/b/0/c/d",
            "/",
            "//",
            "/0",
            "/a/",
            "a",
        ] {
            assert_eq!(at(&value, path), value.pointer(path), "{path}");
        }
    }

    #[test]
    fn in_all_that_was_recorded_each_path_leads_where_a_pointer_would() {
        fn look(all: &Value, value: &Value, path: &str) {
            assert_eq!(at(all, path), all.pointer(path), "{path}");
            match value {
                Value::Object(fields) => {
                    for (name, inner) in fields.iter().filter(|(name, _)| !name.contains('/')) {
                        look(all, inner, &format!("{path}/{name}"));
                    }
                }
                Value::Array(items) => {
                    for (place, inner) in items.iter().enumerate() {
                        look(all, inner, &format!("{path}/{place}"));
                    }
                }
                _ => {}
            }
        }
        for recording in crate::mutation::recorded() {
            for (name, inner) in recording.as_object().into_iter().flatten() {
                look(&recording, inner, &format!("/{name}"));
            }
        }
    }
}
