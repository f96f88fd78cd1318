//! The normal distribution and Student's t: distribution functions and quantiles, accurate to about twelve digits.
//!
//! Deliberately absent: a statistics crate. The console downloads this code as WASM, so it holds just what is used.

use std::f64::consts::PI;

/// The two-sided 95 % critical value of the normal distribution, 1.96.
pub const Z_95: f64 = 1.959_963_984_540_054;
/// The normal quantile of 0.8, for plans with 80 % power.
pub const Z_POWER_80: f64 = 0.841_621_233_572_914_3;

/// The standard normal distribution function.
///
/// Source: within five standard deviations the series of G. Marsaglia, "Evaluating the Normal Distribution", Journal of
/// Statistical Software 11(4), 2004; beyond, the continued fraction 26.2.14 of Abramowitz and Stegun.
pub fn normal_cdf(x: f64) -> f64 {
    if x.is_nan() {
        return f64::NAN;
    }
    let density = (-0.5 * x * x).exp() / (2.0 * PI).sqrt();
    if x.abs() > 5.0 {
        let mut fraction = x.abs();
        for k in (1..=60_u32).rev() {
            fraction = x.abs() + f64::from(k) / fraction;
        }
        let tail = density / fraction;
        return if x < 0.0 { tail } else { 1.0 - tail };
    }
    let (mut term, mut sum, mut odd) = (x, x, 1.0);
    while (term / sum).abs() > 1e-17 {
        odd += 2.0;
        term *= x * x / odd;
        sum += term;
    }
    (0.5 + sum * density).clamp(0.0, 1.0)
}

/// The two-sided p-value of a standard normal statistic.
pub fn normal_two_sided(z: f64) -> f64 {
    (2.0 * normal_cdf(-z.abs())).clamp(0.0, 1.0)
}

/// The standard normal quantile of `p`, infinite at 0 and 1.
///
/// Source: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37(3), 1988; relative accuracy about 1e-16.
pub fn normal_quantile(p: f64) -> f64 {
    if p.is_nan() || !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE);
    }
    let tail = p.min(1.0 - p);
    if tail <= 0.0 {
        return f64::INFINITY.copysign(q);
    }
    let r = (-tail.ln()).sqrt();
    let x = if r <= 5.0 { ratio(r - 1.6, &MIDDLE) } else { ratio(r - 5.0, &FAR) };
    x.copysign(q)
}

/// Numerator and denominator of a rational approximation, the highest power first.
type Rational = [[f64; 8]; 2];

fn ratio(r: f64, [above, below]: &Rational) -> f64 {
    let horner = |coefficients: &[f64; 8]| coefficients.iter().fold(0.0, |sum, c| sum * r + c);
    horner(above) / horner(below)
}

#[expect(clippy::excessive_precision, reason = "the digits as they were published")]
const CENTRE: Rational = [
    [
        2.509_080_928_730_122_7e3,
        3.343_057_558_358_812_8e4,
        6.726_577_092_700_870_1e4,
        4.592_195_393_154_987_1e4,
        1.373_169_376_550_946_1e4,
        1.971_590_950_306_551_4e3,
        1.331_416_678_917_843_8e2,
        3.387_132_872_796_366_5,
    ],
    [
        5.226_495_278_852_854_6e3,
        2.872_908_573_572_194_3e4,
        3.930_789_580_009_271_1e4,
        2.121_379_430_158_659_7e4,
        5.394_196_021_424_751_1e3,
        6.871_870_074_920_579_1e2,
        4.231_333_070_160_091_1e1,
        1.0,
    ],
];

#[expect(clippy::excessive_precision, reason = "the digits as they were published")]
const MIDDLE: Rational = [
    [
        7.745_450_142_783_414_1e-4,
        2.272_384_498_926_918_4e-2,
        2.417_807_251_774_506_1e-1,
        1.270_458_252_452_368_4,
        3.647_848_324_763_204_6,
        5.769_497_221_460_691,
        4.630_337_846_156_545_5,
        1.423_437_110_749_683_5,
    ],
    [
        1.050_750_071_644_416_9e-9,
        5.475_938_084_995_345e-4,
        1.519_866_656_361_645_7e-2,
        1.481_039_764_274_800_8e-1,
        6.897_673_349_851e-1,
        1.676_384_830_183_803_8,
        2.053_191_626_637_758_8,
        1.0,
    ],
];

#[expect(clippy::excessive_precision, reason = "the digits as they were published")]
const FAR: Rational = [
    [
        2.010_334_399_292_288_1e-7,
        2.711_555_568_743_487_6e-5,
        1.242_660_947_388_078_4e-3,
        2.653_218_952_657_612_4e-2,
        2.965_605_718_285_048_9e-1,
        1.784_826_539_917_291_3,
        5.463_784_911_164_114,
        6.657_904_643_501_103,
    ],
    [
        2.044_263_103_389_939_8e-15,
        1.421_511_758_316_446e-7,
        1.846_318_317_510_054_8e-5,
        7.868_691_311_456_132_6e-4,
        1.487_536_129_085_061_5e-2,
        1.369_298_809_227_358e-1,
        5.998_322_065_558_879e-1,
        1.0,
    ],
];

/// The two-sided p-value of a t statistic with `df` degrees of freedom (any positive real number).
///
/// Source: DLMF 8.17 with Student's t as a regularised incomplete beta, I(df / (df + t²); df / 2, 1/2); above 100,000
/// degrees of freedom the normal approximation 26.7.8 of Abramowitz and Stegun.
pub fn t_two_sided(t: f64, df: f64) -> f64 {
    if t.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if t.is_infinite() {
        return 0.0;
    }
    if df > 1e5 {
        return normal_two_sided(t * (1.0 - 0.25 / df) / (1.0 + t * t / (2.0 * df)).sqrt());
    }
    incomplete_beta(df / (df + t * t), df / 2.0, 0.5)
}

/// Student's t distribution function with `df` degrees of freedom.
pub fn t_cdf(t: f64, df: f64) -> f64 {
    let tail = 0.5 * t_two_sided(t, df);
    if t < 0.0 { tail } else { 1.0 - tail }
}

/// The quantile of `p` of Student's t with `df` degrees of freedom.
///
/// Newton's method from the normal quantile: to the right of 0 the distribution function is concave and the t quantile lies
/// beyond the normal one, so every step approaches it from the same side and none overshoots.
pub fn t_quantile(p: f64, df: f64) -> f64 {
    if p.is_nan() || !(0.0..=1.0).contains(&p) || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    let tail = p.min(1.0 - p);
    if tail <= 0.0 {
        return f64::INFINITY.copysign(p - 0.5);
    }
    let half = f64::midpoint(df, 1.0);
    let ln_scale = ln_gamma(half) - ln_gamma(df / 2.0) - 0.5 * (df * PI).ln();
    let mut t = normal_quantile(1.0 - tail).max(0.0);
    for _ in 0..200 {
        let density = (ln_scale - half * (t * t / df).ln_1p()).exp();
        let step = (0.5 * t_two_sided(t, df) - tail) / density;
        t += step;
        if step.abs() <= 1e-13 * t.abs() {
            break;
        }
    }
    t.copysign(p - 0.5)
}

/// The regularised incomplete beta function I(x; a, b).
///
/// Source: continued fraction DLMF 8.17.22, evaluated by Lentz's method, on the side where it converges quickly.
#[expect(clippy::many_single_char_names, reason = "the names of the source")]
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(1.0 - x, b, a);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp() / a;
    let away_from_zero = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let (mut c, mut d) = (1.0, 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    for step in 1..=300_u32 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        fraction *= c * d;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        fraction *= c * d;
        if (c * d - 1.0).abs() < 1e-16 {
            break;
        }
    }
    (front * fraction).clamp(0.0, 1.0)
}

/// The logarithm of the gamma function for positive `x`.
///
/// Source: Stirling's series (DLMF 5.11.1), after moving `x` above 12 with Γ(x + 1) = x Γ(x).
pub(super) fn ln_gamma(x: f64) -> f64 {
    let (mut z, mut shift) = (x, 1.0_f64);
    while z < 12.0 {
        shift *= z;
        z += 1.0;
    }
    let w = 1.0 / (z * z);
    let series = (1.0 / 12.0 - w * (1.0 / 360.0 - w * (1.0 / 1260.0 - w * (1.0 / 1680.0 - w / 1188.0)))) / z;
    (z - 0.5) * z.ln() - z + 0.5 * (2.0 * PI).ln() + series - shift.ln()
}
