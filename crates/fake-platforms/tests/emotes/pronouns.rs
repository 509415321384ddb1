//! Pronouns.

use serde_json::{Value, json};

use crate::client::{Viewer, at};

#[tokio::test]
async fn who_has_said_so_has_pronouns() {
    let viewer = Viewer::new().await;
    let api = viewer.emotes.pronouns_url();
    let known = viewer.json(&format!("{api}/pronouns")).await;
    assert_eq!(at(&known, "/sheher/subject"), &json!("She"));
    assert_eq!(at(&known, "/any/singular"), &json!(true));
    viewer.emotes.set_pronouns("Ada", "sheher", Some("theythem"));
    viewer.emotes.set_pronouns("bob", "hehim", None);
    let ada = viewer.json(&format!("{api}/users/ada")).await;
    assert_eq!(at(&ada, "/channel_login"), &json!("ada"));
    assert_eq!(at(&ada, "/alt_pronoun_id"), &json!("theythem"));
    let bob = viewer.json(&format!("{api}/users/bob")).await;
    assert_eq!(at(&bob, "/pronoun_id"), &json!("hehim"));
    assert_eq!(at(&bob, "/alt_pronoun_id"), &Value::Null);
    assert_eq!(viewer.status(&format!("{api}/users/nobody")).await, 404);
    let asked = viewer.emotes.stats().requests;
    assert_eq!(asked.get("/pronouns/v1/users/nobody"), Some(&1));
}
