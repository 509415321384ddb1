//! Names for overlays that come to others.

use super::LONGEST_NAME;

/// Whether somebody sees it: a name of what nobody sees can't be told from an empty one.
pub(super) fn is_seen(c: char) -> bool {
    let is_mark_alone = matches!(u32::from(c),
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164 | 0xFE00..=0xFE0F
        | 0xFEFF | 0xFFA0 | 0xFFF9..=0xFFFB | 0x1D173..=0x1D17A | 0xE_0000..=0xE_0FFF);
    !is_mark_alone && !c.is_whitespace() && !c.is_control()
}

/// A name with this at its end, no longer than names are.
pub(super) fn with_end(name: &str, end: &str) -> String {
    let fits = LONGEST_NAME - end.chars().count();
    name.chars().take(fits).chain(end.chars()).collect()
}

/// The name, or the first after it that none of these is: `Scene`, `Scene 2`, `Scene 3`.
pub(super) fn free(name: &str, taken: &[&str]) -> String {
    if !taken.contains(&name) {
        return name.to_owned();
    }
    let (stem, last) = counted(name);
    let mut number = last;
    loop {
        number += 1;
        let next = with_end(stem, &format!(" {number}"));
        if !taken.contains(&next.as_str()) {
            return next;
        }
    }
}

/// A name without its number, and the number; the first has none. What is written otherwise than we
/// count (`07`), or is no count any more, is a part of the name.
fn counted(name: &str) -> (&str, u64) {
    let parts = name.rsplit_once(' ').filter(|(stem, _)| !stem.trim().is_empty());
    let numbered = parts.and_then(|(stem, end)| {
        let number = end.parse::<u32>().ok()?;
        (number.to_string() == end).then_some((stem, number.into()))
    });
    numbered.unwrap_or((name, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_nobody_sees_is_an_empty_one() {
        for name in ["", " ", "\u{202e}", "\u{200b}\u{feff}", "\u{2800} \u{3164}", "\u{e0041}"] {
            assert!(crate::overlays::valid_name(name).is_err(), "{name:?}");
        }
        for name in ["a", "\u{202e}a", "🎥", "👩\u{200d}🚀", "é", "शो"] {
            assert!(crate::overlays::valid_name(name).is_ok(), "{name:?}");
        }
    }

    #[test]
    fn a_name_that_is_taken_is_counted_on() {
        for (name, taken, free_one) in [
            ("Scene", &[][..], "Scene"),
            ("Scene", &["Other"], "Scene"),
            ("Scene", &["Scene"], "Scene 2"),
            ("Scene", &["Scene", "Scene 2", "Scene 3"], "Scene 4"),
            ("Scene", &["Scene", "Scene 3"], "Scene 2"),
            ("Scene 2", &["Scene"], "Scene 2"),
            ("Scene 2", &["Scene", "Scene 2"], "Scene 3"),
            ("Scene 2", &["Scene 2", "Scene 3"], "Scene 4"),
            ("Scene 9", &["Scene 9"], "Scene 10"),
            ("Scene 07", &["Scene 07"], "Scene 07 2"),
            ("Scene -2", &["Scene -2"], "Scene -2 2"),
            ("Scene 99999999999", &["Scene 99999999999"], "Scene 99999999999 2"),
            ("Scene2", &["Scene2"], "Scene2 2"),
            ("2", &["2"], "2 2"),
        ] {
            assert_eq!(free(name, taken), free_one, "{name} beside {taken:?}");
        }
    }

    #[test]
    fn a_name_with_a_number_is_no_longer_than_names_are() {
        let long = "ß".repeat(LONGEST_NAME);
        let second = free(&long, &[&long]);
        assert_eq!(second, format!("{} 2", "ß".repeat(LONGEST_NAME - 2)));
        let mut taken = vec![long.clone()];
        for number in 2..12 {
            let next = free(&long, &taken.iter().map(String::as_str).collect::<Vec<_>>());
            assert!(next.chars().count() == LONGEST_NAME && next.ends_with(&format!(" {number}")));
            taken.push(next);
        }
    }
}
