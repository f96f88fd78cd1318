//! The TypeScript declarations say what a host may write, and the compiler holds it to that.
//!
//! Deliberately absent: what the calls do; the browser tests show it.

use std::path::Path;
use std::process::Command;
use waymark_tests::given;

#[test]
fn a_host_in_typescript_can_make_every_call_and_no_wrong_one() {
    let host = Path::new(env!("CARGO_MANIFEST_DIR")).join("declarations/host.ts");
    let mut compiler = Command::new("node");
    compiler.arg(given("WAYMARK_TSC")).args(["--noEmit", "--strict", "--exactOptionalPropertyTypes"]);
    compiler.args(["--skipDefaultLibCheck", "--lib", "es2020,dom", "--module", "es2020"]);
    let output = compiler.args(["--moduleResolution", "bundler"]).arg(host).output().expect("node runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert!(output.status.success());
}
