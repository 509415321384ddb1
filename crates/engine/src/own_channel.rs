//! The channel of the person who has signed in.

use accounts::AccountView;
use chat::Platform;

use crate::sources::Sources;

/// What their platform calls it: its id, and the name in its address.
fn names(view: &AccountView) -> Vec<String> {
    let person = view.person.clone().unwrap_or_default();
    let names = [Some(person.user_id), person.login];
    names.into_iter().flatten().filter(|name| !name.is_empty()).collect()
}

/// What to add as a source. `None` where it is one already, or is not known.
pub(crate) fn to_add(view: &AccountView, sources: &Sources) -> Option<String> {
    let names = names(view);
    if sources.have(view.platform, &names) {
        return None;
    }
    let person = view.person.as_ref()?;
    let channel = match view.platform {
        // Twitch's chats go by names, and a handle of YouTube's can change.
        Platform::Twitch => person.login.clone()?,
        Platform::YouTube => person.user_id.clone(),
        Platform::Demo | Platform::Donations => return None,
    };
    (!channel.is_empty()).then_some(channel)
}
