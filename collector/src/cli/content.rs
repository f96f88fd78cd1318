//! `waymark content`: content as code. A folder of TOML or JSON files on one side, a collector on the other.
//!
//! | command | does | exits with 1 when |
//! |---|---|---|
//! | `check` | gives advice on the files, without a collector | a file cannot be read or has errors |
//! | `push` | writes what differs to the collector; publishes where `--publish` asks for it | something was refused |
//! | `pull` | writes what differs into the folder | the collector cannot be read |
//!
//! Deliberately absent: deleting. What is in the folder only, or at the collector only, is named and left alone.

mod difference;
pub(super) mod folder;
mod remote;

use super::say;
use crate::routes::content::reference;
use clap::{Args, Subcommand};
use folder::{File, Folder, Item};
use remote::{Remote, Saved};
use shared::id::ContentKey;
use shared::lint::{Advice, Severity, lint, lint_goal, lint_segment};
use std::error::Error;
use std::path::{Path, PathBuf};

/// The flags of `waymark content`.
#[derive(Args, Debug)]
pub struct ContentCommand {
    /// What to do with the folder
    #[command(subcommand)]
    pub what: What,
}

/// What to do with the folder.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Give advice on the files, without a collector
    Check {
        /// Folder of .toml and .json files
        folder: PathBuf,
    },
    /// Write what differs to the collector (its API token is read from WAYMARK_TOKEN)
    Push {
        /// Folder of .toml and .json files
        folder: PathBuf,
        /// Where the collector is reached
        #[arg(long, env = "WAYMARK_URL", value_name = "URL")]
        url: String,
        /// Publish what differs to this environment
        #[arg(long, value_name = "ENVIRONMENT")]
        publish: Option<String>,
        /// Only say what would be done
        #[arg(long)]
        dry_run: bool,
    },
    /// Write what differs at the collector into the folder (its API token is read from WAYMARK_TOKEN)
    Pull {
        /// Folder of .toml and .json files
        folder: PathBuf,
        /// Where the collector is reached
        #[arg(long, env = "WAYMARK_URL", value_name = "URL")]
        url: String,
    },
}

/// Something was refused; the lines printed before say what.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Refused(String);

/// Does it.
///
/// # Errors
/// When a file or the collector cannot be read, or something was refused.
pub fn run(command: ContentCommand) -> Result<(), Box<dyn Error>> {
    match command.what {
        What::Check { folder } => check(&Folder::read(&folder)?),
        What::Push { folder, url, publish, dry_run } => {
            push(&Folder::read(&folder)?, &Remote::new(&url)?, publish.as_deref(), dry_run)
        }
        What::Pull { folder, url } => pull(&folder, &Remote::new(&url)?),
    }
}

fn check(folder: &Folder) -> Result<(), Box<dyn Error>> {
    let errors = report_unreadable(folder) + report_advice(folder, Severity::Hint);
    say!("{} files, {errors} errors", folder.files.len() + folder.unreadable.len());
    if errors > 0 { Err(Refused("some files cannot be published as they are".into()).into()) } else { Ok(()) }
}

fn report_unreadable(folder: &Folder) -> usize {
    for (path, fault) in &folder.unreadable {
        say!("{}: error unreadable: {fault}", path.display());
    }
    folder.unreadable.len()
}

/// Prints advice at least as severe as this, and counts the errors.
fn report_advice(folder: &Folder, least: Severity) -> usize {
    let mut errors = 0;
    for file in &folder.files {
        for advice in advice(file, folder).iter().filter(|advice| advice.severity <= least) {
            let severity = severity(advice.severity);
            say!("{}: {severity} {} at {}: {}", file.path.display(), advice.code, advice.at, advice.message);
            errors += usize::from(advice.severity == Severity::Error);
        }
    }
    errors
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// Advice on one file; what it refers to may be at the collector only, so a reference that leads nowhere is a warning here.
fn advice(file: &File, folder: &Folder) -> Vec<Advice> {
    match &file.item {
        Item::Segment(segment) => lint_segment(segment),
        Item::Goal(goal) => lint_goal(goal),
        Item::Content(content) => {
            let mut known = reference::Known::default();
            for file in &folder.files {
                match &file.item {
                    Item::Content(content) => {
                        known.contents.insert(content.key.clone());
                        known.aims.extend(content.goal.clone().map(|goal| (content.key.clone(), goal)));
                    }
                    Item::Segment(segment) => drop(known.segments.insert(segment.key.clone())),
                    Item::Goal(goal) => drop(known.goals.insert(goal.key.clone(), goal.clone())),
                }
            }
            let mut advice = lint(content);
            let elsewhere = reference::advice(content, &known).into_iter();
            advice
                .extend(elsewhere.map(|advice| Advice { severity: advice.severity.max(Severity::Warning), ..advice }));
            advice
        }
    }
}

fn push(folder: &Folder, remote: &Remote, publish: Option<&str>, dry_run: bool) -> Result<(), Box<dyn Error>> {
    if let Some(environment) = publish {
        let known = remote.environments()?;
        if !known.iter().any(|key| key == environment) {
            let known = known.join(", ");
            return Err(
                Refused(format!("there is no environment {environment}, only {known}; nothing was sent")).into()
            );
        }
    }
    if report_unreadable(folder) + report_advice(folder, Severity::Error) > 0 {
        return Err(Refused("some files cannot be published as they are; nothing was sent".into()).into());
    }
    let mut refused = 0;
    // What contents refer to goes first.
    for rank in 0..=2 {
        for file in folder.files.iter().filter(|file| file.item.rank() == rank) {
            if let Err(fault) = push_one(file, remote, publish, dry_run) {
                say!("! {}: {fault}", file.item.name());
                refused += 1;
            }
        }
    }
    for item in remote.all()?.iter().filter(|item| !folder.files.iter().any(|file| file.item.name() == item.name())) {
        say!("? {} is at the collector only", item.name());
    }
    if refused > 0 { Err(Refused(format!("{refused} files were refused")).into()) } else { Ok(()) }
}

fn push_one(file: &File, remote: &Remote, publish: Option<&str>, dry_run: bool) -> Result<(), Box<dyn Error>> {
    let (name, new) = (file.item.name(), file.item.json()?);
    let saved = remote.find(&file.item)?;
    match &saved {
        None => say!("+ {name}"),
        Some(saved) => {
            let changes = difference::between(&saved.json, &new);
            say!("{} {name}", if changes.is_empty() { '=' } else { '~' });
            for change in &changes {
                say!("    {change}");
            }
        }
    }
    let differs = saved.as_ref().is_none_or(|saved| saved.json != new);
    if differs && !dry_run {
        remote.write(&file.item, saved.as_ref())?;
    }
    match (&file.item, publish) {
        (Item::Content(content), Some(environment)) => {
            publish_one(&content.key, saved.as_ref(), differs, remote, environment, dry_run)
        }
        _ => Ok(()),
    }
}

fn publish_one(
    key: &ContentKey,
    saved: Option<&Saved>,
    differs: bool,
    remote: &Remote,
    environment: &str,
    dry_run: bool,
) -> Result<(), Box<dyn Error>> {
    if !differs && saved.is_some_and(|saved| saved.is_published(environment)) {
        return Ok(());
    }
    if dry_run {
        say!("    would be published to {environment}");
        return Ok(());
    }
    let version = remote.publish(key.as_str(), environment)?;
    say!("    published to {environment} as version {version}");
    Ok(())
}

fn pull(path: &Path, remote: &Remote) -> Result<(), Box<dyn Error>> {
    let folder = if path.exists() { Folder::read(path)? } else { Folder::default() };
    let unreadable = report_unreadable(&folder);
    if unreadable > 0 {
        return Err(Refused("repair or remove these files first; they could be overwritten".into()).into());
    }
    let items = remote.all()?;
    for item in &items {
        let name = item.name();
        match folder.files.iter().find(|file| file.item.name() == name) {
            Some(file) if file.item == *item => say!("= {name}"),
            Some(file) => {
                say!("~ {name}");
                for change in difference::between(&file.item.json()?, &item.json()?) {
                    say!("    {change}");
                }
                folder::write(&file.path, item)?;
            }
            None => {
                let file = path.join(item.file_name());
                say!("+ {name}");
                folder::write(&file, item)?;
            }
        }
    }
    for file in folder.files.iter().filter(|file| !items.iter().any(|item| item.name() == file.item.name())) {
        say!("? {} is in the folder only", file.item.name());
    }
    Ok(())
}
