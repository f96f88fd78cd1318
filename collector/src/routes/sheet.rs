//! Rows from a back end as CSV: one column per trait, with its type in the heading.
//!
//! `user_id,company_id,plan,seats:number,paid:boolean,roles:list`: a column without a type holds texts; items of a list are
//! separated by `;`; an empty cell says nothing about its trait. Deliberately absent: guessing types (a telephone number
//! would lose its zero) and taking a trait away, which JSON can (`null`).

use crate::error::ApiError;
use axum::http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use shared::api::people::{CompanyRow, EventRow, PersonRow};
use shared::event::MAX_BATCH;

/// A kind of row: its own columns, and the field that all others go into.
pub trait Row {
    /// Columns that are no traits.
    const COLUMNS: &'static [(&'static str, Kind)];
    /// Columns that must be there.
    const REQUIRED: &'static [&'static str];
    /// Where the other columns go.
    const REST: &'static str;
}

impl Row for PersonRow {
    const COLUMNS: &'static [(&'static str, Kind)] = &[("user_id", Kind::Text), ("company_id", Kind::Text)];
    const REQUIRED: &'static [&'static str] = &["user_id"];
    const REST: &'static str = "traits";
}

impl Row for CompanyRow {
    const COLUMNS: &'static [(&'static str, Kind)] = &[("company_id", Kind::Text)];
    const REQUIRED: &'static [&'static str] = &["company_id"];
    const REST: &'static str = "traits";
}

impl Row for EventRow {
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("id", Kind::Text),
        ("at", Kind::Number),
        ("user_id", Kind::Text),
        ("company_id", Kind::Text),
        ("name", Kind::Text),
    ];
    const REQUIRED: &'static [&'static str] = &["name"];
    const REST: &'static str = "properties";
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Texts separated by `;`.
    List,
}

struct Column {
    name: String,
    kind: Kind,
    own: bool,
}

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// What is wrong with it.
    pub detail: String,
    /// The row as it came.
    pub raw: String,
}

/// Reads CSV; the inner error is that of one row.
///
/// # Errors
/// When the text is no CSV with a heading that names who is meant.
pub fn read<T: Row + DeserializeOwned>(bytes: &[u8]) -> Result<Vec<Result<T, BadRow>>, ApiError> {
    // A spreadsheet writes a byte order mark in front.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let malformed = |error: csv::Error| ApiError::bad_request("malformed_csv", format!("The body is not CSV: {error}"));
    let columns: Vec<Column> = reader.headers().map_err(malformed)?.iter().map(column::<T>).collect();
    if let Some(name) =
        T::REQUIRED.iter().find(|name| !columns.iter().any(|column| column.own && column.name == **name))
    {
        let detail = format!("The first line must name the columns; '{name}' is missing.");
        return Err(ApiError::bad_request("missing_column", detail));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(malformed)?;
        let raw = || record.iter().collect::<Vec<_>>().join(",");
        rows.push(row(&columns, &record, T::REST).map_err(|detail| BadRow { detail, raw: raw() }));
    }
    Ok(rows)
}

/// Reads one row of a JSON list.
///
/// # Errors
/// What is wrong with it.
pub fn read_json<T: DeserializeOwned>(row: Value) -> Result<T, BadRow> {
    let raw = row.to_string();
    serde_path_to_error::deserialize(row).map_err(|error| BadRow { detail: error.to_string(), raw })
}

/// Asserts that there are not more rows than one batch may have.
///
/// # Errors
/// 413 says how many there may be.
pub fn check_count<T>(rows: &[T]) -> Result<(), ApiError> {
    if rows.len() <= MAX_BATCH {
        return Ok(());
    }
    let detail = format!("A batch has at most {MAX_BATCH} rows; this one has {}.", rows.len());
    Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_many_rows", detail))
}

fn column<T: Row>(heading: &str) -> Column {
    let heading = heading.trim();
    if let Some((name, kind)) = T::COLUMNS.iter().find(|(name, _)| *name == heading) {
        return Column { name: (*name).to_owned(), kind: *kind, own: true };
    }
    let (name, kind) = match heading.rsplit_once(':') {
        Some((name, "text")) => (name, Kind::Text),
        Some((name, "number")) => (name, Kind::Number),
        Some((name, "boolean")) => (name, Kind::Boolean),
        Some((name, "list")) => (name, Kind::List),
        _ => (heading, Kind::Text),
    };
    Column { name: name.to_owned(), kind, own: false }
}

fn row<T: DeserializeOwned>(columns: &[Column], record: &csv::StringRecord, rest: &str) -> Result<T, String> {
    if record.len() != columns.len() {
        return Err(format!("has {} cells, but the first line names {} columns", record.len(), columns.len()));
    }
    let (mut own, mut others) = (Map::new(), Map::new());
    for (column, cell) in columns.iter().zip(record).filter(|(_, cell)| !cell.is_empty()) {
        let value =
            value(column.kind, cell).map_err(|must| format!("{}: must be {must}, not '{cell}'", column.name))?;
        if column.own { &mut own } else { &mut others }.insert(column.name.clone(), value);
    }
    own.insert(rest.to_owned(), Value::Object(others));
    serde_path_to_error::deserialize(Value::Object(own)).map_err(|error| error.to_string())
}

fn value(kind: Kind, cell: &str) -> Result<Value, &'static str> {
    match kind {
        Kind::Text => Ok(Value::from(cell)),
        Kind::Number => number(cell.trim()).ok_or("a number"),
        Kind::Boolean => match cell.trim().to_ascii_lowercase().as_str() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err("true or false"),
        },
        Kind::List => Ok(cell.split(';').map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect()),
    }
}

fn number(text: &str) -> Option<Value> {
    if let Ok(whole) = text.parse::<i64>() {
        return Some(Value::from(whole));
    }
    text.parse::<f64>().ok().and_then(serde_json::Number::from_f64).map(Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::value::Value as Trait;

    #[test]
    fn columns_are_traits_of_their_type() {
        let csv = "\u{feff}user_id,company_id,plan,seats:number,paid:boolean,roles:list\r\nu1,acme,\"pro, yearly\",12,TRUE,admin; billing\r\nu2,,,,,\r\n";
        let rows = read::<PersonRow>(csv.as_bytes()).expect("CSV");
        let first = rows[0].as_ref().expect("a row");
        assert_eq!(first.user_id.as_str(), "u1");
        assert_eq!(first.traits.get("plan"), Some(&Some(Trait::Text("pro, yearly".into()))));
        assert_eq!(first.traits.get("seats"), Some(&Some(Trait::Number(12.0))));
        assert_eq!(first.traits.get("paid"), Some(&Some(Trait::Bool(true))));
        assert_eq!(first.traits.get("roles"), Some(&Some(Trait::List(vec!["admin".into(), "billing".into()]))));
        let second = rows[1].as_ref().expect("a row");
        assert!(second.company_id.is_none() && second.traits.is_empty());
    }

    #[test]
    fn a_bad_row_costs_only_itself() {
        let csv = "user_id,seats:number\nu1,many\n,3\nu3\nu4,4\n";
        let rows = read::<PersonRow>(csv.as_bytes()).expect("CSV");
        let errors: Vec<_> = rows.iter().map(|row| row.as_ref().err().map_or("", |bad| bad.detail.as_str())).collect();
        assert_eq!(errors[0], "seats: must be a number, not 'many'");
        assert!(errors[1].contains("user_id"), "{}", errors[1]);
        assert_eq!(errors[2], "has 1 cells, but the first line names 2 columns");
        assert_eq!(errors[3], "");
    }

    #[test]
    fn a_sheet_without_its_own_columns_is_refused() {
        assert_eq!(read::<PersonRow>(b"id,plan\n1,pro\n").expect_err("refused").code, "missing_column");
        assert_eq!(read::<CompanyRow>(b"name\nAcme\n").expect_err("refused").code, "missing_column");
        assert_eq!(read::<EventRow>(b"company_id,name\nacme,Renewed\n").map(|rows| rows.len()).expect("CSV"), 1);
    }
}
