//! The X display: which windows a person sees, and closing them as a window manager does.

use std::collections::HashSet;

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt as _, EventMask,
    ImageFormat, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

pub(crate) struct Screen {
    connection: RustConnection,
    root: Window,
}

impl Screen {
    pub(crate) fn open() -> Self {
        let (connection, number) = RustConnection::connect(None)
            .expect("these tests need a display: run them by `cargo xtask test rust`");
        let root = connection.setup().roots[number].root;
        Self { connection, root }
    }

    /// The process's window, if it shows one.
    pub(crate) fn window_of(&self, pid: u32) -> Option<Window> {
        let tree = self.connection.query_tree(self.root).unwrap();
        let windows = tree.reply().unwrap().children;
        windows.into_iter().find(|&window| self.is_seen(window) && self.owner(window) == Some(pid))
    }

    /// How many colours are seen in the window.
    pub(crate) fn colours(&self, window: Window) -> usize {
        let [_, _, width, height] = self.place_of(window);
        let all = ImageFormat::Z_PIXMAP;
        let picture = self.connection.get_image(all, window, 0, 0, width, height, !0).unwrap();
        let data = picture.reply().unwrap().data;
        data.chunks_exact(4).collect::<HashSet<_>>().len()
    }

    /// Asks the window to close, as its title bar's button does.
    pub(crate) fn close(&self, window: Window) {
        let protocols = self.atom(b"WM_PROTOCOLS");
        let delete = self.atom(b"WM_DELETE_WINDOW");
        let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        self.connection
            .send_event(false, window, EventMask::NO_EVENT, message)
            .unwrap()
            .check()
            .unwrap();
    }

    /// Puts the window there, as a person drags it: left, upper edge, width and height.
    pub(crate) fn put(&self, window: Window, [x, y, width, height]: [u16; 4]) {
        let place = ConfigureWindowAux::new().x(i32::from(x)).y(i32::from(y));
        let place = place.width(u32::from(width)).height(u32::from(height));
        self.connection.configure_window(window, &place).unwrap().check().unwrap();
    }

    /// Where the window is, in the same order.
    pub(crate) fn place_of(&self, window: Window) -> [u16; 4] {
        let at = self.connection.get_geometry(window).unwrap().reply().unwrap();
        [
            at.x.try_into().unwrap_or_default(),
            at.y.try_into().unwrap_or_default(),
            at.width,
            at.height,
        ]
    }

    /// Presses these keys together, and lets them go.
    pub(crate) fn press(&self, keys: &[&str]) {
        let codes: Vec<_> = keys.iter().map(|key| self.code(key)).collect();
        let down = codes.iter().map(|code| (KEY_PRESS_EVENT, *code));
        let up = codes.iter().rev().map(|code| (KEY_RELEASE_EVENT, *code));
        for (event, code) in down.chain(up) {
            self.connection.xtest_fake_input(event, code, 0, self.root, 0, 0, 0).unwrap();
        }
        self.connection.sync().unwrap();
    }

    /// The key's place on the keyboard.
    fn code(&self, key: &str) -> u8 {
        // X11/keysymdef.h
        let symbol = match key {
            "Control_L" => 0xffe3,
            function => 0xffbd + function[1..].parse::<u32>().unwrap(),
        };
        let setup = self.connection.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let map = self.connection.get_keyboard_mapping(first, last - first + 1).unwrap();
        let map = map.reply().unwrap();
        let each = usize::from(map.keysyms_per_keycode);
        let at = map.keysyms.chunks(each).position(|symbols| symbols.contains(&symbol));
        first + u8::try_from(at.unwrap()).unwrap()
    }

    fn is_seen(&self, window: Window) -> bool {
        // A window that is gone meanwhile is not seen.
        let attributes = self.connection.get_window_attributes(window).unwrap();
        attributes.reply().is_ok_and(|attributes| attributes.map_state == MapState::VIEWABLE)
    }

    fn owner(&self, window: Window) -> Option<u32> {
        let (name, kind) = (self.atom(b"_NET_WM_PID"), AtomEnum::CARDINAL);
        let property = self.connection.get_property(false, window, name, kind, 0, 1);
        property.unwrap().reply().ok()?.value32()?.next()
    }

    fn atom(&self, name: &[u8]) -> Atom {
        let atom = self.connection.intern_atom(false, name).unwrap();
        atom.reply().unwrap().atom
    }
}
