//! The image hosts: which picture an address stands for.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::FakeEmotes;
use super::emote::Provider;
use super::faults::made;
use super::pictures::Picture;
use super::routes::{Shared, address};
use super::world::World;
use crate::number_of;

/// The largest picture made, in pixels either way.
const LARGEST: u32 = 4096;

/// Frames of what moves, unless it was declared otherwise.
const FRAMES: u16 = 4;

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Format {
    Png,
    Gif,
    Webp,
    Jpeg,
    Svg,
}

impl Format {
    const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// What an image is like; what is left out is guessed from its address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Image {
    /// The kind of file.
    pub format: Option<Format>,
    /// Width in pixels; 0 is to be guessed.
    pub width: u32,
    /// Height in pixels; 0 is to be guessed.
    pub height: u32,
    /// Moves, if the kind of file can.
    pub animated: bool,
    /// Frames of what moves; 0 is four.
    pub frames: u16,
}

impl FakeEmotes {
    /// The colour of the image at this address (`cdn.7tv.app/emote/ID/1x.webp`): inside its border,
    /// and if it moves, in its first frame. It is the address's own.
    #[must_use]
    pub fn colour(url: &str) -> [u8; 3] {
        let [red, green, blue, ..] = number_of(url).to_be_bytes();
        [red, green, blue]
    }
}

pub(super) async fn image(State(shared): State<Shared>, request: Request) -> Response {
    let url = address(request.uri().path());
    let picture = picture(&shared.world.borrow(), url);
    let mut answer = made(picture.format.media_type(), picture.file());
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    answer.headers_mut().insert(header::CACHE_CONTROL, forever);
    answer
}

fn picture(world: &World, url: &str) -> Picture {
    let place = Place::of(url);
    let declared = world.declared_images.get(url);
    let format = declared.and_then(|image| image.format).unwrap_or_else(|| place.format());
    let look = place.provider().and_then(|provider| {
        let id = place.after("emote")?;
        world.looks.get(&(provider, id.to_owned()))
    });
    let (mut width, mut height) = match look {
        Some(look) => (look.width * place.factor(), look.height * place.factor()),
        None => place.size(),
    };
    if let Some(image) = declared {
        width = if image.width == 0 { width } else { image.width };
        height = if image.height == 0 { height } else { image.height };
    }
    let moves = match (declared, look) {
        (Some(image), _) => image.animated,
        (None, Some(look)) => look.animated && !place.stands_still(),
        (None, None) => format == Format::Gif || place.has("animated"),
    };
    let can_move = matches!(format, Format::Gif | Format::Webp);
    let frames = declared.map_or(0, |image| image.frames);
    let frames = if frames == 0 { FRAMES } else { frames };
    let pixels = |number: u32| u16::try_from(number.clamp(1, LARGEST)).unwrap_or(1);
    Picture {
        format,
        width: pixels(width),
        height: pixels(height),
        frames: if moves && can_move { frames } else { 1 },
        colour: FakeEmotes::colour(url),
    }
}

/// An address in its parts.
struct Place<'a> {
    host: &'a str,
    segments: Vec<&'a str>,
    /// The last segment without its ending.
    stem: &'a str,
    ending: &'a str,
}

impl<'a> Place<'a> {
    fn of(url: &'a str) -> Self {
        let mut segments: Vec<&str> = url.split('/').collect();
        let host = segments.remove(0);
        let file = segments.last().copied().unwrap_or_default();
        let (stem, ending) = match file.rsplit_once('.') {
            // Twitch's sizes are 1.0, 2.0 and 3.0.
            Some((stem, ending)) if !ending.starts_with(|first: char| first.is_ascii_digit()) => {
                (stem, ending)
            }
            _ => (file, ""),
        };
        Self { host, segments, stem, ending }
    }

    fn provider(&self) -> Option<Provider> {
        Provider::ALL.into_iter().find(|provider| provider.image_host() == self.host)
    }

    fn has(&self, segment: &str) -> bool {
        self.segments.contains(&segment)
    }

    fn after(&self, segment: &str) -> Option<&'a str> {
        let index = self.segments.iter().position(|one| *one == segment)?;
        self.segments.get(index + 1).copied()
    }

    fn is_google(&self) -> bool {
        self.host.ends_with(".ggpht.com") || self.host.ends_with(".googleusercontent.com")
    }

    fn format(&self) -> Format {
        match self.ending.to_ascii_lowercase().as_str() {
            "gif" => Format::Gif,
            "webp" => Format::Webp,
            "jpg" | "jpeg" => Format::Jpeg,
            "svg" => Format::Svg,
            "" if self.has("animated") => match self.provider() {
                Some(_) => Format::Webp,
                None => Format::Gif,
            },
            // Photos have a square's one side in their address, emoji have both.
            "" if self.is_google() && self.option('s').is_some() => Format::Jpeg,
            _ => Format::Png,
        }
    }

    fn stands_still(&self) -> bool {
        let by_place = match self.provider() {
            Some(Provider::Ffz) => !self.has("animated"),
            _ => self.has("static"),
        };
        by_place || self.stem.ends_with("_static")
    }

    /// A number of Google's options, `=w48-h48-c-k-nd`.
    fn option(&self, letter: char) -> Option<u32> {
        let (_, options) = self.stem.rsplit_once('=')?;
        options.split('-').find_map(|option| option.strip_prefix(letter)?.parse().ok())
    }

    /// How many times its smallest size this one is.
    fn factor(&self) -> u32 {
        let stem = self.stem.trim_end_matches("_static");
        let number = stem.trim_end_matches(".0").trim_end_matches('x');
        match (number.parse(), self.provider()) {
            // The third size of BTTV's and Twitch's is four times the first.
            (Ok(3), Some(Provider::Bttv) | None) => 4,
            (Ok(factor @ 1..=4), _) => factor,
            _ => 1,
        }
    }

    fn size(&self) -> (u32, u32) {
        if let Some(side) = self.option('s') {
            return (side, side);
        }
        if let (Some(width), Some(height)) = (self.option('w'), self.option('h')) {
            return (width, height);
        }
        let is_badge = self.segments.iter().any(|segment| segment.contains("badge"));
        let smallest = match self.provider() {
            _ if is_badge => 18,
            Some(provider) => provider.usual_size(),
            None => 28,
        };
        (smallest * self.factor(), smallest * self.factor())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_how_large_its_picture_is_and_of_what_kind() {
        let world = World::new();
        for (url, format, side, frames) in [
            ("static-cdn.jtvnw.net/emoticons/v2/25/default/dark/1.0", Format::Png, 28, 1),
            ("static-cdn.jtvnw.net/emoticons/v2/25/static/dark/2.0", Format::Png, 56, 1),
            ("static-cdn.jtvnw.net/emoticons/v2/emotesv2_1/animated/dark/3.0", Format::Gif, 112, 4),
            ("static-cdn.jtvnw.net/badges/v1/5d9f2208/3", Format::Png, 72, 1),
            ("cdn.7tv.app/emote/1/3x.webp", Format::Webp, 96, 1),
            ("cdn.7tv.app/emote/1/4x.gif", Format::Gif, 128, 4),
            ("cdn.7tv.app/emote/1/4x_static.png", Format::Png, 128, 1),
            ("cdn.7tv.app/badge/1/4x.webp", Format::Webp, 72, 1),
            ("cdn.betterttv.net/emote/1/3x.webp", Format::Webp, 112, 1),
            ("cdn.betterttv.net/badges/x.svg", Format::Svg, 18, 1),
            ("cdn.frankerfacez.com/emote/1/4", Format::Png, 128, 1),
            ("cdn.frankerfacez.com/emote/1/animated/2", Format::Webp, 64, 4),
            ("cdn.frankerfacez.com/badge/2/2", Format::Png, 36, 1),
            ("yt3.ggpht.com/abc=s64-c-k-c0x00ffffff-no-rj", Format::Jpeg, 64, 1),
            ("yt3.ggpht.com/abc=w48-h48-c-k-nd", Format::Png, 48, 1),
        ] {
            let picture = picture(&world, url);
            assert_eq!((picture.format, picture.width), (format, side), "{url}");
            assert_eq!((picture.height, picture.frames), (side, frames), "{url}");
        }
    }
}
