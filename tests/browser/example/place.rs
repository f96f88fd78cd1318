//! Being beside what a step speaks of: in the pane of invoices, under the bar that stays, in the rail, on phones, zoomed, from
//! right to left.
//!
//! Deliberately absent: transformed ancestors, which the example product does not have.

use super::{Example, faultless, of};
use serde_json::json;
use waymark_tests::run;
use waymark_tests::stage::ROOT;
use waymark_tests::tour::beside;

/// Whether what the expression gives is what one touches in its middle.
fn on_top(element: &str) -> String {
    format!(
        "(e => {{ const r = e.getBoundingClientRect(); const hit = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2); \
         return e === hit || e.contains(hit); }})({element})"
    )
}

#[test]
fn an_invoice_far_down_its_pane_is_brought_into_view_and_followed_and_the_head_that_stays_moves_nothing() {
    run(async {
        let row = ".pane tbody tr:nth-child(40) td";
        let steps = [beside("one", &format!("['{row}']"), ""), beside("two", "['.pane th:nth-child(3)']", "")];
        let example = Example::with(&steps).await;
        let page = example.open("/invoices").await;
        example.begin(&page).await;
        page.beside(&of(row)).await;
        assert!(page.eval("document.querySelector('.pane').scrollTop").await.as_f64() > Some(500.0));
        assert_eq!(page.eval(&on_top(&of(row))).await, true, "the head that stays does not cover it");
        page.eval("document.querySelector('.pane').scrollBy(0, 60)").await;
        page.beside(&of(row)).await;
        page.eval("document.querySelector('.pane').scrollTo(0, 0)").await;
        page.nothing_seen().await;
        page.eval(&format!("{}.scrollIntoView({{block: 'center'}})", of(row))).await;
        page.beside(&of(row)).await;
        // The head of the table stays where it is, however far the rows are scrolled.
        let down = page.eval("document.querySelector('.pane').scrollTop").await;
        page.press_main().await;
        page.beside(&of(".pane th:nth-child(3)")).await;
        assert_eq!(page.eval("document.querySelector('.pane').scrollTop").await, down);
        faultless(&page);
    });
}

#[test]
fn a_bar_that_stays_keeps_its_bubble_unscrolled_and_a_heading_comes_out_from_under_it() {
    run(async {
        let steps = [
            beside("one", "['.bar a.round']", ""),
            beside("two", "['.contents a:last-child']", ""),
            beside("three", "['#helpLate h2']", ""),
        ];
        let example = Example::with(&steps).await;
        let page = example.open("/help").await;
        example.begin(&page).await;
        page.beside(&of(".bar a.round")).await;
        let heading = of("#helpLate h2");
        page.eval(&format!("scrollTo(0, {heading}.getBoundingClientRect().top - 20)")).await;
        page.beside(&of(".bar a.round")).await;
        assert_eq!(page.eval(&on_top(&heading)).await, false, "the bar covers the heading");
        let before = page.eval("scrollY").await;
        page.press_main().await;
        page.beside(&of(".contents a:last-child")).await;
        assert_eq!(page.eval("scrollY").await, before, "what can be seen is no reason to scroll");
        page.press_main().await;
        page.beside(&heading).await;
        assert_eq!(page.eval(&on_top(&heading)).await, true);
        faultless(&page);
    });
}

#[test]
fn on_a_phone_the_rail_at_the_lower_edge_keeps_its_bubble_whichever_way_the_phone_is_turned() {
    run(async {
        let link = ".rail a[href='/reports']";
        let example = Example::with(&[beside("one", "[\".rail a[href='/reports']\"]", "")]).await;
        let page = example.tab().await;
        page.phone(390, 700).await;
        example.enter(&page, "/customers").await;
        example.begin(&page).await;
        page.beside(&of(link)).await;
        page.eval("scrollTo(0, 240)").await;
        page.beside(&of(link)).await;
        assert_eq!(page.eval("scrollY").await, 240);
        // Turned, the rail is at the side.
        page.phone(844, 390).await;
        page.beside(&of(link)).await;
        page.phone(320, 568).await;
        page.beside(&of(link)).await;
        assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth").await, true);
        faultless(&page);
    });
}

#[test]
fn on_a_phone_with_larger_text_the_last_choice_of_a_row_that_scrolls_sideways_is_brought_into_view() {
    run(async {
        let last = ".segment:last-child";
        let example = Example::with(&[beside("one", "['.segment:last-child']", "")]).await;
        let page = example.tab().await;
        page.phone(320, 568).await;
        example.enter(&page, "/invoices").await;
        let row = "document.querySelector('.segments')";
        // With larger text the choices have no room.
        page.eval("document.documentElement.style.fontSize = '90%'").await;
        assert_eq!(page.eval(&format!("{row}.scrollWidth > {row}.clientWidth && {row}.scrollLeft === 0")).await, true);
        example.begin(&page).await;
        page.beside(&of(last)).await;
        assert!(page.eval(&format!("{row}.scrollLeft")).await.as_f64() > Some(20.0));
        assert_eq!(page.eval(&on_top(&of(last))).await, true);
        assert_eq!(page.eval("scrollX").await, 0, "the page itself does not move sideways");
        faultless(&page);
    });
}

#[test]
fn a_zoomed_page_keeps_the_bubble_beside_its_field() {
    run(async {
        let field = "form [name=subject]";
        let example = Example::with(&[beside("one", "['form [name=subject]']", "")]).await;
        let page = example.open("/invoices/new").await;
        example.begin(&page).await;
        page.beside(&of(field)).await;
        for zoom in ["1.5", "0.75", "1"] {
            page.eval(&format!("document.documentElement.style.zoom = {zoom}")).await;
            page.beside(&of(field)).await;
        }
        // Pinched into, the bubble stays in the part one sees.
        page.call("Emulation.setPageScaleFactor", json!({"pageScaleFactor": 1.5})).await;
        let inside = format!(
            "(() => {{ const c = {ROOT}.querySelector('.card').getBoundingClientRect(), v = visualViewport; return c.left >= v.offsetLeft - 1 && c.right <= v.offsetLeft + v.width + 1 && c.top >= v.offsetTop - 1 && c.bottom <= v.offsetTop + v.height + 1; }})()"
        );
        page.until(&inside).await;
        faultless(&page);
    });
}

#[test]
fn from_right_to_left_the_rail_and_its_bubble_change_sides() {
    run(async {
        let link = ".rail a[href='/customers']";
        let steps = [beside("one", "[\".rail a[href='/customers']\"]", "side = \"end\"\nspotlight = {}")];
        let example = Example::with(&steps).await;
        let page = example.open("/invoices").await;
        let at = format!(
            "(r => [{ROOT}.querySelector('.card').getBoundingClientRect().left > r.right, r.left > innerWidth / 2])({}.getBoundingClientRect())",
            of(link)
        );
        example.begin(&page).await;
        page.beside(&of(link)).await;
        assert_eq!(page.eval(&at).await, json!([true, false]), "right of a rail on the left");
        page.eval("document.documentElement.dir = 'rtl'").await;
        page.until(&format!("{}.getBoundingClientRect().left > innerWidth / 2", of(link))).await;
        page.beside(&of(link)).await;
        page.until(&format!("({at}).join() === 'false,true'")).await;
        // Through the spotlight the link works as ever.
        page.click(&of(link)).await;
        page.until("location.pathname === '/customers'").await;
        faultless(&page);
    });
}
