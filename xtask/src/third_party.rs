//! `cargo xtask third-party`: writes the list of all that is in the program and is not ours, with the
//! terms of each; `--check` fails where the committed list is not that.
//!
//! It is inside the program, for the section About, and beside it in every package.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::node;
use crate::process::root;

mod crates;
mod notice;
mod pages;

use notice::Paper;

/// Where the list is. The build of the pages takes it along as it is.
pub(crate) const LIST: &str = "ui/public/third-party.txt";

/// Something that somebody else made.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    /// With its version, where it has one.
    name: String,
    /// Under which it is, in SPDX's words where its makers say it in those.
    terms: String,
    /// Where it comes from.
    home: Option<String>,
    /// Who made it, and the texts of its licences, as its makers hand them out.
    papers: Vec<Paper>,
}

pub(crate) fn third_party(arguments: &[String]) -> Result<()> {
    match arguments {
        [] => {
            node::install(".")?;
            let file = root().join(LIST);
            fs::write(&file, list()?).with_context(|| format!("cannot write {}", file.display()))
        }
        [word] if word == "--check" => check(),
        [other, ..] => bail!("cargo xtask third-party [--check] knows no {other}"),
    }
}

/// Fails where the committed list is not of what the program is made of now.
pub(crate) fn check() -> Result<()> {
    node::install(".")?;
    let committed = fs::read_to_string(root().join(LIST)).unwrap_or_default();
    let differing = differing(&committed, &list()?);
    if differing.is_empty() {
        return Ok(());
    }
    bail!(
        "{LIST} is not of what the program is made of; `cargo xtask third-party` writes it anew:\n{}",
        differing.join("\n")
    )
}

/// The lines of which one list has more than the other, with which; the first few.
fn differing(committed: &str, now: &str) -> Vec<String> {
    let mut counts: BTreeMap<&str, i32> = BTreeMap::new();
    for (text, by) in [(committed, -1), (now, 1)] {
        for line in text.lines() {
            *counts.entry(line).or_default() += by;
        }
    }
    let of = |(line, count): (&&str, &i32)| match count.signum() {
        1 => Some(format!("missing: {line}")),
        -1 => Some(format!("too much: {line}")),
        _ => None,
    };
    let mut lines: Vec<_> = counts.iter().filter_map(of).take(20).collect();
    if lines.is_empty() && committed != now {
        lines.push("its lines are in another order".into());
    }
    lines
}

fn list() -> Result<String> {
    let mut texts = Texts::default();
    let mut listed = String::new();
    for (heading, mut parts) in [
        ("Rust packages, and what is in them", crates::parts()?),
        ("npm packages", pages::packages()?),
        ("Fonts and emoji", pages::fonts()?),
    ] {
        parts.sort();
        let line = "-".repeat(heading.len());
        write!(listed, "\n\n{heading}\n{line}\n")?;
        for part in &parts {
            texts.list(part, &mut listed);
        }
    }
    let head = "Parts of MultiChat Overlay that others made\n\
                ===========================================\n\n\
                Thank you. Each is under its own terms; the numbers are those of the texts below.\n\
                Parts that only one system's program has are in the list of all.";
    Ok(format!("{head}{listed}\n\nTexts\n-----\n{}", texts.written()))
}

/// The texts of licences, each once.
#[derive(Default)]
struct Texts {
    /// Its number, by its words alone.
    numbers: BTreeMap<String, usize>,
    /// As they are laid out, in the order of their numbers.
    laid_out: Vec<String>,
}

impl Texts {
    fn list(&mut self, part: &Part, listed: &mut String) {
        let numbers: BTreeSet<_> =
            part.papers.iter().filter_map(|paper| self.number(&paper.text)).collect();
        let numbers: Vec<_> = numbers.iter().map(|number| format!(" [{number}]")).collect();
        let Part { name, terms, home, papers } = part;
        // Writing to a string cannot fail.
        let _ = writeln!(listed, "\n{name}: {terms}{}", numbers.concat());
        let mut notices: Vec<_> = papers.iter().flat_map(|paper| &paper.notices).collect();
        let mut seen = BTreeSet::new();
        notices.retain(|notice| seen.insert(*notice));
        for line in home.iter().chain(notices) {
            let _ = writeln!(listed, "    {line}");
        }
    }

    fn number(&mut self, text: &str) -> Option<usize> {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return None;
        }
        let next = self.laid_out.len() + 1;
        let number = *self.numbers.entry(words).or_insert(next);
        if number == next {
            self.laid_out.push(text.to_owned());
        }
        Some(number)
    }

    fn written(&self) -> String {
        let mut written = String::new();
        for (text, number) in self.laid_out.iter().zip(1..) {
            let _ = write!(written, "\n[{number}]\n\n{text}\n");
        }
        written
    }
}

/// A file's text, whatever it is written in.
fn read(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_there_once_and_each_part_with_its_makers() {
        let of = |name: &str, text: &str| Part {
            name: name.into(),
            terms: "MIT".into(),
            home: None,
            papers: vec![Paper::of(text)],
        };
        let mut texts = Texts::default();
        let mut listed = String::new();
        texts.list(&of("one 1.0", "Copyright (c) 2020 One\n\nDo what\nyou will."), &mut listed);
        texts.list(&of("two 2.0", "Copyright (c) 2021 Two\nDo what you will."), &mut listed);
        texts.list(&of("three 3.0", "Do as you are told."), &mut listed);
        assert_eq!(
            listed,
            "\none 1.0: MIT [1]\n    Copyright (c) 2020 One\n\
             \ntwo 2.0: MIT [1]\n    Copyright (c) 2021 Two\n\
             \nthree 3.0: MIT [2]\n"
        );
        assert_eq!(texts.written(), "\n[1]\n\nDo what\nyou will.\n\n[2]\n\nDo as you are told.\n");
    }

    #[test]
    fn a_part_that_is_not_in_the_list_is_named_and_one_that_is_gone() {
        let now = "serde 1.0: MIT\nurl 2.5: MIT";
        assert_eq!(differing(now, now), Vec::<String>::new());
        assert_eq!(differing("serde 1.0: MIT", now), ["missing: url 2.5: MIT"]);
        assert_eq!(differing(now, "url 2.5: MIT"), ["too much: serde 1.0: MIT"]);
        assert_eq!(differing("a\nb", "b\na"), ["its lines are in another order"]);
    }
}
