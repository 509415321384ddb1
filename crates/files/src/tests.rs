use std::cell::RefCell;

use super::*;

#[test]
fn at_each_step_the_file_is_whole_in_one_version_or_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept");
    write(&path, b"before").unwrap();
    let seen = RefCell::new(Vec::new());
    write_in_steps(&path, b"after", |step| {
        seen.borrow_mut().push((step, fs::read_to_string(&path).unwrap()));
    })
    .unwrap();
    let (before, after) = ("before".to_owned(), "after".to_owned());
    let expected =
        [(Step::Written, before.clone()), (Step::Synced, before), (Step::Renamed, after)];
    assert_eq!(seen.into_inner(), expected);
    assert!(!next(&path).exists());
}

#[test]
fn what_is_refused_leaves_the_version_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept");
    write(&path, b"before").unwrap();
    fs::create_dir(next(&path)).unwrap();
    assert!(write(&path, b"after").is_err(), "a folder is in the way");
    assert_eq!(fs::read(&path).unwrap(), b"before");
}

#[test]
fn what_is_not_there_can_be_removed_and_what_is_there_is_not_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mark");
    remove(&path).unwrap();
    create_new(&path).unwrap().write_all(b"first").unwrap();
    assert_eq!(create_new(&path).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    drop(open(&path).unwrap());
    assert_eq!(fs::read(&path).unwrap(), b"first");
    drop(create(&path).unwrap());
    assert_eq!(fs::read(&path).unwrap(), b"");
    rename(&path, &next(&path)).unwrap();
    remove(&next(&path)).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_a_file_of_ours_even_if_they_could_before() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let makes: [fn(&Path) -> io::Result<()>; 3] =
        [|path| write(path, b"ours"), |path| create(path).map(drop), |path| open(path).map(drop)];
    for make in makes {
        let path = folder.path().join("ours");
        make(&path).unwrap();
        assert_eq!(mode(&path), 0o600, "a new one");
        for known in [&path, &next(&path)] {
            fs::write(known, "left by another").unwrap();
            fs::set_permissions(known, fs::Permissions::from_mode(0o644)).unwrap();
        }
        make(&path).unwrap();
        assert_eq!(mode(&path), 0o600, "one that was open to others");
        fs::remove_file(&path).unwrap();
    }
    let inner = folder.path().join("a/b");
    make_folder(&inner).unwrap();
    assert_eq!((mode(&inner), mode(&folder.path().join("a"))), (0o700, 0o700));
}
