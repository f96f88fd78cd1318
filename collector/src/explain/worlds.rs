//! All ways in which what is not known of a person may be, as far as it makes a difference to one content.
//!
//! Deliberately absent: likelihood. A link is known where every way gives the same.

use super::Asking;
use shared::content::audience::Device;
use shared::content::{Condition, Content};
use shared::targeting::Facts;
use shared::targeting::share::{Purpose, in_share};

/// Locales, devices and buckets that make a difference; one of each where it is known.
pub(super) struct Worlds {
    locales: Vec<String>,
    devices: Vec<Option<Device>>,
    buckets: Vec<String>,
}

impl Worlds {
    pub(super) fn of(asking: &Asking<'_>, content: &Content) -> Self {
        let (facts, unknown) = (&asking.facts, asking.unknown);
        let locales = if unknown.locale { locales(asking, content) } else { vec![facts.locale.to_owned()] };
        let devices = if unknown.device {
            [Device::Phone, Device::Tablet, Device::Desktop].map(Some).to_vec()
        } else {
            vec![facts.device]
        };
        let buckets = if unknown.bucket { buckets(content) } else { vec![facts.bucket.to_owned()] };
        Self { locales, devices, buckets }
    }

    /// The facts, once for each way; the first is the one that is most likely told elsewhere.
    pub(super) fn facts<'a>(&'a self, asking: &Asking<'a>) -> Vec<Facts<'a>> {
        let mut all = Vec::new();
        for locale in &self.locales {
            for device in &self.devices {
                for bucket in &self.buckets {
                    all.push(Facts { locale, device: *device, bucket, ..asking.facts });
                }
            }
        }
        all
    }
}

/// A locale that no condition names, and each that one names.
fn locales(asking: &Asking<'_>, content: &Content) -> Vec<String> {
    let mut found = vec![String::new()];
    named(&content.audience, &mut found);
    for segment in asking.served.segments.values() {
        named(&segment.condition, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn named(condition: &Condition, found: &mut Vec<String>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| named(part, found)),
        Condition::Not(part) => named(part, found),
        Condition::Locale(tags) => found.extend(tags.iter().cloned()),
        _ => {}
    }
}

/// One bucket for each pair of belonging to the sample and to the holdout that there is.
fn buckets(content: &Content) -> Vec<String> {
    /// So many are tried; a share of one in a thousand is met among them.
    const TRIED: u32 = 20_000;
    let family = content.key.as_str();
    let kind = |bucket: &str| {
        (
            in_share(content.sampling, Purpose::Sampling, family, bucket),
            in_share(content.holdout, Purpose::Holdout, family, bucket),
        )
    };
    let mut found: Vec<((bool, bool), String)> = Vec::new();
    for n in 0..TRIED {
        let bucket = n.to_string();
        let kind = kind(&bucket);
        if found.iter().all(|(known, _)| *known != kind) {
            found.push((kind, bucket));
        }
        if found.len() == 4 {
            break;
        }
    }
    found.into_iter().map(|(_, bucket)| bucket).collect()
}
