//! What a page that was opened with a debug token is told besides: the whole chain, for exactly what it says of itself.
//!
//! Deliberately absent: what happens in the page. The engine adds that where `waymark.explain` is called.

use crate::catalog::Served;
use crate::explain::{Asking, Unknown};
use shared::api::explain::{Place, Whom};
use shared::id::ContentKey;
use shared::session::{Resume, SessionRequest};
use shared::targeting::Facts;
use std::collections::BTreeMap;

/// A page knows everything of itself; nothing is open.
pub(super) fn asking<'a>(
    facts: &Facts<'a>,
    served: &'a Served,
    request: &SessionRequest,
    resumes: &'a BTreeMap<ContentKey, Resume>,
) -> Asking<'a> {
    let who = &request.who;
    let user = who.user_id.as_ref().map(ToString::to_string);
    let id = user.or_else(|| who.anonymous_id.as_ref().map(ToString::to_string));
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Asking {
        served,
        facts: *facts,
        unknown: Unknown::default(),
        whom: Whom {
            id: id.unwrap_or_default(),
            is_known: facts.first_seen.is_some(),
            company: who.company_id.as_ref().map(ToString::to_string),
            first_seen: facts.first_seen,
        },
        place: Place {
            url: given(&request.url),
            locale: given(&request.locale),
            device: request.device,
            heard_at: None,
        },
        resumes,
        resumes_only_there: false,
        history: &[],
    }
}
