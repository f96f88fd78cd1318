//! Medians and their intervals by table.
//!
//! Deliberately absent: ranks; those are tested in `shared`.

use super::*;

fn told(times: &[(Option<&str>, i64)]) -> Option<(f64, Option<(f64, f64)>)> {
    let median = seconds(times.to_vec())?;
    Some((median.value, median.range.map(|range| (range.low, range.high))))
}

#[test]
fn a_median_is_enclosed_by_two_of_the_values_themselves() {
    let alone = |n: i64| (1..=n).rev().map(|second| (None, 1_000 * second)).collect::<Vec<_>>();
    assert_eq!(told(&alone(4)), None);
    assert_eq!(told(&alone(5)), Some((3.0, None)));
    assert_eq!(told(&alone(6)), Some((3.5, Some((1.0, 6.0)))));
    assert_eq!(told(&alone(20)), Some((10.5, Some((6.0, 15.0)))));
}

#[test]
fn colleagues_who_take_alike_long_enclose_it_less_closely_and_few_companies_not_at_all() {
    let names: Vec<String> = (0..20).map(|company| format!("c{company:02}")).collect();
    let by = |companies: usize, alike: bool| {
        let size = 100 / companies;
        let one = |n: usize| {
            let company = if alike { n / size } else { n % companies };
            (Some(names[company].as_str()), 1_000 * i64::try_from(n + 1).expect("small"))
        };
        told(&(0..100).map(one).collect::<Vec<_>>()).expect("enough")
    };
    assert_eq!(by(20, false), (50.5, Some((39.0, 62.0))), "as strangers, but for Student's t");
    let (value, range) = by(20, true);
    let (low, high) = range.expect("twenty companies");
    assert!((value - 50.5).abs() < 1e-9 && low < 30.0 && high > 71.0, "{low} {high}");
    assert_eq!(by(5, true).1, None, "five companies say nothing of how alike colleagues are");
}
