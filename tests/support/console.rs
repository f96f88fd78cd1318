//! The console as a member uses it: fields by their labels, buttons and links by their words.

use crate::collector::Collector;
use crate::page::Page;
use serde_json::{Value, json};

/// The first visible element of these kinds whose words are exactly these, as a JavaScript expression.
fn worded(selector: &str, words: &str) -> String {
    format!(
        "[...document.querySelectorAll('{selector}')].find(e => e.textContent.trim() === {} && e.getClientRects().length)",
        json!(words)
    )
}

/// The field with this label, as a JavaScript expression.
pub fn field(label: &str) -> String {
    format!("{}?.control", worded("label", label))
}

impl Page {
    /// Presses the button or follows the link with these words, once it can be.
    pub async fn press(&self, words: &str) {
        let element = worded("a, button, summary, [role=tab]", words);
        self.until(&format!("({element}) && !({element}).disabled")).await;
        self.click(&element).await;
    }

    /// Writes into an element in place of what is there.
    pub async fn fill(&self, element: &str, text: &str) {
        self.until(element).await;
        self.eval(&format!("(e => {{ e.focus(); e.select(); }})({element})")).await;
        self.write(text).await;
    }

    /// Chooses from a list by the value of the choice.
    pub async fn pick(&self, element: &str, value: &str) {
        self.until(element).await;
        let choose = "(e, v) => { e.value = v; e.dispatchEvent(new Event('change', {bubbles: true})); }";
        self.eval(&format!("({choose})({element}, {})", json!(value))).await;
    }

    /// Waits until the page says this.
    pub async fn says(&self, words: &str) {
        self.until(&format!("document.body.innerText.includes({})", json!(words))).await;
    }

    /// Whether a button or link with these words is offered.
    pub async fn offers(&self, words: &str) -> bool {
        self.eval(&format!("!!({})", worded("a, button, summary", words))).await == true
    }

    /// The code below this caption, as the copy button copies it.
    pub async fn code(&self, caption: &str) -> String {
        let figure = format!(
            "[...document.querySelectorAll('figure.code')].find(f => f.querySelector('figcaption span').textContent === {})",
            json!(caption)
        );
        self.until(&figure).await;
        self.text(&format!("({figure}).querySelector('code').textContent")).await
    }

    /// Follows a link whose secret, in the fragment, leaves the address at once.
    pub async fn follow(&self, link: &str) {
        self.call("Page.navigate", json!({"url": link})).await;
        let plain = link.split('#').next().unwrap_or_default();
        self.until(&format!("document.readyState === 'complete' && location.href.startsWith({})", json!(plain))).await;
    }

    /// Signs in to the console.
    pub async fn sign_in(&self, collector: &Collector, email: &str, password: &str) {
        self.goto(&collector.url("/console/sign-in")).await;
        self.fill(&field("E-mail address"), email).await;
        self.fill(&field("Password"), password).await;
        self.key("Enter").await;
    }

    /// Reads from the management API as the member who is signed in.
    pub async fn api(&self, path: &str) -> Value {
        self.eval(&format!("fetch({}).then(answer => answer.json())", json!(path))).await
    }

    /// Uncaught errors and what the Content-Security-Policy forbade.
    pub fn faults(&self) -> Vec<String> {
        let bad = |line: &String| line.contains("uncaught") || line.contains("Security Policy");
        self.log().into_iter().filter(bad).collect()
    }
}
