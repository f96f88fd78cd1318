//! How the card looks and where the focus is: themes, motion, states of a question, the host's caret and keys.

use serde_json::json;
use waymark_tests::axe::violations;
use waymark_tests::run;
use waymark_tests::stage::{AT_ONCE, ON_DONE, ROOT, Stage, nps};

/// Questions that must be answered, one of them shortly.
const STRICT: &str = r#"
key = "strict"
name = "Strict"
owner = "Product"
decision = "None: this is a test"
[trigger]
cause = "manual"
[frequency]
repeat = "always"
[[body.survey.questions]]
key = "score"
required = true
title = { en = "How likely are you to recommend us?" }
kind = { nps = {} }
[[body.survey.questions]]
key = "why"
required = true
title = { en = "Why, in a word?" }
kind = { open = { max_length = 10 } }
"#;

#[test]
fn every_accent_keeps_its_contrast_and_position_radius_and_scheme_are_the_vendors() {
    run(async {
        let stage = Stage::set(&[STRICT]).await;
        let themes = [
            ("#ffee00", "light", "bottom_start", 0),
            ("#ffffff", "auto", "center", 20),
            ("#000000", "dark", "bottom_end", 4),
            ("#e5007d", "auto", "bottom_start", 12),
        ];
        for (accent, scheme, position, radius) in themes {
            let theme = json!({"accent": accent, "radius": radius, "font": "", "position": position, "scheme": scheme});
            stage.collector.set(json!({"theme": theme})).await;
            for system in ["light", "dark"] {
                let page = stage.reader("en", &[("prefers-color-scheme", system)]).await;
                page.eval("wm('start', 'strict')").await;
                page.card().await;
                page.choose(6).await;
                page.until(&format!("{ROOT}.querySelector('.saved').textContent")).await;
                assert_eq!(violations(&page).await, "", "{theme} where the system is {system}");
                let drawn = format!("getComputedStyle({ROOT}.querySelector('.card'))");
                let dark = if scheme == "auto" { system } else { scheme };
                assert_eq!(page.text(&format!("{drawn}.colorScheme")).await, dark);
                assert_eq!(page.text(&format!("{drawn}.borderTopLeftRadius")).await, format!("{radius}px"));
                let place = "(({ left, right }) => left < innerWidth - right - 1 ? 'bottom_start' : left > innerWidth - right + 1 ? 'bottom_end' : 'center')";
                let room = format!("{ROOT}.querySelector('.card').getBoundingClientRect()");
                assert_eq!(page.text(&format!("{place}({room})")).await, position);
            }
        }
    });
}

#[test]
fn axe_finds_nothing_where_an_answer_is_missing_or_too_long_nor_in_a_preview() {
    run(async {
        let stage = Stage::set(&[STRICT]).await;
        for scheme in ["light", "dark"] {
            let page = stage.reader("en", &[("prefers-color-scheme", scheme)]).await;
            page.eval("wm('start', 'strict', { force: true })").await;
            page.card().await;
            page.until(&format!("{ROOT}.querySelector('.preview')?.textContent")).await;
            page.press_main().await;
            page.until(&format!("{ROOT}.querySelector('[role=alert]').textContent")).await;
            assert_eq!(violations(&page).await, "", "{scheme}, nothing chosen");
            page.choose(6).await;
            page.press_main().await;
            page.until(&format!("{ROOT}.querySelector('textarea')")).await;
            page.press_main().await;
            page.until(&format!("{ROOT}.querySelector('textarea').ariaInvalid === 'true'")).await;
            assert_eq!(violations(&page).await, "", "{scheme}, nothing written");
            page.click(&format!("{ROOT}.querySelector('textarea')")).await;
            page.write("Much more than a word").await;
            page.press_main().await;
            page.until(&format!("{ROOT}.querySelector('[role=alert]').textContent.includes('11')")).await;
            assert_eq!(violations(&page).await, "", "{scheme}, too much written");
            let said = format!("{ROOT}.querySelector('.question').textContent.split('11 characters').length - 1");
            assert_eq!(page.eval(&said).await, 1, "what is wrong is said once");
        }
    });
}

#[test]
fn nothing_moves_from_under_the_pointer_when_a_point_is_chosen() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let page = stage.reader("en", &[("prefers-color-scheme", "light")]).await;
        page.card().await;
        let top = format!("{ROOT}.querySelector('.scale').getBoundingClientRect().top");
        let before = page.eval(&top).await;
        page.choose(6).await;
        page.until(&format!("{ROOT}.querySelector('.saved').textContent")).await;
        assert_eq!(page.eval(&top).await, before);
    });
}

#[test]
fn the_card_arrives_with_a_movement_and_under_reduced_motion_without() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        for (motion, expected) in [("no-preference", "arrive"), ("reduce", "none")] {
            let page = stage.browser.private_page().await;
            page.media(&[("prefers-reduced-motion", motion)]).await;
            page.goto(&format!("{}/", stage.site.origin())).await;
            page.card().await;
            let name = format!("getComputedStyle({ROOT}.querySelector('.card')).animationName");
            assert_eq!(page.text(&name).await, expected);
        }
    });
}

#[test]
fn the_host_keeps_its_caret_and_keys_and_gets_the_focus_back_when_the_card_closes() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.open().await;
        page.eval("window.__escapes = []; addEventListener('keydown', e => { if (e.key === 'Escape') __escapes.push(e.defaultPrevented); })")
            .await;
        page.eval("document.getElementById('act').focus(); wm('track', 'done', {})").await;
        page.card().await;
        assert_eq!(page.text("document.activeElement.id").await, "act", "the focus was not taken");
        page.click("document.getElementById('name')").await;
        for key in ["a", "b", "ArrowLeft", "c", "Escape"] {
            page.key(key).await;
        }
        page.until("document.getElementById('name').value === 'acb' && __escapes.length").await;
        assert_eq!(page.text("__escapes.join()").await, "false", "the host's Escape is the host's");
        page.key("Tab").await;
        page.until("document.activeElement.id === 'act'").await;
        page.key("F6").await;
        page.until(&format!("{ROOT}.activeElement")).await;
        page.key("Escape").await;
        page.no_card().await;
        page.until("document.activeElement.id === 'act'").await;
        assert_eq!(page.text("__escapes.join()").await, "false", "an Escape for the card is not heard by the page");
    });
}
