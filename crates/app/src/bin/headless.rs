//! The application without tray and window, and without the libraries that those need.

fn main() -> std::process::ExitCode {
    app::main_headless()
}
