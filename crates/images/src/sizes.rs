//! The sizes in which hosts have their pictures, and how their addresses name them.

use url::Url;

/// What is asked for where nobody says: an emote's usual height, twice, for a sharp picture.
pub(crate) const DEFAULT_HEIGHT: u16 = 56;

/// The sizes of a host, smallest first: the height in pixels, and its name in the address.
type Steps = &'static [(u16, &'static str)];

const TWITCH_EMOTE: Steps = &[(28, "1.0"), (56, "2.0"), (112, "3.0")];
const TWITCH_BADGE: Steps = &[(18, "1"), (36, "2"), (72, "3")];
/// Squares, as the last part of the address names them.
const TWITCH_AVATAR: Steps = &[
    (28, "28x28"),
    (50, "50x50"),
    (70, "70x70"),
    (150, "150x150"),
    (300, "300x300"),
    (600, "600x600"),
];
const CHEERMOTE: Steps = &[(28, "1"), (42, "1.5"), (56, "2"), (84, "3"), (112, "4")];
const SEVENTV: Steps = &[(32, "1x"), (64, "2x"), (96, "3x"), (128, "4x")];
const BTTV: Steps = &[(28, "1x"), (56, "2x"), (112, "3x")];
const FFZ_EMOTE: Steps = &[(32, "1"), (64, "2"), (128, "4")];
const FFZ_BADGE: Steps = &[(18, "1"), (36, "2"), (72, "4")];
/// Google's hosts scale to any number. A few are enough, so that one picture is kept a few times
/// and not once for every height that a page can have.
const GOOGLE: &[u16] = &[32, 64, 128, 256];

/// The address of the picture at `url` in the smallest size that is at least `height` pixels high,
/// else in the largest. The same address where its host has one size or is not known.
pub(crate) fn sized(url: &Url, height: u16) -> Url {
    let mut sized = url.clone();
    if let Some(path) = sized_path(url, height) {
        sized.set_path(&path);
    }
    sized
}

fn sized_path(url: &Url, height: u16) -> Option<String> {
    let segments: Vec<&str> = url.path_segments()?.collect();
    let last = *segments.last()?;
    let new = match (url.host_str()?, segments.as_slice()) {
        ("static-cdn.jtvnw.net", ["emoticons", _, _, ..]) => step(TWITCH_EMOTE, last, height),
        ("static-cdn.jtvnw.net", ["badges", _, _, _]) => step(TWITCH_BADGE, last, height),
        ("static-cdn.jtvnw.net", ["jtv_user_pictures" | "user-default-pictures-uv", _]) => {
            twitch_avatar(last, height)
        }
        ("d3aqoihi2n8ty8.cloudfront.net", ["actions", _, ..]) => cheermote(last, height),
        ("cdn.7tv.app", ["emote" | "badge", _, _]) => seventv(last, height),
        ("cdn.betterttv.net", ["emote", _, .., _]) => bttv(last, height),
        ("cdn.frankerfacez.com", ["emote" | "emoticon", _, .., _]) => step(FFZ_EMOTE, last, height),
        ("cdn.frankerfacez.com", ["badge" | "badges", _, .., _]) => step(FFZ_BADGE, last, height),
        ("yt3.ggpht.com" | "yt4.ggpht.com" | "lh3.googleusercontent.com", _) => {
            google(last, height)
        }
        _ => None,
    }?;
    let folder = url.path().strip_suffix(last)?;
    Some(format!("{folder}{new}"))
}

fn pick(steps: Steps, height: u16) -> Option<&'static str> {
    let fits = steps.iter().find(|(size, _)| *size >= height);
    fits.or(steps.last()).map(|(_, name)| *name)
}

/// A last part that is a size, and nothing else.
fn step(steps: Steps, last: &str, height: u16) -> Option<String> {
    steps.iter().find(|(_, name)| *name == last)?;
    pick(steps, height).map(str::to_owned)
}

/// `NAME-profile_image-300x300.png`
fn twitch_avatar(last: &str, height: u16) -> Option<String> {
    let (name, rest) = last.split_once("-profile_image-")?;
    let (size, ending) = rest.split_once('.')?;
    step(TWITCH_AVATAR, size, height).map(|size| format!("{name}-profile_image-{size}.{ending}"))
}

/// `1.5.gif`: the kind stays, as this host has moving ones as GIF and still ones as PNG.
fn cheermote(last: &str, height: u16) -> Option<String> {
    let ending = [".gif", ".png"].into_iter().find(|ending| last.ends_with(ending));
    let ending = ending.unwrap_or_default();
    let size = step(CHEERMOTE, last.strip_suffix(ending)?, height)?;
    Some(format!("{size}{ending}"))
}

/// `3x.avif`, `3x_static.webp`: each is there as WebP too, which is what we take.
fn seventv(last: &str, height: u16) -> Option<String> {
    let (name, ending) = last.split_once('.').unwrap_or((last, ""));
    let (size, still) = name.strip_suffix("_static").map_or((name, ""), |size| (size, "_static"));
    if !matches!(ending, "" | "webp" | "avif" | "gif" | "png") {
        return None;
    }
    step(SEVENTV, size, height).map(|size| format!("{size}{still}.webp"))
}

/// `3x`, which is what was uploaded, or `3x.webp`, which is smaller.
fn bttv(last: &str, height: u16) -> Option<String> {
    let (size, ending) = last.split_once('.').unwrap_or((last, ""));
    if !matches!(ending, "" | "webp" | "gif" | "png") {
        return None;
    }
    step(BTTV, size, height).map(|size| format!("{size}.webp"))
}

/// `NAME=w48-h48-c-k-nd`, `NAME=s64-c-k`: the size changes, the rest says how it is cut and stays.
fn google(last: &str, height: u16) -> Option<String> {
    let (name, options) = last.split_once('=')?;
    let height = GOOGLE.iter().find(|size| **size >= height).or(GOOGLE.last())?;
    let number =
        |letter| options.split('-').find_map(|part| part.strip_prefix(letter)?.parse::<u32>().ok());
    // The width that goes with the new height, where both are told.
    let width = match (number('w'), number('h')) {
        (Some(width), Some(high @ 1..)) => width.saturating_mul(u32::from(*height)).div_ceil(high),
        _ => u32::from(*height),
    };
    let mut found = false;
    let options = options.split('-').map(|part| {
        let is_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
        let new = match part.split_at_checked(1) {
            Some(("s" | "h", rest)) if is_number(rest) => format!("{}{height}", &part[..1]),
            Some(("w", rest)) if is_number(rest) => format!("w{width}"),
            _ => return part.to_owned(),
        };
        found = true;
        new
    });
    let options = options.collect::<Vec<_>>().join("-");
    found.then(|| format!("{name}={options}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str, height: u16) -> String {
        sized(&Url::parse(url).expect("an address"), height).into()
    }

    #[test]
    fn each_host_gives_the_smallest_size_that_is_large_enough() {
        let twitch = "https://static-cdn.jtvnw.net/emoticons/v2/25/default/dark/1.0";
        let badge = "https://static-cdn.jtvnw.net/badges/v1/b817/3";
        let cheer = "https://d3aqoihi2n8ty8.cloudfront.net/actions/cheer/dark/animated/100/2.gif";
        let seventv = "https://cdn.7tv.app/emote/01F/4x.avif";
        let bttv = "https://cdn.betterttv.net/emote/5f1/3x";
        let ffz = "https://cdn.frankerfacez.com/emote/28/animated/1";
        let ffz_badge = "https://cdn.frankerfacez.com/badge/2/4";
        let emoji = "https://yt3.ggpht.com/aB-c=w48-h48-c-k-nd";
        let face = "https://static-cdn.jtvnw.net/jtv_user_pictures/ada-profile_image-300x300.png";
        let avatar = "https://yt4.ggpht.com/ytc/aB=s64-c-k-c0x00ffffff-no-rj";
        for (url, height, name) in [
            (twitch, 0, "1.0"),
            (twitch, 28, "1.0"),
            (twitch, 29, "2.0"),
            (twitch, 56, "2.0"),
            (twitch, 57, "3.0"),
            (twitch, u16::MAX, "3.0"),
            (badge, 18, "1"),
            (badge, 36, "2"),
            (badge, 56, "3"),
            (cheer, 28, "1.gif"),
            (cheer, 30, "1.5.gif"),
            (cheer, 56, "2.gif"),
            (cheer, 57, "3.gif"),
            (cheer, 112, "4.gif"),
            (seventv, 32, "1x.webp"),
            (seventv, 33, "2x.webp"),
            (seventv, 96, "3x.webp"),
            (seventv, 97, "4x.webp"),
            ("https://cdn.7tv.app/emote/01F/1x_static.webp", 64, "2x_static.webp"),
            ("https://cdn.7tv.app/badge/01F/1x", 64, "2x.webp"),
            (bttv, 28, "1x.webp"),
            (bttv, 56, "2x.webp"),
            ("https://cdn.betterttv.net/emote/5f1/static/1x.webp", 57, "3x.webp"),
            (ffz, 32, "1"),
            (ffz, 33, "2"),
            (ffz, 65, "4"),
            (ffz_badge, 18, "1"),
            (ffz_badge, 37, "4"),
            (emoji, 32, "aB-c=w32-h32-c-k-nd"),
            (emoji, 33, "aB-c=w64-h64-c-k-nd"),
            (emoji, 9999, "aB-c=w256-h256-c-k-nd"),
            (face, 50, "ada-profile_image-50x50.png"),
            (face, 56, "ada-profile_image-70x70.png"),
            (face, 900, "ada-profile_image-600x600.png"),
            (avatar, 56, "aB=s64-c-k-c0x00ffffff-no-rj"),
            (avatar, 100, "aB=s128-c-k-c0x00ffffff-no-rj"),
            ("https://lh3.googleusercontent.com/x=w200-h100-rwa", 56, "x=w128-h64-rwa"),
            ("https://lh3.googleusercontent.com/x=s208-rwa", 64, "x=s64-rwa"),
        ] {
            let base = url.rsplit_once('/').expect("a path").0;
            assert_eq!(at(url, height), format!("{base}/{name}"), "{url} at {height}");
        }
    }

    #[test]
    fn what_is_not_known_stays_as_it_is() {
        for url in [
            "https://static-cdn.jtvnw.net/jtv_user_pictures/a-profile_image-99x99.png",
            "https://static-cdn.jtvnw.net/jtv_user_pictures/a-channel_offline_image-1x1.png",
            "https://static-cdn.jtvnw.net/emoticons/v2/25/default/dark/9.0",
            "https://static-cdn.jtvnw.net/",
            "https://cdn.7tv.app/emote/01F",
            "https://cdn.7tv.app/emote/01F/5x.webp",
            "https://cdn.7tv.app/emote/01F/1x.svg",
            "https://cdn.betterttv.net/badges/dev.svg",
            "https://cdn.frankerfacez.com/room-badge/mod/x/4/rounded",
            "https://yt3.ggpht.com/aB-c",
            "https://yt3.ggpht.com/aB-c=",
            "https://yt3.ggpht.com/aB-c=rw-k",
            "https://fonts.gstatic.com/s/e/notoemoji/15.1/1f633/72.png",
            "https://media.giphy.com/media/a1/giphy.gif?cid=1",
        ] {
            assert_eq!(at(url, 20), url);
        }
    }
}
