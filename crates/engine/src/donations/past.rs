//! What was given while nobody listened: where it is asked for, and from when on it is ours.

use donations::{Channel, Past, Provider};
use reqwest::redirect::Policy;
use store::DonationChannelRow;
use tokio::sync::watch;

use crate::{Engine, PROVIDER_PATIENCE, Result, http};

/// Whose donations are listened to, as it changes.
type Channels = watch::Receiver<Option<Channel>>;

impl Engine {
    /// Where the past of this service is asked for, if it can be.
    pub(super) async fn past(&self, provider: Provider) -> (Option<Past>, Channels) {
        let (channel, channels) = watch::channel(None);
        let url = match provider {
            Provider::StreamElements => self.0.endpoints.streamelements_api.clone(),
            Provider::Streamlabs | Provider::Kofi => return (None, channels),
        };
        let known = self.with_store(move |store| store.donation_channel(provider.name())).await;
        match known {
            Ok(Some(row)) => {
                channel.send_replace(Some(Channel { id: row.channel, since: row.since }));
            }
            Ok(None) => {}
            Err(error) => {
                tracing::error!(%error, "since when donations are listened to is unknown");
            }
        }
        let asking = net::client().timeout(PROVIDER_PATIENCE).redirect(Policy::none());
        let past = http::built(asking)
            .inspect_err(|error| tracing::error!(%error, "no past is asked for"))
            .map(|http| Past { http, url, channel });
        (past.ok(), channels)
    }

    pub(super) async fn keep_channel(&self, provider: Provider, channel: Option<Channel>) {
        let row = channel.map(|Channel { id, since }| DonationChannelRow { channel: id, since });
        let kept = self.set_channel(provider, row).await;
        if let Err(error) = kept {
            tracing::error!(%error, "since when donations are listened to could not be kept");
        }
    }

    /// What is given from now on until a token is set again is none of ours.
    pub(super) async fn forget_channel(&self, provider: Provider) -> Result<()> {
        self.set_channel(provider, None).await
    }

    async fn set_channel(&self, provider: Provider, row: Option<DonationChannelRow>) -> Result<()> {
        self.with_store(move |store| store.set_donation_channel(provider.name(), row.as_ref()))
            .await
    }
}
