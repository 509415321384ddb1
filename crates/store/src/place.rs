//! Where a row that was removed stood among the others of its table.

use rusqlite::types::{ToSql, ToSqlOutput};

/// Where a row that was removed stood. What is put back with it is there again, as long as no other
/// row has taken the place; then it is the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(pub(crate) i64);

impl ToSql for Place {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}
