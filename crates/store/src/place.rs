//! Where a row that was removed stood among the others of its table.

use rusqlite::Transaction;
use rusqlite::types::{ToSql, ToSqlOutput};

use crate::Result;

/// Where a row that was removed stood. What is put back with it is there again, as long as no other
/// row has taken the place; then it is the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(pub(crate) i64);

impl ToSql for Place {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

/// The ids of a table's rows in their order.
pub(crate) fn order(transaction: &Transaction<'_>, table: &str) -> Result<Vec<String>> {
    let mut statement = transaction.prepare(&format!("SELECT id FROM {table} ORDER BY rowid"))?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use crate::{Key, OverlayRow, Store};

    #[test]
    fn what_is_put_back_is_told_with_the_order_of_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path()).expect("it opens").0;
        let row = |id: &str| OverlayRow {
            id: id.into(),
            name: id.into(),
            kind: "chat".into(),
            key: Key::known(id.into()),
            theme: "t".into(),
            custom_css: String::new(),
            options: "{}".into(),
        };
        for id in ["b", "a", "c"] {
            store.add_overlay(&row(id)).expect("it is added");
        }
        let place = store.remove_overlay("a").expect("it is there");
        assert_eq!(
            store.restore_overlay(&row("a"), place).expect("it is put back"),
            ["b", "a", "c"]
        );
        store.restore_overlay(&row("a"), place).expect_err("it is there");
    }
}
