//! A program that does not update itself, as the headless one never does.

use serde_json::json;

use crate::support::World;

#[tokio::test]
async fn it_says_nothing_of_newer_versions_and_looks_for_none() {
    let app = World::new().await.start().await;
    app.patch("/api/settings", json!({"updates": {"at_start": true}})).await.is(200);
    let status = app.get("/api/health").await.is(200);
    assert!(status.get("updates").is_none(), "{status}");
    for call in ["/api/updates/look", "/api/updates/install"] {
        assert_eq!(app.post(call, json!({})).await.refused(409)["code"], "no_updates");
    }
}
