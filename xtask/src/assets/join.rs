//! Joins the loader's modules into one classic script.
//!
//! The loader is written as modules so that each holds one concept, and ships as one script because a host adds one tag. Every
//! module's top-level names are unique, so joining is: each module once, after those it imports, without its `import` lines
//! and `export` words, in one function. Functions, which are known from the start wherever they stand, come last, so that the
//! other declarations become one: 1 % after brotli. A name declared twice fails the build in the minifier.
//! Deliberately absent: renamed imports, default exports, re-exports. The loader does without them, and so does this.

use crate::Fault;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Joins the module at `entry` and everything it imports.
pub fn classic_script(entry: &Path) -> Result<String, Fault> {
    let mut joined = Joined::default();
    append(entry, &mut joined)?;
    Ok(format!("(() => {{\n{}{}}})();\n", joined.others, joined.functions))
}

/// What is joined so far.
#[derive(Default)]
struct Joined {
    seen: BTreeSet<PathBuf>,
    /// Declared functions.
    functions: String,
    /// All other statements, in order.
    others: String,
}

fn append(file: &Path, joined: &mut Joined) -> Result<(), Fault> {
    if !joined.seen.insert(file.to_path_buf()) {
        return Ok(());
    }
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let (mut functions, mut others, mut import) = (String::new(), String::new(), String::new());
    let mut in_function = false;
    for line in text.lines() {
        if import.is_empty() && !line.starts_with("import ") {
            let line = line.strip_prefix("export ").unwrap_or(line);
            in_function |= line.starts_with("function ") || line.starts_with("async function ");
            let part = if in_function { &mut functions } else { &mut others };
            part.push_str(line);
            part.push('\n');
            in_function &= line.starts_with(' ') || !line.ends_with('}');
            continue;
        }
        import.push_str(line);
        if line.trim_end().ends_with(';') {
            append(&imported(file, &import)?, joined)?;
            import.clear();
        }
    }
    joined.functions.push_str(&functions);
    joined.others.push_str(&others);
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
