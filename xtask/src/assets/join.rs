//! Joins the loader's modules into one classic script.
//!
//! The loader is written as modules so that each holds one concept, and ships as one script because a host adds one tag. Every
//! module's top-level names are unique, so joining is: each module once, after those it imports, without its `import` lines
//! and `export` words, in one function. A name declared twice fails the build in the minifier.
//! Deliberately absent: renamed imports, default exports, re-exports. The loader does without them, and so does this.

use crate::Fault;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Joins the module at `entry` and everything it imports.
pub fn classic_script(entry: &Path) -> Result<String, Fault> {
    let mut joined = String::from("(() => {\n'use strict';\n");
    append(entry, &mut BTreeSet::new(), &mut joined)?;
    joined.push_str("})();\n");
    Ok(joined)
}

fn append(file: &Path, seen: &mut BTreeSet<PathBuf>, joined: &mut String) -> Result<(), Fault> {
    if !seen.insert(file.to_path_buf()) {
        return Ok(());
    }
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let (mut body, mut import) = (String::new(), String::new());
    for line in text.lines() {
        if import.is_empty() && !line.starts_with("import ") {
            body.push_str(line.strip_prefix("export ").unwrap_or(line));
            body.push('\n');
            continue;
        }
        import.push_str(line);
        if line.trim_end().ends_with(';') {
            append(&imported(file, &import)?, seen, joined)?;
            import.clear();
        }
    }
    joined.push_str(&body);
    Ok(())
}

fn imported(file: &Path, import: &str) -> Result<PathBuf, Fault> {
    let name = import.split('\'').nth(1).and_then(|name| name.strip_prefix("./"));
    if import.contains(" as ") || import.contains("default") {
        return Err(format!("{}: only plain named imports can be joined: {import}", file.display()).into());
    }
    let name = name.ok_or_else(|| format!("{}: an import must name a file beside it: {import}", file.display()))?;
    Ok(file.with_file_name(name))
}
