//! What lies behind the launcher: checklists and the resource centre.
//!
//! | module | protects |
//! |---|---|
//! | `list` | a checklist: what ticks it, on whatever device, for a person and for a company; its end |
//! | `help` | the resource centre: search, articles, starting things, how much guidance is wanted |
//! | `access` | perceiving and using all of it; nothing left, nothing running |

#[path = "desk/access.rs"]
mod access;
#[path = "desk/help.rs"]
mod help;
#[path = "desk/list.rs"]
mod list;

use waymark_tests::page::Page;
use waymark_tests::stage::{ROOT, Stage, document, says};

/// A checklist of three items (a head start, an event, by hand), with this at its head and within its body.
pub fn checklist(head: &str, body: &str) -> String {
    format!(
        "key = \"set-up\"\nname = \"Set-up\"\nowner = \"Success\"\ndecision = \"What to ease\"\n{head}\n\
         [body.checklist]\ntitle = {{ en = \"Get started\", ja = \"はじめに\", ar = \"البداية\" }}\n\
         text = {{ en = \"Three steps.\", ja = \"3つの手順です。\", ar = \"ثلاث خطوات.\" }}\n{body}\n\
         [[body.checklist.items]]\nkey = \"account\"\ntitle = {{ en = \"Make an account\", ja = \"登録する\", ar = \"إنشاء حساب\" }}\nfrom_start = true\n\
         [[body.checklist.items]]\nkey = \"send\"\ntitle = {{ en = \"Send something\", ja = \"送る\", ar = \"إرسال شيء\" }}\n\
         text = {{ en = \"Press **Act**.\", ja = \"**Act**を押します。\", ar = \"اضغط **Act**.\" }}\n\
         done = [{{ event = {{ name = \"sent\" }} }}]\naction = {{ url = \"/next\" }}\n\
         [[body.checklist.items]]\nkey = \"read\"\ntitle = {{ en = \"Read the rules\", ja = \"規則を読む\", ar = \"قراءة القواعد\" }}\nby_hand = true\nafter = [\"send\"]\n"
    )
}

/// A tab on a host page at this path where this person of `company-1` is signed in.
async fn as_person(stage: &Stage, page: Page, path: &str, person: &str) -> Page {
    let identify = format!("wm('identify','{person}',{{name:'{person}'}});wm('group','company-1',{{name:'One'}});");
    page.goto(&stage.site.put(path, &[], document(&stage.collector.snippet(), &identify))).await;
    page
}

trait Behind {
    /// Waits until the launcher says this.
    async fn launcher(&self, words: &str);
    /// Presses the button that begins with these words.
    async fn push(&self, words: &str);
}

impl Behind for Page {
    async fn launcher(&self, words: &str) {
        self.until(&format!("{ROOT}?.querySelector('.launcher')?.innerText.replace(/\\s+/g, ' ').includes('{words}')"))
            .await;
    }

    async fn push(&self, words: &str) {
        self.click(&says(words)).await;
    }
}
