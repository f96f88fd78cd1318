//! The example product's whole set-up: a newcomer says what they came for and is led there. What breaks tours elsewhere breaks
//! none of these: reloads, other tabs, phones, keys alone, pages that are drawn anew.
//!
//! Deliberately absent: the way through the first tour's form and dialog; `demo` walks it.

use waymark_tests::axe::violations;
use waymark_tests::browser::Browser;
use waymark_tests::demo::demo;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ROOT, says};

/// Signs somebody in to the example product.
async fn signed_in(page: &Page, product: &str, person: &str) {
    page.goto(&format!("{product}/")).await;
    page.click(&format!("document.querySelector('#as-{person}')")).await;
}

/// Everything of the widget lies within the window, and nothing can be scrolled sideways.
async fn fits(page: &Page) {
    let inside = format!(
        "[...{ROOT}.querySelectorAll('.card, .launcher, .beacon')].every(e => {{ const r = e.getBoundingClientRect(); \
         return r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight; }})"
    );
    page.until(&inside).await;
    assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth").await, true);
}

/// Goes with the Tab key until what has the focus within the widget is this.
async fn tab_to(page: &Page, is: &str) {
    // F6 leads into the card from wherever the focus is.
    page.key("F6").await;
    for _ in 0..20 {
        if page.eval(&format!("!!({ROOT}?.activeElement{is})")).await == true {
            return;
        }
        page.key("Tab").await;
    }
    panic!("Tab never came to {is}: {}", page.text(&format!("{ROOT}?.innerHTML ?? ''")).await);
}

/// Presses the main button, or that which begins with these words, by keys alone.
async fn press(page: &Page, words: &str) {
    tab_to(
        page,
        &format!("?.matches('.buttons [data-look=main]') && {ROOT}.activeElement.textContent.startsWith('{words}')"),
    )
    .await;
    page.key("Enter").await;
}

#[test]
fn a_newcomer_on_a_phone_says_in_japanese_what_they_came_for_and_is_led_there() {
    run(async {
        let (_child, product, _) = demo("0").await;
        let browser = Browser::launch().await;
        let page = browser.page().await;
        page.phone(390, 844).await;
        page.media(&[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")]).await;
        signed_in(&page, &product, "aoi-yamamoto").await;
        page.step("ようこそ、山本 葵さん。まず何から始めましょうか").await;
        fits(&page).await;
        assert_eq!(violations(&page).await, "", "the welcome");
        page.tap(&format!("{ROOT}.querySelector('.options label')")).await;
        page.press_main().await;

        // The answer chose the list, which opens by itself this once.
        page.step("最初の入金までの準備").await;
        fits(&page).await;
        assert_eq!(violations(&page).await, "", "the list");
        page.tap(&says("始める")).await;
        page.step("ここから始めます").await;
        fits(&page).await;
        assert_eq!(violations(&page).await, "", "the first step");

        // It is there again after a reload, and turned sideways, and once only where there are two tabs.
        page.reload().await;
        page.step("ここから始めます").await;
        page.phone(844, 390).await;
        page.step("ここから始めます").await;
        fits(&page).await;
        page.phone(390, 844).await;
        let second = browser.page().await;
        second.goto(&format!("{product}/")).await;
        second.until("waymark.explain?.('first-invoice')?.includes('other_tab')").await;
        assert_eq!(second.eval(&format!("!!{ROOT}?.querySelector('.card')")).await, false);
        second.close().await;
        page.front().await;

        page.tap("document.querySelector('#new-invoice, #content .actions a[href=\"/invoices/new\"]')").await;
        page.step("請求書を入力します").await;
        fits(&page).await;
        // Going back and forth by the browser's buttons takes the step along.
        page.eval("history.back()").await;
        page.nothing_seen().await;
        page.eval("history.forward()").await;
        page.step("請求書を入力します").await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn a_newcomer_with_a_keyboard_brings_customers_over_and_reads_the_reports() {
    run(async {
        let (_child, product, _) = demo("0").await;
        let browser = Browser::launch().await;
        let page = browser.page().await;
        signed_in(&page, &product, "lucas-meyer").await;
        page.step("Welcome, Lucas Meyer. What would you like to do first?").await;
        tab_to(&page, "?.matches('input[type=radio]')").await;
        page.key(" ").await;
        // What was chosen counts at once; whoever thinks better of it and goes on at once is led by what they chose last.
        page.until("!waymark.explain('set-up-invoices').includes('audience')").await;
        page.key("ArrowDown").await;
        page.until(&format!("{ROOT}.activeElement.closest('label').textContent.includes('Bring my customers over')"))
            .await;
        press(&page, "").await;
        page.step("Bring your customers over").await;
        press(&page, "Start").await;
        page.step("Your customers live here").await;
        // The page is not covered: the link beside the bubble leads on by key.
        page.eval("document.querySelector('.rail a[href=\"/customers\"]').focus()").await;
        page.key("Enter").await;
        page.step("All of them at once").await;
        press(&page, "Understood").await;
        // The tour ticked its item off, and what was asked for next is the next that is open.
        page.until(&format!("{ROOT}?.querySelector('.launcher')?.textContent.includes('2 / 4')")).await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn help_leads_to_the_tours_wherever_it_is_opened() {
    run(async {
        let (_child, product, _) = demo("0").await;
        let browser = Browser::launch().await;
        let page = browser.page().await;
        signed_in(&page, &product, "emma-clarke").await;
        page.until("waymark.explain?.('help')?.length").await;
        page.goto(&format!("{product}/help")).await;
        page.until("waymark.explain?.('help')?.length").await;
        for (tour, first, path) in [
            ("Bring customers over", "Your customers live here", "/"),
            ("Read the reports", "Reports are here", "/help"),
        ] {
            page.click("document.querySelector('a.round[href=\"/help\"]')").await;
            page.click("document.querySelector('#open-help')").await;
            page.step("Help with Hibiki").await;
            assert_eq!(violations(&page).await, "", "the resource centre");
            page.click(&says(tour)).await;
            page.step(first).await;
            assert_eq!(page.eval("location.pathname").await, path, "{tour}");
            page.press_close().await;
            page.no_card().await;
        }
        // An article is found by what is misspelt, and read where one is.
        page.click("document.querySelector('#open-help')").await;
        page.click(&format!("{ROOT}.querySelector('input[type=search]')")).await;
        page.write("paymnt terms").await;
        page.click(&says("Payment terms")).await;
        page.until(&format!("{ROOT}.querySelector('h2')?.textContent.includes('ayment terms')")).await;
        assert_eq!(violations(&page).await, "", "an article");
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn a_beacon_at_the_export_and_a_line_below_the_settings_wait_to_be_read() {
    run(async {
        let (_child, product, _) = demo("0").await;
        let browser = Browser::launch().await;
        let page = browser.page().await;
        page.media(&[("prefers-reduced-motion", "reduce")]).await;
        // Somebody who has been there for long is not welcomed.
        signed_in(&page, &product, "hana-sato").await;
        page.click("document.querySelector('.rail a[href=\"/reports\"]')").await;
        page.until(&format!("{ROOT}?.querySelector('.beacon')?.checkVisibility()")).await;
        assert_eq!(page.eval(&format!("!!{ROOT}.querySelector('.card')")).await, false, "it says nothing by itself");
        page.click(&format!("{ROOT}.querySelector('.beacon')")).await;
        page.step("税理士の方へ渡すときに").await;
        assert_eq!(violations(&page).await, "", "the hint");
        page.press_close().await;
        page.nothing_seen().await;
        page.eval("document.querySelector('#sign-out').click()").await;

        signed_in(&page, &product, "lucas-meyer").await;
        page.card().await;
        page.press_close().await;
        page.no_card().await;
        page.goto(&format!("{product}/settings")).await;
        page.until(&format!("{ROOT}?.textContent.includes('You are trying Hibiki out')")).await;
        fits(&page).await;
        assert_eq!(violations(&page).await, "", "the line");
        page.click(&says("See the plans")).await;
        page.until("location.pathname === '/settings/plan'").await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}
