//! `waymark schema`: the JSON Schema of content files, for editors.
//!
//! Deliberately absent: a running collector; the schema is derived from the program.

use super::say;
use crate::openapi;
use std::error::Error;

/// Prints the schema as JSON.
///
/// # Errors
/// Never in practice: it is made of texts.
pub fn run() -> Result<(), Box<dyn Error>> {
    say!("{}", serde_json::to_string_pretty(&openapi::content_schema())?);
    Ok(())
}
