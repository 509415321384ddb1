//! The whole application as a process: the real binary, its real face, and stand-ins for the
//! platforms. One test binary, so that it is linked once.

#![expect(clippy::expect_used, clippy::panic, reason = "what a test does not expect fails it")]

mod access;
mod accounts;
mod answers;
mod automod;
mod curtain;
#[cfg(target_os = "linux")]
mod descriptors;
mod donations;
mod donations_past;
mod events;
mod faults;
mod feed;
mod feeds;
mod focus;
#[cfg(target_os = "linux")]
mod full_disk;
mod guests;
mod had_back;
mod history;
mod instances;
mod interruptions;
mod killed;
mod killed_acting;
mod language;
mod ledger;
mod moderators;
mod network;
mod obs;
mod official;
mod overlays;
mod own_channel;
mod pictures;
#[cfg(unix)]
mod private;
mod program;
#[cfg(target_os = "linux")]
mod read_only;
mod removals;
#[cfg(unix)]
mod secrets;
mod settings;
mod settings_file;
mod sources;
mod support;
mod support_page;
mod updates;
mod writing;
