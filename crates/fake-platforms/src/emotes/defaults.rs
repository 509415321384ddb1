//! Emotes that are there without being declared, and made-up ones by the thousand.

use super::emote::{Emote, Provider};

/// What an FFZ modifier does to the emote before it: the bits of `modifier_flags`.
///
/// From FFZ's own client, which draws them.
#[expect(missing_docs, reason = "the names are FFZ's own")]
pub mod modifier {
    pub const HIDDEN: u32 = 1;
    pub const FLIP_X: u32 = 1 << 1;
    pub const FLIP_Y: u32 = 1 << 2;
    pub const GROW_X: u32 = 1 << 3;
    pub const SLIDE: u32 = 1 << 4;
    pub const APPEAR: u32 = 1 << 5;
    pub const LEAVE: u32 = 1 << 6;
    pub const ROTATE: u32 = 1 << 7;
    pub const ROTATE_90: u32 = 1 << 8;
    pub const GREYSCALE: u32 = 1 << 9;
    pub const SEPIA: u32 = 1 << 10;
    pub const RAINBOW: u32 = 1 << 11;
    pub const HYPER_RED: u32 = 1 << 12;
    pub const SHAKE: u32 = 1 << 13;
    pub const CURSED: u32 = 1 << 14;
    pub const JAM: u32 = 1 << 15;
    pub const BOUNCE: u32 = 1 << 16;
    pub const NO_SPACE: u32 = 1 << 17;
}

/// The emotes that everybody may use.
pub(super) fn global(provider: Provider) -> Vec<Emote> {
    match provider {
        Provider::SevenTv => seventv(),
        Provider::Bttv => bttv(),
        Provider::Ffz => ffz(),
    }
}

fn seventv() -> Vec<Emote> {
    let mut emotes: Vec<_> =
        ["FeelsStrongMan", "EZ", "peepoHappy", "AYAYA", "Stare"].map(Emote::named).into();
    emotes.extend(["PepePls", "WAYTOODANK"].map(Emote::moving));
    emotes.extend(
        ["RainTime", "PETPET"].map(|name| Emote { animated: true, ..Emote::overlay(name) }),
    );
    let wide = Emote { width: 96, height: 32, ..Emote::named("WideStare") };
    emotes.push(wide);
    emotes
}

fn bttv() -> Vec<Emote> {
    let mut emotes: Vec<_> = [":tf:", "CiGrip", "FeelsBadMan", "(puke)"].map(Emote::named).into();
    emotes.push(Emote::moving("bttvNice"));
    emotes.extend(
        ["SoSnowy", "IceCold", "SantaHat", "TopHat", "ReinDeer", "CandyCane", "cvMask", "cvHazmat"]
            .map(Emote::overlay),
    );
    emotes.extend(
        ["w!", "h!", "v!", "z!", "c!", "l!", "r!", "p!", "s!"]
            .map(|name| Emote { modifier_flags: 1, ..Emote::named(name) }),
    );
    emotes
}

fn ffz() -> Vec<Emote> {
    use modifier::{
        APPEAR, BOUNCE, CURSED, FLIP_X, FLIP_Y, GROW_X, HIDDEN, HYPER_RED, JAM, LEAVE, RAINBOW,
        ROTATE, SHAKE, SLIDE,
    };
    let mut emotes: Vec<_> =
        ["ZreknarF", "LilZ", "ManChicken", "BeanieHipster"].map(Emote::named).into();
    emotes.extend(
        [
            ("ffzW", GROW_X),
            ("ffzX", FLIP_X),
            ("ffzY", FLIP_Y),
            ("ffzCursed", CURSED),
            ("ffzRainbow", RAINBOW),
            ("ffzHyper", HYPER_RED | SHAKE),
            ("ffzSpin", ROTATE),
            ("ffzSlide", SLIDE),
            ("ffzArrive", APPEAR),
            ("ffzLeave", LEAVE),
            ("ffzJam", JAM),
            ("ffzBounce", BOUNCE),
        ]
        .map(|(name, does)| Emote { modifier_flags: HIDDEN | does, ..Emote::named(name) }),
    );
    emotes
}

/// So many emotes with names of their own (`7tvEmote1`…): every third moves, every 50th is laid
/// over the one before it, every tenth is wide.
pub(super) fn generated(provider: Provider, count: usize) -> Vec<Emote> {
    let prefix = match provider {
        Provider::SevenTv => "7tv",
        Provider::Bttv => "bttv",
        Provider::Ffz => "ffz",
    };
    (1..=count)
        .map(|number| Emote {
            name: format!("{prefix}Emote{number}"),
            animated: number % 3 == 0,
            zero_width: number % 50 == 0,
            width: if number % 10 == 0 { 3 * provider.usual_size() } else { 0 },
            ..Emote::default()
        })
        .collect()
}
