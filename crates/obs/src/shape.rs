//! How large a source is, and where it goes.

use serde::Deserialize;

/// The size of OBS' picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Canvas {
    /// Its width.
    #[serde(rename = "baseWidth")]
    pub width: u32,
    /// Its height.
    #[serde(rename = "baseHeight")]
    pub height: u32,
}

/// A source's size and place, in pixels of the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// From the left edge.
    pub left: u32,
    /// From the upper edge.
    pub top: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// The part of the canvas' height that stays free on each side: 20 pixels of 1080.
const MARGIN: u32 = 54;

impl Shape {
    /// A column of this width along one side, as high as the canvas allows. `side` is 0 for the
    /// left, 1 for the middle, 2 for the right.
    #[must_use]
    pub fn column(canvas: Canvas, width: u32, side: u32) -> Self {
        let margin = canvas.height / MARGIN;
        let width = width.min(canvas.width.saturating_sub(2 * margin)).max(1);
        let free = canvas.width.saturating_sub(width + 2 * margin);
        Self {
            left: margin + free * side.min(2) / 2,
            top: margin,
            width,
            height: canvas.height.saturating_sub(2 * margin).max(1),
        }
    }

    /// A line of this height along the lower edge.
    #[must_use]
    pub fn line(canvas: Canvas, height: u32) -> Self {
        let height = height.min(canvas.height).max(1);
        Self { left: 0, top: canvas.height - height, width: canvas.width.max(1), height }
    }

    /// All of the canvas.
    #[must_use]
    pub fn full(canvas: Canvas) -> Self {
        Self { left: 0, top: 0, width: canvas.width.max(1), height: canvas.height.max(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HD: Canvas = Canvas { width: 1920, height: 1080 };

    #[test]
    fn a_column_is_as_high_as_the_canvas_but_for_a_margin_and_stands_where_it_is_told() {
        let left = Shape::column(HD, 400, 0);
        assert_eq!(left, Shape { left: 20, top: 20, width: 400, height: 1040 });
        assert_eq!(Shape::column(HD, 400, 1).left, 760);
        assert_eq!(Shape::column(HD, 400, 2).left, 1500);
    }

    #[test]
    fn nothing_is_larger_than_the_canvas() {
        let phone = Canvas { width: 360, height: 640 };
        let column = Shape::column(phone, 3_840, 2);
        assert_eq!(column, Shape { left: 11, top: 11, width: 338, height: 618 });
        assert_eq!(Shape::line(phone, 60), Shape { left: 0, top: 580, width: 360, height: 60 });
        assert_eq!(Shape::full(phone).height, 640);
        assert_eq!(Shape::line(Canvas { width: 0, height: 10 }, 60).height, 10);
    }
}
