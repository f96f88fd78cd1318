//! axe-core: what it finds against a page.
//!
//! Deliberately absent: rules switched off. What axe-core finds is mended.

use crate::given;
use crate::page::Page;
use std::sync::LazyLock;

static AXE: LazyLock<String> =
    LazyLock::new(|| std::fs::read_to_string(given("WAYMARK_AXE")).expect("axe-core can be read"));

const RUN: &str = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})\
     .then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | ')).join('\\n'))";

/// What axe-core finds against the page; empty if nothing.
pub async fn violations(page: &Page) -> String {
    if page.eval("typeof axe === 'undefined'").await == true {
        page.eval(&AXE).await;
    }
    page.text(RUN).await
}
