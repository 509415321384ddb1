//! System packages: which are missing, and installing them where that can be done.

use std::io::IsTerminal as _;

use anyhow::{Result, bail};

use crate::process::{command, on_path, output, run, succeeds};

/// Something that must be on the machine, and the packages that bring it.
pub(crate) struct Need {
    found_by: Probe,
    apt: &'static str,
    /// Their names for dnf, pacman and zypper, where they are known.
    elsewhere: Option<[&'static str; 3]>,
}

enum Probe {
    /// One of these programs is on the search path.
    Program(&'static [&'static str]),
    /// `pkg-config` knows this library.
    Library(&'static str),
    /// This font family is installed.
    Font(&'static str),
    /// Python has this module.
    Module(&'static str),
    /// Only Debian's own list of packages tells.
    Package,
}

const fn need(found_by: Probe, apt: &'static str) -> Need {
    Need { found_by, apt, elsewhere: None }
}

impl Need {
    const fn elsewhere(mut self, names: [&'static str; 3]) -> Self {
        self.elsewhere = Some(names);
        self
    }

    fn is_met(&self) -> bool {
        match self.found_by {
            Probe::Program(names) => names.iter().any(|name| on_path(name).is_some()),
            Probe::Library(name) => succeeds(&mut command("pkg-config", &["--exists", name])),
            Probe::Font(family) => succeeds(&mut command("fc-list", &["--quiet", family])),
            Probe::Module(name) => {
                succeeds(&mut command("python3", &["-c", &format!("import {name}")]))
            }
            Probe::Package => {
                let state = ["--show", "--showformat=${db:Status-Status}", self.apt];
                output(&mut command("dpkg-query", &state)).is_ok_and(|state| state == "installed")
            }
        }
    }
}

/// What the desktop shell is built from, on Linux.
pub(crate) const SHELL: &[Need] = &[
    need(Probe::Program(&["cc"]), "build-essential").elsewhere(["gcc", "base-devel", "gcc"]),
    need(Probe::Program(&["pkg-config"]), "pkg-config").elsewhere([
        "pkgconf-pkg-config",
        "pkgconf",
        "pkgconf-pkg-config",
    ]),
    need(Probe::Library("gtk+-3.0"), "libgtk-3-dev").elsewhere([
        "gtk3-devel",
        "gtk3",
        "gtk3-devel",
    ]),
    need(Probe::Library("webkit2gtk-4.1"), "libwebkit2gtk-4.1-dev").elsewhere([
        "webkit2gtk4.1-devel",
        "webkit2gtk-4.1",
        "webkit2gtk3-devel",
    ]),
];

/// What the tests need beside [`SHELL`]: a display, a session bus, a keychain, browsers, fonts, what makes
/// clocks and certificates, and OBS.
pub(crate) const TESTS: &[Need] = &[
    need(Probe::Program(&["xvfb-run"]), "xvfb"),
    need(Probe::Program(&["xauth"]), "xauth"),
    need(Probe::Program(&["dbus-run-session"]), "dbus-daemon"),
    need(Probe::Program(&["gnome-keyring-daemon"]), "gnome-keyring"),
    need(Probe::Program(&["WebKitWebDriver"]), "webkit2gtk-driver"),
    need(Probe::Program(&["chromium", "chromium-browser", "google-chrome"]), "chromium"),
    need(Probe::Program(&["fc-list"]), "fontconfig"),
    need(Probe::Font("Noto Sans"), "fonts-noto-core"),
    need(Probe::Font("Noto Color Emoji"), "fonts-noto-color-emoji"),
    // Without it `python3 -m venv` cannot put pip into the environment of the Python peer.
    need(Probe::Module("ensurepip"), "python3-venv"),
    need(Probe::Program(&["faketime"]), "faketime"),
    need(Probe::Program(&["openssl"]), "openssl"),
    need(Probe::Program(&["obs"]), "obs-studio"),
];

/// What the pictures in the documents need beside [`TESTS`]: the scripts that are on them, and what opens
/// windows of OBS and takes them.
pub(crate) const SCREENSHOTS: &[Need] = &[
    need(Probe::Font("Noto Sans CJK JP"), "fonts-noto-cjk"),
    need(Probe::Program(&["xdotool"]), "xdotool"),
    need(Probe::Program(&["import"]), "imagemagick"),
];

/// What it takes to build and try for Windows, from Debian's own packages.
pub(crate) const WINDOWS: &[Need] = &[
    need(Probe::Package, "rustc-web"),
    need(Probe::Package, "cargo-web"),
    need(Probe::Package, "rust-web-src"),
    need(Probe::Package, "gcc-mingw-w64-x86-64"),
    need(Probe::Package, "wine"),
    need(Probe::Package, "wine64"),
];

/// What makes a `.deb`.
pub(crate) const DEB: &[Need] = &[need(Probe::Program(&["dpkg-shlibdeps"]), "dpkg-dev")];

/// What makes a clean root to try it in.
pub(crate) const CLEAN_ROOT: &[Need] = &[need(Probe::Program(&["mmdebstrap"]), "mmdebstrap")];

/// `apt-get` that asks nothing, and waits for another that is at work.
const APT: &[&str] = &[
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "--quiet",
    "--option=DPkg::Lock::Timeout=600",
];

/// Installs what is missing, or fails with what a person must do. Only Linux has system packages.
pub(crate) fn ensure(needs: &[&'static [Need]]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let missing: Vec<_> = needs.iter().copied().flatten().filter(|need| !need.is_met()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.iter().map(|need| need.apt).collect();
    let by_hand = instructions(&missing);
    if on_path("apt-get").is_none() {
        bail!("system packages are missing; {by_hand}");
    }
    let Some(before) = as_root() else {
        bail!("system packages are missing, and installing them takes root; {by_hand}");
    };
    eprintln!("installing {}", names.join(" "));
    let apt = |arguments: &[&str]| run(&mut command("env", &[before, APT, arguments].concat()));
    apt(&["update"])?;
    let install = ["install", "--yes", "--no-install-recommends"];
    apt(&[install.as_slice(), names.as_slice()].concat())
}

/// What goes before a command to run it as root without asking where nobody can answer.
fn as_root() -> Option<&'static [&'static str]> {
    let id = output(&mut command("id", &["-u"])).unwrap_or_default();
    if id.trim() == "0" {
        Some(&[])
    } else if succeeds(&mut command("sudo", &["-n", "true"])) {
        Some(&["sudo", "-n"])
    } else if on_path("sudo").is_some() && std::io::stdin().is_terminal() {
        Some(&["sudo"])
    } else {
        None
    }
}

/// The sentence that tells how to install these, on each family of systems.
fn instructions(missing: &[&Need]) -> String {
    let apt: Vec<_> = missing.iter().map(|need| need.apt).collect();
    let apt = apt.join(" ");
    let elsewhere: Option<Vec<_>> = missing.iter().map(|need| need.elsewhere).collect();
    let Some(elsewhere) = elsewhere else {
        return format!(
            "on Debian and Ubuntu: sudo apt-get install {apt}\n\
             elsewhere: the packages that bring the same"
        );
    };
    let joined = |name: fn(&[&'static str; 3]) -> &'static str| {
        let names: Vec<_> = elsewhere.iter().map(name).collect();
        names.join(" ")
    };
    format!(
        "install them:\n  \
         Debian, Ubuntu: sudo apt-get install {apt}\n  \
         Fedora:         sudo dnf install {}\n  \
         Arch:           sudo pacman -S --needed {}\n  \
         openSUSE:       sudo zypper install {}",
        joined(|[dnf, _, _]| dnf),
        joined(|[_, pacman, _]| pacman),
        joined(|[_, _, zypper]| zypper),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_for_each_family_of_systems() {
        let all: Vec<_> = SHELL.iter().collect();
        let told = instructions(&all);
        for name in ["libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "pacman", "zypper"] {
            assert!(told.contains(name), "{name} is missing in {told}");
        }
        let tests: Vec<_> = TESTS.iter().collect();
        let told = instructions(&tests);
        assert!(
            told.contains("xvfb") && !told.contains("dnf"),
            "no package is named whose name is not known: {told}"
        );
    }
}
