//! The connection to the sync service.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use engine::SyncView;
use serde::Deserialize;

use crate::Site;
use crate::accounts::optional;
use crate::api::{Answer, Done};

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/sync", get(sync).put(connect).delete(forget))
}

async fn sync(State(site): State<Site>) -> Json<Arc<SyncView>> {
    Json(Arc::clone(&site.0.engine.sync().borrow()))
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Connect {
    link: Option<String>,
}

async fn connect(State(site): State<Site>, request: Request) -> Answer<Arc<SyncView>> {
    let Connect { link } = optional(request).await?;
    Ok(Json(site.0.engine.connect_sync(link.map(Into::into)).await?))
}

async fn forget(State(site): State<Site>) -> Done {
    site.0.engine.forget_sync().await?;
    Ok(StatusCode::NO_CONTENT)
}
