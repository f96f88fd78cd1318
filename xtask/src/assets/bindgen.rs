//! From a crate to what the browser loads: cargo, wasm-bindgen, the guard, the minifier.
//!
//! **The guard.** A panic in WASM is a trap. It would reach the host's `window.onerror` and leave the module running in an
//! undefined state. All calls from the page into WASM go through the exports, closures included, so the glue's one
//! assignment of the exports is replaced by a guarded copy: after the first trap every call is a no-op and the function given to
//! `on_trap` is called once. A trap below other WASM frames is thrown on until it has left the outermost. An exception thrown by the host's own code on the way counts as a trap too, because it
//! unwinds through WASM frames that cannot clean up.
//!
//! **The engine's standard library.** A panic's message is for nobody in a host page: the guard sees the trap alone. So the
//! engine is built with a standard library of its own, in which a panic traps at once, without the code that formats and
//! locates it; 7 % of the engine. These switches of the compiler are not stable yet, hence `RUSTC_BOOTSTRAP`; with the toolchain
//! pinned they mean one thing. The console keeps the usual library, and its messages.

use super::{Bundle, minify, order, shorten, words};
use crate::{Fault, process};
use std::fs;
use wasm_bindgen_cli_support::Bindgen;

/// Follows the glue's instance assignment; a change in wasm-bindgen fails the build instead of losing the guard.
const ASSIGNMENT: &str = "wasm = instance.exports;";

/// Where the files of the widget's own words are named.
const TONGUES: &str = "const TONGUES = {};";

const GUARD: &str = r"
let dead = false, depth = 0, trapped = () => {};
export function on_trap(fn) { trapped = fn; }
function guarded(exports) {
  const out = Object.create(null);
  for (const name of Object.keys(exports)) {
    const value = exports[name];
    out[name] = typeof value !== 'function' ? value : (...args) => {
      if (dead) return;
      depth++;
      try { return value(...args); } catch (error) {
        const first = !dead;
        dead = true;
        if (first) try { trapped(String(error && error.message || error)); } catch {}
        if (depth > 1) throw error;
      } finally { depth--; }
    };
  }
  return out;
}
";

/// A panic traps where it happens, and neither its place nor what would be printed takes room. A little more is inlined than
/// the compiler does for size: 0.7 % of the engine, found by trying.
const SILENT: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
     -Cllvm-args=--inline-threshold=10";

/// The standard library is built along, for room rather than for speed.
const OWN_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// Builds one wasm crate and its glue.
pub fn bundle(package: &str, file: &str, features: &[&str]) -> Result<Bundle, Fault> {
    let mut cargo = process::cargo(None);
    cargo.args(["build", "--target", "wasm32-unknown-unknown", "--profile", "wasm", "--package", package]);
    // Paths of this machine in panic locations are bytes for nobody.
    let mut flags = format!("--remap-path-prefix={}=", registry().display());
    if package == "waymark-widget" {
        cargo.arg("--lib").args(OWN_LIBRARY);
        flags = format!("{flags} {SILENT}");
    }
    // For the console too, which needs it for nothing: build scripts and macros are the same for both and built once.
    cargo.env("RUSTFLAGS", flags).env("RUSTC_BOOTSTRAP", "1");
    if !features.is_empty() {
        cargo.args(["--features", &features.join(",")]);
    }
    process::run(&mut cargo)?;
    let input = process::target().join("wasm32-unknown-unknown/wasm").join(format!("{file}.wasm"));
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(file, fs::read(&input)?);
    bindgen.web(true).map_err(|error| error.to_string())?;
    bindgen.typescript(false).remove_name_section(true).remove_producers_section(true).omit_default_module_path(true);
    let mut output = bindgen.generate_output().map_err(|error| format!("wasm-bindgen: {error:?}"))?;
    let (glue, wasm) = (output.js().to_owned(), output.wasm_mut().emit_wasm());
    let (glue, wasm) = if package == "waymark-widget" { engine(&glue, &wasm)? } else { (glue, order::sorted(&wasm)?) };
    Ok(Bundle { glue: minify::module(&glue)?.into_bytes(), wasm })
}

/// What only the engine needs: the guard, the loader's half, and every byte saved.
fn engine(glue: &str, wasm: &[u8]) -> Result<(String, Vec<u8>), Fault> {
    let guarded = attended(&guard(glue)?)?;
    let (glue, wasm) = shorten::names(&guarded, wasm).ok_or("the engine's import section is not as expected")?;
    let wasm = order::smallest(&wasm)?;
    Ok((glue, wasm))
}

/// The loader's half that is needed only once the engine runs travels in the engine's own module.
fn attended(glue: &str) -> Result<String, Fault> {
    let mut whole = glue.to_owned();
    for part in ["attendant", "pointer", "meter"] {
        whole += &fs::read_to_string(process::root().join(format!("widget/loader/{part}.js")))?;
    }
    if whole.matches(TONGUES).count() != 1 {
        return Err("the attendant no longer names the tongues where the build puts them in".into());
    }
    let named: Vec<String> = words::files()?.iter().map(|(tongue, name, _)| format!("{tongue}: \"{name}\"")).collect();
    Ok(whole.replace(TONGUES, &format!("const TONGUES = {{ {} }};", named.join(", "))))
}

/// Where cargo keeps the sources of crates.
fn registry() -> std::path::PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(std::path::PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    home.join("registry/src")
}

fn guard(glue: &str) -> Result<String, Fault> {
    if glue.matches(ASSIGNMENT).count() != 1 {
        return Err("wasm-bindgen's glue no longer assigns its exports where the guard is put in".into());
    }
    Ok(glue.replace(ASSIGNMENT, "wasm = guarded(instance.exports);") + GUARD)
}
