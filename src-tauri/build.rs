//! Bundles what Tauri wants at compile time: the icons, and on Windows the resource file. And holds
//! that a program that updates itself knows whose versions it may take.

fn main() {
    if std::env::var_os("CARGO_FEATURE_UPDATER").is_some() {
        know_the_publisher();
    }
    tauri_build::build();
}

/// Whose versions are taken is fixed when a release is built. A development build, in which nobody
/// is to be updated, is told when it is started.
fn know_the_publisher() {
    let developing = std::env::var("PROFILE").as_deref() == Ok("debug");
    if developing {
        let told = "MULTICHAT_UPDATE_URL and MULTICHAT_UPDATE_KEY when it is started";
        println!("cargo::warning=a development build that updates itself takes {told}");
    }
    for (name, what) in [
        ("MULTICHAT_UPDATE_URL", "where newer versions are announced, an https address"),
        ("MULTICHAT_UPDATE_KEY", "the public key that they are signed for, as Tauri writes it"),
    ] {
        println!("cargo::rerun-if-env-changed={name}");
        let given = std::env::var(name).unwrap_or_default();
        let fits = !given.is_empty() && (!name.ends_with("URL") || given.starts_with("https://"));
        if !developing && !fits {
            println!("cargo::error=the feature updater needs {name}: {what}");
        }
    }
}
