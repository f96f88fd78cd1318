//! Sampling and holdout: who belongs to a share, for good.
//!
//! The place of a person is `hash(purpose, family, bucket)` scaled to 0…999, and a share of `n` per mille takes the places
//! below `n`; so it only ever grows or shrinks at its edge. The hash is **stable for ever** (a change would move people
//! between the arms of running experiments; test vectors below): FNV-1a, 64 bits, over the UTF-8 of purpose, `0x1f`,
//! family, `0x1f`, bucket, then the 64-bit finaliser of MurmurHash3, then the upper half of the product with 1000.
//! The purpose and the family in the hash make sampling, holdout and different contents independent of each other.
//! Deliberately absent: making buckets. The store keeps one per person, or per company where `group` is used.

use crate::content::PerMille;

/// What a share is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The share of people content is for.
    Sampling,
    /// The share of people held out to measure lift.
    Holdout,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Sampling => "sampling",
            Self::Holdout => "holdout",
        }
    }
}

/// Whether the bucket belongs to the share of this size.
pub fn in_share(share: PerMille, purpose: Purpose, family: &str, bucket: &str) -> bool {
    share >= 1000 || (share > 0 && place(purpose, family, bucket) < share)
}

/// The place of a bucket, 0 to 999.
pub fn place(purpose: Purpose, family: &str, bucket: &str) -> PerMille {
    let parts = [purpose.name(), "\u{1f}", family, "\u{1f}", bucket];
    let bytes = parts.iter().flat_map(|part| part.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let scaled = (u128::from(finalise(hash)) * 1000) >> 64;
    // The upper half of a product with 1000 is below 1000, so the conversion never fails.
    PerMille::try_from(scaled).unwrap_or_default()
}

/// Spreads every bit over all others (MurmurHash3, `fmix64`); FNV alone leaves its upper bits nearly equal for short texts.
fn finalise(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> impl Iterator<Item = String> {
        (0..100_000).map(|n| format!("person-{n}"))
    }

    #[test]
    fn the_places_of_the_test_vectors_never_change() {
        for (purpose, family, bucket, expected) in [
            (Purpose::Sampling, "nps", "", 611),
            (Purpose::Sampling, "nps", "person-1", 244),
            (Purpose::Holdout, "nps", "person-1", 460),
            (Purpose::Sampling, "ces", "person-1", 78),
            (Purpose::Holdout, "onboarding", "0193a5c0-0000-7000-8000-000000000001", 116),
            (Purpose::Holdout, "満足度", "会社", 318),
        ] {
            assert_eq!(place(purpose, family, bucket), expected, "{purpose:?} {family} {bucket}");
        }
    }

    #[test]
    fn places_are_uniform_even_for_numbered_people() {
        let mut tenths = [0_u32; 10];
        for person in people() {
            tenths[usize::from(place(Purpose::Sampling, "nps", &person) / 100)] += 1;
        }
        // Chi-squared with 9 degrees of freedom stays below 27.9 in all but one of a thousand cases.
        let chi: f64 = tenths.iter().map(|n| (f64::from(*n) - 10_000.0).powi(2) / 10_000.0).sum();
        assert!(chi < 27.9, "{chi}: {tenths:?}");
    }

    #[test]
    fn sampling_holdout_and_contents_are_independent() {
        for (one, other) in [
            ((Purpose::Sampling, "nps"), (Purpose::Holdout, "nps")),
            ((Purpose::Sampling, "nps"), (Purpose::Sampling, "nps2")),
            ((Purpose::Holdout, "a"), (Purpose::Holdout, "b")),
        ] {
            let mut table = [[0_u32; 2]; 2];
            for person in people() {
                let in_one = in_share(300, one.0, one.1, &person);
                let in_other = in_share(300, other.0, other.1, &person);
                table[usize::from(in_one)][usize::from(in_other)] += 1;
            }
            let [[neither, second], [first, both]] = table.map(|row| row.map(f64::from));
            // The phi coefficient times the root of n is standard normal when independent.
            let margins = (first + both) * (second + neither) * (second + both) * (first + neither);
            let z = (both * neither - first * second) / margins.sqrt() * 100_000_f64.sqrt();
            assert!(z.abs() < 3.3, "{one:?} {other:?}: {z}");
            assert!((both / 100_000.0 - 0.09).abs() < 0.004, "{both}");
        }
    }

    #[test]
    fn a_growing_share_keeps_everybody_it_had() {
        for person in people().take(5_000) {
            assert!(!in_share(0, Purpose::Sampling, "nps", &person));
            assert!(in_share(1000, Purpose::Sampling, "nps", &person));
            if in_share(100, Purpose::Sampling, "nps", &person) {
                assert!(in_share(101, Purpose::Sampling, "nps", &person));
                assert!(in_share(500, Purpose::Sampling, "nps", &person));
            }
        }
    }
}
