//! What a person does to sign in.

use jiff::Timestamp;

/// What to open, and what to type there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// The page of the platform to open.
    pub url: String,
    /// The code to type there, or to compare with what the page shows.
    pub code: Option<String>,
    /// Until when.
    pub expires_at: Option<Timestamp>,
}

impl Prompt {
    /// The page's address as a QR code, for a phone: an SVG. `None` if it is too long for one.
    #[must_use]
    pub fn qr_svg(&self) -> Option<String> {
        qr_svg(&self.url)
    }
}

/// An address as a QR code, for a phone: an SVG, dark on white whatever is around it, as cameras want
/// it. `None` if the address is too long for one.
#[must_use]
pub fn qr_svg(address: &str) -> Option<String> {
    use qrcode::QrCode;
    use qrcode::render::svg;
    let code = QrCode::new(address.as_bytes()).ok()?;
    Some(code.render::<svg::Color<'_>>().min_dimensions(200, 200).build())
}
