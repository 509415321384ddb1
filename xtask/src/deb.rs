//! `cargo xtask deb`: the package for Debian and what derives from it; `--try` installs, starts and
//! removes it in a clean root, `--dev` packs the development build, which is there sooner.
//!
//! Its dependencies are those that the program's own symbols ask for, and the certificates without
//! which no platform is trusted. So a package made on Debian 12
//! installs there and on all that is newer. It has no scripts: desktop file and icons are looked
//! after by triggers of their own packages.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::edges::SHELL;
use crate::process::{cargo, command, on_path, output, root, run, target};
use crate::{clean_root, node, packages, third_party};

/// As the desktop names the application.
const ID: &str = "app.multichat.overlay";
/// All packages of the workspace have the same.
const VERSION: &str = env!("CARGO_PKG_VERSION");
const MAINTAINER: &str = "The MultiChat Overlay developers <maintainers@multichat-overlay.invalid>";
const DESCRIPTION: &str = "Twitch and YouTube live chat as one, in OBS
 Reads Twitch chat and YouTube chat on your own computer and shows them, merged
 and live, in a browser source of OBS. It needs no account and no server, and
 lives in the tray.";

/// Builds the package and, if asked to, tries it.
pub(crate) fn build(arguments: &[String]) -> Result<()> {
    if let Some(other) = arguments.iter().find(|word| !["--try", "--dev"].contains(&word.as_str()))
    {
        bail!("cargo xtask deb [--dev] [--try] knows no {other}");
    }
    let asked = |word| arguments.iter().any(|argument| argument == word);
    if on_path("dpkg-deb").is_none() {
        bail!("a .deb is made on Debian, or on what derives from it");
    }
    packages::ensure(&[packages::SHELL, packages::DEB])?;
    node::build_pages()?;
    // Unstripped, the development build is large: it is not to be packed tightly, but soon.
    let (folder, packing) = if asked("--dev") {
        run(&mut cargo(&["build", "--workspace", "--all-targets", "--locked"]))?;
        ("debug", ["-Zgzip", "-z1"])
    } else {
        run(&mut cargo(&["build", "--release", "--locked", "--package", SHELL]))?;
        ("release", ["-Zxz", "-z6"])
    };
    let package = pack(&target()?.join(folder).join(SHELL), packing)?;
    let size = fs::metadata(&package).context("the package is not there")?.len();
    println!("{} ({size} bytes)", package.display());
    if asked("--try") { clean_root::try_package(&package) } else { Ok(()) }
}

fn pack(program: &Path, packing: [&str; 2]) -> Result<PathBuf> {
    let folder = target()?.join("deb");
    let tree = folder.join("tree");
    if tree.exists() {
        fs::remove_dir_all(&tree).with_context(|| format!("cannot empty {}", tree.display()))?;
    }
    let kilobytes = fill(&tree, program)?.div_ceil(1024);
    let architecture = output(&mut command("dpkg", &["--print-architecture"]))?;
    let architecture = architecture.trim();
    let control = format!(
        "Package: {SHELL}\n\
         Version: {VERSION}\n\
         Architecture: {architecture}\n\
         Maintainer: {MAINTAINER}\n\
         Section: video\n\
         Priority: optional\n\
         Installed-Size: {kilobytes}\n\
         Depends: ca-certificates, {}\n\
         Recommends: gnome-keyring | org.freedesktop.secrets\n\
         Suggests: obs-studio\n\
         Description: {DESCRIPTION}\n",
        dependencies(&folder, program)?
    );
    put(&tree.join("DEBIAN/control"), control.as_bytes())?;
    let package = folder.join(format!("{SHELL}_{VERSION}_{architecture}.deb"));
    let mut pack = command("dpkg-deb", &packing);
    run(pack.args(["--root-owner-group", "--build"]).arg(&tree).arg(&package))?;
    Ok(package)
}

/// Lays out what is installed. Gives its size in bytes.
fn fill(tree: &Path, program: &Path) -> Result<u64> {
    let share = tree.join("usr/share");
    let linux = root().join("packaging/linux");
    let icons = root().join("icons");
    let icon =
        |size: &str, kind: &str| share.join(format!("icons/hicolor/{size}/apps/{ID}.{kind}"));
    let papers = share.join("doc").join(SHELL);
    let copies = [
        (program.to_owned(), tree.join("usr/bin").join(SHELL)),
        (linux.join(format!("{ID}.desktop")), share.join(format!("applications/{ID}.desktop"))),
        (
            linux.join(format!("{ID}.metainfo.xml")),
            share.join(format!("metainfo/{ID}.metainfo.xml")),
        ),
        (icons.join("32x32.png"), icon("32x32", "png")),
        (icons.join("128x128.png"), icon("128x128", "png")),
        (icons.join("128x128@2x.png"), icon("256x256", "png")),
        (icons.join("app.svg"), icon("scalable", "svg")),
        (root().join("CHANGELOG.md"), papers.join("changelog")),
    ];
    let mut bytes = 0;
    for (from, to) in &copies {
        let content = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
        put(to, &content)?;
        bytes += content.len() as u64;
    }
    let read =
        |path: &str| fs::read(root().join(path)).with_context(|| format!("cannot read {path}"));
    let terms = [read("LICENSE")?, b"\n\n".to_vec(), read(third_party::LIST)?].concat();
    put(&papers.join("copyright"), &terms)?;
    bytes += terms.len() as u64;
    run(command("gzip", &["--best", "--no-name"]).arg(papers.join("changelog")))?;
    run(command("chmod", &["-R", "u=rwX,go=rX"]).arg(tree))?;
    run(command("chmod", &["755"]).arg(tree.join("usr/bin").join(SHELL)))?;
    Ok(bytes)
}

fn put(file: &Path, content: &[u8]) -> Result<()> {
    let folder = file.parent().context("a file has a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::write(file, content).with_context(|| format!("cannot write {}", file.display()))
}

/// What the program's symbols need, by `dpkg-shlibdeps`, which works only beside a source package.
fn dependencies(folder: &Path, program: &Path) -> Result<String> {
    put(&folder.join("debian/control"), format!("Source: {SHELL}\n").as_bytes())?;
    let mut ask = command::<&str>("dpkg-shlibdeps", &["-O"]);
    ask.arg(program).current_dir(folder);
    let told = output(&mut ask)?;
    let depends = told.trim().strip_prefix("shlibs:Depends=");
    Ok(depends.context("dpkg-shlibdeps named no dependencies")?.to_owned())
}
