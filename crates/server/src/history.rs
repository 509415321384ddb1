//! The stored history: what fits a search, page by page or as a file.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use chat::{MessageView, SourceId};
use engine::{Found, Query};
use jiff::{Timestamp, Zoned};
use serde::Deserialize;
use serde_json::Value;

use crate::Site;
use crate::api::{Answer, as_json, message_id, platform};
use crate::error::{ApiError, Params};
use crate::history_file::{Format, written};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/messages", get(messages))
        .route("/messages.json", get(|site, wanted| file(Format::Json, site, wanted)))
        .route("/messages.csv", get(|site, wanted| file(Format::Csv, site, wanted)))
        .route("/messages.txt", get(|site, wanted| file(Format::Text, site, wanted)))
}

const MOST_MESSAGES: u32 = 1_000;

#[derive(Deserialize)]
struct Wanted {
    limit: Option<u32>,
    before: Option<String>,
    q: Option<String>,
    author: Option<String>,
    platform: Option<String>,
    source: Option<String>,
    kind: Option<String>,
    from: Option<String>,
    to: Option<String>,
    removed: Option<bool>,
}

impl Wanted {
    fn query(self) -> Result<Query, ApiError> {
        Ok(Query {
            limit: self.limit.unwrap_or(100).min(MOST_MESSAGES),
            before: self.before.as_deref().map(message_id).transpose()?,
            text: self.q.filter(|text| !text.is_empty()),
            author: self.author,
            platform: self.platform.as_deref().map(platform).transpose()?,
            source: self.source.map(SourceId::new),
            kind: self.kind,
            from: self.from.as_deref().map(|text| time("from", text)).transpose()?,
            to: self.to.as_deref().map(|text| time("to", text)).transpose()?,
            removed: self.removed,
        })
    }
}

fn time(field: &str, text: &str) -> Result<Timestamp, ApiError> {
    text.parse().map_err(|_| {
        let hint = "Give a time as RFC 3339 writes it: 2026-11-22T18:00:00Z.";
        ApiError::invalid(field, "this is no time", hint)
    })
}

async fn messages(State(site): State<Site>, Params(wanted): Params<Wanted>) -> Answer<Vec<Value>> {
    let found = site.0.engine.history(wanted.query()?).await?;
    let view = |found: &Found| as_json(&MessageView::new(&found.message).removed(found.removed));
    Ok(Json(found.iter().map(view).collect::<Result<_, _>>()?))
}

/// All that fits, as a file; `limit` is not obeyed. What comes meanwhile is not in it.
async fn file(
    format: Format,
    State(site): State<Site>,
    Params(wanted): Params<Wanted>,
) -> Result<Response, ApiError> {
    let query = Query { limit: MOST_MESSAGES, ..wanted.query()? };
    let engine = site.0.engine.clone();
    let read = move |query| {
        let engine = engine.clone();
        async move { engine.history_for_file(query).await }
    };
    // A refusal has a status of its own only while nothing has been sent.
    let first = read(query.clone()).await?;
    let name = format!("chat-{}.{}", Zoned::now().date(), format.extension());
    let head = [
        (CONTENT_TYPE, format.content_type().to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((head, Body::from_stream(written(format, query, first, read))).into_response())
}
