//! Compression as browsers accept it, at the highest level, since it is done once.

use crate::Fault;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Brotli, quality 11, window of 4 MB.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
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
