//! The built loader, engine, console and examples: embedded, precompressed, hashed.
//!
//! Names with a hash in them never change and may be kept for a year; the others are asked for again and answered by their
//! `ETag`. `--assets-dir` reads a folder instead, for development and to test another build; it is read anew when the stamp
//! that the build writes last has changed. The engine of earlier releases
//! is kept in the database (`store/asset.rs`), so that pages opened before an upgrade still find theirs.
//! Deliberately absent: compressing at run time.

use serde::Deserialize;
use sha2::{Digest, Sha256};
use shared::session::EngineFiles;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::RwLock;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/assets.rs"));
}

/// One file inside the program.
#[derive(Debug)]
struct Embedded {
    name: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

/// One file, as it is sent.
#[derive(Clone, Debug)]
pub struct Asset {
    /// As it is.
    pub plain: Cow<'static, [u8]>,
    /// Compressed with brotli.
    pub brotli: Option<Cow<'static, [u8]>>,
    /// Compressed with gzip.
    pub gzip: Option<Cow<'static, [u8]>>,
    /// Names the content, quoted, for `ETag`.
    pub etag: String,
}

/// All files by name, such as `waymark.js` or `console/index.html`.
#[derive(Debug)]
pub struct Assets {
    now: RwLock<&'static Build>,
    folder: Option<PathBuf>,
}

/// One build. It lives as long as the process, so that whatever is being sent stays whole; a folder's earlier builds too,
/// since nobody develops for so long that it matters.
#[derive(Debug, Default)]
struct Build {
    files: BTreeMap<String, Asset>,
    engine: Option<EngineFiles>,
    stamp: Vec<u8>,
}

#[derive(Deserialize)]
struct Manifest {
    engine: EngineFiles,
}

impl Assets {
    /// The files inside the program.
    ///
    /// # Errors
    /// When the manifest cannot be read.
    pub fn embedded() -> io::Result<Self> {
        let files = Build::of(embedded::FILES.iter().map(|file| {
            let borrowed = |bytes: &'static [u8]| Cow::Borrowed(bytes);
            (file.name.to_owned(), Asset::new(borrowed(file.plain), file.brotli.map(borrowed), file.gzip.map(borrowed)))
        }))?;
        Ok(Self { now: RwLock::new(Box::leak(Box::new(files))), folder: None })
    }

    /// The files of a folder.
    ///
    /// # Errors
    /// When the folder or its manifest cannot be read.
    pub fn of_folder(folder: &Path) -> io::Result<Self> {
        let files = Build::of_folder(folder)?;
        Ok(Self { now: RwLock::new(Box::leak(Box::new(files))), folder: Some(folder.to_path_buf()) })
    }

    /// The build to serve: the folder's newest, or the only one there is.
    fn now(&self) -> &'static Build {
        let now = *self.now.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let changed = |folder: &&PathBuf| {
            let stamp = stamp(folder);
            !stamp.is_empty() && stamp != now.stamp
        };
        let Some(folder) = self.folder.as_ref().filter(changed) else { return now };
        // A build without a stamp, or that cannot be read, is being written; the next request looks again.
        let Ok(files) = Build::of_folder(folder) else { return now };
        let newest: &'static Build = Box::leak(Box::new(files));
        *self.now.write().unwrap_or_else(std::sync::PoisonError::into_inner) = newest;
        newest
    }

    /// The file of this name.
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.now().files.get(name)
    }

    /// Files whose names start with `front`, with what follows it.
    pub fn below<'a>(&'a self, front: &'a str) -> impl Iterator<Item = (&'a str, &'a Asset)> {
        self.now().files.iter().filter_map(move |(name, asset)| name.strip_prefix(front).map(|rest| (rest, asset)))
    }

    /// The engine to load, addressed relative to the loader; `None` when no assets were built in.
    pub fn engine(&self) -> Option<&EngineFiles> {
        self.now().engine.as_ref()
    }

    /// Whether nothing was built in.
    pub fn is_empty(&self) -> bool {
        self.now().files.is_empty()
    }
}

impl Build {
    fn of_folder(folder: &Path) -> io::Result<Self> {
        let stamp = stamp(folder);
        let mut plain = BTreeMap::new();
        read_folder(folder, "", &mut plain)?;
        let mut files = Vec::new();
        for (name, bytes) in &plain {
            let stem = name.strip_suffix(".br").or_else(|| name.strip_suffix(".gz"));
            if stem.is_some_and(|stem| plain.contains_key(stem)) {
                continue;
            }
            let beside = |end: &str| plain.get(&format!("{name}{end}")).map(|bytes| Cow::Owned(bytes.clone()));
            files.push((name.clone(), Asset::new(Cow::Owned(bytes.clone()), beside(".br"), beside(".gz"))));
        }
        Ok(Self { stamp, ..Self::of(files.into_iter())? })
    }

    fn of(files: impl Iterator<Item = (String, Asset)>) -> io::Result<Self> {
        let mut files: BTreeMap<String, Asset> = files.collect();
        let manifest = files.remove("manifest.toml");
        let engine = manifest.map(|manifest| parse_manifest(&manifest.plain)).transpose()?;
        Ok(Self { files, engine, stamp: Vec::new() })
    }
}

/// What the build writes beside the folder once all of it is there; empty where there is none.
fn stamp(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.with_extension("stamp")).unwrap_or_default()
}

impl Asset {
    /// A file with its compressed copies.
    pub fn new(
        plain: Cow<'static, [u8]>,
        brotli: Option<Cow<'static, [u8]>>,
        gzip: Option<Cow<'static, [u8]>>,
    ) -> Self {
        let digest = Sha256::digest(&plain);
        let mut etag = String::with_capacity(34);
        etag.push('"');
        for byte in &digest[..16] {
            etag.extend([byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0')));
        }
        etag.push('"');
        Self { plain, brotli, gzip, etag }
    }
}

fn parse_manifest(bytes: &[u8]) -> io::Result<EngineFiles> {
    let bad =
        |error: &dyn std::fmt::Display| io::Error::new(io::ErrorKind::InvalidData, format!("manifest.toml: {error}"));
    let text = std::str::from_utf8(bytes).map_err(|error| bad(&error))?;
    let Manifest { engine } = toml::from_str(text).map_err(|error| bad(&error))?;
    let below = |name: String| format!("assets/{name}");
    Ok(EngineFiles { glue: below(engine.glue), wasm: below(engine.wasm), integrity: engine.integrity })
}

fn read_folder(folder: &Path, under: &str, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path: PathBuf = entry.path();
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            read_folder(&path, &format!("{name}/"), files)?;
        } else {
            files.insert(name, std::fs::read(path)?);
        }
    }
    Ok(())
}

/// Whether a file's name changes with its content, so that it may be kept for ever: it ends in a hash of 16 digits.
pub fn is_hashed(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.split('.').next().unwrap_or(file);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The media type of a file by its name.
pub fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "toml" | "txt" | "md" => "text/plain; charset=utf-8",
        "ts" => "application/typescript; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for (name, expected) in [
            ("engine-0123456789abcdef.js", true),
            ("engine-0123456789abcdef_bg.wasm", true),
            ("console/console-0123456789abcdef.css", true),
            ("waymark.js", false),
            ("console/index.html", false),
            ("demo/my-long-named-file-of-16.js", false),
        ] {
            assert_eq!(is_hashed(name), expected, "{name}");
        }
    }

    #[test]
    fn a_folder_is_read_with_its_copies_and_its_manifest() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        std::fs::create_dir(folder.path().join("console")).expect("a folder");
        write("waymark.js", "plain");
        write("waymark.js.br", "brotli");
        write("console/index.html", "<!doctype html>");
        write(
            "manifest.toml",
            "[engine]\nglue = \"engine-a.js\"\nwasm = \"engine-a_bg.wasm\"\nintegrity = \"sha384-x\"\n",
        );
        let assets = Assets::of_folder(folder.path()).expect("readable");
        let loader = assets.get("waymark.js").expect("there");
        assert_eq!(
            (&*loader.plain, loader.brotli.as_deref(), loader.gzip.as_deref()),
            (&b"plain"[..], Some(&b"brotli"[..]), None)
        );
        assert!(assets.get("waymark.js.br").is_none() && assets.get("manifest.toml").is_none());
        assert_eq!(assets.engine().expect("there").wasm, "assets/engine-a_bg.wasm");
        assert_eq!(assets.below("console/").map(|(name, _)| name).collect::<Vec<_>>(), ["index.html"]);
    }

    #[test]
    fn a_folder_is_read_anew_once_its_stamp_has_changed() {
        let place = tempfile::tempdir().expect("a folder");
        let folder = place.path().join("assets");
        std::fs::create_dir(&folder).expect("a folder");
        let build = |text: &str| std::fs::write(folder.join("waymark.js"), text).expect("written");
        let finish = |text: &str| std::fs::write(place.path().join("assets.stamp"), text).expect("written");
        build("first");
        finish("1");
        let assets = Assets::of_folder(&folder).expect("readable");
        let loader = || assets.get("waymark.js").map(|asset| asset.plain.to_vec()).expect("there");
        build("second");
        assert_eq!(loader(), b"first", "a build under way is not looked at");
        finish("2");
        assert_eq!(loader(), b"second");
    }
}
