//! A stand-in for the server that announces newer versions and hands them out, as Tauri's updater
//! asks one, with a key of its own to sign them.

use std::io::{BufRead as _, BufReader, Cursor, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use minisign::KeyPair;
use serde_json::json;

/// What is answered: a status, and what comes with it.
type Answer = (u16, Vec<u8>);

/// Ends with the test's process.
pub(crate) struct UpdateServer {
    address: String,
    keys: KeyPair,
    /// To who asks for versions, and to who asks for a package.
    answers: Arc<Mutex<[Answer; 2]>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl UpdateServer {
    /// One that has nothing newer.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            address: format!("http://{}", listener.local_addr().unwrap()),
            keys: KeyPair::generate_unencrypted_keypair().unwrap(),
            answers: Arc::new(Mutex::new([(204, Vec::new()), (404, Vec::new())])),
            asked: Arc::default(),
        };
        let (answers, asked) = (Arc::clone(&server.answers), Arc::clone(&server.asked));
        thread::spawn(move || {
            for stream in listener.incoming() {
                serve(&stream.unwrap(), &answers, &asked);
            }
        });
        server
    }

    /// Where versions are announced.
    pub(crate) fn url(&self) -> String {
        format!("{}/versions", self.address)
    }

    /// The public key, as Tauri writes one.
    pub(crate) fn key(&self) -> String {
        BASE64_STANDARD.encode(self.keys.pk.to_box().unwrap().into_string())
    }

    /// What was asked for, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// Whoever asks for versions gets this.
    pub(crate) fn answer(&self, status: u16, body: &str) {
        self.answers.lock().unwrap()[0] = (status, body.as_bytes().to_vec());
    }

    /// Announces a version with this package, signed as `signed`.
    pub(crate) fn announce(&self, version: &str, package: &[u8], signed: &Signed<'_>) {
        let keys = signed.by.unwrap_or(&self.keys);
        let version_in_it = signed.as_version.map(|version| format!("\tversion:{version}"));
        let comment = format!("timestamp:1\tfile:it{}", version_in_it.unwrap_or_default());
        let signature =
            minisign::sign(None, &keys.sk, Cursor::new(signed.bytes), Some(&comment), None);
        let system = format!("linux-{}", std::env::consts::ARCH);
        let release = json!({
            "version": version,
            "notes": "Fewer faults.",
            "pub_date": "2026-11-29T00:00:00Z",
            "platforms": {system: {
                "url": format!("{}/package", self.address),
                "signature": BASE64_STANDARD.encode(signature.unwrap().into_string()),
            }},
        });
        let release = (200, release.to_string().into_bytes());
        *self.answers.lock().unwrap() = [release, (200, package.to_vec())];
    }

    /// The package is answered with this status and nothing else.
    pub(crate) fn withhold(&self, status: u16) {
        self.answers.lock().unwrap()[1] = (status, Vec::new());
    }
}

/// What the signature of a package is for.
pub(crate) struct Signed<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) as_version: Option<&'a str>,
    /// The key, where it is not the server's.
    pub(crate) by: Option<&'a KeyPair>,
}

fn serve(mut stream: &TcpStream, answers: &Mutex<[Answer; 2]>, asked: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(request) = lines.next() else {
        return;
    };
    // To the end of the head: what is left unread would cut the answer off.
    lines.by_ref().take_while(|line| !line.is_empty()).for_each(drop);
    let path = request.split(' ').nth(1).unwrap().to_owned();
    let [versions, package] = answers.lock().unwrap().clone();
    let (status, body) = if path == "/package" { package } else { versions };
    asked.lock().unwrap().push(path);
    let head = format!(
        "HTTP/1.1 {status} x\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    // Who asks may have given up.
    stream.write_all(&[head.into_bytes(), body].concat()).unwrap_or_default();
}
