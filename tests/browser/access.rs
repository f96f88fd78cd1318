//! axe-core finds nothing in any view, scheme, language or direction.

use waymark_tests::page::Page;
use waymark_tests::stage::{ROOT, Stage};
use waymark_tests::{given, run};

/// A survey with every kind of question.
const EVERYTHING: &str = r#"
key = "everything"
name = "Everything"
owner = "Product"
decision = "None: this is a test"
[trigger]
cause = "manual"
[frequency]
repeat = "always"
[[body.survey.questions]]
key = "nps"
title = { en = "Would you recommend us?", ja = "お薦めいただけますか", ar = "هل توصي بنا؟" }
description = { en = "One **honest** answer.", ja = "**率直に**お聞かせください。", ar = "إجابة **صادقة**." }
kind = { nps = {} }
[[body.survey.questions]]
key = "ces"
title = { en = "It was easy.", ja = "簡単でした。", ar = "كان ذلك سهلا." }
kind = { ces = {} }
[[body.survey.questions]]
key = "csat"
title = { en = "How satisfied are you?", ja = "ご満足いただけましたか", ar = "ما مدى رضاك؟" }
kind = { csat = { look = "faces" } }
[[body.survey.questions]]
key = "stars"
title = { en = "How good is the help?", ja = "ヘルプはいかがですか", ar = "ما مدى جودة المساعدة؟" }
kind = { rating = { points = 5, look = "stars" } }
[[body.survey.questions]]
key = "one"
title = { en = "What do you use most?", ja = "最もよく使う機能はどれですか", ar = "ما الذي تستخدمه أكثر؟" }
[body.survey.questions.kind.single]
other = { en = "Something else", ja = "その他", ar = "شيء آخر" }
options = [
  { key = "invoices", label = { en = "Invoices", ja = "請求書", ar = "الفواتير" } },
  { key = "reports", label = { en = "Reports", ja = "レポート", ar = "التقارير" } },
]
[[body.survey.questions]]
key = "many"
title = { en = "What should we mend?", ja = "改善してほしい点はどれですか", ar = "ما الذي ينبغي إصلاحه؟" }
[body.survey.questions.kind.multiple]
options = [
  { key = "speed", label = { en = "Speed", ja = "速さ", ar = "السرعة" } },
  { key = "phone", label = { en = "The phone", ja = "スマートフォン", ar = "الهاتف" } },
]
[[body.survey.questions]]
key = "open"
title = { en = "Anything else?", ja = "ほかにございますか", ar = "هل من شيء آخر؟" }
kind = { open = {} }
[[body.survey.questions]]
key = "act"
title = { en = "Talk to us", ja = "ご相談ください", ar = "تحدث إلينا" }
kind = { action = { label = { en = "Book a call", ja = "予約する", ar = "احجز مكالمة" }, url = "https://example.com/" } }
[[body.survey.questions]]
key = "thanks"
title = { en = "Thank you", ja = "ありがとうございました", ar = "شكرا لك" }
kind = "thanks"
"#;

async fn violations(page: &Page) -> String {
    page.text("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | ')).join('\\n'))").await
}

#[test]
fn axe_finds_nothing_in_any_view() {
    run(async {
        let stage = Stage::set(&[EVERYTHING]).await;
        let axe = std::fs::read_to_string(given("WAYMARK_AXE")).expect("axe-core can be read");
        for (tag, scheme) in
            [("en", "light"), ("en", "dark"), ("ja", "light"), ("ja", "dark"), ("ar", "light"), ("ar", "dark")]
        {
            let page = stage.browser.private_page().await;
            page.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            page.before_load(&format!(
                "document.addEventListener('readystatechange', () => {{ document.documentElement.lang = '{tag}'; }})"
            ))
            .await;
            page.goto(&format!("{}/", stage.site.origin())).await;
            page.eval(&axe).await;
            page.eval("wm('start', 'everything')").await;
            page.card().await;
            let mut last = String::new();
            for view in 0..9 {
                page.until(&format!("{ROOT}.querySelector('h2').textContent !== {}", serde_json::json!(last))).await;
                last = page.heading().await;
                assert_eq!(violations(&page).await, "", "{tag}, {scheme}, view {view}: {last}");
                if view < 8 {
                    page.click(&format!("[...{ROOT}.querySelectorAll('.buttons button:not([data-look~=back])')][0]"))
                        .await;
                }
            }
            if tag == "ar" {
                let right_to_left = format!("getComputedStyle({ROOT}.querySelector('h2')).direction === 'rtl'");
                assert_eq!(page.eval(&right_to_left).await, true);
            }
        }
    });
}
