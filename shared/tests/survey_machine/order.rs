//! The order of shuffled options.

use std::collections::BTreeMap;
use waymark_shared::machine::survey::shuffle;

/// A small generator with good low and high bits (SplitMix64); tests need repeatable numbers, not secrets.
fn numbers(mut seed: u64) -> impl FnMut() -> u32 {
    move || {
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((z ^ (z >> 31)) >> 32).unwrap()
    }
}

#[test]
fn every_order_of_four_options_is_equally_likely() {
    let (mut random, mut seen) = (numbers(1), BTreeMap::new());
    let rounds = 48_000;
    for _ in 0..rounds {
        let mut items = [0, 1, 2, 3];
        shuffle(&mut items, &mut random);
        *seen.entry(items).or_insert(0_i32) += 1;
    }
    assert_eq!(seen.len(), 24);
    let expected = f64::from(rounds) / 24.0;
    let chi_squared: f64 = seen.values().map(|n| (f64::from(*n) - expected).powi(2) / expected).sum();
    // The 99.9 % point of chi squared with 23 degrees of freedom is 49.7.
    assert!(chi_squared < 49.7, "{chi_squared}");
}

#[test]
fn extreme_random_numbers_keep_every_item() {
    for number in [0, 1, u32::MAX] {
        let mut items = [1, 2, 3, 4, 5];
        shuffle(&mut items, &mut || number);
        items.sort_unstable();
        assert_eq!(items, [1, 2, 3, 4, 5]);
    }
}
