//! Ways for `crates/fuzz` into what is private here. They only call it.

use serde_json::Value;

use crate::{answer, page::Page, stream, token};

/// Reads all that is read of a page.
pub fn page(html: &str) {
    let page = Page::read(html);
    stream::live_on_tab(&page);
    stream::read(page);
}

/// Reads how an answer goes on.
pub fn answer(answer: &Value) {
    answer::next(answer);
    answer::unknown_continuation(answer);
    answer::all_messages(answer);
    answer::view(answer);
}

/// The token of all messages made from one of Top chat.
#[must_use]
pub fn token_of_all(top_chat: &str) -> Option<String> {
    token::all_messages(top_chat)
}

/// Whether a token names no video.
#[must_use]
pub fn is_stub(token: &str) -> bool {
    token::is_stub(token)
}
