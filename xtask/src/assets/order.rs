//! The order of functions in the WASM: alike beside alike, so that brotli finds what repeats. Measured: 3 % of the engine, 1.6 %
//! of the console.
//!
//! Functions are sorted by type and then by their bytes; where they are few enough, each is then followed by the one that is most
//! alike (another 0.4 % of the engine). Every index that names a function is changed with it. So their bytes change
//! too, and sorting again gives another order: of some rounds the one that compresses best is kept (another 0.2 %, and no luck
//! with how the compiler happened to order them). Deliberately absent: any other change. With the order left as it is, the output
//! is the input, byte by byte.

use super::compress::in_blocks;
use crate::Fault;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// Rounds of sorting; a round takes about a second.
const ROUNDS: usize = 4;
/// Functions that are chained at most: every pair of them is compared.
const MOST_CHAINED: usize = 4_000;
/// The size of blocks that rounds are compared with, as a power of two.
const BLOCK: i32 = 18;

/// The same WASM with its functions in the order, of those that were tried, that compresses best.
pub fn smallest(wasm: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut round = sorted(wasm)?;
    let mut best = (in_blocks(&round, BLOCK)?.len(), round.clone());
    for _ in 1..ROUNDS {
        round = sorted(&round)?;
        let size = in_blocks(&round, BLOCK)?.len();
        if size < best.0 {
            best = (size, round.clone());
        }
    }
    Ok(best.1)
}

/// The same WASM with its functions sorted.
pub fn sorted(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let mut sorter = survey(wasm).map_err(|error| error.to_string())?;
    let mut module = Module::new();
    sorter.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|error| error.to_string())?;
    Ok(module.finish())
}

/// Finds the functions and decides where each goes.
fn survey(wasm: &[u8]) -> Result<Sorter, wasmparser::BinaryReaderError> {
    let (mut imports, mut types, mut bodies) = (0, Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imports += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<_, _>>()?,
            Payload::CodeSectionEntry(body) => bodies.push(&wasm[body.range()]),
            _ => {}
        }
    }
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by_key(|&function| (types[function], bodies[function]));
    if order.len() <= MOST_CHAINED {
        order = chained(order, &types, &bodies);
    }
    let mut places = vec![0; order.len()];
    for (place, &function) in (imports..).zip(&order) {
        places[function] = place;
    }
    Ok(Sorter { imports, order, places, types })
}

/// The functions, each followed by the one of those left that has most in common with it: sequences of four bytes in both, as a
/// share of those in either, which counts half for one of another type.
fn chained(mut left: Vec<usize>, types: &[u32], bodies: &[&[u8]]) -> Vec<usize> {
    let pieces: Vec<Vec<u32>> = bodies.iter().map(|body| pieces(body)).collect();
    let mut chain = Vec::with_capacity(left.len());
    let mut best = 0;
    while !left.is_empty() {
        let last = left.remove(best);
        chain.push(last);
        let alike = |function: usize| {
            let both = in_both(&pieces[function], &pieces[last]);
            let either = (pieces[function].len() + pieces[last].len() - both).max(1);
            (both << (32 + u32::from(types[function] == types[last]))) / either
        };
        // Of equals the first counts.
        best = (0..left.len()).rev().max_by_key(|&place| alike(left[place])).unwrap_or_default();
    }
    chain
}

/// The sequences of four bytes in a function, each once, in order.
fn pieces(body: &[u8]) -> Vec<u32> {
    let mut pieces: Vec<u32> =
        body.windows(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

/// How many are in both of two ordered lists.
fn in_both(one: &[u32], other: &[u32]) -> usize {
    let (mut a, mut b, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        (a, b, both) = (a + usize::from(x <= y), b + usize::from(y <= x), both + usize::from(x == y));
    }
    both
}

/// Rewrites a module in the new order.
struct Sorter {
    /// How many functions are imported; their indices come first and stay.
    imports: u32,
    /// The functions in their new order.
    order: Vec<usize>,
    /// By function: its new index.
    places: Vec<u32>,
    /// By function: its type.
    types: Vec<u32>,
}

impl Reencode for Sorter {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        let own = index.checked_sub(self.imports).and_then(|own| self.places.get(usize::try_from(own).ok()?));
        Ok(own.copied().unwrap_or(index))
    }

    fn parse_function_section(
        &mut self,
        out: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for &function in &self.order {
            out.function(self.types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        out: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in self.order.clone() {
            utils::parse_function_body(self, out, bodies[function].clone())?;
        }
        Ok(())
    }
}
