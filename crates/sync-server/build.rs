//! Builds the crate again when a page that is embedded in it changes.

fn main() {
    for folder in ["../../overlay-themes", "../../ui/dist"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
