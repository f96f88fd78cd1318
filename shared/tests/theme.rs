//! Colours: contrast as WCAG defines it, and palettes that can be read whatever the accent.

use proptest::prelude::*;
use waymark_shared::theme::{
    Colour, DARK_SURFACE, EDGE_CONTRAST, LIGHT_SURFACE, TEXT_CONTRAST, contrast, derive, on_accent,
};

fn colour(hex: &str) -> Colour {
    Colour::from_hex(hex).expect(hex)
}

#[test]
fn hex_is_read_and_written() {
    assert_eq!(colour("#0f766e"), Colour { red: 15, green: 118, blue: 110 });
    assert_eq!(colour("#0F766E").to_hex(), "#0f766e");
    for text in ["", "0f766e", "#0f7", "#0f766g", "#0f766e0", "#あい", "#+1+1+1"] {
        assert_eq!(Colour::from_hex(text), None, "{text}");
    }
}

#[test]
fn contrast_agrees_with_published_values() {
    let check = |one: &str, other: &str, expected: f64| {
        let found = contrast(colour(one), colour(other));
        assert!((found - expected).abs() < 0.005, "{one} {other}: {found}");
    };
    check("#000000", "#ffffff", 21.0);
    check("#ffffff", "#ffffff", 1.0);
    check("#777777", "#ffffff", 4.48);
    check("#767676", "#ffffff", 4.54);
    check("#0000ff", "#ffffff", 8.59);
}

#[test]
fn text_on_the_accent_is_white_where_it_can_be_read_and_else_black() {
    assert_eq!(on_accent(colour("#0f766e")), Colour::WHITE);
    assert_eq!(on_accent(colour("#ffd400")), Colour::BLACK);
}

#[test]
fn an_accent_that_can_be_read_stays_as_the_vendor_chose_it() {
    let palette = derive(colour("#0f766e"), LIGHT_SURFACE);
    assert_eq!((palette.fill, palette.edge), (colour("#0f766e"), colour("#0f766e")));
    assert!(palette.hover.luminance() < palette.fill.luminance());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_palette_can_be_read(red: u8, green: u8, blue: u8, dark: bool) {
        let surface = if dark { DARK_SURFACE } else { LIGHT_SURFACE };
        let palette = derive(Colour { red, green, blue }, surface);
        prop_assert!(contrast(palette.on, palette.fill) >= TEXT_CONTRAST);
        prop_assert!(contrast(palette.on, palette.hover) >= TEXT_CONTRAST);
        prop_assert!(contrast(palette.text, surface) >= TEXT_CONTRAST);
        prop_assert!(contrast(palette.text, palette.tint) >= TEXT_CONTRAST);
        prop_assert!(contrast(palette.edge, surface) >= EDGE_CONTRAST);
    }
}
