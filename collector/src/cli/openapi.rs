//! `waymark openapi`: the description of the management API.
//!
//! Deliberately absent: a running collector; the description is derived from the program.

use super::say;
use crate::openapi;
use clap::Args;
use std::error::Error;

/// The flags of `waymark openapi`.
#[derive(Args, Debug)]
pub struct OpenApi {
    /// Where the collector is reached, as the description names it
    #[arg(long, env = "WAYMARK_URL", default_value = "http://127.0.0.1:8600", value_name = "URL")]
    pub url: String,
}

/// Prints the description as JSON.
///
/// # Errors
/// Never in practice: it is made of texts.
pub fn run(command: &OpenApi) -> Result<(), Box<dyn Error>> {
    say!("{}", serde_json::to_string_pretty(&openapi::document(command.url.trim_end_matches('/')))?);
    Ok(())
}
