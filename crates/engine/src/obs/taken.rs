//! What was taken out of scenes here, and goes back as it was when it is wanted there again.

use std::collections::VecDeque;

use ::obs::{Kept, Shape};

/// So many ways back are kept, the newest.
const MOST: usize = 32;

/// An overlay that was taken out of a scene.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) overlay: String,
    pub(super) scene: String,
    /// Where its look put it then. One whose look was changed since goes where that one says.
    pub(super) shape: Shape,
    pub(super) kept: Kept,
}

/// All that were, oldest first.
#[derive(Debug, Default)]
pub(super) struct TakenOut(VecDeque<Taken>);

impl TakenOut {
    /// Keeps it in mind, in the place of what was known of that overlay in that scene.
    pub(super) fn keep(&mut self, taken: Taken) {
        self.forget(&taken.overlay, &taken.scene);
        self.0.push_back(taken);
        if self.0.len() > MOST {
            self.0.pop_front();
        }
    }

    /// How this overlay was in that scene, unless it belongs elsewhere by now.
    pub(super) fn of(&self, overlay: &str, scene: &str, shape: Shape) -> Option<Kept> {
        let is_it = |taken: &&Taken| {
            taken.overlay == overlay && taken.scene == scene && taken.shape == shape
        };
        self.0.iter().find(is_it).map(|taken| taken.kept.clone())
    }

    pub(super) fn forget(&mut self, overlay: &str, scene: &str) {
        self.0.retain(|taken| taken.overlay != overlay || taken.scene != scene);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(overlay: &str, scene: &str, left: u32) -> Taken {
        let shape = Shape { left, top: 0, width: 1, height: 1 };
        Taken { overlay: overlay.into(), scene: scene.into(), shape, kept: Kept::default() }
    }

    fn has(out: &TakenOut, overlay: &str, scene: &str, left: u32) -> bool {
        out.of(overlay, scene, taken(overlay, scene, left).shape).is_some()
    }

    #[test]
    fn the_last_of_each_overlay_and_scene_is_known_until_its_look_is_another() {
        let mut out = TakenOut::default();
        out.keep(taken("chat", "Main", 1));
        out.keep(taken("chat", "Break", 1));
        assert!(has(&out, "chat", "Main", 1) && has(&out, "chat", "Break", 1));
        assert!(!has(&out, "focus", "Main", 1) && !has(&out, "chat", "Main", 2));
        out.keep(taken("chat", "Main", 2));
        assert!(!has(&out, "chat", "Main", 1) && has(&out, "chat", "Main", 2));
        out.forget("chat", "Main");
        assert!(!has(&out, "chat", "Main", 2) && has(&out, "chat", "Break", 1));
    }

    #[test]
    fn it_does_not_grow_for_ever() {
        let mut out = TakenOut::default();
        for left in 0..=32 {
            out.keep(taken(&left.to_string(), "Main", left));
        }
        assert!(!has(&out, "0", "Main", 0) && has(&out, "1", "Main", 1));
    }
}
