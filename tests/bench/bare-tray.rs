//! The least that a Tauri program with a tray can be: what ours is measured against.

use std::io::Write as _;

use tauri::RunEvent;
use tauri::tray::TrayIconBuilder;

fn main() -> tauri::Result<()> {
    let tauri = tauri::Builder::default().build(tauri::generate_context!())?;
    tauri.run_return(|tauri, event| {
        if !matches!(event, RunEvent::Ready) {
            return;
        }
        let icon = TrayIconBuilder::new().icon(tauri::include_image!("icons/tray-live.png"));
        let said = match icon.build(tauri) {
            Ok(_) => "ready".to_owned(),
            Err(error) => error.to_string(),
        };
        // Without a standard output there is nobody who waits for it.
        writeln!(std::io::stdout(), "{said}").unwrap_or_default();
    });
    Ok(())
}
