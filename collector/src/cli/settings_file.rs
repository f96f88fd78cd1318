//! The settings file: TOML, one line per setting, named like the flag. Its values become the flags' defaults.
//!
//! Deliberately absent: a second list of settings. Which names there are is asked of the command line itself.

use clap::Command;
use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The file that `--config` or the variable names.
pub(super) fn named(arguments: &[OsString]) -> Option<PathBuf> {
    let mut rest = arguments.iter().skip(1);
    while let Some(argument) = rest.next() {
        let text = argument.to_string_lossy();
        if text == "--" {
            break;
        }
        if text == "--config" {
            return rest.next().map(PathBuf::from);
        }
        if let Some(file) = text.strip_prefix("--config=") {
            return Some(PathBuf::from(file));
        }
    }
    std::env::var_os("WAYMARK_CONFIG").filter(|file| !file.is_empty()).map(PathBuf::from)
}

/// The command with the file's values as defaults, in every sub-command that has the setting.
pub(super) fn apply(command: Command, file: &Path) -> Result<Command, Box<dyn Error>> {
    let at = |error: &dyn std::fmt::Display| format!("the settings file {}: {error}", file.display());
    let text = std::fs::read_to_string(file).map_err(|error| at(&error))?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| at(&error))?;
    table.into_iter().try_fold(command, |command, (name, value)| {
        let value = written(&value)
            .ok_or_else(|| at(&format!("{name} must be a text, a number, true or false, or a list of texts")))?;
        set(command, &name, &value)
            .ok_or_else(|| at(&format!("there is no setting {name}; `waymark serve --help` lists them")).into())
    })
}

/// The value as it would be written after the flag.
fn written(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(flag) => Some(flag.to_string()),
        toml::Value::Array(items) => {
            let items: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
            items.map(|items| items.join(","))
        }
        _ => None,
    }
}

/// Sets the default of one setting wherever it is a flag; `None` when it is one nowhere.
fn set(mut command: Command, name: &str, value: &str) -> Option<Command> {
    let having: Vec<(String, String)> = command
        .get_subcommands()
        .filter_map(|sub| {
            let flag = sub.get_arguments().find(|flag| flag.get_long() == Some(name) && name != "config")?;
            Some((sub.get_name().to_owned(), flag.get_id().to_string()))
        })
        .collect();
    if having.is_empty() {
        return None;
    }
    // The command line keeps its defaults for as long as the program runs.
    let value: &'static str = value.to_owned().leak();
    for (sub, flag) in having {
        command = command.mut_subcommand(sub, |sub| sub.mut_arg(flag, |flag| flag.default_value(value)));
    }
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Cli, Command as Chosen};
    use clap::{CommandFactory, FromArgMatches};

    fn parse(file: &str, arguments: &[&str]) -> Result<Cli, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("waymark.toml");
        std::fs::write(&path, file).expect("written");
        let command = apply(Cli::command(), &path).map_err(|error| error.to_string())?;
        let matches = command.try_get_matches_from(arguments).map_err(|error| error.to_string())?;
        Cli::from_arg_matches(&matches).map_err(|error| error.to_string())
    }

    #[test]
    fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
        let file = "retention-days = 400\nquarantine-days = 3\ntrusted-proxies = [\"10.0.0.0/8\", \"::1\"]\n";
        let cli = parse(file, &["waymark", "serve", "--retention-days", "90"]).expect("parses");
        let Chosen::Serve(serve) = cli.command else { panic!("serve was asked for") };
        assert_eq!((serve.settings.retention_days, serve.settings.quarantine_days), (90, 3));
        assert_eq!(serve.settings.trusted_proxies, ["10.0.0.0/8", "::1"]);
        assert_eq!(serve.settings.max_waiting, 4_096);
    }

    #[test]
    fn a_mistake_in_the_file_is_named() {
        for (file, expected) in [
            ("retention-day = 400", "there is no setting retention-day"),
            ("listen = 1979-05-27", "listen must be"),
            ("retention-days = \"many\"", "many"),
            ("retention-days", "settings file"),
        ] {
            let error = parse(file, &["waymark", "serve"]).expect_err(file);
            assert!(error.contains(expected), "{error}");
        }
    }
}
