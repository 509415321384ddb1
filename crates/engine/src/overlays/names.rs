//! Names for overlays that come to others.

use super::LONGEST_NAME;

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
