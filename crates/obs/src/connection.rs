//! One connection: a greeting, then one question after the other, and events in between.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use net::WebSocket;
use secrecy::SecretString;
use serde_json::Value;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::{self, Message};
use url::Url;

use crate::ObsError;
use crate::wire::{self, Hello, Said, closed, status};

/// How long OBS may take for anything, but for tests.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// The largest frame that is taken: a scene of thousands of items fits.
const LARGEST_FRAME: usize = 8 * 1024 * 1024;
/// Between two tries while OBS is not ready.
const AGAIN: Duration = Duration::from_millis(200);

/// The events after which what we know may not be so any more.
const NEWS: [&str; 14] = [
    "CurrentProgramSceneChanged",
    "CurrentSceneCollectionChanged",
    "InputCreated",
    "InputNameChanged",
    "InputRemoved",
    "InputSettingsChanged",
    "SceneCreated",
    "SceneItemCreated",
    "SceneItemEnableStateChanged",
    "SceneItemListReindexed",
    "SceneItemRemoved",
    "SceneListChanged",
    "SceneNameChanged",
    "SceneRemoved",
];

/// A connection to OBS, which has let us in.
#[derive(Debug)]
pub struct Connection {
    socket: WebSocket,
    patience: Duration,
    /// How many questions were asked.
    asked: u64,
    /// Something happened while an answer was waited for.
    news: bool,
}

impl Connection {
    /// Connects, and proves the password where OBS wants one. `patience` is [`PATIENCE`].
    pub async fn open(
        url: &Url,
        password: Option<&SecretString>,
        patience: Duration,
    ) -> Result<Self, ObsError> {
        // TLS is for an OBS behind a proxy.
        let connector = net::connector(url).map_err(|_| ObsError::NotRunning)?;
        let dialing = net::open(url, connector, net::limits(LARGEST_FRAME));
        let dialed = timeout(patience, dialing).await.map_err(|_| ObsError::Silent)?;
        let socket = dialed.map_err(|error| of_dialing(&error))?;
        let mut this = Self { socket, patience, asked: 0, news: false };
        let hello = this.hello().await?;
        if hello.wants_password() && password.is_none() {
            // OBS tells its user of a failed login, so none is tried.
            this.close().await;
            return Err(ObsError::PasswordNeeded);
        }
        this.say(wire::identify(&hello, password)).await?;
        match timeout(patience, this.until_identified()).await {
            Ok(identified) => identified.map(|()| this),
            Err(_) => Err(ObsError::Silent),
        }
    }

    /// Asks, and gives what is answered.
    pub(crate) async fn ask(
        &mut self,
        request: &'static str,
        data: Value,
    ) -> Result<Value, ObsError> {
        let answered = timeout(self.patience, async {
            loop {
                match self.ask_once(request, &data).await {
                    Err(ObsError::Refused { code: status::NOT_READY, .. }) => sleep(AGAIN).await,
                    answered => return answered,
                }
            }
        });
        answered.await.map_err(|_| ObsError::Silent)?
    }

    /// Waits until something has happened in OBS that matters to us. Cancel-safe.
    pub async fn news(&mut self) -> Result<(), ObsError> {
        while !self.news {
            self.hear().await?;
        }
        self.news = false;
        Ok(())
    }

    /// Ends it in order.
    pub async fn close(mut self) {
        // Whether OBS hears it makes no difference to us.
        drop(timeout(self.patience, self.socket.close(None)).await);
    }

    /// What OBS says first. What says nothing may be obs-websocket 4, which waits to be asked.
    async fn hello(&mut self) -> Result<Hello, ObsError> {
        let patience = self.patience;
        if let Ok(text) = timeout(patience, self.text()).await {
            return match wire::read(&text?) {
                Some(Said::Hello(hello)) => Ok(hello),
                _ => Err(ObsError::NotObs),
            };
        }
        self.say(wire::VERSION_4_QUESTION.to_owned()).await?;
        match timeout(patience, self.text()).await {
            Ok(Ok(text)) if wire::is_version_4(&text) => Err(ObsError::TooOld),
            Ok(Ok(_)) => Err(ObsError::NotObs),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(ObsError::Silent),
        }
    }

    async fn until_identified(&mut self) -> Result<(), ObsError> {
        loop {
            if let Said::Identified = self.hear().await? {
                return Ok(());
            }
        }
    }

    async fn ask_once(&mut self, request: &'static str, data: &Value) -> Result<Value, ObsError> {
        self.asked += 1;
        let id = self.asked.to_string();
        self.say(wire::request(&id, request, data)).await?;
        loop {
            // The answer to a question that was given up comes late, and is passed over.
            if let Said::Response(response) = self.hear().await?
                && response.request_id == id
            {
                let wire::Status { result, code, comment } = response.request_status;
                return if result {
                    Ok(response.data)
                } else {
                    Err(ObsError::Refused { request, code, comment })
                };
            }
        }
    }

    async fn say(&mut self, text: String) -> Result<(), ObsError> {
        self.socket.send(Message::text(text)).await.map_err(|_| ObsError::Lost)
    }

    async fn hear(&mut self) -> Result<Said, ObsError> {
        let said = wire::read(&self.text().await?).unwrap_or(Said::Other);
        if let Said::Event(name) = &said {
            self.news |= NEWS.contains(&name.as_str());
        }
        Ok(said)
    }

    /// The next text. Cancel-safe: a frame that is not whole yet stays in the socket.
    async fn text(&mut self) -> Result<String, ObsError> {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => return Ok(text.as_str().to_owned()),
                Some(Ok(Message::Close(frame))) => {
                    return Err(frame.map_or(ObsError::Lost, |frame| of_close(frame.code.into())));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(ObsError::Lost),
            }
        }
    }
}

fn of_close(code: u16) -> ObsError {
    match code {
        closed::WRONG_PASSWORD => ObsError::WrongPassword,
        closed::OTHER_VERSION => ObsError::TooOld,
        code if closed::NOT_OUR_WORDS.contains(&code) => ObsError::TooOld,
        _ => ObsError::Lost,
    }
}

fn of_dialing(error: &tungstenite::Error) -> ObsError {
    use tungstenite::Error;
    match error {
        // Refused, or broken off: an OBS that ends does that too.
        Error::Io(_) => ObsError::NotRunning,
        _ => ObsError::NotObs,
    }
}
