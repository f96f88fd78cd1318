//! JavaScript as short as it goes: names, spaces and dead code.

use crate::Fault;
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// Minifies a classic script.
pub fn script(source: &str) -> Result<String, Fault> {
    minify(source, SourceType::cjs())
}

/// Minifies a module.
pub fn module(source: &str) -> Result<String, Fault> {
    minify(source, SourceType::mjs())
}

fn minify(source: &str, kind: SourceType) -> Result<String, Fault> {
    let allocator = Allocator::default();
    let mut parsed = Parser::new(&allocator, source, kind).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        return Err(format!("JavaScript does not parse: {problem:?}").into());
    }
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut parsed.program);
    let options = CodegenOptions::minify();
    Ok(Codegen::new().with_options(options).with_scoping(minified.scoping).build(&parsed.program).code)
}
