//! A folder of content files: `.toml` and `.json`, at any depth, one content, segment or goal each.
//!
//! What a file holds is told by its fields: `body` is a content's, `condition` a segment's, `sign` a goal's. Deliberately
//! absent: names of files with a meaning; the key inside counts.

use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::content::{Content, Goal, Segment};
use std::io;
use std::path::{Path, PathBuf};

/// What one file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A content.
    Content(Box<Content>),
    /// A segment.
    Segment(Segment),
    /// A goal.
    Goal(Goal),
}

/// A file with what it holds.
#[derive(Debug)]
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub item: Item,
}

/// Every file of a folder.
#[derive(Debug, Default)]
pub struct Folder {
    /// Those that could be read, by path.
    pub files: Vec<File>,
    /// Those that could not, and why.
    pub unreadable: Vec<(PathBuf, String)>,
}

impl Item {
    /// What it is called in lines for people, such as `segment paying`.
    pub fn name(&self) -> String {
        match self {
            Self::Content(content) => content.key.to_string(),
            Self::Segment(segment) => format!("segment {}", segment.key),
            Self::Goal(goal) => format!("goal {}", goal.key),
        }
    }

    /// Where it stands in the API, below `/api/`.
    pub fn address(&self) -> String {
        match self {
            Self::Content(content) => format!("content/{}", content.key),
            Self::Segment(segment) => format!("segments/{}", segment.key),
            Self::Goal(goal) => format!("goals/{}", goal.key),
        }
    }

    /// Segments and goals go before the contents that refer to them.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Segment(_) => 0,
            Self::Goal(_) => 1,
            Self::Content(_) => 2,
        }
    }

    /// The name of a new file for it, below the folder.
    pub fn file_name(&self) -> String {
        match self {
            Self::Content(content) => format!("{}.toml", content.key),
            other => format!("{}.toml", other.address()),
        }
    }

    /// As JSON, with every default written out.
    ///
    /// # Errors
    /// Never in practice.
    pub fn json(&self) -> Result<Value, serde_json::Error> {
        match self {
            Self::Content(content) => serde_json::to_value(content),
            Self::Segment(segment) => serde_json::to_value(segment),
            Self::Goal(goal) => serde_json::to_value(goal),
        }
    }
}

impl Folder {
    /// Reads every file; those that cannot be understood are listed, not fatal.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut paths = Vec::new();
        collect(folder, &mut paths)?;
        paths.sort();
        let mut read = Self::default();
        for path in paths {
            match parse(&path) {
                Ok(item) => match read.files.iter().find(|file| file.item.name() == item.name()) {
                    Some(other) => {
                        let fault = format!("{} is in {} already", item.name(), other.path.display());
                        read.unreadable.push((path, fault));
                    }
                    None => read.files.push(File { path, item }),
                },
                Err(fault) => read.unreadable.push((path, fault)),
            }
        }
        Ok(read)
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    let unreadable = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() && !hidden {
            collect(&path, paths)?;
        } else if is_toml(&path) || path.extension().is_some_and(|end| end == "json") {
            paths.push(path);
        }
    }
    Ok(())
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "toml")
}

fn parse(path: &Path) -> Result<Item, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let value: Value = if is_toml(path) {
        toml::from_str(&text).map_err(|error| error.to_string())?
    } else {
        serde_json::from_str(&text).map_err(|error| error.to_string())?
    };
    item(value)
}

/// Understands a value as what its fields say it is.
pub fn item(value: Value) -> Result<Item, String> {
    let has = |field: &str| value.get(field).is_some();
    match (has("body"), has("condition"), has("sign")) {
        (true, ..) => typed(value).map(|content| Item::Content(Box::new(content))),
        (_, true, _) => typed(value).map(Item::Segment),
        (_, _, true) => typed(value).map(Item::Goal),
        _ => Err("is neither content (body), segment (condition) nor goal (sign)".into()),
    }
}

fn typed<T: DeserializeOwned>(value: Value) -> Result<T, String> {
    serde_path_to_error::deserialize(value).map_err(|error| error.to_string())
}

/// Writes an item, as JSON or TOML as the file's name says, making folders where they are missing.
///
/// # Errors
/// When the file cannot be written.
pub fn write(path: &Path, item: &Item) -> io::Result<()> {
    let text = if is_toml(path) {
        match item {
            Item::Content(content) => toml::to_string_pretty(content),
            Item::Segment(segment) => toml::to_string_pretty(segment),
            Item::Goal(goal) => toml::to_string_pretty(goal),
        }
        .map_err(io::Error::other)?
    } else {
        serde_json::to_string_pretty(&item.json()?)? + "\n"
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::content::template;
    use shared::content::Kind;

    #[test]
    fn what_is_written_is_read_back_as_toml_and_json() {
        let folder = tempfile::tempdir().expect("a folder");
        for content in template::all() {
            let item = Item::Content(Box::new(content));
            for end in ["toml", "json"] {
                let path = folder.path().join(format!("file.{end}"));
                write(&path, &item).expect("written");
                assert_eq!(parse(&path), Ok(item.clone()), "{} as {end}", item.name());
            }
        }
    }

    #[test]
    fn the_examples_are_one_folder_in_which_every_guide_names_a_goal_that_is_there() {
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/content");
        let read = Folder::read(Path::new(examples)).expect("read");
        assert_eq!(read.unreadable, []);
        let items: Vec<&Item> = read.files.iter().map(|file| &file.item).collect();
        for file in &read.files {
            assert_eq!(file.path, Path::new(examples).join(file.item.file_name()), "a file is named by its key");
            let Item::Content(content) = &file.item else { continue };
            if matches!(content.body.kind(), Kind::Tour | Kind::Checklist) {
                let goal = content.goal.as_ref().expect("a goal").as_str();
                assert!(items.iter().any(|item| item.name() == format!("goal {goal}")), "{goal} of {}", content.key);
            }
        }
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_told_and_the_others_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        put("a.toml", "key = 'paying'\nname = 'Paying'\n[condition.person]\nname = 'plan'\ntest = 'present'\n");
        put("b.toml", "key = ");
        put("c.json", r#"{"key":"x"}"#);
        put("d.json", r#"{"key":"paying","name":"Again","condition":{"all":[]}}"#);
        put("e.json", r#"{"key":"Paying","name":"Bad key","condition":{"all":[]}}"#);
        put("notes.txt", "not content");
        let read = Folder::read(folder.path()).expect("read");
        assert_eq!(read.files.iter().map(|file| file.item.name()).collect::<Vec<_>>(), ["segment paying"]);
        let faults: Vec<&str> = read.unreadable.iter().map(|(_, fault)| fault.as_str()).collect();
        assert_eq!(faults.len(), 4, "{faults:#?}");
        assert!(faults[1].starts_with("is neither"), "{faults:#?}");
        assert!(faults[2].contains("already"), "{faults:#?}");
        assert!(faults[3].starts_with("key: "), "{faults:#?}");
    }
}
