//! Writing and moderating, against stand-ins that speak the platforms' own errors.

mod errors;
mod rig;
mod twitch;
mod youtube;
