//! Telling the vendor at once that somebody was handed over to a person: what is sent, how it is signed, when it is sent again.
//!
//! | module | does |
//! |---|---|
//! | [`address`] | which addresses may be sent to |
//! | [`post`] | one request, to the end |
//! | [`round`] | what is due, sent |
//!
//! Signed as Standard Webhooks says (<https://www.standardwebhooks.com>, 2023). This file is pure but for the fresh secret.
//! Deliberately absent: queueing, which is part of handing over (`store/notice.rs`); retries within a request; a proxy, which
//! would hide the address that is connected to.

pub mod address;
pub mod post;
pub mod round;

use crate::clock;
use crate::config::Settings;
use crate::store::notice::Letter;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use serde_json::json;
use sha2::Sha256;
use shared::api::webhook::{DeliveryFault, Notice, Opened};
use shared::id::RunId;
use shared::time::Timestamp;

/// What every secret begins with.
const PREFIX: &str = "whsec_";
/// Attempts before a notice is given up: with ten seconds before the second they span 23 hours.
pub const ATTEMPTS: u32 = 14;
/// The status with which a receiver says that it wants no more.
pub const GONE: u16 = 410;

/// A fresh secret: 256 random bits.
pub fn fresh_secret() -> String {
    format!("{PREFIX}{}", STANDARD.encode(clock::random::<32>()))
}

/// The value of `webhook-signature`; `None` for a secret that is not one. `seconds`: `webhook-timestamp`.
///
/// # Panics
/// Never: HMAC takes keys of any length.
pub fn sign(secret: &str, id: &str, seconds: i64, body: &str) -> Option<String> {
    let key = STANDARD.decode(secret.strip_prefix(PREFIX)?).ok()?;
    let mut keyed = Hmac::<Sha256>::new_from_slice(&key).expect("HMAC takes keys of any length");
    keyed.update(format!("{id}.{seconds}.{body}").as_bytes());
    Some(format!("v1,{}", STANDARD.encode(keyed.finalize().into_bytes())))
}

/// What a receiver knows the notice of a hand-over by: the same however often it is queued, another when the run hands over anew.
pub fn notice_id(run: RunId, at: Timestamp) -> String {
    format!("{run}-{}", at.0)
}

/// When a notice that was not taken at the `attempts`th time may be sent again; `None` when it is given up. Each wait is twice
/// the one before, starting at `first_ms`, up to a quarter shorter or longer by `chance`, so that many do not come together.
pub fn again(now: Timestamp, attempts: u32, first_ms: u64, chance: u8) -> Option<Timestamp> {
    if attempts >= ATTEMPTS {
        return None;
    }
    let wait = first_ms.saturating_mul(1 << attempts.saturating_sub(1));
    let wait = wait.saturating_mul(384 + u64::from(chance)) / 512;
    Some(now.plus_ms(i64::try_from(wait).unwrap_or(i64::MAX)))
}

/// What became of a request, in one sentence.
pub fn words(status: Option<u16>, fault: Option<DeliveryFault>) -> String {
    let told = match (status, fault) {
        (Some(200..=299), _) => return "It arrived.".into(),
        (Some(GONE), _) => "The receiver answered 410: it wants no more notices, so sending has stopped",
        (Some(300..=399), _) => {
            "The receiver sent it on to another address; enter that address, redirects are not followed"
        }
        (Some(401 | 403), _) => "The receiver refused it; it may not know this secret yet",
        (Some(404 | 405), _) => "There is nothing at this address that takes notices",
        (Some(429), _) => "The receiver takes no more for the moment",
        (Some(_), _) => "The receiver did not take it",
        (None, Some(DeliveryFault::UnknownHost)) => "No such host is known",
        (None, Some(DeliveryFault::PrivateAddress)) => {
            "The address lies in a private network; whoever runs this collector can allow that with --webhook-private true"
        }
        (None, Some(DeliveryFault::NotSecure)) => {
            "No secure connection can be made; the certificate may be wrong or out of date"
        }
        (None, Some(DeliveryFault::TimedOut)) => "Nothing was answered within ten seconds",
        (None, Some(DeliveryFault::Unreachable) | None) => "Nobody answers there",
    };
    match status.filter(|status| *status != GONE) {
        Some(status) => format!("{told} ({status})."),
        None => format!("{told}."),
    }
}

/// The notice of a letter; `console` is where the console is reached.
pub fn notice(environment: &str, run: &str, letter: Letter, console: &str) -> Notice {
    let data = Opened {
        environment: environment.to_owned(),
        content: letter.content,
        content_name: letter.content_name,
        why: letter.why.to_owned(),
        step: letter.step,
        person: letter.person,
        company: letter.company,
        company_name: letter.company_name,
        owner: letter.owner,
        url: format!("{}&run={run}", follow_ups(console, environment)),
    };
    Notice { kind: "follow_up.opened".into(), timestamp: letter.at.to_iso(), data }
}

/// The body of a test.
pub fn test_notice(environment: &str, at: Timestamp, console: &str) -> String {
    let data = json!({ "environment": environment, "url": follow_ups(console, environment) });
    json!({ "type": "webhook.test", "timestamp": at.to_iso(), "data": data }).to_string()
}

/// Where the console is reached: as the operator says, else as whoever saved the webhook reached it.
pub fn console(settings: &Settings, saved: &str) -> String {
    let public = settings.public_url.as_deref();
    public.map_or_else(|| saved.to_owned(), |url| format!("{}{}", url.trim_end_matches('/'), settings.base()))
}

fn follow_ups(console: &str, environment: &str) -> String {
    // Keys of environments and ids of runs hold nothing that a query may not.
    format!("{console}/console/follow-ups?environment={environment}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::HOUR_MS;

    #[test]
    fn a_signature_is_that_of_the_specification() {
        // The vector of the libraries at github.com/standard-webhooks.
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let signed = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed.as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        assert_eq!(sign("wk_id_x", "a", 0, ""), None);
        let (one, other) = (fresh_secret(), fresh_secret());
        assert!(one != other && sign(&one, "a", 0, "") != sign(&other, "a", 0, ""));
    }

    #[test]
    fn a_notice_is_sent_again_ever_later_for_about_a_day() {
        let spans = |chance: u8| {
            let mut now = Timestamp(0);
            let mut count = 1;
            while let Some(next) = again(now, count, 10_000, chance) {
                assert!(next > now);
                (now, count) = (next, count + 1);
            }
            (now.0, count)
        };
        let ((least, _), (usual, count), (most, _)) = (spans(0), spans(128), spans(255));
        assert_eq!((usual, count), (81_910_000, ATTEMPTS));
        assert!(least > 16 * HOUR_MS && most < 30 * HOUR_MS, "{least} {most}");
        assert_eq!(again(Timestamp(5), 1, 0, 255), Some(Timestamp(5)));
        assert!(again(Timestamp(0), 13, u64::MAX, 255).is_some(), "nothing overflows");
    }

    #[test]
    fn what_came_back_is_said_in_a_sentence() {
        for (status, fault, expected) in [
            (Some(204), None, "It arrived."),
            (Some(302), None, "redirects are not followed (302)."),
            (Some(410), None, "sending has stopped."),
            (Some(500), None, "did not take it (500)."),
            (None, Some(DeliveryFault::PrivateAddress), "--webhook-private true."),
            (None, Some(DeliveryFault::TimedOut), "within ten seconds."),
        ] {
            let said = words(status, fault);
            assert!(said.ends_with(expected), "{said}");
        }
    }

    #[test]
    fn a_link_leads_to_the_public_address_where_the_operator_says_it() {
        let mut settings = Settings::for_database("sqlite:x.db");
        assert_eq!(console(&settings, "http://10.0.0.9:8600"), "http://10.0.0.9:8600");
        settings.public_url = Some("https://guide.example.com".into());
        settings.base_path = "waymark/".into();
        assert_eq!(console(&settings, "http://10.0.0.9:8600"), "https://guide.example.com/waymark");
    }
}
