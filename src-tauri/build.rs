//! Bundles what Tauri wants at compile time: the icons, and on Windows the resource file.

fn main() {
    tauri_build::build();
}
