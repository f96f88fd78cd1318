//! Each link as a sentence, by its verdict and the facts behind it.
//!
//! Deliberately absent: lists below a sentence; those are [`super::link`]'s.

use crate::sentence;
use crate::text::{Lang, Words, explain as x, locale_name};
use shared::api::explain::{Explanation, Fact, Link, Resumes};
use shared::content::PerMille;
use shared::targeting::Reason;
use shared::targeting::chain::{Asked, Examined, Verdict};
use shared::time::Timestamp;

/// The sentences of a link.
pub fn link(lang: Lang, link: &Link) -> Vec<String> {
    let passes = link.verdict != Verdict::No;
    let either = |yes: Words, no: Words| vec![lang.say(if passes { yes } else { no }).to_owned()];
    if link.verdict == Verdict::HeldBack && link.fact == Fact::Nothing {
        return vec![lang.say(x::ANSWERS_HELD_BACK).to_owned()];
    }
    match &link.fact {
        Fact::Nothing => match link.reason {
            Reason::Stopped => either(x::RUNS, x::STOPPED),
            Reason::Paused => either(x::NOT_PAUSED, x::PAUSED),
            Reason::Refused => either(x::NOT_REFUSED, x::REFUSED),
            Reason::Guidance => either(x::GUIDANCE_WANTED, x::GUIDANCE_NOT_WANTED),
            Reason::Occupied => vec![lang.say(x::OCCUPIED).to_owned()],
            _ => vec![lang.say(x::OTHER_TAB).to_owned()],
        },
        Fact::Published(Some(version)) => vec![lang.fill(x::PUBLISHED, &[version])],
        Fact::Published(None) => vec![lang.say(x::UNPUBLISHED).to_owned()],
        Fact::Bound(at) => vec![bound(lang, link.reason, passes, *at)],
        Fact::Quota { most: None, .. } => vec![lang.say(x::NO_QUOTA).to_owned()],
        Fact::Quota { most: Some(most), counted } => vec![lang.fill(x::QUOTA, &[counted, most])],
        Fact::Consent { is_required, given, at } => vec![consent(lang, link.verdict, *is_required, *given, *at)],
        Fact::PrivacyControl { counts, is_sent } => vec![lang.say(privacy_control(*counts, *is_sent)).to_owned()],
        Fact::Audience(examined) => vec![lang.say(audience(examined, link.verdict)).to_owned()],
        Fact::Share { share, place, by_company } => self::share(lang, link, *share, *place, *by_company),
        Fact::Mark { at, until, .. } => vec![mark(lang, link, *at, *until)],
        Fact::Caps { .. } => caps(lang, &link.fact),
        Fact::Gate { counts: false, .. } => vec![lang.say(x::NO_GATE).to_owned()],
        Fact::Gate { days, .. } => vec![lang.fill(if passes { x::GATE_OPEN } else { x::GATE_SHUT }, &[days])],
        _ => in_page(lang, link),
    }
}

/// The links that a page decides.
fn in_page(lang: Lang, link: &Link) -> Vec<String> {
    match &link.fact {
        Fact::Pages(rules) if rules.is_empty() => vec![lang.say(x::PAGE_ANY).to_owned()],
        Fact::Pages(_) => vec![
            lang.say(match link.verdict {
                Verdict::Yes => x::PAGE_FITS,
                Verdict::No => x::PAGE_FITS_NOT,
                _ => x::PAGE_UNKNOWN,
            })
            .to_owned(),
        ],
        Fact::Cause { cause, at } => {
            let starts = lang.fill(x::STARTS, &[&sentence::cause(lang, cause)]);
            let last = at.map(|at| lang.fill(x::LAST_DONE, &[&lang.moment(at)]));
            std::iter::once(starts).chain(last).collect()
        }
        Fact::Delay(0) => vec![lang.say(x::NO_DELAY).to_owned()],
        Fact::Delay(ms) => vec![lang.fill(x::DELAY, &[&(f64::from(*ms) / 1000.0)])],
        Fact::Cancel(events) if events.is_empty() => vec![lang.say(x::NO_CANCEL).to_owned()],
        Fact::Cancel(events) => vec![lang.fill(x::CANCEL, &[&events.join(lang.comma())])],
        Fact::Ahead(ahead) => {
            let keys: Vec<String> = ahead.iter().map(ToString::to_string).collect();
            let first = (!keys.is_empty()).then(|| lang.fill(x::AHEAD, &[&keys.join(lang.comma())]));
            std::iter::once(lang.say(x::TURN).to_owned()).chain(first).collect()
        }
        _ => Vec::new(),
    }
}

fn bound(lang: Lang, reason: Reason, passes: bool, at: Option<Timestamp>) -> String {
    let (none, yes, no) = match reason {
        Reason::NotYet => (x::NO_BEGINNING, x::BEGUN, x::BEGINS),
        _ => (x::NO_END, x::ENDS, x::ENDED),
    };
    at.map_or_else(|| lang.say(none).to_owned(), |at| lang.fill(if passes { yes } else { no }, &[&lang.moment(at)]))
}

fn consent(lang: Lang, verdict: Verdict, required: bool, given: Option<bool>, at: Option<Timestamp>) -> String {
    let at = at.map(|at| lang.moment(at)).unwrap_or_default();
    match (required, given) {
        (false, _) => lang.say(x::NO_CONSENT).to_owned(),
        (true, Some(true)) => lang.fill(x::CONSENT_GIVEN, &[&at]),
        (true, Some(false)) => lang.fill(x::CONSENT_REFUSED, &[&at]),
        (true, None) if verdict == Verdict::Yes => lang.say(x::CONSENT_PAGE).to_owned(),
        (true, None) => lang.say(x::CONSENT_UNKNOWN).to_owned(),
    }
}

fn privacy_control(counts: bool, is_sent: Option<bool>) -> Words {
    match (counts, is_sent) {
        (false, _) => x::GPC_FREE,
        (true, None) => x::GPC_UNKNOWN,
        (true, Some(true)) => x::GPC_SENT,
        (true, Some(false)) => x::GPC_NOT_SENT,
    }
}

/// Whether nothing is asked.
pub fn is_everybody(examined: &Examined) -> bool {
    examined.asks == Asked::All && examined.parts.is_empty()
}

fn audience(examined: &Examined, verdict: Verdict) -> Words {
    match verdict {
        Verdict::Yes if is_everybody(examined) => x::FOR_EVERYBODY,
        Verdict::Yes => x::IN_AUDIENCE,
        Verdict::No => x::NOT_IN_AUDIENCE,
        Verdict::HeldBack => x::ANSWERS_HELD_BACK,
        Verdict::NotKnown | Verdict::NotAsked => x::AUDIENCE_UNKNOWN,
    }
}

fn share(lang: Lang, link: &Link, share: PerMille, place: Option<PerMille>, by_company: bool) -> Vec<String> {
    let is_sampling = link.reason == Reason::Sampling;
    if is_sampling && share >= 1000 || !is_sampling && share == 0 {
        return vec![lang.say(if is_sampling { x::NO_SAMPLE } else { x::NO_HOLDOUT }).to_owned()];
    }
    let percent = f64::from(share) / 10.0;
    let Some(place) = place else { return vec![lang.fill(x::NOT_DRAWN, &[&percent])] };
    let words = match (is_sampling, link.verdict) {
        (true, Verdict::No) => x::NOT_IN_SAMPLE,
        (true, _) => x::IN_SAMPLE,
        (false, Verdict::No) => x::HELD_OUT,
        (false, _) => x::NOT_HELD_OUT,
    };
    let said = lang.fill(words, &[&percent, &lang.decimal(f64::from(place) / 10.0, 1)]);
    std::iter::once(said).chain(by_company.then(|| lang.say(x::BY_COMPANY).to_owned())).collect()
}

fn mark(lang: Lang, link: &Link, at: Option<Timestamp>, until: Option<Timestamp>) -> String {
    let stands = link.verdict == Verdict::No;
    let (never, past, now) = match link.reason {
        Reason::Snoozed => (x::NOT_SNOOZED, x::WAS_SNOOZED, x::SNOOZED),
        Reason::DismissedLately => (x::NOT_DISMISSED, x::WAS_DISMISSED, x::DISMISSED),
        Reason::DisplayedBefore => (x::NOT_DISPLAYED, x::WAS_DISPLAYED, x::DISPLAYED),
        _ if until.is_some() => (x::NOT_ANSWERED, x::WAS_ANSWERED, x::ANSWERED_UNTIL),
        _ => (x::NOT_ANSWERED, x::WAS_ANSWERED, x::ANSWERED),
    };
    let times: Vec<String> = at.into_iter().chain(until).map(|at| lang.moment(at)).collect();
    let words = match times.is_empty() {
        true => never,
        false if stands => now,
        false => past,
    };
    let times: Vec<&dyn std::fmt::Display> = times.iter().map(|time| time as &dyn std::fmt::Display).collect();
    lang.fill(words, &times)
}

fn caps(lang: Lang, fact: &Fact) -> Vec<String> {
    let Fact::Caps { counts: true, per_day, today, surveys, survey_days, lately } = fact else {
        return vec![lang.say(x::UNCAPPED).to_owned()];
    };
    let day = lang.fill(x::CAP_DAY, &[&today.len(), per_day]);
    let surveys = surveys.map(|most| lang.fill(x::CAP_SURVEYS, &[&lately.len(), &most, survey_days]));
    std::iter::once(day).chain(surveys).collect()
}

/// Who it is about and where they are, as one line.
pub fn circumstances(lang: Lang, told: &Explanation) -> String {
    let person = &told.person;
    let who = match person.first_seen {
        Some(at) => lang.fill(x::SINCE, &[&person.id, &lang.date(at)]),
        None if person.is_known => person.id.clone(),
        None => lang.fill(x::NEVER_HEARD, &[&person.id]),
    };
    let place = &told.place;
    let heard = place.heard_at.map(|at| lang.fill(x::HEARD, &[&lang.moment(at)]));
    let parts = [
        Some(who),
        person.company.as_ref().map(|company| lang.fill(x::OF_COMPANY, &[company])),
        place.locale.as_ref().map(|tag| lang.fill(x::READS, &[&locale_name(tag)])),
        place.device.map(|device| lang.fill(x::USES, &[&lang.say(sentence::device_words(device))])),
    ];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(lang.comma());
    std::iter::once(line).chain(heard).collect::<Vec<_>>().join(lang.gap())
}

/// That a run goes on.
pub fn resumes(lang: Lang, resumes: &Resumes) -> String {
    let said = match &resumes.step {
        Some(step) => lang.fill(x::RESUMES_STEP, &[step]),
        None => lang.say(x::RESUMES).to_owned(),
    };
    let only = resumes.only_there.then(|| lang.say(x::RESUMES_ONLY).to_owned());
    std::iter::once(said).chain(only).collect::<Vec<_>>().join(lang.gap())
}
