//! A client that knows nothing but the frames it gets, as `docs/protocol.md` has them.

use std::collections::HashSet;

use serde_json::Value;

use crate::event::check_view;

/// A client.
#[derive(Debug, Clone, Default)]
pub(crate) struct Client {
    pub(crate) seq: u64,
    /// The ids of what is on its screen, oldest first.
    pub(crate) shown: Vec<String>,
}

impl Client {
    /// Takes a change as the WebSocket sends it.
    pub(crate) fn take(&mut self, change: &str) {
        let change: Value = serde_json::from_str(change).expect("a change is JSON");
        self.seq += 1;
        assert_eq!(change["seq"], self.seq, "numbers have no gap");
        if let Some(message) = change.get("add") {
            self.insert(message, self.shown.len());
        } else if let Some(message) = change.get("replace") {
            check_view(message);
        } else if let Some(insert) = change.get("insert") {
            let before = &insert["before"];
            let at = self.shown.iter().position(|id| *before == id.as_str());
            if let Some(at) = at.or(before.is_null().then_some(self.shown.len())) {
                self.insert(&insert["message"], at);
            }
        } else {
            let ids = removed(&change);
            self.shown.retain(|id| !ids.contains(id));
        }
    }

    fn insert(&mut self, message: &Value, at: usize) {
        check_view(message);
        let id = message["id"].as_str().expect("an id").to_owned();
        assert!(!self.shown.contains(&id), "shown twice: {id}");
        self.shown.insert(at, id);
    }
}

fn removed(change: &Value) -> HashSet<String> {
    let ids = change["remove"]["ids"].as_array().expect("a change of a known kind");
    ids.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "73f6f53acdd85df1aa7e422c8b1eb044";
    const B: &str = "83f6f53acdd85df1aa7e422c8b1eb044";

    fn message(id: &str) -> String {
        format!(r#"{{"id":"{id}","text":"","body":[]}}"#)
    }

    fn took(changes: &[String]) -> Client {
        let mut client = Client::default();
        for change in changes {
            client.take(change);
        }
        client
    }

    #[test]
    fn it_shows_what_the_protocol_says() {
        let (a, b) = (message(A), message(B));
        let mut changes = vec![
            format!(r#"{{"seq":1,"add":{a}}}"#),
            format!(r#"{{"seq":2,"insert":{{"message":{b},"before":"{A}"}}}}"#),
        ];
        assert_eq!(took(&changes).shown, [B, A], "inserted before the other");
        changes.push(format!(r#"{{"seq":3,"remove":{{"ids":["{B}"],"reason":"ban"}}}}"#));
        assert_eq!(took(&changes).shown, [A], "removed");
    }

    #[test]
    #[should_panic(expected = "numbers have no gap")]
    fn a_gap_is_noticed() {
        took(&[format!(r#"{{"seq":2,"add":{}}}"#, message(A))]);
    }

    #[test]
    #[should_panic(expected = "shown twice")]
    fn a_double_is_noticed() {
        let a = message(A);
        took(&[format!(r#"{{"seq":1,"add":{a}}}"#), format!(r#"{{"seq":2,"add":{a}}}"#)]);
    }
}
