//! The stored history: what fits a search, page by page or as a file.

use std::fmt::Display;
use std::str::FromStr;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use chat::{MessageView, SourceId};
use engine::{Found, Query};
use jiff::{Timestamp, Zoned};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::Site;
use crate::api::{Answer, as_json, message_id, platform};
use crate::error::{ApiError, Params};
use crate::history_file::{Format, written};
use crate::paged::pages;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/messages", get(messages))
        .route("/messages.json", get(|site, wanted| file(Format::Json, site, wanted)))
        .route("/messages.csv", get(|site, wanted| file(Format::Csv, site, wanted)))
        .route("/messages.txt", get(|site, wanted| file(Format::Text, site, wanted)))
}

const MOST_MESSAGES: u32 = 1_000;

/// What is empty is not asked for: a form sends its empty fields too.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    #[serde(deserialize_with = "filled")]
    limit: Option<u32>,
    #[serde(deserialize_with = "filled")]
    before: Option<String>,
    #[serde(deserialize_with = "filled")]
    q: Option<String>,
    #[serde(deserialize_with = "filled")]
    author: Option<String>,
    #[serde(deserialize_with = "filled")]
    platform: Option<String>,
    #[serde(deserialize_with = "filled")]
    source: Option<String>,
    #[serde(deserialize_with = "filled")]
    kind: Option<String>,
    /// Marks of gaps as well: what was written then was not read.
    #[serde(deserialize_with = "filled")]
    gaps: Option<bool>,
    #[serde(deserialize_with = "filled")]
    from: Option<String>,
    #[serde(deserialize_with = "filled")]
    to: Option<String>,
    #[serde(deserialize_with = "filled")]
    removed: Option<bool>,
}

impl Wanted {
    fn query(self) -> Result<Query, ApiError> {
        Ok(Query {
            limit: self.limit.unwrap_or(100).min(MOST_MESSAGES),
            before: self.before.as_deref().map(message_id).transpose()?,
            text: self.q,
            author: self.author,
            platform: self.platform.as_deref().map(platform).transpose()?,
            source: self.source.map(SourceId::new),
            kind: self.kind,
            with_gaps: self.gaps.unwrap_or_default(),
            from: self.from.as_deref().map(|text| time("from", text)).transpose()?,
            to: self.to.as_deref().map(|text| time("to", text)).transpose()?,
            removed: self.removed,
        })
    }
}

/// A parameter that is there and not empty.
fn filled<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    let text = Option::<String>::deserialize(deserializer)?;
    let text = text.filter(|text| !text.is_empty());
    text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
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
    // A refusal has a status of its own only while nothing has been sent.
    let first = site.0.engine.history_for_file(query.clone()).await?;
    let read = move |before| {
        let (engine, query) =
            (site.0.engine.clone(), Query { before: Some(before), ..query.clone() });
        async move { engine.history_for_file(query).await }
    };
    let pages = pages(first, |found| found.message.id, read);
    let name = format!("chat-{}.{}", Zoned::now().date(), format.extension());
    let head = [
        (CONTENT_TYPE, format.content_type().to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((head, Body::from_stream(written(format, pages))).into_response())
}
