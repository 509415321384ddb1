//! The pages' types, written from ours.

use ts_rs::{Config, TS};

/// What has no type of its own in Rust, because Rust knows it as an enum with a `name`, or as a
/// message with more to it.
const BY_NAME: &str = r#"
export type Platform = "twitch" | "youtube" | "demo" | "donations";

export type SourceState = "off" | "connecting" | "live" | "waiting" | "backoff" | "needs_auth" | "failed";

export type RemovalReason = "deleted" | "timeout" | "ban" | "cleared" | "hidden";

/** A message with the moderator or the rule that picked it; the streamer, where neither is named. */
export type FocusItem = Message & { by?: string; auto?: string; pinned?: boolean };

/** A message with who marked it first and why, and all who did. */
export type Suggestion = Message & { by: string; note: string; marked_by: Mark[] };
"#;

fn written() -> String {
    let config = Config::default();
    let own = [
        crate::overlays::OverlayView::decl(&config),
        crate::api::Saved::decl(&config),
        crate::themes::Theme::decl(&config),
        crate::fonts::Fonts::decl(&config),
        crate::dock::DockView::decl(&config),
        crate::writing::ChatLimits::decl(&config),
        crate::writing::CommandView::decl(&config),
        crate::writing::ChatEmotes::decl(&config),
        crate::obs::Refreshed::decl(&config),
        crate::obs::Loader::decl(&config),
        crate::feeds::FeedView::decl(&config),
        crate::feeds::JudgedView::decl(&config),
        crate::automod::HeldView::decl(&config),
        crate::moderators::ModeratorView::decl(&config),
        crate::moderators::Me::decl(&config),
        crate::donations::DonationsView::decl(&config),
        crate::ledger::LedgerView::decl(&config),
        crate::support::SupportAnswer::decl(&config),
        crate::ledger::PaidView::decl(&config),
        crate::ledger::TotalView::decl(&config),
        crate::ledger::BoughtView::decl(&config),
        crate::ledger::BoughtTotalView::decl(&config),
    ];
    let all = [chat::typescript(&config), engine::typescript(&config), own.to_vec()].concat();
    let all: Vec<_> = all.into_iter().map(|decl| format!("\nexport {decl}\n")).collect();
    let head =
        "// Written from the server's types: UPDATE_TYPES=1 cargo test -p server typescript\n";
    let bought = chat::BOUGHT_KINDS.map(|kind| format!("\"{kind}\"")).join(", ");
    let bought = format!("\nexport const BOUGHT_KINDS: readonly string[] = [{bought}];\n");
    [head, BY_NAME, &bought, &all.concat()].concat()
}

#[test]
fn the_pages_know_the_types_that_the_server_sends() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/api/types.ts");
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::write(path, written()).unwrap();
    }
    let known = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    assert!(known == written(), "run it again with UPDATE_TYPES=1, and commit the file");
}
