//! Advice on a theme: colours that can be seen, and values that are safe in a style sheet.

use super::Findings;
use crate::content::{Scheme, Theme};
use crate::theme::{Colour, DARK_SURFACE, EDGE_CONTRAST, LIGHT_SURFACE, contrast, derive};

/// A corner rounder than this makes a card of one line a pill.
const ROUND: u8 = 32;

pub(super) fn check(theme: &Theme, found: &mut Findings) {
    match Colour::from_hex(&theme.accent) {
        None => found.error("accent", "accent", "Write the accent as #rrggbb, for example #0f766e."),
        Some(accent) => {
            if theme.scheme != Scheme::Dark {
                check_accent(accent, LIGHT_SURFACE, "light", found);
            }
            if theme.scheme != Scheme::Light {
                check_accent(accent, DARK_SURFACE, "dark", found);
            }
        }
    }
    if theme.radius > ROUND {
        found.hint("radius", "radius", format!("Corners beyond {ROUND} pixels crowd the text; use less."));
    }
    let unsafe_in_css = |c: char| c.is_control() || ";{}<>()\\@".contains(c);
    if theme.font.contains(unsafe_in_css) {
        found.error("font", "font", "Write font families only, separated by commas.");
    }
}

fn check_accent(accent: Colour, surface: Colour, scheme: &str, found: &mut Findings) {
    let ratio = contrast(accent, surface);
    if ratio < EDGE_CONTRAST {
        let edge = derive(accent, surface).edge.to_hex();
        let message = format!(
            "On the {scheme} card the accent has a contrast of {ratio:.1} to 1, below {EDGE_CONTRAST}; \
             buttons get an edge in {edge} so that they can be seen."
        );
        found.warning("accent_contrast", "accent", message);
    }
}
