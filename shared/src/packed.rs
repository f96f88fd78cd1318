//! Reads the compact form of a briefing, which is postcard's (<https://postcard.jamesmunns.com/wire-format>), for the engine.
//!
//! Serde's derived readers are made for any format and any failure; every type brings a reader with a way out after each
//! field, and together they were an eighth of the engine. Here a failure is remembered once, in the [`Reader`]: reading goes
//! on with empty values to the end, and only then says that it was for nothing. A list of fields that misses one does not
//! compile; that their order is postcard's is tested on arbitrary content (`tests/wire_format_round_trip.rs`).
//!
//! Deliberately absent: writing. The collector writes with postcard itself.

mod types;

use crate::map::Map;

/// What is still to be read, and whether it has failed.
pub struct Reader<'a> {
    rest: &'a [u8],
    failed: bool,
}

/// Something that can be read from the compact form.
pub trait Packed: Sized {
    /// Reads it; any value at all once the reader has failed.
    fn read(from: &mut Reader<'_>) -> Self;
}

/// Reads a whole; `None` if the bytes are not what postcard wrote of this type.
pub fn unpack<T: Packed>(bytes: &[u8]) -> Option<T> {
    let mut reader = Reader { rest: bytes, failed: false };
    let whole = T::read(&mut reader);
    (!reader.failed).then_some(whole)
}

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else {
            self.failed = true;
            return 0;
        };
        self.rest = rest;
        *first
    }

    /// A number of up to 64 bits, seven to a byte, the low ones first.
    #[inline(never)]
    fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= u64::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return number;
            }
            if shift > 63 {
                self.failed = true;
                return 0;
            }
        }
    }

    #[inline(never)]
    fn text(&mut self) -> String {
        let length = self.length();
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        let text = std::str::from_utf8(text);
        self.failed |= text.is_err();
        text.unwrap_or_default().to_owned()
    }

    /// A number of things that each take a byte at least; none when there cannot be so many.
    fn length(&mut self) -> usize {
        let length = usize::try_from(self.number()).unwrap_or(usize::MAX);
        if length > self.rest.len() {
            self.failed = true;
            return 0;
        }
        length
    }

    /// Refuses what was read.
    fn fail(&mut self) {
        self.failed = true;
    }
}

impl Packed for bool {
    fn read(from: &mut Reader<'_>) -> Self {
        from.byte() != 0
    }
}

impl Packed for u8 {
    fn read(from: &mut Reader<'_>) -> Self {
        from.byte()
    }
}

macro_rules! numbers {
    ($($kind:ty)*) => {$(
        impl Packed for $kind {
            fn read(from: &mut Reader<'_>) -> Self {
                Self::try_from(from.number()).unwrap_or_default()
            }
        }
    )*};
}
numbers!(u16 u32);

impl Packed for i64 {
    fn read(from: &mut Reader<'_>) -> Self {
        let number = from.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }
}

impl Packed for i16 {
    fn read(from: &mut Reader<'_>) -> Self {
        Self::try_from(i64::read(from)).unwrap_or_default()
    }
}

impl Packed for f64 {
    fn read(from: &mut Reader<'_>) -> Self {
        let mut bits = 0;
        for place in 0..8 {
            bits |= u64::from(from.byte()) << (8 * place);
        }
        Self::from_bits(bits)
    }
}

impl Packed for String {
    fn read(from: &mut Reader<'_>) -> Self {
        from.text()
    }
}

impl<T: Packed> Packed for std::sync::Arc<T> {
    fn read(from: &mut Reader<'_>) -> Self {
        Self::new(T::read(from))
    }
}

impl<T: Packed> Packed for Option<T> {
    fn read(from: &mut Reader<'_>) -> Self {
        (from.byte() != 0).then(|| T::read(from))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn read(from: &mut Reader<'_>) -> Self {
        let mut items = Self::new();
        for _ in 0..from.length() {
            items.push(T::read(from));
        }
        items
    }
}

impl<K: Packed + Ord, V: Packed> Packed for Map<K, V> {
    fn read(from: &mut Reader<'_>) -> Self {
        let mut entries = Self::new();
        for _ in 0..from.length() {
            let key = K::read(from);
            entries.insert(key, V::read(from));
        }
        entries
    }
}

impl<A: Packed, B: Packed, C: Packed> Packed for (A, B, C) {
    fn read(from: &mut Reader<'_>) -> Self {
        let (first, second) = (A::read(from), B::read(from));
        (first, second, C::read(from))
    }
}
