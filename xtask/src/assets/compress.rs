//! Compression as browsers accept it, at the highest level, since it is done once.

use crate::Fault;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Sizes of blocks that are tried, as powers of two: which one is best depends on the content, by up to 0.4 %.
const BLOCKS: [i32; 3] = [17, 18, 19];

/// Brotli, quality 11, window of 4 MB, the smallest of some sizes of blocks.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut smallest: Option<Vec<u8>> = None;
    for lgblock in BLOCKS {
        let found = in_blocks(content, lgblock)?;
        if smallest.as_ref().is_none_or(|known| found.len() < known.len()) {
            smallest = Some(found);
        }
    }
    Ok(smallest.unwrap_or_default())
}

/// Brotli with blocks of this size.
pub fn in_blocks(content: &[u8], lgblock: i32) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let size_hint = content.len();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, lgblock, size_hint, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut out, &parameters)?;
    Ok(out)
}

/// Gzip, level 9, without a time in its head, so that equal content gives equal files.
pub fn gzip(content: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut encoder = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

/// The path of a compressed copy beside the file.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".");
    name.push(ending);
    name.into()
}
