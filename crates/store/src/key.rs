//! Keys: who has one may do what its scope allows.

use std::fmt;

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};

/// 256 random bits as 64 hexadecimal digits. It can't be printed by accident: whoever hands it out
/// asks for it by name.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// A new one.
    ///
    /// # Errors
    /// The operating system has no randomness to give.
    pub fn new() -> Result<Self, getrandom::Error> {
        use fmt::Write;
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        let mut text = String::with_capacity(64);
        for byte in bytes {
            // Writing into a string does not fail.
            write!(text, "{byte:02x}").unwrap_or_default();
        }
        Ok(Self(text))
    }

    /// One that was made before.
    #[must_use]
    pub fn known(text: String) -> Self {
        Self(text)
    }

    /// The key itself, for the answer that hands it to its owner.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl ToSql for Key {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Key {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        String::column_result(value).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_long_new_and_not_printed() {
        let (one, other) = (Key::new().unwrap(), Key::new().unwrap());
        assert_eq!(one.reveal().len(), 64);
        assert_ne!(one, other);
        assert!(!format!("{one:?}").contains(&one.reveal()[..4]));
    }
}
