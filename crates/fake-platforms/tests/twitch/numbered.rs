//! Numbered messages, and the account of them.

use fake_platforms::twitch::{Counted, Plan};
use fake_platforms::{FakeTwitch, Numbers};
use tokio::time::timeout;

use crate::client::{Client, SOON};

fn counted(twitch: &FakeTwitch) -> Counted {
    twitch.stats().numbered.remove("#c").expect("numbered messages")
}

async fn say(twitch: &FakeTwitch, count: u64) {
    timeout(SOON, twitch.numbered(Plan::new("c", count, 0.0))).await.expect("in time");
}

/// The numbers that a client reads until its connection ends.
async fn read_all(client: &mut Client) -> Vec<u64> {
    let mut numbers = Vec::new();
    while let Some(frame) = client.frame().await {
        let texts = frame.lines().filter_map(|line| line.rsplit_once(" :#"));
        numbers.extend(texts.map(|(_, number)| number.parse::<u64>().expect("a number")));
    }
    numbers
}

#[tokio::test]
async fn only_what_was_written_to_somebody_who_joined_was_sent() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    say(&twitch, 2).await;
    assert_eq!(counted(&twitch), Counted { said: 2, settled: 2, sent: Numbers::default() });
    let mut other = Client::joined(&twitch, "#other", 1).await;
    say(&twitch, 2).await;
    assert_eq!(counted(&twitch).sent.count(), 0, "in another channel");
    let mut one = Client::joined(&twitch, "#c", 1).await;
    say(&twitch, 2).await;
    twitch.stall(true);
    say(&twitch, 2).await;
    twitch.stall(false);
    let mut two = Client::joined(&twitch, "#c", 2).await;
    twitch.freeze(Some(2));
    say(&twitch, 2).await;
    let sent: Numbers = [5, 6, 9, 10].into_iter().collect();
    assert_eq!(
        counted(&twitch),
        Counted { said: 10, settled: 10, sent },
        "the dead line lost 7, 8"
    );
    twitch.settled("#C", 10).await;
    for client in [&mut one, &mut two, &mut other] {
        client.send("QUIT").await;
    }
    assert_eq!(read_all(&mut two).await, [9, 10]);
    assert_eq!(read_all(&mut other).await, [0; 0]);
}

#[tokio::test]
async fn a_client_has_read_all_that_was_sent_before_a_drop_or_a_reconnect() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let plan = Plan {
        drops_at: [100, 500].into(),
        reconnects_at: [300, 700].into(),
        grace_ms: 1,
        per_frame: 7,
        ..Plan::new("#C", 1000, 2000.0)
    };
    let mut client = Client::joined(&twitch, "#c", 1).await;
    let saying = {
        let twitch = twitch.clone();
        tokio::spawn(async move { twitch.numbered(plan).await })
    };
    let mut read = Vec::new();
    for _ in 0..4 {
        read.extend(read_all(&mut client).await);
        client = Client::joined(&twitch, "#c", 1).await;
    }
    timeout(SOON, saying).await.expect("in time").expect("no panic");
    client.send("QUIT").await;
    read.extend(read_all(&mut client).await);
    let Counted { said, settled, sent } = counted(&twitch);
    assert_eq!((said, settled), (1000, 1000));
    assert!(read.is_sorted(), "in order");
    assert_eq!(read.len() as u64, sent.count(), "each once");
    assert_eq!(read.iter().copied().collect::<Numbers>(), sent, "just what was sent");
    assert!([100, 300, 500, 700, 1000].iter().all(|&number| sent.contains(number)), "{sent:?}");
}

#[tokio::test]
async fn a_drop_waits_for_a_client_that_is_behind() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let mut client = Client::joined_narrowly(&twitch, "#c").await;
    // More than the client's socket holds, and less than the stand-in's.
    let plan = Plan { drops_at: [100].into(), ..Plan::new("c", 200, 0.0) };
    timeout(SOON, twitch.numbered(plan)).await.expect("in time");
    timeout(SOON, twitch.connected(0)).await.expect("from now on it is sent nothing");
    let expected: Vec<u64> = (1..=100).collect();
    assert_eq!(read_all(&mut client).await, expected, "all of it was read before the reset");
    assert_eq!(counted(&twitch).sent, expected.into_iter().collect());
}
