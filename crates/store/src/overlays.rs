//! The overlays and how they look.

use rusqlite::{OptionalExtension as _, Row, Transaction};

use crate::{Key, Place, Result, Store, StoreError, place};

/// An overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlayRow {
    /// Our id of it.
    pub id: String,
    /// What the streamer calls it.
    pub name: String,
    /// `chat`, `focus` or `support`.
    pub kind: String,
    /// The key in its address: who has it reads what the overlay shows, and no more.
    pub key: Key,
    /// The id of its theme.
    pub theme: String,
    /// The streamer's own CSS.
    pub custom_css: String,
    /// What it shows and how, as JSON.
    pub options: String,
}

impl OverlayRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            kind: row.get("kind")?,
            key: row.get("key")?,
            theme: row.get("theme")?,
            custom_css: row.get("custom_css")?,
            options: row.get("options")?,
        })
    }
}

impl Store {
    /// All of them, in the order in which they were made: the first is the default one.
    pub fn overlays(&self) -> Result<Vec<OverlayRow>> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT * FROM overlay ORDER BY rowid")?;
        let rows = statement.query_map([], OverlayRow::read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds one.
    pub fn add_overlay(&self, overlay: &OverlayRow) -> Result<()> {
        self.change(|transaction| insert(transaction, overlay, None))
    }

    /// Puts one back that was removed, where it stood. Gives the ids of all in their order: either it is
    /// there and that is known, or nothing was done.
    pub fn restore_overlay(&self, overlay: &OverlayRow, place: Place) -> Result<Vec<String>> {
        self.change(|transaction| {
            insert(transaction, overlay, Some(place))?;
            place::order(transaction, "overlay")
        })
    }

    /// Writes all of it but its kind, which never changes.
    pub fn update_overlay(&self, overlay: &OverlayRow) -> Result<()> {
        let OverlayRow { id, name, key, theme, custom_css, options, .. } = overlay;
        self.change(|transaction| {
            let changed = transaction.execute(
                "UPDATE overlay SET name = ?2, key = ?3, theme = ?4, custom_css = ?5, options = ?6
                 WHERE id = ?1",
                (id, name, key, theme, custom_css, options),
            )?;
            match changed {
                0 => Err(StoreError::Missing("overlay")),
                _ => Ok(()),
            }
        })
    }

    /// Forgets it. Gives where it stood, to [put it back](Self::restore_overlay).
    pub fn remove_overlay(&self, id: &str) -> Result<Place> {
        let sql = "DELETE FROM overlay WHERE id = ?1 RETURNING rowid";
        self.change(|transaction| {
            let place = transaction.query_row(sql, [id], |row| row.get(0)).optional()?;
            place.map(Place).ok_or(StoreError::Missing("overlay"))
        })
    }
}

fn insert(transaction: &Transaction<'_>, overlay: &OverlayRow, place: Option<Place>) -> Result<()> {
    let OverlayRow { id, name, kind, key, theme, custom_css, options } = overlay;
    transaction.execute(
        "INSERT INTO overlay (rowid, id, name, kind, key, theme, custom_css, options)
         VALUES (
             (SELECT ?8 WHERE NOT EXISTS (SELECT 1 FROM overlay WHERE rowid = ?8)),
             ?1, ?2, ?3, ?4, ?5, ?6, ?7
         )",
        (id, name, kind, key, theme, custom_css, options, place),
    )?;
    Ok(())
}
