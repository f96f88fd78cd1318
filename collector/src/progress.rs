//! Where a checklist stands, as a page that can be printed and handed to whoever decides: behind a signed, expiring address, without
//! an account.
//!
//! Deliberately absent: scripts, and anything but the list: what is done, since when and, where the session was signed, by whom.

use crate::signed;
use crate::state::SecretKey;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::content::Checklist;
use shared::event::ItemState;
use shared::id::ContentKey;
use shared::session::Progress;
use shared::text::{direction, fill_in, language};
use shared::time::{DAY_MS, Timestamp};
use std::fmt::Write as _;

/// How long an address is valid, milliseconds: long enough to be handed on.
const VALID_MS: i64 = 14 * DAY_MS;
const PURPOSE: &str = "progress";

/// What an address lets see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The workspace.
    pub workspace: String,
    /// The environment's key.
    pub environment: String,
    /// The checklist.
    pub content: ContentKey,
    /// Whose list it is: `u:` and the user id, or `a:` and the anonymous id.
    pub subject: String,
    /// The company they act for.
    pub company: Option<String>,
    /// Whether names are told.
    pub names: bool,
    /// The locale it is read in.
    pub locale: String,
}

impl Ticket {
    /// The address, relative to the loader's.
    pub fn address(&self, secret: &SecretKey, now: Timestamp) -> String {
        let [subject, company, locale] = [&self.subject, self.company.as_deref().unwrap_or_default(), &self.locale]
            .map(|text| URL_SAFE_NO_PAD.encode(text));
        let names = if self.names { "1" } else { "0" };
        let parts = [&*self.workspace, &*self.environment, self.content.as_str(), &subject, &company, names, &locale];
        format!("progress/{}", signed::sign(secret, PURPOSE, now.plus_ms(VALID_MS), &parts))
    }

    /// What an address lets see; `None` when it is not signed by this collector or has ended.
    pub fn verify(token: &str, secret: &SecretKey, now: Timestamp) -> Option<Self> {
        let (_, [workspace, environment, content, subject, company, names, locale]) =
            signed::verify(token, secret, PURPOSE, now)?;
        let text = |part: &str| String::from_utf8(URL_SAFE_NO_PAD.decode(part).ok()?).ok();
        Some(Self {
            workspace: workspace.to_owned(),
            environment: environment.to_owned(),
            content: ContentKey::new(content).ok()?,
            subject: text(subject)?,
            company: Some(text(company)?).filter(|company| !company.is_empty()),
            names: names == "1",
            locale: text(locale)?,
        })
    }
}

/// The words of the page.
struct Words {
    done: &'static str,
    open: &'static str,
    dropped: &'static str,
    of: fn(usize, usize) -> String,
    by: fn(&str) -> String,
    as_of: fn(&str) -> String,
}

const ENGLISH: Words = Words {
    done: "Done",
    open: "To do",
    dropped: "Left out",
    of: |done, of| format!("{done} of {of} done"),
    by: |name| format!("by {name}"),
    as_of: |day| format!("As of {day}"),
};
const JAPANESE: Words = Words {
    done: "完了",
    open: "未完了",
    dropped: "対象外",
    of: |done, of| format!("{of}件中{done}件 完了"),
    by: |name| format!("{name}さん"),
    as_of: |day| format!("{day}時点"),
};

const STYLE: &str = "body{max-width:42rem;margin:2.5rem auto;padding:0 1.25rem;color:#1b2127;\
    font:16px/1.6 system-ui,'Hiragino Sans','Noto Sans JP','Yu Gothic UI',sans-serif}h1{font-size:1.6rem;margin:0}\
    .who,.day{color:#59636e;margin:.25rem 0}progress{inline-size:100%;block-size:.6rem;accent-color:#0f766e}\
    table{inline-size:100%;border-collapse:collapse;margin-block-start:1.5rem}\
    th,td{text-align:start;padding:.6rem .5rem;border-block-end:1px solid #e3e7eb;vertical-align:top}th{font-weight:400}\
    td{white-space:nowrap;color:#59636e}.done th::before{content:'✓ '}.open th::before{content:'○ '}.dropped th::before{content:'– '}\
    .done td:first-of-type{color:#1b2127;font-weight:600}@media(prefers-color-scheme:dark){body{background:#1b1f24;color:#e8ebee}\
    th,td{border-color:#363d45}.done td:first-of-type{color:#e8ebee}}@media print{body{margin:0;background:none;color:#000}}";

/// The page. `title`: the list's heading as this person reads it; `who`: the name of the company or person, where it is known;
/// `value`: what stands for a variable in a title, which else has its default.
pub fn page(
    list: &Checklist,
    progress: &Progress,
    (locale, title, who): (&str, &str, &str),
    value: &dyn Fn(&str) -> Option<String>,
    now: Timestamp,
) -> String {
    let words = if language(locale) == "ja" { &JAPANESE } else { &ENGLISH };
    let (mut rows, mut done, mut of) = (String::new(), 0, 0);
    for item in &list.items {
        let found = progress.items.iter().find(|known| known.item == item.key);
        let state = match found {
            _ if item.from_start => ItemState::Done,
            Some(known) => known.state,
            None => ItemState::Open,
        };
        of += usize::from(state != ItemState::Dropped);
        done += usize::from(state == ItemState::Done);
        let (class, said) = match state {
            ItemState::Done => ("done", words.done),
            ItemState::Open => ("open", words.open),
            ItemState::Dropped => ("dropped", words.dropped),
        };
        let at = found.map(|known| day(known.at)).unwrap_or_default();
        let by = found.filter(|known| !known.by.is_empty()).map(|known| (words.by)(&known.by)).unwrap_or_default();
        let _ = write!(
            rows,
            "<tr class={class}><th scope=row>{}</th><td>{said}</td><td>{at}</td><td>{}</td></tr>",
            escaped(&fill_in(item.title.get(locale), value)),
            escaped(&by)
        );
    }
    let (title, who) = (escaped(&fill_in(title, value)), escaped(who));
    let (count, today) = ((words.of)(done, of), (words.as_of)(&day(now)));
    format!(
        "<!doctype html><html lang=\"{}\" dir={}><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <meta name=robots content=noindex><title>{title}</title><style>{STYLE}</style><h1>{title}</h1><p class=who>{who}</p>\
         <p>{count}</p><progress value={done} max={of} aria-label=\"{count}\"></progress><table>{rows}</table><p class=day>{today}</p></html>",
        escaped(locale),
        direction(locale).attribute()
    )
}

/// A day as `2026-11-26`, UTC.
fn day(at: Timestamp) -> String {
    at.to_iso().chars().take(10).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket() -> Ticket {
        Ticket {
            workspace: "w".into(),
            environment: "production".into(),
            content: ContentKey::new("set-up").expect("a key"),
            subject: "u:aoi@example.com".into(),
            company: Some("minato.example".into()),
            names: true,
            locale: "ja".into(),
        }
    }

    #[test]
    fn an_address_is_valid_until_it_ends_and_only_as_it_was_signed() {
        let secret = SecretKey::new(&[7; 32]).expect("long enough");
        let address = ticket().address(&secret, Timestamp(0));
        let token = address.strip_prefix("progress/").expect("where the page is");
        assert_eq!(Ticket::verify(token, &secret, Timestamp(VALID_MS - 1)), Some(ticket()));
        assert_eq!(Ticket::verify(token, &secret, Timestamp(VALID_MS)), None);
        assert_eq!(Ticket::verify(&token.replace("set-up", "set-ux"), &secret, Timestamp(0)), None);
    }

    #[test]
    fn what_people_wrote_is_text_on_the_page_and_nothing_else() {
        let list: Checklist = toml::from_str(
            "title = { en = 'x' }\n[[items]]\nkey = 'a'\ntitle = { en = '<script>1</script>' }\nby_hand = true",
        )
        .expect("a list");
        let value = |name: &str| (name == "person.name").then(|| "<b>".to_owned());
        let heading = "A & {{person.name|B}}{{company.name| C}}";
        let said = ("en", heading, "\"Acme\"");
        let page = page(&list, &Progress::default(), said, &value, Timestamp(1_790_000_000_000));
        assert!(page.contains("<h1>A &amp; &lt;b&gt;C</h1>"), "{page}");
        assert!(page.contains("&lt;script&gt;1") && page.contains("&quot;Acme&quot;"));
        assert!(page.contains("0 of 1 done") && page.contains("As of 2026-09-21") && !page.contains("<script>"));
    }
}
