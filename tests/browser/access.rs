//! Every view can be perceived and used: axe-core in each scheme, language and direction; small screens, doubled text, touch.

use waymark_tests::axe::violations;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage};

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

/// The cards around the questions: help after a low effort score, "other", leaving with something saved.
const AROUND: &str = r#"
key = "around"
name = "Around"
owner = "Product"
decision = "None: this is a test"
[trigger]
cause = "manual"
[frequency]
repeat = "always"
[body.survey.privacy]
mode = "confidential"
readers = { en = "The product team", ja = "プロダクト担当チーム", ar = "فريق المنتج" }
purpose = { en = "To find out what takes effort", ja = "手間がかかる手順を知るため", ar = "لنعرف ما يتطلب جهدا" }
[body.survey.help]
text = { en = "We can help you now.", ja = "すぐにお手伝いできます。", ar = "يمكننا مساعدتك الآن." }
link = { label = { en = "Get help", ja = "サポートを見る", ar = "احصل على المساعدة" }, url = "/help", new_tab = true }
[[body.survey.questions]]
key = "effort"
title = { en = "It was easy.", ja = "簡単でした。", ar = "كان ذلك سهلا." }
kind = { ces = {} }
[[body.survey.questions]]
key = "what"
title = { en = "What took effort?", ja = "手間がかかったのは何ですか", ar = "ما الذي تطلب جهدا؟" }
[body.survey.questions.kind.single]
other = { en = "Something else", ja = "その他", ar = "شيء آخر" }
options = [{ key = "wait", label = { en = "The wait", ja = "待ち時間", ar = "الانتظار" } }]
"#;

/// Leaving with something typed and not sent, where nobody is named.
const UNSENT: &str = r#"
key = "unsent"
name = "Unsent"
owner = "Product"
decision = "None: this is a test"
[trigger]
cause = "manual"
[frequency]
repeat = "always"
[body.survey.privacy]
mode = "anonymous"
[[body.survey.questions]]
key = "open"
title = { en = "Anything else?", ja = "ほかにございますか", ar = "هل من شيء آخر؟" }
kind = { open = {} }
"#;

/// What is cut off or lies over something else in the card, in words.
pub const CLUTTER: &str = "(() => {
  const card = document.querySelector('#waymark-host').shadowRoot.querySelector('.card');
  const seen = [...card.querySelectorAll('h2, p, label, button, textarea, input.field, .ends span')].filter(e => e.getClientRects().length && !e.matches('.unseen'));
  const box = e => e.getBoundingClientRect();
  const name = e => e.tagName + ' ' + e.textContent;
  const room = box(card);
  const found = card.scrollWidth > card.clientWidth ? ['the card scrolls sideways'] : [];
  if (room.left < 0 || room.right > innerWidth || room.top < 0 || room.bottom > innerHeight) found.push('the card leaves the window');
  for (const e of seen) {
    if (box(e).left < room.left || box(e).right > room.right) found.push(name(e) + ' leaves the card');
    if (!e.matches('textarea, .field') && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline') found.push(name(e) + ' is cut off');
  }
  const controls = seen.filter(e => e.matches('label, button, textarea, .field'));
  for (const [i, a] of controls.entries()) for (const b of controls.slice(i + 1)) {
    const across = Math.min(box(a).right, box(b).right) - Math.max(box(a).left, box(b).left);
    const down = Math.min(box(a).bottom, box(b).bottom) - Math.max(box(a).top, box(b).top);
    if (across > 0.5 && down > 0.5) found.push(name(a) + ' lies over ' + name(b));
  }
  return found.join('\\n');
})()";

/// Waits for another heading than the last, and returns it.
async fn next_heading(page: &Page, last: &str) -> String {
    page.until(&format!(
        "{ROOT}?.querySelector('h2') && {ROOT}.querySelector('h2').textContent !== {}",
        serde_json::json!(last)
    ))
    .await;
    page.heading().await
}

#[test]
fn axe_finds_nothing_in_any_view() {
    run(async {
        let stage = Stage::set(&[EVERYTHING]).await;
        for (tag, scheme) in
            [("en", "light"), ("en", "dark"), ("ja", "light"), ("ja", "dark"), ("ar", "light"), ("ar", "dark")]
        {
            let page = stage.reader(tag, &[("prefers-color-scheme", scheme)]).await;
            page.eval("wm('start', 'everything')").await;
            page.card().await;
            let mut last = String::new();
            for view in 0..9 {
                last = next_heading(&page, &last).await;
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

#[test]
fn axe_finds_nothing_in_the_cards_around_the_questions() {
    run(async {
        let stage = Stage::set(&[AROUND, UNSENT]).await;
        let (light, dark, forced) =
            (("prefers-color-scheme", "light"), ("prefers-color-scheme", "dark"), ("forced-colors", "active"));
        for (tag, feature) in [("en", light), ("ja", dark), ("ar", light), ("en", forced), ("ja", forced)] {
            let page = stage.reader(tag, &[feature]).await;
            page.eval("wm('start', 'around')").await;
            page.card().await;
            let asked = page.heading().await;
            assert_eq!(violations(&page).await, "", "{tag}, {feature:?}: {asked}");
            page.choose(1).await;
            page.press_main().await;
            let help = next_heading(&page, &asked).await;
            assert_eq!(violations(&page).await, "", "{tag}, {feature:?}: {help}");
            page.click(&format!("{ROOT}.querySelector('.buttons [data-look=quiet]')")).await;
            let what = next_heading(&page, &help).await;
            page.click(&format!("[...{ROOT}.querySelectorAll('.option')].at(-1)")).await;
            page.until(&format!("{ROOT}.querySelector('input.field')")).await;
            assert_eq!(violations(&page).await, "", "{tag}, {feature:?}: {what}");
            page.press_close().await;
            let leaving = next_heading(&page, &what).await;
            assert_eq!(violations(&page).await, "", "{tag}, {feature:?}: {leaving}");
            page.click(&format!("{ROOT}.querySelector('.buttons [data-look=back]')")).await;
            page.no_card().await;
            page.eval("wm('start', 'unsent')").await;
            page.card().await;
            let open = page.heading().await;
            page.click(&format!("{ROOT}.querySelector('textarea')")).await;
            page.write("Half a thought").await;
            page.press_close().await;
            let unsent = next_heading(&page, &open).await;
            assert_eq!(violations(&page).await, "", "{tag}, {feature:?}: {unsent}");
        }
    });
}

#[test]
fn touch_answers_every_kind_of_question_at_320_pixels_and_nothing_is_cut_off() {
    run(async {
        let stage = Stage::set(&[EVERYTHING]).await;
        let page = stage.reader("en", &[]).await;
        page.phone(320, 568).await;
        page.eval("wm('start', 'everything')").await;
        page.card().await;
        let mut last = String::new();
        for key in ["nps", "ces", "csat", "stars", "one", "many", "open", "act"] {
            last = next_heading(&page, &last).await;
            assert_eq!(page.text(CLUTTER).await, "", "{key}");
            let (control, typed) = match key {
                "one" => (".option:last-child", Some("input.field")),
                "many" => (".option", None),
                "open" => ("textarea", Some("textarea")),
                "act" => ("[data-look=quiet]", None),
                _ => (".point", None),
            };
            page.tap(&format!("{ROOT}.querySelector('{control}')")).await;
            if let Some(field) = typed {
                page.tap(&format!("{ROOT}.querySelector('{field}')")).await;
                page.write("Words").await;
                assert_eq!(page.text(CLUTTER).await, "", "{key}, while typing");
            }
            if key != "act" {
                page.until(&format!("{ROOT}.querySelector(':checked') || {ROOT}.querySelector('textarea')?.value"))
                    .await;
                page.tap(&format!("{ROOT}.querySelector('.buttons [data-look=main]')")).await;
            }
        }
        next_heading(&page, &last).await;
        assert_eq!(page.text(CLUTTER).await, "", "thanks");
        stage.collector.funnel_reaches("everything", "completed", 1).await;
        let answers = stage.collector.responses("everything").await[0]["answers"].clone();
        for key in ["nps", "ces", "csat", "stars", "one", "many", "open"] {
            assert!(!answers[key].is_null(), "{key} was answered by touch: {answers}");
        }
    });
}

#[test]
fn doubled_text_is_neither_cut_off_nor_covered() {
    run(async {
        let stage = Stage::set(&[EVERYTHING]).await;
        for (tag, width, height) in [("en", 1280, 800), ("en", 390, 844), ("ja", 390, 844), ("ar", 390, 844)] {
            let page = stage.reader(tag, &[]).await;
            page.phone(width, height).await;
            page.eval("wm('start', 'everything')").await;
            page.card().await;
            // Everything in the card is sized by its text, so this is what a reader with a default of 32 pixels sees.
            page.eval(&format!("{ROOT}.querySelector('.card').style.setProperty('font-size', '32px')")).await;
            let mut last = String::new();
            for view in 0..9 {
                last = next_heading(&page, &last).await;
                assert_eq!(page.text(CLUTTER).await, "", "{tag}, {width}, view {view}: {last}");
                if view < 8 {
                    page.click(&format!("{ROOT}.querySelector('.buttons button:not([data-look~=back])')")).await;
                }
            }
        }
    });
}

#[test]
fn arrows_lead_where_they_point_also_from_right_to_left() {
    run(async {
        let stage = Stage::set(&[EVERYTHING]).await;
        for (tag, key) in [("en", "ArrowRight"), ("ar", "ArrowLeft")] {
            let page = stage.reader(tag, &[]).await;
            page.eval("wm('start', 'everything')").await;
            page.card().await;
            page.choose(5).await;
            page.key(key).await;
            page.until(&format!("{ROOT}.querySelector('input:checked')?.value === '6'")).await;
            let aside = "(value => document.querySelector('#waymark-host').shadowRoot.querySelector(`input[value='${value}']`).getBoundingClientRect().x)";
            let points = page.eval(&format!("{aside}(6) > {aside}(5)")).await;
            assert_eq!(points, key == "ArrowRight", "{tag}: six lies where {key} points");
        }
    });
}
