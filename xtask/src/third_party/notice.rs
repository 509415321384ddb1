//! What stands in a file with a licence: who made the part, which is its own, and the terms, which
//! many have in the same words.

/// A file with a licence, taken apart.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Paper {
    /// Who made it, line by line.
    pub(super) notices: Vec<String>,
    /// All the rest.
    pub(super) text: String,
}

impl Paper {
    pub(super) fn of(file: &str) -> Self {
        let mut paper = Self::default();
        let mut lines: Vec<&str> = Vec::new();
        for line in file.lines().map(str::trim_end) {
            if is_notice(line) {
                // What is to be filled in is nobody's name.
                if !line.contains("yyyy") {
                    paper.notices.push(line.trim().to_owned());
                }
            } else if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
                lines.push(line);
            }
        }
        lines.join("\n").trim_matches('\n').clone_into(&mut paper.text);
        paper
    }
}

/// Whether a line names who made it. In the middle of a sentence, "copyright" is in small letters.
fn is_notice(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', '/', '#', '*', '-', '>']);
    let (_, after) = line.split_at_checked(4).unwrap_or_default();
    // A list counts its items in letters as well.
    let sign = line.to_lowercase().starts_with("(c) ") && after.starts_with(char::is_numeric);
    let starts = ["Copyright", "©", "All rights reserved"];
    sign || starts.iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_made_it_is_taken_out_of_the_terms() {
        let paper = Paper::of(
            "MIT License\n\n\n  Copyright (c) 2020 One\n// Copyright 2021 Two\nAll rights reserved.\n\n\
             (c) grants a\ncopyright license to\nTHE COPYRIGHT HOLDERS\n  Copyright [yyyy] [name]\n",
        );
        let notices = ["Copyright (c) 2020 One", "// Copyright 2021 Two", "All rights reserved."];
        assert_eq!(paper.notices, notices);
        assert_eq!(
            paper.text,
            "MIT License\n\n(c) grants a\ncopyright license to\nTHE COPYRIGHT HOLDERS"
        );
    }
}
