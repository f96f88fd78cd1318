//! The widget's own words, one file for each tongue but English, which is in the engine.
//!
//! Deliberately absent: what the words are for; `widget/src/locale.rs` lists them, in the same order.

use super::short_hash;
use crate::{Fault, process};
use std::fs;

/// Tongue, name and content of each file, in the order of the tongues.
pub fn files() -> Result<Vec<(String, String, Vec<u8>)>, Fault> {
    let mut files = Vec::new();
    for entry in fs::read_dir(process::root().join("widget/words"))? {
        let path = entry?.path();
        let Some(tongue) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else { continue };
        // One word a line, as it was written, without the room around it.
        let content: String = fs::read_to_string(&path)?.lines().map(str::trim).collect();
        let name = format!("words-{tongue}-{}.json", short_hash(&[content.as_bytes()]));
        files.push((tongue, name, content.into_bytes()));
    }
    files.sort();
    Ok(files)
}
