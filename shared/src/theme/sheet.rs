//! The theme as a style sheet of tokens (`--wm-*`), one set of values for light and one for dark. The collector writes it, so that
//! the widget carries neither the arithmetic nor the colours.
//!
//! Deliberately absent: rules; those are in the widget's `style.css`, which names no colour.

use super::{Colour, DARK_SURFACE, LIGHT_SURFACE, derive};
use crate::content::{Position, Scheme, Theme};
use serde::{Deserialize, Serialize};

const LIGHT: &str = "color-scheme:light!important;--wm-surface:#fff;--wm-text:#1b2127;--wm-muted:#59636e;--wm-line:#e3e7eb;\
--wm-control:#848d97;--wm-raised:#f4f6f8;--wm-error:#b42318;\
--wm-shadow:0 8px 28px rgb(16 24 32/.16),0 1px 4px rgb(16 24 32/.12);";
const DARK: &str = "color-scheme:dark!important;--wm-surface:#1b1f24;--wm-text:#e8ebee;--wm-muted:#a3adb8;--wm-line:#363d45;\
--wm-control:#7d8793;--wm-raised:#262b31;--wm-error:#ff9a8f;\
--wm-shadow:0 8px 28px rgb(0 0 0/.5),0 0 0 1px #363d45;";

/// How the widget looks, as it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appearance {
    /// The style sheet that gives every token its value.
    pub sheet: String,
    /// Where cards are.
    pub position: Position,
}

/// What a theme looks like. An accent that cannot be read is taken as the default, and of the font list nothing that could end
/// the declaration.
pub fn appearance(theme: &Theme) -> Appearance {
    let accent = Colour::from_hex(&theme.accent).or_else(|| Colour::from_hex(&Theme::default().accent));
    let accent = accent.unwrap_or(Colour::BLACK);
    let rule = |fixed, surface| {
        let shape = format!("--wm-radius:{}px;--wm-font:{};", theme.radius, font(&theme.font));
        format!(":host{{{fixed}{}{shape}}}", colours(accent, surface))
    };
    let (light, dark) = (rule(LIGHT, LIGHT_SURFACE), rule(DARK, DARK_SURFACE));
    let sheet = match theme.scheme {
        Scheme::Light => light,
        Scheme::Dark => dark,
        Scheme::Auto => format!("{light}@media(prefers-color-scheme:dark){{{dark}}}"),
    };
    Appearance { sheet, position: theme.position }
}

/// What is derived from the accent for a surface.
fn colours(accent: Colour, surface: Colour) -> String {
    let palette = derive(accent, surface);
    let tokens = [
        ("fill", palette.fill),
        ("hover", palette.hover),
        ("on", palette.on),
        ("edge", palette.edge),
        ("accent-text", palette.text),
        ("tint", palette.tint),
    ];
    tokens.map(|(name, colour)| ["--wm-", name, ":", &colour.to_hex(), ";"].concat()).concat()
}

/// The font list without anything that could end the declaration, and what stands in where it has nothing.
fn font(list: &str) -> String {
    let list: String = list.chars().filter(|c| c.is_alphanumeric() || " ,-_'\"".contains(*c)).collect();
    let separator = if list.trim().is_empty() { "" } else { "," };
    format!("{list}{separator}system-ui,\"Hiragino Sans\",\"Noto Sans JP\",\"Yu Gothic UI\",sans-serif")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_decides_which_values_are_there() {
        let sheet_of = |scheme| appearance(&Theme { scheme, ..Theme::default() }).sheet;
        assert!(!sheet_of(Scheme::Light).contains("color-scheme:dark"));
        assert!(!sheet_of(Scheme::Dark).contains("color-scheme:light"));
        assert!(sheet_of(Scheme::Auto).contains("@media(prefers-color-scheme:dark)"));
    }

    #[test]
    fn a_theme_cannot_smuggle_rules_into_the_sheet() {
        let (accent, font) = ("red}*{".into(), "Inter;}*{color:red".into());
        let sheet = appearance(&Theme { accent, font, scheme: Scheme::Light, ..Theme::default() }).sheet;
        assert_eq!((sheet.matches('{').count(), sheet.matches('}').count()), (1, 1), "{sheet}");
    }

    #[test]
    fn the_surfaces_are_the_ones_the_palette_was_derived_for() {
        assert!(LIGHT.contains("--wm-surface:#fff") && LIGHT_SURFACE == Colour::WHITE);
        assert!(DARK.contains(&DARK_SURFACE.to_hex()));
    }
}
