//! What was paid: list, sums, marks, and a table for spreadsheets.

use axum::body::Body as RawBody;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use chat::money::decimal;
use chat::{Bought, MessageView};
use engine::{BoughtTotal, EngineError, Entry, LedgerQuery, Total};
use futures_util::StreamExt as _;
use serde::{Deserialize, Serialize};

use crate::Site;
use crate::api::{Done, message_id, platform};
use crate::body::Body;
use crate::csv::Table;
use crate::error::{ApiError, Params};
use crate::paged::pages;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/ledger", get(ledger))
        .route("/ledger.csv", get(table))
        .route("/ledger/read", post(read_until))
        .route("/ledger/{id}/read", post(read))
        .route("/ledger/{id}/unread", post(unread))
}

const MOST_ENTRIES: u32 = 1_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    limit: Option<u32>,
    before: Option<String>,
    q: Option<String>,
    platform: Option<String>,
    currency: Option<String>,
    unread: Option<bool>,
    made_up: Option<bool>,
    since: Option<String>,
}

impl Wanted {
    fn query(self) -> Result<LedgerQuery, ApiError> {
        Ok(LedgerQuery {
            limit: self.limit.unwrap_or(100).min(MOST_ENTRIES),
            before: self.before.as_deref().map(message_id).transpose()?,
            text: self.q.filter(|text| !text.is_empty()),
            platform: self.platform.as_deref().map(platform).transpose()?,
            currency: self.currency.map(|code| code.to_ascii_uppercase()),
            unread: self.unread,
            made_up: self.made_up,
            since: self.since.map(|since| since.parse()).transpose().map_err(|_| {
                let hint = "Give a time as RFC 3339 writes it: 2026-11-22T18:00:00Z.";
                ApiError::invalid("since", "this is no time", hint)
            })?,
            given: false,
        })
    }
}

/// What was bought.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Bought", optional_fields))]
pub(crate) struct BoughtView<'a> {
    count: u32,
    /// `1000`, `2000`, `3000` or `Prime` on Twitch; the level's name on YouTube. Where it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<&'a str>,
}

/// A message that was paid for, as `GET /api/ledger` tells of it.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Paid", optional_fields))]
pub(crate) struct PaidView<'a> {
    #[cfg_attr(test, ts(type = "Message"))]
    message: MessageView<'a>,
    /// The amount as an exact decimal number, where it could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// ISO 4217, or `BITS` or `JEWELS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'a str>,
    /// What was bought, where there is no amount: it is in no sum of money.
    #[serde(skip_serializing_if = "Option::is_none")]
    bought: Option<BoughtView<'a>>,
    read: bool,
    /// A test or demo chat: in no sum, and gone with the next start.
    made_up: bool,
}

impl<'a> PaidView<'a> {
    fn new(Entry { message, removed, read, made_up }: &'a Entry) -> Self {
        let amount = message.amount.as_ref();
        let currency = amount.and_then(|amount| amount.currency.as_deref());
        let micros = amount.and_then(|amount| amount.micros).map(i128::from);
        let value = micros.zip(currency).map(|(micros, currency)| decimal(micros, currency));
        let bought = message.bought().map(|Bought { count, plan }| BoughtView { count, plan });
        let message = MessageView::new(message).removed(*removed);
        Self { message, value, currency, bought, read: *read, made_up: *made_up }
    }
}

/// What was paid in one currency.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "PaidTotal"))]
pub(crate) struct TotalView {
    /// `null`: amounts that could not be read. They are counted, and in no sum.
    currency: Option<String>,
    /// An exact decimal number.
    value: Option<String>,
    /// It went to a charity, and not to the streamer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    charity: bool,
    #[cfg_attr(test, ts(type = "number"))]
    count: u64,
    #[cfg_attr(test, ts(type = "number"))]
    unread: u64,
}

impl From<Total> for TotalView {
    fn from(Total { currency, charity, micros, count, unread }: Total) -> Self {
        let value = currency.as_deref().map(|currency| decimal(micros, currency));
        Self { currency, value, charity, count, unread }
    }
}

/// What was bought of one kind and one tier or level.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "BoughtTotal", optional_fields))]
pub(crate) struct BoughtTotalView {
    /// The kind of its messages: `subscription`, `gift`, `membership`, `milestone`.
    kind: String,
    /// As in `Bought`.
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<String>,
    /// How many were bought.
    #[cfg_attr(test, ts(type = "number"))]
    count: u64,
    #[cfg_attr(test, ts(type = "number"))]
    unread: u64,
}

impl From<BoughtTotal> for BoughtTotalView {
    fn from(BoughtTotal { kind, plan, count, unread }: BoughtTotal) -> Self {
        Self { kind, plan, count, unread }
    }
}

/// What `GET /api/ledger` answers.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Ledger"))]
pub(crate) struct LedgerView<'a> {
    /// Newest first.
    #[cfg_attr(test, ts(type = "Paid[]"))]
    entries: Vec<PaidView<'a>>,
    /// Of all that fits the query, whatever its limit.
    totals: Vec<TotalView>,
    /// The same of what has no amount.
    bought: Vec<BoughtTotalView>,
}

async fn ledger(
    State(site): State<Site>,
    Params(wanted): Params<Wanted>,
) -> Result<Response, ApiError> {
    let found = site.0.engine.ledger_with_totals(wanted.query()?).await?;
    let entries = found.entries.iter().map(PaidView::new).collect();
    let totals = found.totals.into_iter().map(TotalView::from).collect();
    let bought = found.bought.into_iter().map(BoughtTotalView::from).collect();
    Ok(Json(LedgerView { entries, totals, bought }).into_response())
}

async fn read(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.mark_paid(message_id(&id)?, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn unread(State(site): State<Site>, Path(id): Path<String>) -> Done {
    site.0.engine.mark_paid(message_id(&id)?, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The newest one that was seen: what comes while the request is on its way stays unread.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    until: String,
}

async fn read_until(State(site): State<Site>, Body(Seen { until }): Body<Seen>) -> Done {
    site.0.engine.mark_paid_until(message_id(&until)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// New ones come last: who reads by number goes on.
const COLUMNS: [&str; 13] = [
    "time", "platform", "kind", "author", "amount", "value", "currency", "text", "removed", "read",
    "id", "count", "plan",
];

/// All that fits; `limit` is not obeyed. What comes meanwhile is not in it.
async fn table(
    State(site): State<Site>,
    Params(wanted): Params<Wanted>,
) -> Result<Response, ApiError> {
    let query = LedgerQuery { limit: MOST_ENTRIES, ..wanted.query()? };
    // A refusal has a status of its own only while nothing has been sent.
    let first = site.0.engine.ledger(query.clone()).await?;
    let read = move |before| {
        let engine = site.0.engine.clone();
        let query = LedgerQuery { before: Some(before), ..query.clone() };
        async move { engine.ledger(query).await }
    };
    let pages = pages(first, |entry| entry.message.id, read);
    let table = pages.enumerate().map(|(at, found)| {
        let mut table = if at == 0 { Table::new(&COLUMNS) } else { Table::empty() };
        found?.iter().filter(|entry| !entry.made_up).for_each(|entry| add(&mut table, entry));
        Ok::<_, EngineError>(table.finish())
    });
    let head = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, r#"attachment; filename="paid.csv""#),
    ];
    Ok((head, RawBody::from_stream(table)).into_response())
}

fn add(table: &mut Table, entry: &Entry) {
    let view = PaidView::new(entry);
    let Entry { message, removed, read, .. } = entry;
    let said = [message.system.clone().unwrap_or_default(), message.text()];
    let text = said.join(" ");
    table.add(&[
        &message.at.to_string(),
        message.platform.name(),
        message.kind.name(),
        message.author.as_ref().map_or("", |author| author.name.as_str()),
        message.amount.as_ref().map_or("", |amount| amount.text.as_str()),
        view.value.as_deref().unwrap_or_default(),
        view.currency.unwrap_or_default(),
        text.trim(),
        removed.map_or("", chat::Reason::name),
        if *read { "yes" } else { "no" },
        &message.id.to_string(),
        &view.bought.as_ref().map_or(String::new(), |bought| bought.count.to_string()),
        view.bought.as_ref().and_then(|bought| bought.plan).unwrap_or_default(),
    ]);
}
