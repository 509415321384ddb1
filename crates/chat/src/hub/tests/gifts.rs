//! Gifts that are told in parts.

use super::*;
use crate::GiftEvent;

#[test]
fn a_gift_loses_nobody_who_got_it_when_it_is_told_once_more() {
    let mut hub = Hub::new("e", HubOptions::default());
    let gift = |names: &[&str]| {
        let recipients = names.iter().map(|name| (*name).to_owned()).collect();
        let kind = Kind::Gift {
            event: GiftEvent::Batch,
            count: 2,
            plan: None,
            recipients,
            batch: None,
            anonymous: false,
        };
        Box::new(Message { kind, ..message(1, 1, 0) })
    };
    hub.apply(ChatEvent::Message(gift(&[])));
    for names in [&["Ada"][..], &["Ada", "Grace"]] {
        let told = hub.apply(ChatEvent::Replaced { target: id(1), message: gift(names) });
        assert!(told.frame.is_some(), "{names:?}");
    }
    let again = hub.apply(ChatEvent::Replaced { target: id(1), message: gift(&["Ada"]) });
    assert!(again.frame.is_none() && again.record.is_none());
}

/// A part of a gift to many: what names it, how many it tells of, and who got them.
fn part(line: &str, count: u32, names: &[&str]) -> Message {
    let event = if names.len() == 1 { GiftEvent::Single } else { GiftEvent::Batch };
    let kind = Kind::Gift {
        event,
        count,
        plan: None,
        recipients: names.iter().map(|name| (*name).to_owned()).collect(),
        batch: Some("71".into()),
        anonymous: false,
    };
    let system = Some(format!("a gift of {count}"));
    Message { native_id: line.to_owned(), kind, system, ..message(1, 1, 0) }
}

fn told(hub: &Hub) -> Vec<(u32, usize, Option<String>)> {
    let told = |message: &Arc<Message>| match &message.kind {
        Kind::Gift { count, recipients, .. } => (*count, recipients.len(), message.system.clone()),
        _ => (0, 0, None),
    };
    hub.snapshot(usize::MAX).messages.iter().map(told).collect()
}

#[test]
fn what_is_told_of_a_gift_after_a_new_beginning_comes_to_its_card() {
    let mut hub = Hub::new("e", OPTIONS);
    let tell = |hub: &mut Hub, part| hub.apply(ChatEvent::Message(Box::new(part)));
    tell(&mut hub, part("all", 4, &["Ada", "Bob"]));
    let words = Some("a gift of 4".to_owned());
    // Its source begins anew.
    tell(&mut hub, part("third", 1, &["Cyd"]));
    assert_eq!(told(&hub), [(4, 3, words.clone())]);

    // The application begins anew.
    let left = hub.everything().1;
    let mut hub = Hub::new("f", OPTIONS);
    hub.restore(Vec::new(), left);
    assert!(tell(&mut hub, part("third", 1, &["Cyd"])).record.is_none(), "it is known");
    tell(&mut hub, part("fourth", 1, &["Dee"]));
    assert_eq!(told(&hub), [(4, 4, words)]);

    let line = MessageId::of(Platform::Twitch, "all");
    let gone = hub.apply(removal(Target::Message { id: line }, Reason::Deleted, 0));
    assert!(told(&hub).is_empty(), "its platform names the line that made it");
    let Some(Record::Removed { removal, .. }) = gone.record else { panic!("it is recorded") };
    let mut hub = Hub::new("g", OPTIONS);
    hub.restore(vec![removal], Vec::<Message>::new());
    assert!(tell(&mut hub, part("fifth", 1, &["Eve"])).frame.is_none(), "it stays away");
    assert!(told(&hub).is_empty());
}
