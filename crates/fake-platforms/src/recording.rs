//! Recorded chat: reading it from files, and making each replay new to its readers.

use std::path::Path;

use serde_json::Value;

use crate::{Error, since_epoch};

/// Reads recorded IRC lines, one a line; empty ones are passed over.
pub fn read_lines(path: &Path) -> Result<Vec<String>, Error> {
    let text = read(path)?;
    let lines = text.lines().filter(|line| !line.is_empty());
    not_empty(path, lines.map(str::to_owned).collect())
}

/// Reads recorded actions: an array of them, a single one, an answer of `get_live_chat`, or a
/// folder of such `.json` files in the order of their names.
pub fn read_actions(path: &Path) -> Result<Vec<Value>, Error> {
    if !path.is_dir() {
        return not_empty(path, actions_of(path)?);
    }
    let failed = |source| Error::Read { path: path.display().to_string(), source };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        if file.extension().is_some_and(|extension| extension == "json") {
            files.push(file);
        }
    }
    files.sort();
    let mut actions = Vec::new();
    for file in files {
        actions.extend(actions_of(&file)?);
    }
    not_empty(path, actions)
}

fn not_empty<T>(path: &Path, items: Vec<T>) -> Result<Vec<T>, Error> {
    if items.is_empty() {
        return Err(Error::Recording {
            path: path.display().to_string(),
            reason: "there is no chat in it".to_owned(),
        });
    }
    Ok(items)
}

fn actions_of(path: &Path) -> Result<Vec<Value>, Error> {
    let invalid = |reason: String| Error::Recording { path: path.display().to_string(), reason };
    let content: Value =
        serde_json::from_str(&read(path)?).map_err(|error| invalid(error.to_string()))?;
    if let Some(chat) = content.pointer("/continuationContents/liveChatContinuation") {
        return Ok(chat.get("actions").and_then(Value::as_array).cloned().unwrap_or_default());
    }
    match content {
        Value::Array(actions) => Ok(actions),
        Value::Object(_) => Ok(vec![content]),
        _ => Err(invalid("expected an array or an object".to_owned())),
    }
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path)
        .map_err(|source| Error::Read { path: path.display().to_string(), source })
}

/// The channels that the lines belong to, without `#`, each once.
#[must_use]
pub fn channels(lines: &[String]) -> Vec<String> {
    let mut channels: Vec<String> = lines
        .iter()
        .filter_map(|line| crate::twitch::target(line).1)
        .map(|channel| channel.trim_start_matches('#').to_lowercase())
        .collect();
    channels.sort();
    channels.dedup();
    channels
}

/// The line as if it was sent now: its time is new, and message ids differ from round to round,
/// for chat clients rightly drop an id they have seen.
#[must_use]
pub fn fresh_line(line: &str, round: u32) -> String {
    const IDS: [&str; 5] =
        ["id", "target-msg-id", "reply-parent-msg-id", "reply-thread-parent-msg-id", "source-id"];
    let Some((tags, rest)) = line.strip_prefix('@').and_then(|line| line.split_once(' ')) else {
        return line.to_owned();
    };
    let tags: Vec<String> = tags
        .split(';')
        .map(|tag| match tag.split_once('=') {
            Some(("tmi-sent-ts", _)) => format!("tmi-sent-ts={}", since_epoch().as_millis()),
            Some((key, id)) if IDS.contains(&key) => format!("{key}={}", uuid_of_round(id, round)),
            _ => tag.to_owned(),
        })
        .collect();
    format!("@{} {rest}", tags.join(";"))
}

/// The UUID with its last 32 bits changed by the round; any other id as it is.
fn uuid_of_round(id: &str, round: u32) -> String {
    uuid::Uuid::parse_str(id).map_or_else(
        |_| id.to_owned(),
        |uuid| uuid::Uuid::from_u128(uuid.as_u128() ^ u128::from(round)).to_string(),
    )
}

/// The same for an action.
#[must_use]
pub fn fresh_action(action: &Value, round: u32) -> Value {
    let mut action = action.clone();
    freshen("", &mut action, round);
    action
}

fn freshen(key: &str, value: &mut Value, round: u32) {
    match value {
        Value::Object(fields) => {
            fields.iter_mut().for_each(|(key, value)| freshen(key, value, round));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| freshen(key, value, round)),
        Value::String(text) => match key {
            "id" | "targetItemId" | "targetActionId" | "actionId" | "clientId" if round > 0 => {
                *text = format!("{text}{round:08x}");
            }
            "timestampUsec" => *text = since_epoch().as_micros().to_string(),
            _ => {}
        },
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_deletion_still_names_its_message_in_every_round() {
        let id = "ca561310-6855-43b3-8325-3ea7418359a2";
        let said = format!("@id={id};tmi-sent-ts=1;x= :a!a@a PRIVMSG #c :hi");
        let deleted = format!("@target-msg-id={id} :tmi.twitch.tv CLEARMSG #c :hi");
        let id_of = |line: &str, key: &str| {
            let tags = line.split_once(' ').expect("tags").0.trim_start_matches('@').to_owned();
            tags.split(';').find_map(|tag| Some(tag.strip_prefix(key)?.to_owned())).expect("an id")
        };
        let mut seen = Vec::new();
        for round in [0, 1, 300] {
            let said = fresh_line(&said, round);
            assert!(!said.contains("tmi-sent-ts=1;"), "sent now: {said}");
            assert!(said.ends_with(";x= :a!a@a PRIVMSG #c :hi"), "the rest stays: {said}");
            let new = id_of(&said, "id=");
            assert_eq!(new, id_of(&fresh_line(&deleted, round), "target-msg-id="), "same message");
            assert!(!seen.contains(&new), "an id of its own in round {round}");
            seen.push(new);
        }
        assert_eq!(seen.first().map(String::as_str), Some(id), "the first round is the recording");
    }

    #[test]
    fn actions_of_a_later_round_have_their_own_ids() {
        let action = json!({"a": {"id": "x", "timestampUsec": "1", "message": "id"}});
        let fresh = fresh_action(&action, 1);
        assert_eq!(fresh.pointer("/a/id"), Some(&json!("x00000001")));
        assert_ne!(fresh.pointer("/a/timestampUsec"), Some(&json!("1")));
        assert_eq!(fresh.pointer("/a/message"), Some(&json!("id")));
        let removal = fresh_action(&json!({"targetItemId": "x"}), 1);
        assert_eq!(removal.pointer("/targetItemId"), Some(&json!("x00000001")));
    }
}
