//! Tours for browser tests, and what a bubble beside its target means in numbers.

use crate::page::Page;
use crate::stage::ROOT;

/// A tour of these steps (TOML tables `[[body.tour.steps]]`) that starts on every page.
pub fn tour(steps: &str) -> String {
    format!("key = \"tour\"\nname = \"Tour\"\nowner = \"Success\"\ndecision = \"What to teach\"\n{steps}")
}

/// A step with a bubble beside what the selectors find (a TOML list); `rest` goes on within the bubble's table.
pub fn beside(key: &str, selectors: &str, rest: &str) -> String {
    format!(
        "[[body.tour.steps]]\nkey = \"{key}\"\ntitle = {{ en = \"Step {key}\", ja = \"手順 {key}\", ar = \"الخطوة {key}\" }}\n\
         text = {{ en = \"What to do here.\", ja = \"ここで行うことです。\", ar = \"ما يجب فعله هنا.\" }}\n\
         [body.tour.steps.display.bubble]\ntarget = {{ selectors = {selectors} }}\n{rest}\n"
    )
}

/// A step in the middle of the page.
pub fn modal(key: &str) -> String {
    format!("[[body.tour.steps]]\nkey = \"{key}\"\ntitle = {{ en = \"Step {key}\" }}\ndisplay = \"modal\"\n")
}

/// What is true while a bubble can be seen beside the element that the expression gives: a gap as wide as the arrow, the
/// arrow's tip at the element's edge, everything within the window.
pub fn is_beside(target: &str) -> String {
    format!(
        "(() => {{ const root = {ROOT}; const card = root?.querySelector('.card[data-at=bubble]'); const target = {target};
        if (!card || !target || getComputedStyle(card).visibility !== 'visible') return false;
        const c = card.getBoundingClientRect(), t = target.getBoundingClientRect();
        const a = root.querySelector('.arrow').getBoundingClientRect();
        const [x, y] = [a.x + a.width / 2, a.y + a.height / 2];
        const gap = Math.max(c.left - t.right, t.left - c.right, c.top - t.bottom, t.top - c.bottom);
        const near = 2, along = x >= t.left - near && x <= t.right + near, across = y >= t.top - near && y <= t.bottom + near;
        const inside = c.left >= 0 && c.top >= 0 && c.right <= innerWidth + near && c.bottom <= innerHeight + near;
        return gap > 4 && gap < 24 && (along || across) && inside; }})()"
    )
}

impl Page {
    /// Waits until a bubble can be seen beside the element that the expression gives, and has come to rest there.
    pub async fn beside(&self, target: &str) {
        self.until(&is_beside(target)).await;
        // Two frames later it still is: nothing was on its way elsewhere.
        self.eval("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))").await;
        self.until(&is_beside(target)).await;
    }

    /// Waits until a step of this heading can be seen.
    pub async fn step(&self, heading: &str) {
        let seen = format!(
            "(() => {{ const h = {ROOT}?.querySelector('h2'); return h?.textContent === '{heading}' && getComputedStyle(h).visibility === 'visible'; }})()"
        );
        self.until(&seen).await;
    }

    /// Waits until nothing of the widget can be seen.
    pub async fn nothing_seen(&self) {
        let seen = format!(
            "[...({ROOT}?.querySelectorAll('.card, .beacon') ?? [])].some(e => e.checkVisibility({{visibilityProperty: true}}))"
        );
        self.until(&format!("!({seen})")).await;
    }
}

impl crate::stage::Stage {
    /// Waits until the report of `tour` says that this step's target was missing.
    pub async fn missing(&self, step: &str, selector: &str) {
        crate::eventually("the missing target is reported", || async {
            let report = self.collector.get("/api/reports/tour/steps?environment=production").await;
            let missing = report["missing"].as_array().cloned().unwrap_or_default();
            missing.iter().any(|each| each["step"] == step && each["selector"] == selector).then_some(())
        })
        .await;
    }
}
