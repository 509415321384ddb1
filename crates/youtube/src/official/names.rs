//! Names of fields and kinds: in a stream they may come as protobuf writes them.

use serde_json::{Map, Value};

/// The same with names as the documentation has them.
pub(super) fn in_camel_case(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(in_camel_case).collect(),
        Value::Object(fields) => {
            let field = |(name, value): (&String, &Value)| {
                let value = match (name.as_str(), value) {
                    ("type" | "banType" | "ban_type" | "status", Value::String(word)) => {
                        Value::String(camel_case(word))
                    }
                    (_, value) => in_camel_case(value),
                };
                (camel_case(name), value)
            };
            Value::Object(fields.iter().map(field).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

/// `SUPER_CHAT_EVENT`, `super_chat_event` and `superChatEvent` are `superChatEvent`.
fn camel_case(name: &str) -> String {
    let is_loud = !name.chars().any(|letter| letter.is_ascii_lowercase());
    if !is_loud && !name.contains('_') {
        return name.to_owned();
    }
    let mut camel = String::new();
    for (index, word) in name.split('_').filter(|word| !word.is_empty()).enumerate() {
        let word = word.to_ascii_lowercase();
        match word.chars().next().filter(|_| index > 0) {
            Some(first) => {
                camel.push(first.to_ascii_uppercase());
                camel.extend(word.chars().skip(1));
            }
            None => camel.push_str(&word),
        }
    }
    camel
}
