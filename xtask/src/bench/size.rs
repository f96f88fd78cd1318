//! What the browser downloads, in bytes, with the budgets that fail `cargo xtask test` when exceeded.

use crate::{Fault, assets, process, setup};
use std::path::Path;

/// One thing a browser downloads.
struct Item {
    name: &'static str,
    /// Files that belong to it: how their names begin and end.
    files: &'static [(&'static str, &'static str)],
    /// Most bytes, brotli.
    budget: u64,
}

const ITEMS: [Item; 4] = [
    // Meant to be 4 KB. Keeping every answer through crashes, consent and tabs took more; the gate holds what was reached.
    Item { name: "loader", files: &[("waymark", ".js")], budget: 4_480 },
    Item { name: "engine (WASM + glue)", files: &[("engine-", ".js"), ("engine-", "_bg.wasm")], budget: 110 * 1024 },
    // A person loads at most one; this is the largest.
    Item { name: "words of a further tongue", files: &[("words-ja-", ".json")], budget: 1_280 },
    Item {
        name: "console (WASM + glue + style)",
        files: &[("console/", ".js"), ("console/", ".wasm"), ("console/", ".css")],
        budget: 700 * 1024,
    },
];

/// Prints every size beside its budget.
pub fn print() -> Result<(), Fault> {
    within_budget()
}

/// Prints every size; a fault when one is over its budget.
pub fn within_budget() -> Result<(), Fault> {
    setup::wasm_target()?;
    let folder = assets::build()?;
    println!("{:<32}{:>10}{:>10}{:>10}{:>10}", "bytes", "raw", "gzip", "brotli", "budget");
    let mut over = Vec::new();
    for item in &ITEMS {
        let [raw, gzip, brotli] = ["", ".gz", ".br"].map(|ending| total(&folder, item, ending));
        let (raw, gzip, brotli) = (raw?, gzip?, brotli?);
        println!("{:<32}{raw:>10}{gzip:>10}{brotli:>10}{:>10}", item.name, item.budget);
        if brotli > item.budget {
            over.push(item.name);
        }
    }
    if over.is_empty() { Ok(()) } else { Err(format!("over budget: {}", over.join(", ")).into()) }
}

fn total(folder: &Path, item: &Item, ending: &str) -> Result<u64, Fault> {
    let mut sum = 0;
    for (begin, end) in item.files {
        let (within, begin) = begin.split_once('/').map_or(("", *begin), |(within, begin)| (within, begin));
        let end = format!("{end}{ending}");
        for entry in std::fs::read_dir(folder.join(within))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(begin) && name.ends_with(&end) {
                sum += entry.metadata()?.len();
            }
        }
    }
    if sum == 0 { Err(format!("{} is missing in {}", item.name, process::target().display()).into()) } else { Ok(sum) }
}
