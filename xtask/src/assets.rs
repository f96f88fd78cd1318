//! The folder of assets that the `waymark` binary embeds: loader, engine, console, examples.
//!
//! Names carry a hash of their content, everything has a brotli and a gzip copy beside it, and `manifest.toml` names the
//! engine with its integrity. Nothing but this workspace's own crates is needed: wasm-bindgen and the JavaScript minifier
//! are called as libraries of the locked version.

mod bindgen;
mod compress;
mod join;
mod minify;
mod order;
mod shorten;
mod words;

use compress::{brotli, gzip};

use crate::{Fault, process};
use base64::Engine as _;
use sha2::{Digest as _, Sha256, Sha384};
use std::fs;
use std::path::{Path, PathBuf};

/// A wasm crate as the browser gets it.
pub struct Bundle {
    /// The JavaScript module.
    pub glue: Vec<u8>,
    /// The WASM.
    pub wasm: Vec<u8>,
}

/// Builds all assets and returns their folder.
pub fn build() -> Result<PathBuf, Fault> {
    let folder = process::target().join("assets");
    let engine = bindgen::bundle("waymark-widget", "widget", &[])?;
    let console = bindgen::bundle("waymark-console", "waymark-console", &[])?;
    let files = list(&engine, &console)?;
    write(&folder, &files)?;
    Ok(folder)
}

/// Builds loader and engine alone, into a folder of their own, for `trunk serve`.
pub fn build_widget() -> Result<PathBuf, Fault> {
    let folder = process::target().join("assets-widget");
    let files = widget_files(&bindgen::bundle("waymark-widget", "widget", &[])?)?;
    write(&folder, &files)?;
    Ok(folder)
}

/// The same folder with an engine that can be told to panic, for the test of what a panic does to the host page.
pub fn build_with_panicking_engine(assets: &Path) -> Result<PathBuf, Fault> {
    let folder = process::target().join("assets-panic");
    let engine = bindgen::bundle("waymark-widget", "widget", &["deliberate-panic"])?;
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    for (name, content) in tree(assets, "")? {
        if !name.starts_with("/engine-") && name != "/manifest.toml" {
            put(&folder.join(name.trim_start_matches('/')), &content)?;
        }
    }
    for (name, content) in engine_files(&engine) {
        put_compressed(&folder.join(name), &content)?;
    }
    Ok(folder)
}

/// One file of the folder: its path and content.
type File = (String, Vec<u8>);

fn list(engine: &Bundle, console: &Bundle) -> Result<Vec<File>, Fault> {
    let root = process::root();
    let mut files = widget_files(engine)?;
    files.extend(console_files(&root.join("console"), console)?);
    files.extend(tree(&root.join("examples/saas-demo"), "demo")?);
    Ok(files)
}

/// What host pages load.
fn widget_files(engine: &Bundle) -> Result<Vec<File>, Fault> {
    let loader = minify::script(&join::classic_script(&process::root().join("widget/loader/waymark.js"))?)?;
    let mut files = vec![("waymark.js".to_owned(), loader.into_bytes())];
    files.extend(engine_files(engine));
    files.extend(words::files()?.into_iter().map(|(_, name, content)| (name, content)));
    Ok(files)
}

fn engine_files(engine: &Bundle) -> [File; 3] {
    let hash = short_hash(&[&engine.glue, &engine.wasm]);
    let (glue, wasm) = (format!("engine-{hash}.js"), format!("engine-{hash}_bg.wasm"));
    let integrity = format!("sha384-{}", base64::prelude::BASE64_STANDARD.encode(Sha384::digest(&engine.wasm)));
    let manifest = format!("[engine]\nglue = \"{glue}\"\nwasm = \"{wasm}\"\nintegrity = \"{integrity}\"\n");
    [(glue, engine.glue.clone()), (wasm, engine.wasm.clone()), ("manifest.toml".to_owned(), manifest.into_bytes())]
}

fn console_files(source: &Path, console: &Bundle) -> Result<Vec<File>, Fault> {
    let style = fs::read(source.join("style.css"))?;
    let boot = minify::module(&fs::read_to_string(source.join("boot.js"))?)?.into_bytes();
    let hash = short_hash(&[&console.glue, &console.wasm, &style, &boot]);
    let named = |stem: &str, end: &str| format!("{stem}-{hash}{end}");
    let index = fs::read_to_string(source.join("index.html"))?
        .replace("{{script}}", &named("console", ".js"))
        .replace("{{wasm}}", &named("console", "_bg.wasm"))
        .replace("{{style}}", &named("style", ".css"))
        .replace("{{boot}}", &named("boot", ".js"));
    Ok(vec![
        ("console/index.html".to_owned(), index.into_bytes()),
        (format!("console/{}", named("console", ".js")), console.glue.clone()),
        (format!("console/{}", named("console", "_bg.wasm")), console.wasm.clone()),
        (format!("console/{}", named("style", ".css")), style),
        (format!("console/{}", named("boot", ".js")), boot),
    ])
}

/// All files below a folder, renamed to lie below `under`.
fn tree(folder: &Path, under: &str) -> Result<Vec<File>, Fault> {
    let mut files = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{under}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            files.extend(tree(&entry.path(), &name)?);
        } else {
            files.push((name, fs::read(entry.path())?));
        }
    }
    Ok(files)
}

/// Writes the files with their compressed copies, unless the folder already holds exactly these.
fn write(folder: &Path, files: &[File]) -> Result<(), Fault> {
    let parts: Vec<&[u8]> = files.iter().flat_map(|(name, content)| [name.as_bytes(), content.as_slice()]).collect();
    let stamp = short_hash(&parts);
    let stamp_file = folder.with_extension("stamp");
    if fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) && folder.is_dir() {
        return Ok(());
    }
    // Away first: a folder that was left half written counts as none.
    if stamp_file.is_file() {
        fs::remove_file(&stamp_file)?;
    }
    if folder.is_dir() {
        fs::remove_dir_all(folder)?;
    }
    for (name, content) in files {
        put_compressed(&folder.join(name), content)?;
    }
    fs::write(stamp_file, stamp)?;
    Ok(())
}

/// Writes a file with its compressed copies; only the manifest, which is never served, has none.
fn put_compressed(path: &Path, content: &[u8]) -> Result<(), Fault> {
    put(path, content)?;
    if !path.ends_with("manifest.toml") {
        put(&compress::beside(path, "br"), &brotli(content)?)?;
        put(&compress::beside(path, "gz"), &gzip(content)?)?;
    }
    Ok(())
}

fn put(path: &Path, content: &[u8]) -> Result<(), Fault> {
    fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
    fs::write(path, content)?;
    Ok(())
}

/// Sixteen hex digits that change when any of the parts does.
fn short_hash(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let first = hash.finalize().first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    format!("{first:016x}")
}
