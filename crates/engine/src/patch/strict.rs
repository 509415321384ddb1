//! JSON read as it is meant: an object by the names of its members, and never a list by their places.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

/// What is said of a list where an object is meant.
pub(super) const NO_LIST: &str = "an object is meant here, not a list";

/// Reads a value. Serde takes a list for a struct, its items in the order of the fields: what a
/// person sends so is a mistake, and would set what they do not name.
pub fn read_json<T: DeserializeOwned>(
    value: Value,
) -> Result<T, serde_path_to_error::Error<serde_json::Error>> {
    serde_path_to_error::deserialize(Strict(value))
}

struct Strict(Value);

impl IntoDeserializer<'_, Error> for Strict {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Strict {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => {
                let mut items = SeqDeserializer::new(items.into_iter().map(Strict));
                let read = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(read)
            }
            Value::Object(members) => {
                let members = members.into_iter().map(|(name, value)| (name, Strict(value)));
                let mut members = MapDeserializer::new(members);
                let read = visitor.visit_map(&mut members)?;
                members.end()?;
                Ok(read)
            }
            other => other.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(_) => Err(Error::custom(NO_LIST)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Whole {
        part: Part,
        maybe: Option<Part>,
        list: Vec<Part>,
        pair: (u8, u8),
        name: Option<String>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Part {
        on: bool,
    }

    #[test]
    fn a_list_is_no_object_wherever_one_is_meant() {
        for (value, place) in [
            (json!([]), "."),
            (json!({"part": [false]}), "part"),
            (json!({"maybe": [true]}), "maybe"),
            (json!({"list": [{"on": true}, [true]]}), "list[1]"),
        ] {
            let error = read_json::<Whole>(value).expect_err("a list");
            assert_eq!(error.path().to_string(), place);
            assert_eq!(error.inner().to_string(), NO_LIST);
        }
    }

    #[test]
    fn all_else_is_read_as_ever() {
        let value = json!({
            "part": {"on": true}, "maybe": null, "list": [{}, {"on": true}], "pair": [1, 2],
            "name": "a",
        });
        let read: Whole = read_json(value.clone()).expect("it fits");
        assert_eq!(read, serde_json::from_value(value).expect("it fits"));
        read_json::<Whole>(json!({"pair": [1, 2, 3]})).expect_err("one too many");
        for value in [json!({"pair": [1, 999]}), json!({"bogus": 1})] {
            let strict = read_json::<Whole>(value.clone()).expect_err("it does not fit");
            let usual = serde_json::from_value::<Whole>(value).expect_err("it does not fit");
            assert_eq!(strict.into_inner().to_string(), usual.to_string());
        }
    }
}
