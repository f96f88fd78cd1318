//! Running other programs: cargo, and what it built.

use crate::Fault;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_path_buf()
}

/// Where cargo builds to.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A cargo command in the workspace, with the assets to embed where given.
pub fn cargo(assets: Option<&Path>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    if let Some(assets) = assets {
        command.env("WAYMARK_ASSETS", assets);
    }
    command
}

/// Runs a command to its end; an exit code other than 0 is a fault that names the command.
pub fn run(command: &mut Command) -> Result<(), Fault> {
    let name = describe(command);
    let status = command.status().map_err(|error| format!("cannot start `{name}`: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` ended with {status}").into()) }
}

fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Builds the `waymark` binary with the assets inside and says where it is.
pub fn build_binary(assets: &Path, release: bool) -> Result<PathBuf, Fault> {
    let mut command = cargo(Some(assets));
    command.args(["build", "--package", "waymark-collector", "--bin", "waymark"]);
    if release {
        command.arg("--release");
    }
    run(&mut command)?;
    Ok(target().join(if release { "release" } else { "debug" }).join("waymark"))
}
