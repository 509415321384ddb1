use std::path::Path;

use bytes::Bytes;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::picture::Kind;

const MOST: u64 = 10_000;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn open(folder: &Path) -> Disk {
    Disk::open(folder.to_owned(), MOST, 5000)
}

fn picture(length: usize) -> Picture {
    let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(length).collect();
    Picture { kind: Kind::Gif, bytes: Bytes::from(bytes) }
}

fn key(number: usize) -> ImageId {
    ImageId::of(&number.to_string())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("text")).collect()
}

fn bytes_in(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").metadata().expect("a file").len()).sum()
}

#[test]
fn what_was_kept_is_there_after_a_restart() {
    let folder = folder();
    let disk = open(folder.path());
    disk.write(key(1), &picture(100), Instant::now());
    disk.write(key(2), &picture(0), Instant::now());
    let disk = open(folder.path());
    assert_eq!(disk.has(key(1)), (true, false));
    assert_eq!(disk.read(key(1)), Some(picture(100)));
    assert_eq!(disk.read(key(2)), Some(picture(0)));
    assert_eq!(disk.read(key(3)), None);
    let head = u64::try_from(2 * file::HEAD).expect("short");
    assert_eq!(disk.state(), State { pictures: 2, bytes: 100 + head, is_unwritable: false });
}

#[test]
fn what_a_killed_process_left_goes_and_nothing_that_is_not_ours() {
    let folder = folder();
    let leftover = file::unfinished_name(key(1), 7);
    let not_ours = ["notes.txt", "a.part", "holiday.img"];
    for name in not_ours.iter().copied().chain([leftover.as_str()]) {
        fs::write(folder.path().join(name), "text").expect("a file");
    }
    fs::create_dir(folder.path().join(file::name(key(2)))).expect("a folder of that name");
    let disk = open(folder.path());
    let left = names(folder.path());
    assert_eq!(left.len(), 4, "{left:?}");
    assert!(!left.contains(&leftover));
    assert_eq!(disk.state().pictures, 0);
    for number in 10..40 {
        disk.write(key(number), &picture(1000), Instant::now());
    }
    for name in not_ours {
        assert!(folder.path().join(name).exists(), "{name}");
    }
}

#[test]
fn what_was_not_used_for_longest_goes_and_the_bound_holds() {
    let folder = folder();
    let disk = open(folder.path());
    for number in 0..100 {
        disk.write(key(number), &picture(954), Instant::now());
        assert!(bytes_in(folder.path()) <= MOST, "after {number}");
        assert_eq!(bytes_in(folder.path()), disk.state().bytes);
        disk.has(key(0));
    }
    let there: Vec<usize> = (0..100).filter(|number| disk.has(key(*number)).0).collect();
    assert_eq!(there, [0, 91, 92, 93, 94, 95, 96, 97, 98, 99], "the first was used all the time");
    assert_eq!(disk.state().pictures, 10);
    disk.write(key(200), &picture(20_000), Instant::now());
    assert_eq!(disk.state().pictures, 10, "nothing goes for what can't stay");
}

#[test]
fn the_order_is_known_after_a_restart() {
    let folder = folder();
    let disk = open(folder.path());
    let hours_ago = |hours| SystemTime::now() - Duration::from_hours(hours);
    for (number, hours) in [(0, 3), (1, 9), (2, 5), (3, 1)] {
        disk.write(key(number), &picture(2000), Instant::now());
        let file = File::options().write(true).open(folder.path().join(file::name(key(number))));
        file.and_then(|file| file.set_modified(hours_ago(hours))).expect("its time");
    }
    let disk = open(folder.path());
    assert_eq!(disk.has(key(1)), (true, true), "it was not touched for an hour");
    assert_eq!(disk.has(key(1)), (true, false), "it was");
    disk.touch(key(1));
    let disk = open(folder.path());
    disk.write(key(4), &picture(4000), Instant::now());
    let there: Vec<usize> = (0..5).filter(|number| disk.has(key(*number)).0).collect();
    assert_eq!(there, [1, 3, 4]);
    assert_eq!(names(folder.path()).len(), 3);
}

#[test]
fn a_folder_that_is_larger_than_it_may_be_shrinks() {
    let folder = folder();
    let large = Disk::open(folder.path().to_owned(), u64::MAX, 5000);
    for number in 0..50 {
        large.write(key(number), &picture(1000), Instant::now());
    }
    open(folder.path());
    assert!(bytes_in(folder.path()) <= MOST);
}

#[test]
fn a_disk_that_can_not_be_written_costs_the_keeping_and_is_tried_again() {
    let parent = folder();
    let place = parent.path().join("pictures");
    fs::write(&place, "a file where the folder was").expect("a file");
    let (disk, now) = (open(&place), Instant::now());
    disk.write(key(1), &picture(10), now);
    assert!(disk.state().is_unwritable);
    assert_eq!(disk.read(key(1)), None);
    fs::remove_file(&place).expect("it goes");
    disk.write(key(1), &picture(10), now + TRY_AGAIN / 2);
    assert!(!place.exists(), "not tried again yet");
    disk.write(key(1), &picture(10), now + TRY_AGAIN);
    assert!(!disk.state().is_unwritable);
    assert_eq!(disk.read(key(1)), Some(picture(10)), "and the folder is made again");
}

/// A disk of one mebibyte, for root on Linux.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_costs_the_keeping() {
    use std::process::Command;

    let folder = folder();
    let mount = |command: &str, arguments: &[&str]| {
        let done = Command::new(command).args(arguments).arg(folder.path()).output();
        done.is_ok_and(|done| done.status.success())
    };
    if !mount("mount", &["-t", "tmpfs", "-o", "size=1m", "pictures"]) {
        println!("skipped: only root may make a small disk");
        return;
    }
    let disk = Disk::open(folder.path().to_owned(), u64::MAX, 5_000_000);
    let now = Instant::now();
    let results: Vec<bool> = (0..20)
        .map(|number| {
            disk.write(key(number), &picture(100_000), now);
            disk.read(key(number)).is_some_and(|read| read == picture(100_000))
        })
        .collect();
    let state = disk.state();
    let left = names(folder.path());
    // Room again.
    fs::remove_file(folder.path().join(file::name(key(0)))).expect("it goes");
    disk.write(key(50), &picture(10), now + TRY_AGAIN);
    let recovered = !disk.state().is_unwritable;
    assert!(mount("umount", &["-l"]));
    assert!(results[0] && !results[19], "{results:?}");
    assert!(state.is_unwritable && recovered);
    assert!(left.iter().all(|name| !name.contains("part")), "no half of a file stays: {left:?}");
}

#[test]
fn a_file_under_a_wrong_name_is_not_taken_for_another() {
    let folder = folder();
    let disk = open(folder.path());
    disk.write(key(1), &picture(10), Instant::now());
    let other = folder.path().join(file::name(key(2)));
    fs::copy(folder.path().join(file::name(key(1))), &other).expect("a copy");
    let disk = open(folder.path());
    assert_eq!(disk.read(key(2)), None);
    assert!(!other.exists());
    assert_eq!(disk.state().pictures, 1);
}

#[test]
fn a_file_that_is_longer_than_any_picture_is_not_read() {
    let folder = folder();
    let path = folder.path().join(file::name(key(1)));
    let generous = Disk::open(folder.path().to_owned(), MOST, 6000);
    generous.write(key(1), &picture(6000), Instant::now());
    assert_eq!(generous.read(key(1)), Some(picture(6000)));
    assert_eq!(open(folder.path()).read(key(1)), None);
    assert!(!path.exists());
}

/// What can happen to a file.
#[derive(Debug, Clone)]
enum Damage {
    Change(usize, u8),
    Cut(usize),
    Append(Vec<u8>),
    Empty,
    Zero(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (any::<usize>(), 1_u8..).prop_map(|(place, bits)| Damage::Change(place, bits)),
        (0_usize..54).prop_map(|place| Damage::Change(place, 1)),
        any::<usize>().prop_map(Damage::Cut),
        prop::collection::vec(any::<u8>(), 1..40).prop_map(Damage::Append),
        Just(Damage::Empty),
        (any::<usize>(), 1_usize..600).prop_map(|(place, length)| Damage::Zero(place, length)),
    ]
}

proptest! {
    #[test]
    fn a_damaged_file_is_the_right_picture_or_none(
        length in 0_usize..800,
        all in prop::collection::vec(damage(), 0..4),
    ) {
        let folder = folder();
        open(folder.path()).write(key(1), &picture(length), Instant::now());
        let path = folder.path().join(file::name(key(1)));
        let whole = fs::read(&path).expect("a file");
        let mut bytes = whole.clone();
        for damage in all {
            let size = bytes.len().max(1);
            match damage {
                Damage::Change(place, bits) => {
                    if let Some(byte) = bytes.get_mut(place % size) {
                        *byte ^= bits;
                    }
                }
                Damage::Cut(place) => bytes.truncate(place % size),
                Damage::Append(more) => bytes.extend(more),
                Damage::Empty => bytes.clear(),
                Damage::Zero(place, length) => {
                    bytes.iter_mut().skip(place % size).take(length).for_each(|byte| *byte = 0);
                }
            }
        }
        fs::write(&path, &bytes).expect("a file");
        let disk = open(folder.path());
        let read = disk.read(key(1));
        if bytes == whole {
            prop_assert_eq!(read, Some(picture(length)));
        } else {
            prop_assert_eq!(read, None);
            prop_assert!(!path.exists());
            prop_assert_eq!(disk.state().bytes, 0);
            disk.write(key(1), &picture(length), Instant::now());
            prop_assert_eq!(disk.read(key(1)), Some(picture(length)));
        }
    }
}
