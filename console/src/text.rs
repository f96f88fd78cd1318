//! Every word the console shows, in Japanese and English side by side, one table per room; numbers, dates, counts.
//!
//! Japanese is written in the polite form. Deliberately absent: what a vendor writes; those texts are `shared::text`.

pub mod adoption;
pub mod compare;
pub mod content;
pub mod effect;
pub mod effort;
pub mod explain;
pub mod follow_up;
pub mod general;
pub mod launcher;
pub mod message;
pub mod problem;
pub mod report;
pub mod rules;
pub mod settings;
pub mod start;
pub mod steps;
pub mod walk;
pub mod webhook;

use crate::browser;
use shared::text::Text;
use shared::time::{DAY_MS, HOUR_MS, MINUTE_MS, Timestamp};
use std::fmt::Display;
use wasm_bindgen::JsValue;

/// One thing said in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// Japanese, polite.
    pub ja: &'static str,
}

/// Writes a table of words: `NAME: "English", "日本語";`.
macro_rules! words {
    ($($name:ident: $en:literal, $ja:literal;)*) => {
        $(#[doc = concat!("The words of `", stringify!($name), "` in both languages.")]
        pub const $name: $crate::text::Words = $crate::text::Words { en: $en, ja: $ja };)*
    };
}
pub(crate) use words;

/// The language the console speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Japanese.
    Ja,
}

impl Lang {
    /// The language chosen before, else the browser's.
    pub fn preferred() -> Self {
        let mut known = browser::recall("language").into_iter().chain(browser::languages());
        known.find_map(|tag| Self::of_tag(&tag)).unwrap_or(Self::En)
    }

    /// The language of a BCP 47 tag, if the console speaks it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next() {
            Some("ja") => Some(Self::Ja),
            Some("en") => Some(Self::En),
            _ => None,
        }
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }

    /// The variant of it that the browser asks for, for numbers and dates: en-GB writes 18:53 where en-US writes 6:53 PM.
    fn variant(self) -> String {
        let mine = |tag: &String| Self::of_tag(tag) == Some(self);
        browser::languages().into_iter().find(mine).unwrap_or_else(|| self.tag().to_owned())
    }

    /// Says it in this language.
    pub fn say(self, words: Words) -> &'static str {
        match self {
            Self::En => words.en,
            Self::Ja => words.ja,
        }
    }

    /// Says it with values in the places `{0}`, `{1}` …
    pub fn fill(self, words: Words, values: &[&dyn Display]) -> String {
        let mut text = self.say(words).to_owned();
        for (place, value) in values.iter().enumerate() {
            text = text.replace(&format!("{{{place}}}"), &value.to_string());
        }
        text
    }

    /// Says how many: English has a form for one.
    pub fn count(self, n: i64, one: Words, many: Words) -> String {
        let words = if n == 1 { one } else { many };
        self.fill(words, &[&self.number(n)])
    }

    /// What stands between things in a row.
    pub fn comma(self) -> &'static str {
        match self {
            Self::En => ", ",
            Self::Ja => "、",
        }
    }

    /// What stands between two sentences.
    pub fn gap(self) -> &'static str {
        match self {
            Self::En => " ",
            Self::Ja => "",
        }
    }

    /// A whole number with the language's separators.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn number(self, n: i64) -> String {
        js_sys::Number::from(n as f64).to_locale_string(&self.variant()).into()
    }

    /// A value with a fixed number of digits and a real minus sign.
    #[expect(clippy::unused_self, reason = "both languages write decimals alike; a third may not")]
    pub fn decimal(self, value: f64, digits: usize) -> String {
        let text = format!("{value:.digits$}");
        let zero = text.trim_start_matches('-').chars().all(|c| c == '0' || c == '.');
        if zero { text.trim_start_matches('-').to_owned() } else { text.replace('-', "\u{2212}") }
    }

    /// A date with its year.
    pub fn date(self, at: Timestamp) -> String {
        self.format_date(at, &[("year", "numeric"), ("month", "short"), ("day", "numeric")])
    }

    /// A UTC day without its year, for axes.
    pub fn day(self, day: i64) -> String {
        self.format_date(Timestamp::of_day(day), &[("month", "short"), ("day", "numeric"), ("timeZone", "UTC")])
    }

    /// A UTC day with its year.
    pub fn full_day(self, day: i64) -> String {
        let options = [("year", "numeric"), ("month", "short"), ("day", "numeric"), ("timeZone", "UTC")];
        self.format_date(Timestamp::of_day(day), &options)
    }

    /// Date and time of day.
    pub fn moment(self, at: Timestamp) -> String {
        let options =
            [("year", "numeric"), ("month", "short"), ("day", "numeric"), ("hour", "2-digit"), ("minute", "2-digit")];
        self.format_date(at, &options)
    }

    /// The time of day to the second.
    pub fn time(self, at: Timestamp) -> String {
        self.format_date(at, &[("hour", "2-digit"), ("minute", "2-digit"), ("second", "2-digit")])
    }

    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 stay below 2^53")]
    fn format_date(self, at: Timestamp, options: &[(&str, &str)]) -> String {
        let shape = js_sys::Object::new();
        for (name, value) in options {
            let _ = js_sys::Reflect::set(&shape, &JsValue::from_str(name), &JsValue::from_str(value));
        }
        let date = js_sys::Date::new(&JsValue::from_f64(at.0 as f64));
        // `toLocaleString` takes exactly the parts that are named, for dates and times alike.
        date.to_locale_string(&self.variant(), &shape).into()
    }

    /// How long ago, in the largest unit that is not zero.
    pub fn ago(self, at: Timestamp, now: Timestamp) -> String {
        use general as g;
        let ms = now.since(at);
        if ms < MINUTE_MS {
            self.say(g::JUST_NOW).to_owned()
        } else if ms < HOUR_MS {
            self.count(ms / MINUTE_MS, g::MINUTE_AGO, g::MINUTES_AGO)
        } else if ms < DAY_MS {
            self.count(ms / HOUR_MS, g::HOUR_AGO, g::HOURS_AGO)
        } else if ms < 30 * DAY_MS {
            self.count(ms / DAY_MS, g::DAY_AGO, g::DAYS_AGO)
        } else {
            self.date(at)
        }
    }

    /// A vendor's text in the language nearest to the console's; any language before none.
    pub fn pick(self, text: &Text) -> String {
        let near = |tag: &str| text.0.iter().find(|(key, _)| key.split('-').next() == Some(tag)).map(|(_, v)| v);
        let found = near(self.tag()).or_else(|| near("en")).or_else(|| text.0.values().next());
        found.cloned().unwrap_or_default()
    }
}

/// The name of a locale in itself, for the languages people most often write; else the tag.
pub fn locale_name(tag: &str) -> String {
    let name = match tag.split('-').next().unwrap_or_default() {
        "ar" => "العربية",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fr" => "Français",
        "he" => "עברית",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "pt" => "Português",
        "vi" => "Tiếng Việt",
        "zh" => "中文",
        _ => return tag.to_owned(),
    };
    if tag.contains('-') { format!("{name} ({tag})") } else { name.to_owned() }
}
