//! JSON whose shape has changed since the client was written.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What has become of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Every field has another name.
    Renamed,
    /// Every text, number and truth value is null.
    Nulls,
    /// Every object is an array of what was in it.
    Arrays,
    /// Every array is an object, by position.
    Objects,
    /// Every number and truth value is a text.
    Texts,
}

impl Shape {
    pub(super) fn of(self, value: Value) -> Value {
        match value {
            Value::Object(fields) => {
                let fields = fields.into_iter().map(|(name, value)| (name, self.of(value)));
                match self {
                    Self::Arrays => fields.map(|(_, value)| value).collect(),
                    Self::Renamed => fields.map(|(name, value)| (name + "_v4", value)).collect(),
                    Self::Nulls | Self::Objects | Self::Texts => fields.collect(),
                }
            }
            Value::Array(items) => {
                let items = items.into_iter().map(|item| self.of(item));
                match self {
                    Self::Objects => (0..).map(|at: u32| at.to_string()).zip(items).collect(),
                    _ => items.collect(),
                }
            }
            Value::Null => Value::Null,
            _ if self == Self::Nulls => Value::Null,
            Value::Number(number) if self == Self::Texts => number.to_string().into(),
            Value::Bool(is) if self == Self::Texts => is.to_string().into(),
            same => same,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_shape_differs_from_the_right_one_in_its_own_way() {
        let right = json!({"id": 7, "emotes": [{"name": "EZ", "animated": true}]});
        for (shape, expected) in [
            (
                Shape::Renamed,
                json!({"id_v4": 7, "emotes_v4": [{"name_v4": "EZ", "animated_v4": true}]}),
            ),
            (Shape::Nulls, json!({"id": null, "emotes": [{"name": null, "animated": null}]})),
            (Shape::Objects, json!({"id": 7, "emotes": {"0": {"name": "EZ", "animated": true}}})),
            (Shape::Texts, json!({"id": "7", "emotes": [{"name": "EZ", "animated": "true"}]})),
        ] {
            assert_eq!(shape.of(right.clone()), expected, "{shape:?}");
        }
        assert_eq!(Shape::Arrays.of(json!({"a": {"b": 1}})), json!([[1]]));
    }
}
