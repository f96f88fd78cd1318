//! A tab of any browser, as far as the main journeys need one: what Chromium's own [`crate::page::Page`] does, in the words that every
//! browser's automation understands.
//!
//! Deliberately absent: what only one protocol can do (networks, media, phones); those tests are Chromium's.

use crate::stage::ROOT;
use crate::{eventually, tour::is_beside};
use serde_json::{Value, json};

/// A tab.
#[expect(async_fn_in_trait, reason = "tests await on one thread; nobody needs these futures to be Send")]
pub trait Tab {
    /// Goes to an address and waits until the page has loaded.
    async fn goto(&self, url: &str);

    /// Evaluates a JavaScript expression; promises are awaited.
    ///
    /// # Errors
    /// What it threw, or that the page was left meanwhile.
    async fn try_eval(&self, script: &str) -> Result<Value, String>;

    /// Presses and releases the main mouse button here.
    async fn press_at(&self, x: i64, y: i64);

    /// Evaluates a JavaScript expression; panics when it throws.
    async fn eval(&self, script: &str) -> Value {
        self.try_eval(script).await.unwrap_or_else(|error| panic!("{script}\n{error}"))
    }

    /// Waits until a JavaScript condition holds. Navigation in between is fine.
    async fn until(&self, condition: &str) {
        eventually(condition, || async {
            self.try_eval(&format!("!!({condition})")).await.ok().filter(|value| value == &Value::Bool(true))
        })
        .await;
    }

    /// Presses the main mouse button in the middle of the element that the expression gives, once it is there and rests.
    async fn click(&self, element: &str) {
        self.until(&format!("({element})?.getClientRects().length")).await;
        let script = format!(
            "(async () => {{ const e = {element}; e.scrollIntoView({{block: 'nearest'}}); \
             await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); \
             const r = e.getBoundingClientRect(); return [Math.round(r.x + r.width / 2), Math.round(r.y + r.height / 2)]; }})()"
        );
        let middle = self.eval(&script).await;
        self.press_at(middle[0].as_i64().expect("x"), middle[1].as_i64().expect("y")).await;
    }

    /// Waits until a card or bubble of this heading can be seen.
    async fn heading_is(&self, heading: &str) {
        let shown = format!(
            "(() => {{ const h = {ROOT}?.querySelector('h2'); return h?.textContent === {} && h.getClientRects().length \
             && getComputedStyle(h).visibility === 'visible'; }})()",
            json!(heading)
        );
        self.until(&shown).await;
    }

    /// Waits until nothing of the widget can be seen.
    async fn nothing_shown(&self) {
        self.until(&format!("!{ROOT}?.querySelector('h2')?.getClientRects().length")).await;
    }

    /// Waits until a bubble can be seen beside the element that the expression gives.
    async fn beside(&self, target: &str) {
        self.until(&is_beside(target)).await;
    }

    /// Chooses a point of the scale.
    async fn choose(&self, score: u8) {
        self.click(&format!("{ROOT}.querySelector('input[value=\"{score}\"]')?.closest('label')")).await;
    }

    /// Presses the main button.
    async fn press_main(&self) {
        self.click(&format!("{ROOT}.querySelector('.buttons [data-look=main]')")).await;
    }

    /// Types a text where the focus is.
    async fn write(&self, text: &str);
}

/// An expression whose value, or what it promises, comes back as JSON text.
pub(crate) fn as_json(script: &str) -> String {
    format!("(async () => JSON.stringify((await ({script})) ?? null))()")
}
