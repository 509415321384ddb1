//! What a page of YouTube's carries in its scripts.

use serde_json::Value;

use crate::json::str_at;

/// The parts of a page that say what it shows.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The video that a watch page shows, by its canonical address.
    pub(crate) video_id: Option<String>,
    /// `ytInitialData`: what the page shows.
    pub(crate) data: Value,
    /// `ytInitialPlayerResponse`: what the player plays. Null on a channel's page.
    pub(crate) player: Value,
    /// What the page tells its own scripts to say to InnerTube.
    pub(crate) innertube: Innertube,
}

/// What InnerTube is told about its client. All of it may be missing.
#[derive(Debug, Default, Clone)]
pub(crate) struct Innertube {
    pub(crate) client_version: Option<String>,
    pub(crate) visitor_data: Option<String>,
    pub(crate) api_key: Option<String>,
}

impl Page {
    pub(crate) fn read(html: &str) -> Self {
        let data = script_value(html, "ytInitialData").unwrap_or_default();
        let player = script_value(html, "ytInitialPlayerResponse").unwrap_or_default();
        let video_id = canonical_video(html)
            .or_else(|| str_at(&player, "/videoDetails/videoId").map(str::to_owned));
        let innertube = Innertube {
            client_version: script_text(html, "INNERTUBE_CLIENT_VERSION"),
            visitor_data: script_text(html, "VISITOR_DATA"),
            api_key: script_text(html, "INNERTUBE_API_KEY"),
        };
        Self { video_id, data, player, innertube }
    }

    /// Whether anything was found that a page of YouTube's has.
    pub(crate) fn is_empty(&self) -> bool {
        self.data.is_null() && self.player.is_null()
    }
}

fn canonical_video(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("<link rel=\"canonical\" href=\"")?;
    let (address, _) = rest.split_once('"')?;
    let (_, id) = address.split_once("/watch?v=")?;
    crate::target::is_video_id(id).then(|| id.to_owned())
}

/// The object that a script gives to `name`: `var name = {…};` or `window["name"] = {…};`. The
/// JSON itself says where it ends.
fn script_value(html: &str, name: &str) -> Option<Value> {
    html.match_indices(name).find_map(|(at, _)| {
        let rest = html.get(at + name.len()..)?.trim_start_matches(['"', '\'', ']']).trim_start();
        let json = net::whole_characters(rest.strip_prefix('=')?.as_bytes());
        let mut values = serde_json::Deserializer::from_slice(&json).into_iter::<Value>();
        values.next()?.ok().filter(Value::is_object)
    })
}

/// The text that a page's configuration gives to `key`: `"key":"…"`.
fn script_text(html: &str, key: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("\"{key}\":"))?;
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<String>();
    values.next()?.ok().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_ends_where_its_json_ends() {
        for html in [
            "<script>var ytInitialData = {\"a\":\"};</script>\"};var b = {};</script>",
            "<script>window[\"ytInitialData\"] = {\"a\":\"};</script>\"} ;</script>",
            "ytInitialData is null; if (ytInitialData == x) {} var ytInitialData={\"a\":\"};</script>\"}",
        ] {
            let page = Page::read(html);
            assert_eq!(str_at(&page.data, "/a"), Some("};</script>"), "in {html}");
        }
        let half = Page::read(r#"<script>var ytInitialData = {"a":"x\ud83d"};</script>"#);
        assert_eq!(
            str_at(&half.data, "/a"),
            Some("x\u{FFFD}"),
            "half a character costs itself alone"
        );
        assert!(Page::read("<html>Before you continue</html>").is_empty(), "no page of a stream");
    }
}
