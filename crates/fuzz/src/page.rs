//! YouTube's pages, and the tokens in them.

use youtube::fuzzing;

/// A page.
pub(crate) fn page(input: &[u8]) {
    let Ok(html) = str::from_utf8(input) else { return };
    fuzzing::page(html);
}

/// A continuation token.
pub(crate) fn token(input: &[u8]) {
    let Ok(token) = str::from_utf8(input) else { return };
    let Some(all) = fuzzing::token_of_all(token) else { return };
    assert_ne!(all, token, "another view is another token");
    assert_eq!(fuzzing::is_stub(&all), fuzzing::is_stub(token), "the video stays the same");
    assert_eq!(fuzzing::token_of_all(&all), None, "all messages are no part of themselves");
}
