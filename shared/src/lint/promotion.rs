//! Advice on what promotes something to buy: that it is marked as such, so that it waits while somebody struggles.
//!
//! The words are those of English and Japanese offers; they find the common ones, not every one. Deliberately absent: whether
//! selling there is wise.

use super::Findings;
use crate::content::tour::Leads;
use crate::content::{Body, Content, Kind, Step};
use crate::text::Text;

/// Words of an offer, in small letters.
const OFFERS: [&str; 14] = [
    "upgrade",
    "discount",
    "% off",
    "special offer",
    "limited offer",
    "buy now",
    "premium plan",
    "アップグレード",
    "割引",
    "キャンペーン",
    "上位プラン",
    "有料プラン",
    "お得",
    "特別価格",
];
/// Parts of addresses where something is bought.
const SHOPS: [&str; 4] = ["/pricing", "/upgrade", "/checkout", "/subscribe"];

pub(super) fn check(content: &Content, found: &mut Findings) {
    let kind = content.body.kind();
    if content.promotes {
        if matches!(kind, Kind::Article | Kind::ResourceCentre | Kind::Message) {
            let message =
                "Articles, resource centres and messages never wait; leave it out, or promote in an announcement.";
            found.warning("promotion_unheeded", "promotes", message);
        } else if !content.frequency.gate {
            let message = "It promotes something even while effort is high or a complaint is open; first the minus, then the plus.";
            found.warning("promotion_unheld", "frequency.gate", message);
        }
    } else if matches!(content.body, Body::Announcement(_) | Body::Banner(_) | Body::Hotspot(_) | Body::Tour(_))
        && content.body.steps().iter().any(offers)
    {
        let message =
            "It reads like an offer; say that it promotes something, so that it waits while somebody struggles.";
        found.hint("promotion_unmarked", "promotes", message);
    }
}

/// Whether a step speaks of an offer or leads to where something is bought.
fn offers(step: &Step) -> bool {
    let labels = step.buttons.iter().map(|button| &button.label);
    let says = [&step.title, &step.text].into_iter().chain(labels).any(speaks_of_offer);
    says || step.buttons.iter().any(|button| match &button.to {
        Leads::Url(url) | Leads::NewTab(url) => has_any(url, &SHOPS),
        _ => false,
    })
}

fn speaks_of_offer(text: &Text) -> bool {
    text.locales().any(|locale| has_any(&text.get(locale).to_lowercase(), &OFFERS))
}

fn has_any(said: &str, wanted: &[&str]) -> bool {
    wanted.iter().any(|wanted| said.contains(wanted))
}
