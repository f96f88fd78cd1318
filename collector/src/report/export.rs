//! Responses as CSV (RFC 4180, UTF-8), one row per response, safe to open in a spreadsheet. The file begins with a byte order
//! mark, without which Excel takes Japanese for another encoding.
//!
//! A spreadsheet runs a cell that begins like a formula, so such cells get an apostrophe in front (OWASP, CSV Injection;
//! CVE-2022-26249). Deliberately absent: the path that led to a response; it is a list.

use shared::api::report::Response;
use shared::content::survey::{Answer, Question};
use shared::id::OptionKey;
use shared::time::{DAY_MS, Timestamp};
use shared::value::Value;

/// What columns a file has.
#[derive(Clone, Debug)]
pub struct Columns<'a> {
    /// The questions that can be answered.
    pub questions: Vec<&'a Question>,
    /// Reportable traits.
    pub traits: Vec<String>,
}

impl Columns<'_> {
    /// The first row.
    pub fn header(&self) -> Vec<String> {
        let fixed = ["at", "run", "version", "locale", "person", "company"].map(str::to_owned);
        let traits = self.traits.iter().map(|name| format!("trait: {name}"));
        let questions = self.questions.iter().map(|question| question.key.to_string());
        fixed.into_iter().chain(traits).chain(questions).map(|cell| harmless(&cell)).collect()
    }

    /// The row of a response.
    pub fn row(&self, response: &Response) -> Vec<String> {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let fixed = [
            iso(response.at),
            response.run.to_string(),
            response.version.to_string(),
            optional(&response.locale),
            optional(&response.person),
            optional(&response.company),
        ];
        let traits = self.traits.iter().map(|name| response.traits.get(name).map_or_else(String::new, Value::label));
        let answers = self
            .questions
            .iter()
            .map(|question| response.answers.get(&question.key).map_or_else(String::new, answer_text));
        fixed.into_iter().chain(traits).chain(answers).map(|cell| harmless(&cell)).collect()
    }
}

/// What a file begins with: byte order mark and first row.
pub fn begin(columns: &Columns<'_>) -> Vec<u8> {
    ["\u{feff}".as_bytes(), &write([columns.header()])].concat()
}

/// Rows as bytes of a CSV file.
pub fn write(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail, and every row has as many cells as the first.
        let _ = writer.write_record(&row);
    }
    writer.into_inner().unwrap_or_default()
}

fn answer_text(answer: &Answer) -> String {
    match answer {
        Answer::Score(score) => score.to_string(),
        Answer::Text(text) => text.clone(),
        Answer::Pressed => "pressed".into(),
        Answer::Chosen { options, other, .. } => {
            let options = options.iter().map(OptionKey::to_string);
            let other = other.iter().map(|text| format!("other: {text}"));
            options.chain(other).collect::<Vec<_>>().join("; ")
        }
    }
}

/// The cell with an apostrophe in front when a spreadsheet would take it for a formula; full-width signs count too.
fn harmless(cell: &str) -> String {
    let starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if cell.starts_with(starts) { format!("'{cell}") } else { cell.to_owned() }
}

/// A time as ISO 8601 in UTC, to the second. Days to dates: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
fn iso(at: Timestamp) -> String {
    let days = at.day() + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let seconds = at.0.rem_euclid(DAY_MS) / 1_000;
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_look_like_formulas_are_made_harmless() {
        for (cell, expected) in [
            ("=HYPERLINK(\"http://evil\")", "'=HYPERLINK(\"http://evil\")"),
            ("-1", "'-1"),
            ("@SUM", "'@SUM"),
            ("＝1", "'＝1"),
            ("slow = bad", "slow = bad"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), expected);
        }
    }

    #[test]
    fn quotes_and_line_breaks_stay_inside_their_cell() {
        let bytes = write([vec!["a".into(), "b".into()], vec!["one, \"two\"".into(), "three\nfour".into()]]);
        assert_eq!(String::from_utf8(bytes).expect("UTF-8"), "a,b\r\n\"one, \"\"two\"\"\",\"three\nfour\"\r\n");
    }

    #[test]
    fn times_are_iso_8601() {
        assert_eq!(iso(Timestamp(0)), "1970-01-01T00:00:00Z");
        assert_eq!(iso(Timestamp(1_709_210_096_789)), "2024-02-29T12:34:56Z");
        assert_eq!(iso(Timestamp(-1)), "1969-12-31T23:59:59Z");
    }
}
