//! The colours a theme's accent leads to: pure arithmetic, for the style sheet that travels to the widget (`sheet`) and for lint.
//!
//! Contrast is WCAG 2.2's (relative luminance of sRGB, 1.4.3 and 1.4.11). Lightness is changed in OKLab (Björn
//! Ottosson, 2020), which keeps the hue as people see it. Deliberately absent: colours the accent has no part in.

mod sheet;

pub use sheet::{Appearance, appearance};

/// Least contrast of text against what it stands on (WCAG 2.2, 1.4.3).
pub const TEXT_CONTRAST: f64 = 4.5;
/// Least contrast of large text and of the edge of a control (WCAG 2.2, 1.4.3 and 1.4.11).
pub const EDGE_CONTRAST: f64 = 3.0;
/// The card's surface in light schemes.
pub const LIGHT_SURFACE: Colour = Colour { red: 0xff, green: 0xff, blue: 0xff };
/// The card's surface in dark schemes.
pub const DARK_SURFACE: Colour = Colour { red: 0x1b, green: 0x1f, blue: 0x24 };

/// How far hover moves the lightness, in OKLab's 0 to 1.
const HOVER: f64 = 0.05;
/// How much of the accent is in the tint behind something chosen.
const TINT: f64 = 0.12;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

/// The colours derived from an accent for one surface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Filled buttons: the accent as the vendor chose it.
    pub fill: Colour,
    /// Filled buttons under the pointer.
    pub hover: Colour,
    /// Text on `fill` and `hover`: white or black, at least [`TEXT_CONTRAST`] on both.
    pub on: Colour,
    /// The edge of filled and chosen controls: at least [`EDGE_CONTRAST`] against the surface.
    pub edge: Colour,
    /// The accent as text on the surface and on `tint`: at least [`TEXT_CONTRAST`] on both.
    pub text: Colour,
    /// The surface with a little of the accent, behind something chosen.
    pub tint: Colour,
}

impl Colour {
    /// White.
    pub const WHITE: Self = Self { red: 255, green: 255, blue: 255 };
    /// Black.
    pub const BLACK: Self = Self { red: 0, green: 0, blue: 0 };

    /// Reads `#rrggbb`; `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    /// Writes `#rrggbb`.
    pub fn to_hex(self) -> String {
        let mut text = String::from("#");
        for part in [self.red, self.green, self.blue] {
            for digit in [part >> 4, part & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        text
    }

    /// Relative luminance, 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn linear(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { power_2_4((part + 0.055) / 1.055) }
        })
    }

    /// Lightness and the two colour axes in OKLab.
    fn lab(self) -> [f64; 3] {
        let [red, green, blue] = self.linear();
        let long = cube_root(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue);
        let medium = cube_root(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue);
        let short = cube_root(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue);
        [
            0.210_454_255_3 * long + 0.793_617_785 * medium - 0.004_072_046_8 * short,
            1.977_998_495_1 * long - 2.428_592_205 * medium + 0.450_593_709_9 * short,
            0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766 * short,
        ]
    }

    /// The colour with this OKLab value; what sRGB cannot show loses saturation, not hue or lightness.
    fn from_lab([lightness, a, b]: [f64; 3]) -> Self {
        let lightness = lightness.clamp(0.0, 1.0);
        let mut saturation = 1.0;
        while saturation > 0.0 {
            let linear = linear_of([lightness, a * saturation, b * saturation]);
            if linear.iter().all(|part| (-0.0005..=1.0005).contains(part)) {
                return Self::from_linear(linear);
            }
            saturation -= 0.05;
        }
        Self::from_linear(linear_of([lightness, 0.0, 0.0]))
    }

    fn from_linear(linear: [f64; 3]) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255 before")]
        let [red, green, blue] = linear.map(|part| {
            let part = part.clamp(0.0, 1.0);
            let curved = if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * power_5_12(part) - 0.055 };
            (curved * 255.0).round().clamp(0.0, 255.0) as u8
        });
        Self { red, green, blue }
    }
}

fn linear_of([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let long = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let medium = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let short = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548 * b);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short,
    ]
}

/// The root of a number from 0 to 1 by Newton's method, which falls from 1 to the root and stops there. The standard
/// `powf` and `cbrt` are not the same on every machine in the last digit; this is.
fn root(number: f64, degree: i32) -> f64 {
    let mut root = 1.0;
    for _ in 0..100 {
        let power = (1..degree).fold(1.0, |power, _| power * root);
        let next = root - (root - number / power) / f64::from(degree);
        if next >= root {
            break;
        }
        root = next;
    }
    root
}

fn cube_root(number: f64) -> f64 {
    root(number.clamp(0.0, 1.0), 3)
}

fn cube(number: f64) -> f64 {
    number * number * number
}

/// `number` to the power of 2.4, for 0 to 1.
fn power_2_4(number: f64) -> f64 {
    number * number * root(number * number, 5)
}

/// `number` to the power of 1 / 2.4 = 1/4 + 1/6, for 0 to 1.
fn power_5_12(number: f64) -> f64 {
    number.sqrt().sqrt() * root(number, 3).sqrt()
}

/// Contrast between two colours, 1 to 21.
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// White if it can be read on the fill, else black; one of the two always can (at least 4.58).
pub fn on_accent(fill: Colour) -> Colour {
    if contrast(fill, Colour::WHITE) >= TEXT_CONTRAST { Colour::WHITE } else { Colour::BLACK }
}

/// Everything drawn in the accent on this surface.
pub fn derive(accent: Colour, surface: Colour) -> Palette {
    let on = on_accent(accent);
    // Hover moves away from the text, so that the text never gets harder to read.
    let hover = moved(accent, if on == Colour::WHITE { -HOVER } else { HOVER });
    let tint = mixed(surface, accent, TINT);
    let edge = readable(accent, EDGE_CONTRAST, [surface, surface]);
    let text = readable(accent, TEXT_CONTRAST, [surface, tint]);
    Palette { fill: accent, hover, on, edge, text, tint }
}

fn moved(colour: Colour, by: f64) -> Colour {
    let [lightness, a, b] = colour.lab();
    Colour::from_lab([lightness + by, a, b])
}

fn mixed(base: Colour, colour: Colour, share: f64) -> Colour {
    let (base, colour) = (base.lab(), colour.lab());
    let part = |at: usize| base[at] + (colour[at] - base[at]) * share;
    Colour::from_lab([part(0), part(1), part(2)])
}

/// The colour, moved away from the backgrounds in small steps until it has the contrast on both; in the end black or
/// white.
fn readable(colour: Colour, least: f64, backgrounds: [Colour; 2]) -> Colour {
    let darken = backgrounds[0].luminance() > 0.18;
    let [mut lightness, a, b] = colour.lab();
    let mut candidate = colour;
    while backgrounds.iter().any(|background| contrast(candidate, *background) < least) {
        lightness += if darken { -0.01 } else { 0.01 };
        if !(0.0..=1.0).contains(&lightness) {
            return if darken { Colour::BLACK } else { Colour::WHITE };
        }
        candidate = Colour::from_lab([lightness, a, b]);
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_and_powers_agree_with_those_of_the_standard_library() {
        for step in 0..=1000 {
            let number = f64::from(step) / 1000.0;
            for (found, expected) in [
                (cube_root(number), number.cbrt()),
                (power_2_4(number), number.powf(2.4)),
                (power_5_12(number), number.powf(1.0 / 2.4)),
            ] {
                assert!((found - expected).abs() < 1e-12, "{number}: {found} {expected}");
            }
        }
    }

    #[test]
    fn every_grey_and_primary_survives_the_way_through_oklab() {
        for part in 0..=255 {
            for colour in [
                Colour { red: part, green: part, blue: part },
                Colour { red: part, green: 0, blue: 0 },
                Colour { red: 0, green: part, blue: 0 },
                Colour { red: 0, green: 0, blue: part },
            ] {
                assert_eq!(Colour::from_lab(colour.lab()), colour);
            }
        }
    }
}
