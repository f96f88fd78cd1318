//! Short names for what the WASM imports. wasm-bindgen names each import by its JavaScript name and a hash, once in the glue
//! and once in the WASM; hashes do not compress, and they came to 4 KB of the engine.
//!
//! Deliberately absent: exports (the page calls them by name) and anything but the import section (number 2).

use std::fmt::Write as _;

/// The glue and the WASM with imports named `0`, `1`, `2` …; `None` if the WASM is not as expected.
pub fn names(glue: &str, wasm: &[u8]) -> Option<(String, Vec<u8>)> {
    let mut reader = Reader { bytes: wasm, at: 8 };
    let mut out = wasm.get(..8)?.to_vec();
    let mut glue = glue.to_owned();
    while reader.at < wasm.len() {
        let id = reader.byte()?;
        let length = reader.number()?;
        let section = reader.take(length)?;
        let section = if id == 2 { imports(section, &mut glue)? } else { section.to_vec() };
        out.push(id);
        write_number(&mut out, section.len());
        out.extend(section);
    }
    Some((glue, out))
}

/// The import section with short names, which are put into the glue as well.
fn imports(section: &[u8], glue: &mut String) -> Option<Vec<u8>> {
    let mut reader = Reader { bytes: section, at: 0 };
    let count = reader.number()?;
    let mut out = Vec::new();
    write_number(&mut out, count);
    for index in 0..count {
        let module = reader.text()?;
        let name = reader.text()?;
        let mut short = String::new();
        write!(short, "{index}").ok()?;
        // In the glue's import object a name is a key (`name: …`), and elsewhere part of no other name.
        let key = [name, ":"].concat();
        let short = if glue.contains(&key) {
            *glue = glue.replace(&key, &["\"", &short, "\":"].concat());
            short
        } else {
            name.to_owned()
        };
        write_text(&mut out, module);
        write_text(&mut out, &short);
        out.extend(reader.description()?);
    }
    Some(out)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|taken| taken[0])
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// What is imported: a function's type, a table, a memory, a global.
    fn description(&mut self) -> Option<&'a [u8]> {
        let from = self.at;
        match self.byte()? {
            0 => drop(self.number()?),
            kind @ (1 | 2) => {
                if kind == 1 {
                    self.byte()?;
                }
                let has_most = self.number()? & 1 == 1;
                self.number()?;
                if has_most {
                    self.number()?;
                }
            }
            3 => drop(self.take(2)?),
            _ => return None,
        }
        self.bytes.get(from..self.at)
    }
}

fn write_number(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or(0);
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    write_number(out, text.len());
    out.extend(text.as_bytes());
}
