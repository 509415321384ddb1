//! The steps of a refresh between which the program can die. A test dies there; nothing else does.

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// A refresh is about to be asked for.
    Asking,
    /// The platform has answered with new tokens.
    Answered,
    /// They are sealed.
    Sealed,
    /// This much of writing the sealed file is done.
    File(files::Step),
    /// It can be used.
    Kept,
}

#[cfg(not(test))]
pub(crate) fn reached(_: Step) {}

/// Kills this process, as `kill -9` does, at the step that the environment names.
#[cfg(test)]
pub(crate) fn reached(step: Step) {
    if std::env::var("DIE_AT").is_ok_and(|name| name == format!("{step:?}")) {
        let pid = std::process::id().to_string();
        std::process::Command::new("kill").args(["-9", &pid]).status().expect("kill is there");
        loop {
            std::thread::park();
        }
    }
}
