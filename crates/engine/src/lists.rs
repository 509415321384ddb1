//! Lists that a person writes: words, names, beginnings of commands.

use crate::{EngineError, Result};

/// Letters that one of a list has: a message of either platform has no more.
const LONGEST: usize = 500;

/// Refuses a list of more than this many, and one that has a line longer than any chat message.
pub(crate) fn check(field: &str, list: &[String], most: usize) -> Result<()> {
    if list.len() > most {
        return Err(EngineError::invalid(field, format!("a list has {most} lines at most")));
    }
    if list.iter().any(|line| line.chars().nth(LONGEST).is_some()) {
        return Err(EngineError::invalid(field, format!("a line has {LONGEST} letters at most")));
    }
    Ok(())
}
