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
    PerMille::try_from(scaled).expect("the upper half of a product with 1000 is below 1000")
}

/// Spreads every bit over all others (MurmurHash3, `fmix64`); FNV alone leaves its upper bits nearly equal for short texts.
fn finalise(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}
