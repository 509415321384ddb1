//! Emotes, badges, avatars and stickers.
//!
//! Pages get pictures from us and from nobody else: so a page needs no right to go to the internet,
//! no host of pictures learns who watches, and what was shown once is there when its host is not.
//! A message names its pictures ([`Images::know`]); a page asks for one by its id
//! ([`Images::get`]); there is no way to ask for any other.
//!
//! Whoever writes into chat chooses what is fetched here. Therefore: only hosts on a list, only
//! public addresses, only PNG, GIF, WebP and JPEG by their bytes, none larger than can be shown, and
//! never more than a few requests at once. No picture is decoded. And no picture is waited for by
//! chat: what is not there has a name, which is shown instead.

mod check;
mod disk;
mod error;
mod failures;
mod fetch;
mod hosts;
mod images;
mod lru;
mod options;
mod picture;
mod resolve;
mod sizes;
mod still;

pub use error::{ImageError, ImagesError, Refusal, Trouble};
pub use images::{Images, Stats};
pub use options::{Limits, Options};
pub use picture::{Kind, Picture};
