//! Each rule, and which one is named.

use super::*;
use crate::{Fragment, Role};

fn rule_of(rules: &Rules, message: &Message) -> String {
    match rules.judge(message) {
        Verdict::Show => "show".into(),
        Verdict::Change(changed, because) => format!("{}: {}", because.rule, changed.text()),
        Verdict::Hide(because) => format!("hide {} {}", because.rule, because.met),
        Verdict::Hold(because) => format!("hold {} {}", because.rule, because.met),
    }
}

fn said(text: &str) -> Message {
    Message { body: vec![Fragment::plain(text)], ..message(1) }
}

fn by(role: Role, mut message: Message) -> Message {
    message.author.as_mut().unwrap().roles = vec![role];
    message
}

fn words(on_word: OnWord) -> Rules {
    let words = Words::new(["bad word".to_owned(), "idiot".to_owned()]).unwrap();
    Rules { words, on_word, ..Rules::default() }
}

#[test]
fn new_rules_show_all_of_it() {
    assert_eq!(rule_of(&Rules::default(), &said("!hello HTTP://X.TEST")), "show");
}

#[test]
fn platforms_kinds_roles_and_users() {
    let twitch = said("hi");
    let youtube = Rules { platforms: [Platform::YouTube].into(), ..Rules::default() };
    assert_eq!(rule_of(&youtube, &twitch), "hide platforms twitch");
    let demo = Message { platform: Platform::Demo, ..said("hi") };
    assert_eq!(rule_of(&youtube, &demo), "show", "the demo is there to be seen");
    let kinds = Rules { hidden: ["raid".to_owned()].into(), ..Rules::default() };
    let raid = Message { kind: Kind::Raid { viewers: 3 }, author: None, ..said("") };
    assert_eq!(rule_of(&kinds, &raid), "hide hidden raid");
    let vips = Rules { roles: vec![Role::Vip], ..Rules::default() };
    assert_eq!(rule_of(&vips, &twitch), "hide roles ");
    assert_eq!(rule_of(&vips, &by(Role::Vip, said("hi"))), "show");
    assert_eq!(rule_of(&vips, &raid), "show", "the platform itself has no role");
    let users = Rules { users: ["ada".to_owned()].into(), ..Rules::default() };
    assert_eq!(rule_of(&users, &twitch), "hide hidden_users Ada");
    let by_id = Rules { users: ["ucabcdef".to_owned()].into(), ..Rules::default() };
    let mut of_youtube = twitch.clone();
    of_youtube.author.as_mut().unwrap().id = AuthorId::new("UCabcDEF");
    assert_eq!(rule_of(&by_id, &of_youtube), "hide hidden_users Ada");
}

#[test]
fn who_is_hidden_is_quoted_by_nobody() {
    let reply = Reply {
        author_id: Some(AuthorId::new("7")),
        author: "Zoë".into(),
        login: Some("zoe_live".into()),
        text: "hear me".into(),
        ..Reply::default()
    };
    let quoting = Message { reply_to: Some(reply), ..said("no") };
    for name in ["zoë", "zoe_live", "7"] {
        let rules = Rules { users: [name.to_owned()].into(), ..words(OnWord::Mask) };
        let Verdict::Change(changed, because) = rules.judge(&quoting) else { panic!("{name}") };
        assert_eq!((changed.reply_to, because.rule), (None, "hidden_users"));
    }
    let rules = Rules { users: ["ann".to_owned()].into(), ..Rules::default() };
    assert_eq!(rule_of(&rules, &quoting), "show");
}

#[test]
fn bots_and_commands() {
    let rules = Rules { bots: true, prefixes: vec!["!".into()], ..Rules::default() };
    let mut bot = said("hi");
    bot.author.as_mut().unwrap().name = "Nightbot".into();
    assert_eq!(rule_of(&rules, &bot), "hide hide_bots Nightbot");
    assert_eq!(rule_of(&rules, &said("!so ada")), "hide command_prefixes !");
    for text in ["！song", "\u{200b}!song", " \u{2060} ﹗song", "!\u{fe0f}song", "!\u{301}song"] {
        assert_eq!(rule_of(&rules, &said(text)), "hide command_prefixes !", "{text:?}");
    }
    for text in ["hi!", "", "\u{200b}", "¡hola!"] {
        assert_eq!(rule_of(&rules, &said(text)), "show", "{text:?}");
    }
    let wide = Rules { prefixes: vec!["！！".into()], ..Rules::default() };
    assert_eq!(rule_of(&wide, &said("!!song")), "hide command_prefixes ！！");
    assert_eq!(rule_of(&wide, &said("!song")), "show");
    let paid = Message { kind: Kind::SuperChat { tier: None }, ..said("!so ada") };
    assert_eq!(rule_of(&rules, &paid), "show", "what was paid for is no command");
}

#[test]
fn words_are_hidden_masked_or_held_in_text_names_and_quotes() {
    assert_eq!(rule_of(&words(OnWord::Hide), &said("such a b4d word!")), "hide words bad word");
    assert_eq!(rule_of(&words(OnWord::Hold), &said("1diot")), "hold words idiot");
    let masked = rule_of(&words(OnWord::Mask), &said("you i.d.i.o.t and bad word"));
    assert_eq!(masked, "words: you ••••••••• and ••••••••");
    let mut named = said("hi");
    named.author.as_mut().unwrap().name = "TheIdiot".into();
    assert_eq!(rule_of(&words(OnWord::Hide), &named), "hide words idiot");
    let mild = Rules { words_in_names: false, ..words(OnWord::Hide) };
    assert_eq!(rule_of(&mild, &named), "show");
    let reply_to = Some(Reply { author: "B".into(), text: "idiot".into(), ..Reply::default() });
    let quoting = Message { reply_to, ..said("no") };
    let Verdict::Change(shown, _) = words(OnWord::Mask).judge(&quoting) else {
        panic!("the quote is masked");
    };
    assert_eq!(shown.reply_to.unwrap().text, "•••••");
}

#[test]
fn a_word_over_several_parts_is_found() {
    let parts = ["id", "iot"].map(Fragment::plain).to_vec();
    let split = Message { body: parts, ..message(1) };
    assert_eq!(rule_of(&words(OnWord::Hide), &split), "hide words idiot");
    assert_eq!(rule_of(&words(OnWord::Mask), &split), "words: •••••");
}

#[test]
fn a_word_is_found_in_what_is_written_where_a_picture_does_not_come() {
    let with = |name: &str| {
        let body = vec![Fragment::plain("look "), emote(name), Fragment::plain(" here")];
        Message { body, ..message(1) }
    };
    assert_eq!(rule_of(&words(OnWord::Hide), &with("idiot")), "hide words idiot");
    assert_eq!(rule_of(&words(OnWord::Hold), &with("peepoIdiot")), "hold words idiot");
    assert_eq!(rule_of(&words(OnWord::Mask), &with("peepo1diot")), "words: look peepo••••• here");
    assert_eq!(rule_of(&words(OnWord::Hide), &with("idiotic")), "show", "whole words");
    let apart = vec![Fragment::plain("id"), emote("Kappa"), Fragment::plain("iot")];
    let apart = Message { body: apart, ..message(1) };
    assert_eq!(rule_of(&words(OnWord::Mask), &apart), "words: ••Kappa•••");
    let gif = Fragment::Gif {
        text: "[idiot GIF by Ada]".into(),
        id: "1".into(),
        image: crate::RemoteImage::new("https://giphy.test/1.gif"),
    };
    let gif = Message { body: vec![gif], ..message(1) };
    assert_eq!(rule_of(&words(OnWord::Mask), &gif), "words: [••••• GIF by Ada]");
}

#[test]
fn links_by_role() {
    let link = Fragment::Link { text: "x.test".into(), url: "https://x.test".into() };
    let linking = Message { body: vec![Fragment::plain("see "), link], ..message(1) };
    let from = |from, hide| Rules { links_from: from, links_hide: hide, ..Rules::default() };
    let members = LinksFrom::Role(Role::Subscriber);
    assert_eq!(rule_of(&from(members, false), &linking), "links: see [link]");
    assert_eq!(rule_of(&from(members, true), &linking), "hide links x.test");
    assert_eq!(rule_of(&from(members, true), &by(Role::Member, linking.clone())), "show");
    assert_eq!(
        rule_of(&from(members, true), &by(Role::Verified, linking.clone())),
        "hide links x.test"
    );
    assert_eq!(
        rule_of(&from(LinksFrom::Nobody, true), &by(Role::Vip, linking)),
        "hide links x.test"
    );
}

#[test]
fn a_quote_is_calmed_and_hides_nothing() {
    let reply_to = Some(Reply {
        author: "B".into(),
        text: "LOOK AT ALL THIS x.com".into(),
        ..Reply::default()
    });
    let answer = Message { reply_to, ..said("no") };
    let quoted = |rules: &Rules| match rules.judge(&answer) {
        Verdict::Change(shown, because) => {
            assert_eq!(shown.text(), "no");
            (because.rule, shown.reply_to.unwrap().text)
        }
        other => panic!("it is shown, with another quote: {other:?}"),
    };
    let links = Rules { links_from: LinksFrom::Nobody, links_hide: true, ..Rules::default() };
    assert_eq!(quoted(&links), ("links", "LOOK AT ALL THIS [link]".into()));
    let capitals = Rules { capitals: OnExcess::Hide, ..Rules::default() };
    assert_eq!(quoted(&capitals), ("capitals", "look at all this x.com".into()));
    assert_eq!(rule_of(&capitals, &by(Role::Moderator, answer.clone())), "show");
}

#[test]
fn a_link_is_one_also_where_its_platform_did_not_say_so() {
    let rules = Rules { links_from: LinksFrom::Nobody, ..Rules::default() };
    assert_eq!(
        rule_of(&rules, &said("see discord.gg/ab, and a.com")),
        "links: see [link], and [link]"
    );
    assert_eq!(rule_of(&rules, &said("node.js 3.14")), "show");
}

#[test]
fn capitals_and_walls() {
    let calm = Rules { capitals: OnExcess::Calm, walls: OnExcess::Calm, ..Rules::default() };
    assert_eq!(rule_of(&calm, &said("WHAT A GREAT Shot")), "capitals: what a great shot");
    assert_eq!(rule_of(&calm, &said("GG WP")), "show", "too short to be shouted");
    assert_eq!(rule_of(&calm, &said("ゲームはすごいですねほんとう")), "show", "no capitals there");
    let shouting = said("WHAT A GREAT SHOT");
    assert_eq!(rule_of(&calm, &by(Role::Moderator, shouting)), "show", "moderators may");
    let wall: Vec<_> = (0..20).flat_map(|_| [emote("Kappa"), Fragment::plain(" ")]).collect();
    let wall = Message { body: wall, ..message(1) };
    assert_eq!(rule_of(&calm, &wall), "emote_walls: Kappa ×20 ");
    let hide = Rules { walls: OnExcess::Hide, ..Rules::default() };
    assert_eq!(rule_of(&hide, &wall), "hide emote_walls ");
    let mixed: Vec<_> =
        (0..40).flat_map(|n| [emote(["A", "B"][n % 2]), Fragment::plain(" ")]).collect();
    let mixed = Message { body: mixed, ..message(1) };
    assert_eq!(rule_of(&calm, &mixed), "emote_walls: A B A B A B A B A B A B +28");
    let emoji = said(&format!("look {}!", "🔥".repeat(20)));
    assert_eq!(rule_of(&hide, &emoji), "hide emote_walls ");
    assert_eq!(rule_of(&calm, &emoji), "emote_walls: look 🔥 ×20!");
    let flags = said(&"🇩🇪👩🏽‍🚀❤️".repeat(8));
    let seen = "🇩🇪👩🏽‍🚀❤️".repeat(4);
    assert_eq!(rule_of(&calm, &flags), format!("emote_walls: {seen}+12"), "one picture each");
    assert_eq!(rule_of(&calm, &said("ゲームはすごいですね 🔥🔥🔥")), "show", "three are no wall");
}

#[test]
fn words_are_found_in_polls_and_among_those_who_receive_a_gift() {
    let poll = crate::Poll {
        id: "1".into(),
        question: "who?".into(),
        choices: vec![crate::PollChoice { text: "the idiot".into(), permille: None }],
        votes: None,
    };
    let poll = Message { kind: Kind::Poll { poll }, author: None, ..said("") };
    assert_eq!(rule_of(&words(OnWord::Hide), &poll), "hide words idiot");
    let gift = |recipient: &str| Message {
        kind: Kind::Gift {
            event: crate::GiftEvent::Single,
            count: 1,
            plan: None,
            recipients: vec![recipient.into()],
            batch: None,
            anonymous: false,
        },
        ..said("")
    };
    let Verdict::Change(shown, because) = words(OnWord::Mask).judge(&gift("IdiotBob")) else {
        panic!("the name is masked");
    };
    assert_eq!(shown.kind, gift("•••••Bob").kind);
    assert_eq!(because.met, "idiot");
}
