//! The environment's theme as a style sheet of tokens (`--wm-*`), one set of values for light and one for dark.
//!
//! Deliberately absent: rules; those are in `style.css`, which names no colour.

use crate::locale::join;
use shared::content::{Scheme, Theme};

const LIGHT: &str = "color-scheme:light!important;--wm-surface:#fff;--wm-text:#1b2127;--wm-muted:#59636e;--wm-line:#e3e7eb;\
--wm-control:#848d97;--wm-raised:#f4f6f8;--wm-error:#b42318;\
--wm-shadow:0 8px 28px rgb(16 24 32/.16),0 1px 4px rgb(16 24 32/.12);";
const DARK: &str = "color-scheme:dark!important;--wm-surface:#1b1f24;--wm-text:#e8ebee;--wm-muted:#a3adb8;--wm-line:#363d45;\
--wm-control:#7d8793;--wm-raised:#262b31;--wm-error:#ff9a8f;\
--wm-shadow:0 8px 28px rgb(0 0 0/.5),0 0 0 1px #363d45;";

/// A theme with its colours as tokens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// The theme.
    pub theme: Theme,
    /// The tokens of its accent on a light surface.
    pub light: String,
    /// The same on a dark surface.
    pub dark: String,
}

/// The style sheet that gives every token its value.
pub fn sheet(look: &Look) -> String {
    let [light, dark] =
        [[":host{", LIGHT, &look.light, "}"], [":host{", DARK, &look.dark, "}"]].map(|parts| join(&parts));
    match look.theme.scheme {
        Scheme::Light => light,
        Scheme::Dark => dark,
        Scheme::Auto => join(&[&light, "@media(prefers-color-scheme:dark){", &dark, "}"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::theme::{Colour, DARK_SURFACE, LIGHT_SURFACE};

    #[test]
    fn a_scheme_decides_which_values_are_there() {
        let sheet_of = |scheme| sheet(&Look { theme: Theme { scheme, ..Theme::default() }, ..Look::default() });
        assert!(!sheet_of(Scheme::Light).contains("color-scheme:dark"));
        assert!(!sheet_of(Scheme::Dark).contains("color-scheme:light"));
        assert!(sheet_of(Scheme::Auto).contains("@media(prefers-color-scheme:dark)"));
    }

    #[test]
    fn a_theme_cannot_smuggle_rules_into_the_sheet() {
        let theme = Theme {
            accent: "red}*{".into(),
            font: "Inter;}*{color:red".into(),
            scheme: Scheme::Light,
            ..Theme::default()
        };
        let [light, dark] = shared::theme::tokens(&theme);
        let text = sheet(&Look { theme, light, dark });
        assert_eq!((text.matches('{').count(), text.matches('}').count()), (1, 1), "{text}");
    }

    #[test]
    fn the_surfaces_are_the_ones_the_palette_was_derived_for() {
        assert!(LIGHT.contains("--wm-surface:#fff") && LIGHT_SURFACE == Colour::WHITE);
        assert!(DARK.contains(&DARK_SURFACE.to_hex()));
    }
}
