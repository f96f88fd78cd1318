//! The house rules that a machine can check, over every file of the repository.
//!
//! Deliberately absent: what the compiler, clippy and rustfmt already enforce.

use std::fs;
use std::path::{Path, PathBuf};

/// Lines past which a file must say in its `//!` why it is long.
const LONG_FILE: usize = 450;

struct Source {
    path: String,
    text: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lie in the workspace").to_path_buf()
}

/// Every Rust source of the workspace, by its path from the root.
fn sources() -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    for folder in ["shared", "widget", "console", "collector", "tests", "xtask"] {
        collect(&root.join(folder), &root, &mut found);
    }
    assert!(found.len() > 50, "the walk over the sources finds them");
    found
}

fn collect(folder: &Path, root: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder of the workspace").flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target" && name != "dist") {
                collect(&path, root, found);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a source is text");
            let path = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            found.push(Source { path, text });
        }
    }
}

/// The part of a source that ships: what stands before its unit tests.
fn shipped(source: &Source) -> &str {
    source.text.split("#[cfg(test)]").next().unwrap_or_default()
}

/// Fails with every offending place at once.
fn check(rule: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{rule}:\n  {}", offenders.join("\n  "));
}

fn lines_with<'a>(source: &'a Source, needle: &'a str) -> impl Iterator<Item = String> + 'a {
    shipped(source)
        .lines()
        .enumerate()
        .filter(move |(_, line)| line.contains(needle) && !line.trim_start().starts_with("//"))
        .map(|(number, _)| format!("{}:{}", source.path, number + 1))
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = sources().into_iter().filter(|s| !s.text.starts_with("//!")).map(|s| s.path).collect();
    check("a file opens with `//!`", &silent);
}

#[test]
fn modules_are_named_after_their_concept() {
    let banned = ["mod.rs", "utils.rs", "util.rs", "common.rs", "helpers.rs", "helper.rs", "manager.rs"];
    let offenders: Vec<_> = sources()
        .into_iter()
        .map(|s| s.path)
        .filter(|path| banned.iter().any(|name| path.ends_with(&format!("/{name}"))))
        .collect();
    check("no mod.rs, utils, common, helpers, manager", &offenders);
}

#[test]
fn a_long_file_gives_its_reason() {
    let reasoned = |s: &Source| s.text.lines().take_while(|l| l.starts_with("//!")).any(|l| l.contains("Long because"));
    let offenders: Vec<_> = sources()
        .iter()
        .filter(|s| s.text.lines().count() > LONG_FILE && !reasoned(s))
        .map(|s| format!("{} ({} lines)", s.path, s.text.lines().count()))
        .collect();
    check("a file past its length says `Long because …` in its `//!`", &offenders);
}

#[test]
fn crates_depend_in_one_direction() {
    let manifest = |name: &str| fs::read_to_string(root().join(name).join("Cargo.toml")).expect("a manifest");
    let mut offenders = Vec::new();
    for name in ["shared", "widget", "console", "collector"] {
        for other in ["widget", "console", "collector"] {
            let named = manifest(name)
                .lines()
                .any(|l| l.starts_with(&format!("{other}.")) || l.contains(&format!("waymark-{other}\" =")));
            if name != other && named {
                offenders.push(format!("{name} names {other}"));
            }
        }
    }
    check("widget, console and collector never import each other; shared imports none of them", &offenders);
}

#[test]
fn each_outside_world_is_named_in_one_place() {
    let rules: [(&str, &str, &[&str]); 4] = [
        ("sqlx::", "collector/src/", &["collector/src/store.rs", "collector/src/store/"]),
        (
            "axum::",
            "collector/src/",
            &[
                "collector/src/routes.rs",
                "collector/src/routes/",
                "collector/src/auth",
                "collector/src/error.rs",
                "collector/src/lib.rs",
                "collector/src/cli/demo",
            ],
        ),
        ("web_sys::", "widget/src/", &["widget/src/page/", "widget/src/lib.rs"]),
        ("std::time::SystemTime", "shared/src/", &[]),
    ];
    let mut offenders = Vec::new();
    for source in sources() {
        for (needle, within, allowed) in &rules {
            let inside = source.path.starts_with(within) && !allowed.iter().any(|place| source.path.starts_with(place));
            if inside {
                offenders.extend(lines_with(&source, needle).map(|place| format!("{place}: {needle}")));
            }
        }
    }
    check("the store names sqlx, routes name axum, the page edge names web-sys, shared has no clock", &offenders);
}

#[test]
fn nothing_is_unfinished_or_panics_by_habit() {
    let mut offenders = Vec::new();
    for source in sources().iter().filter(|s| s.path.contains("/src/")) {
        for needle in [".unwrap()", "todo!(", "unimplemented!(", "dbg!("] {
            offenders.extend(lines_with(source, needle).map(|place| format!("{place}: {needle}")));
        }
    }
    check("errors are returned, or `expect` names the invariant", &offenders);
}

#[test]
fn tests_wait_for_conditions_not_for_clocks() {
    let sleep = concat!("sleep", "(");
    let offenders: Vec<_> = sources()
        .iter()
        .filter(|s| s.path.starts_with("tests/") || s.path.starts_with("collector/tests/"))
        .flat_map(|s| lines_with(s, sleep).collect::<Vec<_>>())
        .collect();
    check("a test waits for what must happen", &offenders);
}

#[test]
fn public_claims_avoid_the_misused_name() {
    let phrase = concat!("NPS ", "Score");
    let offenders: Vec<_> = sources().iter().flat_map(|s| lines_with(s, phrase).collect::<Vec<_>>()).collect();
    check("the registered mark is used as its owners ask", &offenders);
}

/// The codes of the problems that a source of the collector answers with: the text after the call, or after its status.
fn problem_codes(text: &str) -> Vec<String> {
    let calls =
        ["bad_request(", "forbidden(", "conflict(", "unprocessable(", "unavailable(", "Error::new(", "Self::new("];
    let after = calls.iter().flat_map(|call| text.split(call).skip(1));
    after
        .filter_map(|rest| {
            let rest = rest.trim_start();
            let rest = if rest.starts_with("StatusCode::") { rest.split_once(',')?.1.trim_start() } else { rest };
            let (code, _) = rest.strip_prefix('"')?.split_once('"')?;
            Some(code.to_owned())
        })
        .collect()
}

#[test]
fn every_problem_of_the_collector_can_be_said_in_japanese() {
    let sources = sources();
    let said = &sources.iter().find(|source| source.path == "console/src/text/problem.rs").expect("the table").text;
    let mut codes: Vec<String> = sources
        .iter()
        .filter(|source| source.path.starts_with("collector/src/"))
        .flat_map(|source| problem_codes(shipped(source)))
        .collect();
    codes.sort();
    codes.dedup();
    assert!(codes.len() > 50, "the walk over the collector finds its problems: {codes:?}");
    let missing: Vec<String> = codes.into_iter().filter(|code| !said.contains(&format!("\"{code}\""))).collect();
    check("a member who reads Japanese meets English", &missing);
}
