//! Starts that nobody looks at, and starts that fail.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::Stdio;

use crate::application::{Desk, PROGRAM, signal};
use crate::panel::Panel;
use crate::screen::Screen;
use crate::until;

#[test]
fn why_it_can_not_start_stands_in_a_box_and_in_the_log() {
    let desk = Desk::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut command = desk.command(PROGRAM);
    command.arg("--data-dir").arg(desk.data()).args(["--port", &port, "--minimized"]);
    let screen = Screen::open();
    let mut starts = || {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap()).lines();
        let sentence = format!("port {port} is used by another program");
        said.map_while(Result::ok).find(|line| line.contains(&sentence)).expect("it is said");
        let sorry = until("a box is seen", || screen.window_of(child.id()));
        assert!(child.try_wait().unwrap().is_none(), "it waits until it is read");
        assert!(desk.log().contains(&sentence));
        (child, sorry)
    };
    let (mut child, sorry) = starts();
    screen.close(sorry);
    let status = until("it ends", || child.try_wait().unwrap());
    assert_eq!(status.code(), Some(1));
    let (mut child, _) = starts();
    signal(child.id(), "TERM");
    until("it ends when it is told to", || child.try_wait().unwrap());
    let mut read = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let status = until("it ends at once for a program", || read.try_wait().unwrap());
    assert_eq!(status.code(), Some(1));
}

#[test]
fn a_panel_that_comes_up_after_a_start_at_login_is_waited_for() {
    let mut desk = Desk::new();
    desk.told.push(("MULTICHAT_LOG", "multichat_overlay=debug".into()));
    let app = desk.start(&["--minimized"]);
    until("there was no panel once", || {
        desk.log().contains("still no tray icon could be placed").then_some(())
    });
    let panel = Panel::open(&desk.bus);
    let _icon = panel.icon();
    assert_eq!(app.runtime.warnings(), Vec::<String>::new(), "nobody is bothered");
    assert_eq!(app.runtime.web_views(), [0; 0], "and no window was opened");
}

#[test]
fn a_second_start_at_login_opens_no_window() {
    let desk = Desk::new();
    let _panel = Panel::open(&desk.bus);
    let _app = desk.start(&["--demo", "--minimized"]);
    let said = |more: &[&str]| {
        let second = desk.program().args(more).output().unwrap();
        assert!(second.status.success());
        String::from_utf8(second.stderr).unwrap()
    };
    assert!(!said(&["--minimized"]).contains("its window is shown"));
    assert!(said(&[]).contains("its window is shown"), "a person who starts it sees it");
}
