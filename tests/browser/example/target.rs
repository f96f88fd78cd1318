//! Finding what a step speaks of in pages that change: rows that go, pages drawn anew, parts that come late or cannot be seen.
//!
//! Deliberately absent: where the bubble stands; that is `place`.

use super::{Example, faultless, of, waits};
use waymark_tests::run;
use waymark_tests::stage::ROOT;
use waymark_tests::tour::beside;

const WAIT: &str = "missing = { after_ms = 300, then = \"wait\" }";

#[test]
fn a_line_of_the_invoice_that_is_removed_takes_its_bubble_along_and_a_new_one_brings_it_back() {
    run(async {
        let line = ".item:nth-child(2) [name=what]";
        let example = Example::with(&[beside("one", &format!("['{line}']"), WAIT)]).await;
        let page = example.open("/invoices/new").await;
        page.click(&of(".lines > .button")).await;
        example.begin(&page).await;
        page.beside(&of(line)).await;
        page.click(&of(".item:nth-child(2) .ghost")).await;
        page.nothing_seen().await;
        example.missing("one", line).await;
        page.click(&of(".lines > .button")).await;
        page.beside(&of(line)).await;
        let funnel = example.funnel("displayed", 1).await;
        assert_eq!(funnel["dismissed"], 0);
        faultless(&page);
    });
}

#[test]
fn a_draft_that_is_deleted_ends_the_step_that_spoke_of_it() {
    run(async {
        let end = "missing = { after_ms = 300, then = \"skip\" }";
        let steps = [beside("one", "['#delete-draft']", end), beside("two", "['#new-invoice']", "")];
        let example = Example::with(&steps).await;
        let page = example.open("/invoices/new").await;
        page.eval(
            "const set = (name, value) => (document.querySelector(`[name=${name}]`).value = value);
             set('customer', 'old-mill'); set('subject', 'Pump'); set('what', 'Pump'); set('price', '420');
             document.querySelector('[value=draft]').click()",
        )
        .await;
        page.until(&of("#delete-draft")).await;
        example.begin(&page).await;
        page.beside(&of("#delete-draft")).await;
        page.click(&of("#delete-draft")).await;
        page.until("location.pathname === '/invoices'").await;
        page.step("Step two").await;
        page.beside(&of("#new-invoice")).await;
        faultless(&page);
    });
}

#[test]
fn rows_that_are_drawn_anew_with_every_key_do_not_make_the_bubble_flicker() {
    run(async {
        let first = ".pane tbody tr:first-child a";
        let example = Example::with(&[beside("one", &format!("['{first}']"), "")]).await;
        let page = example.open("/invoices").await;
        example.begin(&page).await;
        page.beside(&of(first)).await;
        page.eval(&format!("window.old = {}", of(first))).await;
        page.eval("window.flickers = 0; new MutationObserver(() => document.querySelector('#waymark-host')?.hasAttribute('data-placed') || flickers++).observe(document.querySelector('#waymark-host'), {attributes: true})").await;
        page.click(&of(".tools [type=search]")).await;
        for letter in ["2", "0", "2"] {
            page.write(letter).await;
            page.until(&format!("old !== {0} && {0}", of(first))).await;
            page.beside(&of(first)).await;
            page.eval(&format!("window.old = {}", of(first))).await;
        }
        assert_eq!(page.eval("flickers").await, 0);
        // A search that finds nothing leaves nothing to speak of.
        page.write("nothing of the kind").await;
        page.nothing_seen().await;
        page.fill(&of(".tools [type=search]"), "202").await;
        page.beside(&of(first)).await;
        faultless(&page);
    });
}

#[test]
fn another_language_draws_the_whole_page_anew_and_the_step_goes_on_in_it() {
    run(async {
        let example = Example::with(&[beside("one", "['#new-invoice']", "")]).await;
        let page = example.open("/invoices").await;
        example.begin(&page).await;
        page.step("Step one").await;
        page.beside(&of("#new-invoice")).await;
        page.eval(&format!("window.old = {}", of("#new-invoice"))).await;
        for (heading, language) in [("手順 one", "ja"), ("Step one", "en")] {
            page.click(&of(".bar button.ghost[lang]")).await;
            page.until(&format!("document.documentElement.lang === '{language}'")).await;
            page.step(heading).await;
            page.beside(&of("#new-invoice")).await;
        }
        assert_eq!(page.eval("old.isConnected").await, false, "the page was drawn anew");
        assert_eq!(page.eval("document.querySelectorAll('#waymark-host').length").await, 1);
        page.press_main().await;
        assert_eq!(example.funnel("completed", 1).await["displayed"], 1, "it was one run all the way");
        faultless(&page);
    });
}

#[test]
fn what_arrives_after_the_page_has_its_bubble_once_it_is_there() {
    run(async {
        let example = Example::with(&[beside("one", "['#latest h2']", "")]).await;
        let page = example.open("/settings").await;
        example.begin(&page).await;
        waits(&page).await;
        let late = "document.querySelector('.rail a[href=\"/\"]').click(), !!document.querySelector('.chart') && !document.querySelector('#latest')";
        assert_eq!(page.eval(late).await, true, "the page is there before its latest events");
        page.beside(&of("#latest h2")).await;
        faultless(&page);
    });
}

#[test]
fn a_choice_nobody_can_see_is_missing_and_its_label_is_not() {
    run(async {
        // The radio button itself has no colour.
        let skip = "missing = { after_ms = 300, then = \"skip\" }";
        let steps = [
            beside("one", "['[name=status][value=paid]']", skip),
            beside("two", "['[name=status][value=paid]', '.segment:last-child']", ""),
        ];
        let example = Example::with(&steps).await;
        let page = example.open("/invoices").await;
        example.begin(&page).await;
        page.step("Step two").await;
        page.beside(&of(".segment:last-child")).await;
        example.missing("one", "[name=status][value=paid]").await;
        faultless(&page);
    });
}

#[test]
fn the_account_menu_has_its_bubble_while_it_is_open_and_the_bubble_lies_above_it() {
    run(async {
        let steps = [
            beside("one", "['#sign-out']", "spotlight = { padding = 0, radius = 0 }"),
            beside("two", "['.account-menu strong']", ""),
        ];
        let example = Example::with(&steps).await;
        let page = example.open("/customers").await;
        example.begin(&page).await;
        waits(&page).await;
        for _ in 0..2 {
            page.click(&of(".account summary")).await;
            page.beside(&of("#sign-out")).await;
            let hole = page.text("document.querySelector('#waymark-host').style.getPropertyValue('--wm-hole')").await;
            let height =
                page.eval("document.querySelector('#sign-out').offsetHeight").await.as_f64().expect("a height");
            assert!(hole.contains(&format!("v{height:.1}")), "the hole is as high as the button: {hole}");
            // All but the button is dimmed and out of the mouse's reach, not out of the keyboard's.
            page.eval("document.querySelector('.account summary').focus()").await;
            page.key("Enter").await;
            page.until("!document.querySelector('.account').open").await;
            page.nothing_seen().await;
        }
        page.key("Enter").await;
        page.beside(&of("#sign-out")).await;
        page.press_main().await;
        page.beside(&of(".account-menu strong")).await;
        // The menu lies as high as a page can lay anything; the bubble is above it.
        let above = format!(
            "(c => {{ const m = document.querySelector('.account-menu').getBoundingClientRect(); \
             return c.top < m.bottom && c.right > m.left && c.left < m.right && document.elementFromPoint(Math.max(c.left, m.left) + 4, c.top + 8)?.id; }})({ROOT}.querySelector('.card').getBoundingClientRect())"
        );
        assert_eq!(page.eval(&above).await, "waymark-host");
        faultless(&page);
    });
}
