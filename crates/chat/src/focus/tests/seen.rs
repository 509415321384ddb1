//! What viewers see of what is on screen.

use super::*;
use crate::feed::{LinksFrom, Rules};

#[test]
fn what_a_rule_picked_says_what_the_overlays_of_chat_let_it_say() {
    let mut focus = Focus::default();
    let masks = |links_hide| HighlightRules {
        superchats: true,
        overlays: vec![Rules { links_from: LinksFrom::Nobody, links_hide, ..Rules::default() }],
        ..HighlightRules::default()
    };
    let paid = |number| {
        let body = vec![crate::Fragment::plain("see evil.com/x now")];
        Arc::new(Message { body, ..(*super_chat(number, "USD", 5)).clone() })
    };
    let seen = |focus: &Focus| focus.seen().map(|item| item.message.text());
    focus.set_rules(masks(false), NOW);
    focus.set_advance(Advance { to_next: true, ..Advance::default() }, NOW);
    follow(&mut focus, &said(&paid(1)), NOW);
    assert_eq!(seen(&focus).as_deref(), Some("see [link] now"));
    owner_does(&mut focus, Act::Show(paid(1)));
    assert_eq!(
        seen(&focus).as_deref(),
        Some("see evil.com/x now"),
        "the streamer has looked at it"
    );

    focus.set_rules(masks(true), NOW);
    follow(&mut focus, &said(&paid(2)), NOW);
    assert!(queued(&focus).is_empty(), "no overlay shows it");
}
