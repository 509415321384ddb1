//! A desktop's panel, as far as tray icons go: it watches for them and shows them to a test.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use zbus::blocking::{Connection, Proxy, connection, proxy};
use zbus::proxy::CacheProperties;
use zbus::zvariant::{OwnedValue, Structure, Value};

use crate::PATIENCE;
use crate::bus::Bus;

pub(crate) struct Panel {
    connection: Connection,
    registered: Receiver<String>,
}

/// The interface that icons register with.
struct Watcher(SyncSender<String>);

#[expect(clippy::unused_self, reason = "the interface asks for it")]
#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        self.0.send(service).unwrap();
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        Vec::new()
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

impl Panel {
    pub(crate) fn open(bus: &Bus) -> Self {
        let (send, registered) = sync_channel(8);
        let connection = connection::Builder::address(bus.address.as_str())
            .and_then(|builder| builder.serve_at("/StatusNotifierWatcher", Watcher(send)))
            .and_then(|builder| builder.name("org.kde.StatusNotifierWatcher"))
            .and_then(connection::Builder::build)
            .unwrap();
        Self { connection, registered }
    }

    /// The icon that appears.
    pub(crate) fn icon(&self) -> Icon {
        let service = self.registered.recv_timeout(PATIENCE);
        let service = service.expect("an icon appears in the panel");
        let proxy = |path, interface| {
            proxy::Builder::<Proxy<'static>>::new(&self.connection)
                .destination(service.clone())
                .and_then(|builder| builder.path(path))
                .and_then(|builder| builder.interface(interface))
                .and_then(|builder| builder.cache_properties(CacheProperties::No).build())
                .unwrap()
        };
        Icon {
            item: proxy("/StatusNotifierItem", "org.kde.StatusNotifierItem"),
            menu: proxy("/MenuBar", "com.canonical.dbusmenu"),
        }
    }
}

/// A tray icon in the panel.
pub(crate) struct Icon {
    item: Proxy<'static>,
    menu: Proxy<'static>,
}

/// A line of its menu.
#[derive(Debug)]
pub(crate) struct Line {
    id: i32,
    pub(crate) label: String,
    pub(crate) enabled: bool,
}

/// An item of a menu as it travels: id, properties, items below.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl Icon {
    pub(crate) fn picture(&self) -> Vec<(i32, i32, Vec<u8>)> {
        self.item.get_property("IconPixmap").unwrap()
    }

    pub(crate) fn tooltip(&self) -> String {
        type ToolTip = (String, Vec<(i32, i32, Vec<u8>)>, String, String);
        let (_, _, _, text): ToolTip = self.item.get_property("ToolTip").unwrap();
        text
    }

    /// What a left click does.
    pub(crate) fn activate(&self) {
        self.item.call::<_, _, ()>("Activate", &(0, 0)).unwrap();
    }

    pub(crate) fn menu(&self) -> Vec<Line> {
        let no_filter: &[&str] = &[];
        let (_, (_, _, items)): (u32, Layout) =
            self.menu.call("GetLayout", &(0, -1, no_filter)).unwrap();
        items.into_iter().map(Line::read).collect()
    }

    /// The labels, top to bottom, lines between groups left out.
    pub(crate) fn labels(&self) -> Vec<String> {
        let labels = self.menu().into_iter().map(|line| line.label);
        labels.filter(|label| !label.is_empty()).collect()
    }

    pub(crate) fn line(&self, label: &str) -> Line {
        let line = self.menu().into_iter().find(|line| line.label == label);
        line.unwrap_or_else(|| panic!("{label:?} is in the menu {:?}", self.labels()))
    }

    pub(crate) fn click(&self, label: &str) {
        let line = self.line(label);
        assert!(line.enabled, "{label:?} can be clicked");
        let event = (line.id, "clicked", Value::from(0), 0_u32);
        // Who is told to quit may be gone before it could answer.
        self.menu.call_noreply("Event", &event).unwrap();
    }
}

impl Line {
    fn read(item: OwnedValue) -> Self {
        let fields = Structure::try_from(item).unwrap().into_fields();
        let [id, properties, _]: [Value<'_>; 3] = fields.try_into().unwrap();
        let properties: HashMap<String, Value<'_>> = properties.try_into().unwrap();
        let label = properties.get("label").cloned();
        let enabled = properties.get("enabled").cloned();
        Self {
            id: id.try_into().unwrap(),
            label: label.map_or_else(String::new, |label| label.try_into().unwrap()),
            enabled: enabled.is_none_or(|enabled| enabled.try_into().unwrap()),
        }
    }
}
