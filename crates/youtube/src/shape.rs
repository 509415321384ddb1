//! How JSON is built, without anything that anybody wrote: what a person may send in when YouTube
//! sends something new.

use serde_json::Value;

/// Bytes of a shape, about. What is beyond is left out.
const LONGEST: usize = 4 * 1024;
/// Items of a list that are shown: they are alike.
const ITEMS: usize = 2;

/// The skeleton of `value`: the keys of its objects, and in place of each value its type. Words of
/// YouTube's own, such as `"style":"STYLE_DEFAULT"`, are kept.
pub(crate) fn of(value: &Value) -> String {
    let mut shape = String::new();
    write(&mut shape, "", value);
    shape
}

fn write(shape: &mut String, key: &str, value: &Value) {
    if shape.len() > LONGEST {
        shape.push_str("\"…\"");
        return;
    }
    match value {
        Value::Null => shape.push_str("null"),
        Value::Bool(flag) => shape.push_str(if *flag { "true" } else { "false" }),
        Value::Number(_) => shape.push('0'),
        Value::String(text) => {
            shape.push('"');
            shape.push_str(if is_constant(key, text) { text } else { "…" });
            shape.push('"');
        }
        Value::Array(items) => {
            shape.push('[');
            for (index, item) in items.iter().take(ITEMS).enumerate() {
                shape.push_str(if index > 0 { "," } else { "" });
                write(shape, key, item);
            }
            shape.push(']');
        }
        Value::Object(fields) => {
            shape.push('{');
            for (index, (key, inner)) in fields.iter().enumerate() {
                shape.push_str(if index > 0 { "," } else { "" });
                if shape.len() > LONGEST {
                    shape.push_str("\"…\":0");
                    break;
                }
                let key = if is_name(key) { key.as_str() } else { "…" };
                shape.push('"');
                shape.push_str(key);
                shape.push_str("\":");
                write(shape, key, inner);
            }
            shape.push('}');
        }
    }
}

/// A key is a name such as `a11yLabel`, unless it could be an id: objects may be maps by id.
fn is_name(key: &str) -> bool {
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    key.len() <= 64
        && digits <= 2
        && key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_alphanumeric())
        && (key.len() != 11 || digits == 0)
}

/// A word of YouTube's own, in a place where people's words are not: they may be in capitals too.
fn is_constant(key: &str, text: &str) -> bool {
    let key = key.to_ascii_lowercase();
    ["type", "style", "size", "status", "surface", "iconname"].iter().any(|end| key.ends_with(end))
        && (2..=60).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn types_and_youtubes_own_words_are_kept_and_nothing_else() {
        let value = json!({
            "iconType": "SLOW_MODE", "text": {"runs": [{"text": "LOL"}, {"text": "b"}, {"text": "c"}]},
            "UCAoy6rzhSf4ydcYjJw3WoVg": {"isOwner": true}, "timestampUsec": "1776", "count": 7,
            "none": null, "style": "HELLO WORLD", "videoType": "c2lb7tb1SEA",
        });
        assert_eq!(
            of(&value),
            "{\"…\":{\"isOwner\":true},\"count\":0,\"iconType\":\"SLOW_MODE\",\"none\":null,\
             \"style\":\"…\",\"text\":{\"runs\":[{\"text\":\"…\"},{\"text\":\"…\"}]},\
             \"timestampUsec\":\"…\",\"videoType\":\"…\"}"
        );
    }

    fn texts(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
            Value::Object(fields) => fields.values().for_each(|inner| texts(inner, found)),
            _ => {}
        }
    }

    #[test]
    fn nothing_that_a_recording_says_is_in_its_shape() {
        for recording in crate::mutation::recorded() {
            let shape = of(&recording);
            assert!(shape.len() < LONGEST + 512, "a shape is bounded: {}", shape.len());
            assert!(serde_json::from_str::<Value>(&shape).is_ok(), "it is JSON: {shape}");
            let skeleton: Value = serde_json::from_str(&shape).unwrap_or_default();
            let (mut said, mut kept) = (Vec::new(), Vec::new());
            texts(&recording, &mut said);
            texts(&skeleton, &mut kept);
            assert!(!said.is_empty() && !kept.is_empty(), "there is something to leave out");
            for text in kept {
                let constant = text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
                assert!(text == "…" || constant, "{text:?} is no word of YouTube's own");
            }
        }
    }

    fn json_with(text: &'static str) -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![text.prop_map(Value::from), any::<i64>().prop_map(Value::from)];
        leaf.prop_recursive(8, 200, 8, move |inner| {
            let key = prop_oneof![Just("text".to_owned()), Just("id".to_owned()), text];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
                prop::collection::hash_map(key, inner, 0..8)
                    .prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_text_id_or_address_survives_anywhere(
            value in json_with("[A-Z]{4}!|UC[A-Za-z0-9_-]{21}0|https://[a-z]{5}\\.example|Cgt[A-Za-z0-9]{8}%3D")
        ) {
            let shape = of(&value);
            for mark in ["!", "UC", "example", "http", "Cgt", "%3D"] {
                prop_assert!(!shape.contains(mark), "{mark} in {shape}");
            }
            prop_assert!(serde_json::from_str::<Value>(&shape).is_ok(), "it is JSON: {shape}");
        }
    }
}
