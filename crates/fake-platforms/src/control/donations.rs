//! The commands of the donation services' stand-in.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Platforms, read, refuse, somebody};
use crate::FakeDonations;
use crate::donations::{DonationService, TOKEN};

/// The bodies of `POST /donations/…`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the method of FakeDonations with its name")]
pub enum DonationCommand {
    Donate {
        service: DonationService,
        id: String,
        amount: String,
        #[serde(default = "somebody")]
        from: String,
        #[serde(default)]
        text: String,
    },
    Close {
        service: DonationService,
    },
    Cut {
        service: DonationService,
    },
    /// Answers with `{"token"}`: the one that is accepted.
    Token {},
}

pub(super) async fn obey(
    State(platforms): State<Arc<Platforms>>,
    Path(command): Path<String>,
    body: Bytes,
) -> Response {
    match read(&command, &body) {
        Ok(command) => Json(answer(&platforms.donations, command)).into_response(),
        Err(reason) => refuse(StatusCode::BAD_REQUEST, &reason),
    }
}

fn answer(donations: &FakeDonations, command: DonationCommand) -> Value {
    match command {
        DonationCommand::Donate { service, id, amount, from, text } => {
            donations.donate(service, &id, &amount, &from, &text);
        }
        DonationCommand::Close { service } => donations.close(service),
        DonationCommand::Cut { service } => donations.cut(service),
        DonationCommand::Token {} => return json!({"token": TOKEN}),
    }
    json!({})
}
