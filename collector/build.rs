//! Embeds the built loader, engine, console and examples: every file of the folder that `WAYMARK_ASSETS` names.
//!
//! Each file is embedded with its brotli and gzip copies, which stand beside it as `.br` and `.gz`. Without the variable
//! nothing is embedded and the collector says so where a browser asks. Deliberately absent: building or compressing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-env-changed=WAYMARK_ASSETS");
    let mut source = String::from("pub(super) static FILES: &[super::Embedded] = &[\n");
    if let Some(folder) =
        env::var_os("WAYMARK_ASSETS").map(PathBuf::from).filter(|folder| !folder.as_os_str().is_empty())
    {
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in files(&folder) {
            let name =
                file.strip_prefix(&folder).expect("the file lies in the folder").to_string_lossy().replace('\\', "/");
            writeln!(
                source,
                "    super::Embedded {{ name: {name:?}, plain: include_bytes!({:?}), brotli: {}, gzip: {} }},",
                file.display(),
                copy(&file, "br"),
                copy(&file, "gz"),
            )
            .expect("writing to a string cannot fail");
        }
    }
    source.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder")).join("assets.rs");
    fs::write(out, source).expect("the folder that cargo names can be written");
}

/// All files below a folder that are no compressed copies, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("WAYMARK_ASSETS: {}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path));
        } else if !is_copy(&path) {
            found.push(path);
        }
    }
    found
}

fn is_copy(path: &Path) -> bool {
    let compressed = path.extension().is_some_and(|end| end == "br" || end == "gz");
    compressed && path.with_extension("").exists()
}

fn copy(file: &Path, end: &str) -> String {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".");
    beside.push(end);
    let beside = PathBuf::from(beside);
    if beside.exists() { format!("Some(include_bytes!({:?}))", beside.display()) } else { "None".into() }
}
