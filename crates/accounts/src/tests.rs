//! The whole of it against the stand-ins.

mod api_key;
mod crash;
mod ending;
mod google;
mod listener;
mod replaced;
mod rig;
mod spending;
mod system;
mod twitch;
mod vault;

pub(crate) use rig::http;
