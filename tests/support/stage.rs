//! The usual stage of a browser test: a collector with one published survey, a host site with the script tag, a tab.

use crate::browser::Browser;
use crate::collector::Collector;
use crate::page::Page;
use crate::site::Site;

/// The shadow root that the widget draws in, as a JavaScript expression.
pub const ROOT: &str = "document.querySelector('#waymark-host')?.shadowRoot";

/// A JavaScript expression for the first button of the widget that begins with these words.
pub fn says(words: &str) -> String {
    format!("[...({ROOT}?.querySelectorAll('button') ?? [])].find(button => button.textContent.startsWith('{words}'))")
}

/// A survey with every question that has a scale or text, started on every page; `trigger` replaces its trigger table.
pub fn nps(trigger: &str) -> String {
    format!(
        r#"
key = "nps"
name = "Recommendation"
owner = "Product"
decision = "What to mend next"
{trigger}
[frequency]
repeat = "until_answered"
[body.survey.privacy]
readers = {{ en = "The product team", ja = "プロダクト担当チーム" }}
[[body.survey.questions]]
key = "score"
title = {{ en = "How likely are you to recommend us?", ja = "お薦めいただく可能性はどのくらいありますか" }}
kind = {{ nps = {{}} }}
[[body.survey.questions]]
key = "why"
title = {{ en = "What is the main reason?", ja = "主な理由を教えていただけますか" }}
kind = {{ open = {{}} }}
[[body.survey.questions]]
key = "thanks"
title = {{ en = "Thank you", ja = "ありがとうございました" }}
kind = "thanks"
"#
    )
}

/// The trigger of a survey that starts when the page tracks `done`.
pub const ON_DONE: &str = "[trigger]\ncause = { event = { name = \"done\" } }";
/// The trigger of a survey that starts on every page.
pub const AT_ONCE: &str = "[trigger]\ncause = \"page\"";

/// A collector, a host site and a browser.
pub struct Stage {
    /// The collector.
    pub collector: Collector,
    /// The host site; `/` has the script tag and identifies `user-1` of `company-1`.
    pub site: Site,
    /// The browser.
    pub browser: Browser,
}

/// A host page with the script tag and these further scripts.
pub fn document(snippet: &str, script: &str) -> String {
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Host</title>\
         {snippet}<body><main><h1>Host</h1><p><label>Name <input id=name></label> <button id=act>Act</button></p></main>\
         <script>window.waymark=window.waymark||[];function wm(m,...a){{Array.isArray(waymark)?waymark.push([m,a,location.href,Date.now()]):waymark[m](...a)}}\n{script}</script>"
    )
}

/// What the usual host page says.
pub const IDENTIFY: &str = "wm('identify','user-1',{plan:'pro'});wm('group','company-1',{name:'One'});";

impl Stage {
    /// Sets the stage with these surveys (TOML).
    pub async fn set(surveys: &[&str]) -> Self {
        Self::set_with(surveys, &[]).await
    }

    /// The same with more flags for the collector.
    pub async fn set_with(surveys: &[&str], flags: &[&str]) -> Self {
        let site = Site::start().await;
        let origins = [site.origin()];
        let (collector, browser) = tokio::join!(Collector::spawn_with(&origins, flags), Browser::launch());
        for survey in surveys {
            collector.publish(survey).await;
        }
        site.put("/", &[], document(&collector.snippet(), IDENTIFY));
        Self { collector, site, browser }
    }

    /// A tab where nothing moves, whose person reads this language, with these media features, on the usual host page.
    pub async fn reader(&self, tag: &str, features: &[(&str, &str)]) -> Page {
        let page = self.browser.private_page().await;
        page.media(&[features, &[("prefers-reduced-motion", "reduce")]].concat()).await;
        let lang = format!(
            "document.addEventListener('readystatechange', () => {{ document.documentElement.lang = '{tag}'; }})"
        );
        page.before_load(&lang).await;
        page.goto(&format!("{}/", self.site.origin())).await;
        page
    }

    /// A tab on the usual host page.
    pub async fn open(&self) -> Page {
        let page = self.browser.page().await;
        page.goto(&format!("{}/", self.site.origin())).await;
        page
    }
}

impl Page {
    /// Waits until a card is displayed and has arrived.
    pub async fn card(&self) {
        self.until(&format!("{ROOT}?.querySelector('h2')?.getClientRects().length")).await;
    }

    /// Waits until nothing of the widget is displayed.
    pub async fn no_card(&self) {
        self.until(&format!("!{ROOT}?.querySelector('h2')?.getClientRects().length")).await;
    }

    /// The heading of the card.
    pub async fn heading(&self) -> String {
        self.text(&format!("{ROOT}?.querySelector('h2')?.textContent ?? ''")).await
    }

    /// Chooses a point of the scale with the mouse.
    pub async fn choose(&self, score: u8) {
        self.click(&format!("{ROOT}.querySelector('input[value=\"{score}\"]')?.closest('label')")).await;
    }

    /// Presses the main button of the card.
    pub async fn press_main(&self) {
        self.click(&format!("{ROOT}.querySelector('.buttons [data-look=main]')")).await;
    }

    /// Presses the close button of the card.
    pub async fn press_close(&self) {
        self.click(&format!("{ROOT}.querySelector('.close')")).await;
    }
}
