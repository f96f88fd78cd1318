//! What a fresh machine lacks: the wasm target, the standard library's source, browsers, PostgreSQL, Node packages for tests.
//!
//! On Debian and Ubuntu as root (or with passwordless sudo) system packages are installed; elsewhere the fault names exactly what to install.

use crate::{Fault, process};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The version of axe-core that checks accessibility; also part of its folder's name.
const AXE_VERSION: &str = "4.11.0";

/// The version of the TypeScript compiler that checks the declarations; also part of its folder's name.
const TYPESCRIPT_VERSION: &str = "5.9.3";

/// Adds to the toolchain what it lacks for WASM: the target, and the source of the standard library, which the engine is
/// built with.
pub fn wasm_target() -> Result<(), Fault> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output()?;
    let rustlib = Path::new(String::from_utf8_lossy(&sysroot.stdout).trim()).join("lib/rustlib");
    for (held, verb, name) in [
        ("wasm32-unknown-unknown/lib", "target", "wasm32-unknown-unknown"),
        ("src/rust/library/Cargo.lock", "component", "rust-src"),
    ] {
        if !rustlib.join(held).exists() {
            process::run(Command::new("rustup").args([verb, "add", name])).map_err(|fault| {
                format!(
                    "{fault}\nThe Rust {verb} {name} is needed; without rustup, install it as your Rust was installed."
                )
            })?;
        }
    }
    Ok(())
}

/// Finds Chromium or Chrome, installing Debian's where it may.
pub fn chromium() -> Result<PathBuf, Fault> {
    let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    program("WAYMARK_CHROMIUM", &names, "chromium", "Chromium (or set WAYMARK_CHROMIUM to its path)")
}

/// Finds Firefox, installing Debian's where it may.
pub fn firefox() -> Result<PathBuf, Fault> {
    program(
        "WAYMARK_FIREFOX",
        &["firefox-esr", "firefox"],
        "firefox-esr",
        "Firefox (or set WAYMARK_FIREFOX to its path)",
    )
}

/// Finds WebKitGTK's driver, which brings the browser, and the display it needs, installing Debian's where it may; `None` where
/// whoever runs this has said `WAYMARK_WEBKIT=none`, since not every machine can have them.
pub fn webkit() -> Result<Option<PathBuf>, Fault> {
    if std::env::var_os("WAYMARK_WEBKIT").is_some_and(|wish| wish == "none") {
        return Ok(None);
    }
    let or_without = "(or set WAYMARK_WEBKIT to its path, or to `none` to go without)";
    if find("Xvfb").is_none() {
        install("xvfb", &format!("Xvfb, the display for WebKit {or_without}"))?;
    }
    let what = format!("WebKitWebDriver {or_without}");
    program("WAYMARK_WEBKIT", &["WebKitWebDriver"], "webkit2gtk-driver", &what).map(Some)
}

/// Finds a program: where the variable says, else by one of its names, else from a package of Debian's.
fn program(variable: &str, names: &[&str], package: &str, what: &str) -> Result<PathBuf, Fault> {
    if let Some(path) = std::env::var_os(variable) {
        return Ok(path.into());
    }
    let found = || names.iter().find_map(|name| find(name));
    if let Some(path) = found() {
        return Ok(path);
    }
    install(package, what)?;
    found().ok_or_else(|| format!("{package} was installed but is not on the PATH").into())
}

/// Finds the folder of PostgreSQL's server programs (initdb, postgres), installing Debian's where it may.
pub fn postgres() -> Result<PathBuf, Fault> {
    if let Some(folder) = postgres_folder() {
        return Ok(folder);
    }
    install("postgresql", "PostgreSQL 15 or later, the server programs initdb and postgres")?;
    postgres_folder().ok_or_else(|| "postgresql was installed but initdb was not found".into())
}

fn postgres_folder() -> Option<PathBuf> {
    if let Some(initdb) = find("initdb") {
        return initdb.canonicalize().ok()?.parent().map(Path::to_path_buf);
    }
    let mut versions: Vec<PathBuf> =
        std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|e| e.path().join("bin")).collect();
    versions.retain(|folder| folder.join("initdb").is_file());
    versions.sort();
    versions.pop()
}

/// Finds axe-core's script.
pub fn axe() -> Result<PathBuf, Fault> {
    node_file("axe-core", AXE_VERSION, "axe.min.js")
}

/// Finds the TypeScript compiler's script.
pub fn typescript() -> Result<PathBuf, Fault> {
    node_file("typescript", TYPESCRIPT_VERSION, "lib/tsc.js")
}

/// Finds a file of a Node package, fetching the package by npm into the target folder where it is missing.
fn node_file(package: &str, version: &str, file: &str) -> Result<PathBuf, Fault> {
    let folder = process::target().join(format!("{package}-{version}"));
    let file = folder.join("node_modules").join(package).join(file);
    if file.is_file() {
        return Ok(file);
    }
    if find("npm").is_none() {
        install("npm", "npm (it fetches what checks accessibility and the TypeScript declarations)")?;
    }
    std::fs::create_dir_all(&folder)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
        .arg(&folder)
        .arg(format!("{package}@{version}"));
    process::run(npm.stdout(Stdio::null()))?;
    Ok(file)
}

fn find(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn install(package: &str, what: &str) -> Result<(), Fault> {
    let missing = || format!("needed and not found: {what}. On Debian or Ubuntu: apt-get install {package}");
    if find("apt-get").is_none() {
        return Err(missing().into());
    }
    println!("installing {package}");
    let quiet = ["-o", "Dpkg::Use-Pty=0", "-q"];
    let apt = |arguments: &[&str]| {
        let root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.starts_with(b"0\n"));
        let mut command = Command::new(if root { "apt-get" } else { "sudo" });
        if !root {
            command.args(["-n", "apt-get"]);
        }
        process::run(command.args(quiet).args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null()))
    };
    apt(&["update"])
        .and_then(|()| apt(&["install", "-y", "--no-install-recommends", package]))
        .map_err(|fault| format!("{fault}\n{}", missing()).into())
}
