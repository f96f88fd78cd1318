//! Statements with many rows: one statement of 200 rows is five times as fast as 200 statements.
//!
//! Rows are cut into pieces of fixed sizes, so that the drivers' caches of prepared statements stay warm. Small sizes are all
//! there: each statement costs two changes of threads on SQLite, which is more than a row does.
//! Deliberately absent: values in the SQL text; they are always bound.

use super::Tx;
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};
use std::fmt::Write;

/// Up to so many rows are one piece.
pub const WHOLE: usize = 32;
/// The sizes of larger pieces, the largest first.
const SIZES: [usize; 8] = [320, 200, 128, 96, 80, 64, 48, 40];

/// Cuts rows into pieces of the fixed sizes, the largest that fit first.
pub fn pieces<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = SIZES.into_iter().find(|size| *size <= rows.len()).unwrap_or(rows.len().min(WHOLE));
        if size == 0 {
            return None;
        }
        let (piece, rest) = rows.split_at(size);
        rows = rest;
        Some(piece)
    })
}

impl Tx {
    /// `{head} ($1, $2), ($3, $4) {tail}` for so many rows of so many columns; neither head nor tail has parameters.
    ///
    /// On SQLite the parameters are plain question marks: the driver asks for the name of each numbered one, and SQLite
    /// looks names up one after the other, which takes quadratic time (30 ms for 200 events).
    pub fn statement(&self, head: &'static str, columns: usize, rows: usize, tail: &'static str) -> SqlStr {
        statement(head, columns, rows, tail, self.is_postgres())
    }
}

/// The same, for either database.
pub fn statement(head: &'static str, columns: usize, rows: usize, tail: &'static str, numbered: bool) -> SqlStr {
    let mut sql = String::with_capacity(head.len() + tail.len() + rows * columns * 7);
    sql.push_str(head);
    for row in 0..rows {
        sql.push_str(if row == 0 { " (" } else { ", (" });
        for column in 0..columns {
            sql.push_str(if column == 0 { "" } else { ", " });
            if numbered {
                // Writing to a string cannot fail.
                let _ = write!(sql, "${}", row * columns + column + 1);
            } else {
                sql.push('?');
            }
        }
        sql.push(')');
    }
    sql.push(' ');
    sql.push_str(tail);
    AssertSqlSafe(sql).into_sql_str()
}

/// `{head} ($k, $k+1, …) {tail}`: a list of `count` parameters after `before` others, for `in`.
pub fn list(head: &'static str, before: usize, count: usize, tail: &'static str) -> SqlStr {
    let mut sql = String::with_capacity(head.len() + tail.len() + count * 6);
    sql.push_str(head);
    sql.push_str(" (");
    for n in 0..count {
        let comma = if n == 0 { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(sql, "{comma}${}", before + n + 1);
    }
    sql.push_str(") ");
    sql.push_str(tail);
    AssertSqlSafe(sql).into_sql_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_into_few_pieces_and_none_is_lost() {
        let rows: Vec<usize> = (0..467).collect();
        let sizes: Vec<usize> = pieces(&rows).map(<[usize]>::len).collect();
        assert_eq!(sizes, [320, 128, 19]);
        for count in 0..rows.len() {
            let rows = &rows[..count];
            assert_eq!(pieces(rows).flatten().copied().collect::<Vec<_>>(), rows);
            assert!(pieces(rows).all(|piece| !piece.is_empty()));
        }
    }

    #[test]
    fn parameters_are_numbered_through() {
        let plain = statement("insert into t values", 2, 2, "", false);
        assert_eq!(plain.as_str(), "insert into t values (?, ?), (?, ?) ");
        assert_eq!(
            statement("insert into t values", 2, 2, "returning a", true).as_str(),
            "insert into t values ($1, $2), ($3, $4) returning a"
        );
        assert_eq!(
            list("select a from t where b = $1 and a in", 1, 2, "").as_str(),
            "select a from t where b = $1 and a in ($2, $3) "
        );
    }
}
