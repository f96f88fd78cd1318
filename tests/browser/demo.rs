//! What `waymark demo` promises: two addresses, an example product that is guided, a console with life in it; and
//! that the example product does what it says.

use waymark_tests::browser::Browser;
use waymark_tests::demo::demo;
use waymark_tests::run;
use waymark_tests::stage::ROOT;

#[test]
fn the_demo_prints_two_addresses_and_asks_in_the_example_product() {
    run(async {
        let (_child, product, console) = demo("12").await;
        let browser = Browser::launch().await;
        let page = browser.page().await;
        page.goto(&format!("{product}/")).await;
        page.click("document.querySelector('#as-hana-sato')").await;
        page.until("waymark.explain?.('task-ces')?.length").await;
        page.eval("waymark.track('task_completed', { task: 'invoice' })").await;
        page.card().await;
        page.choose(6).await;
        assert_eq!(page.faults(), Vec::<String>::new());
        let reader = browser.page().await;
        reader.goto(&console).await;
        reader.click("document.querySelector('input[type=email]')").await;
        reader.write("demo@waymark.example").await;
        reader.click("document.querySelector('input[type=password]')").await;
        reader.write("look around freely").await;
        reader.key("Enter").await;
        reader.until("document.body.innerText.includes('Relationship NPS')").await;
    });
}

#[test]
fn what_somebody_changes_in_the_example_product_stays_changed() {
    run(async {
        let (_child, product, _) = demo("0").await;
        let browser = Browser::launch().await;
        let page = browser.page().await;
        page.goto(&format!("{product}/")).await;
        page.click("document.querySelector('#as-emma-clarke')").await;
        page.goto(&format!("{product}/settings")).await;
        page.until("document.querySelector('[name=registration]')?.value === 'GB329847165'").await;
        page.eval("document.querySelector('[name=name]').value = 'Emma Clarke-Reid'").await;
        page.click("document.querySelector('form .primary')").await;
        page.until("document.querySelector('.account summary').ariaLabel.includes('Clarke-Reid')").await;
        page.reload().await;
        page.until("document.querySelector('[name=name]')?.value === 'Emma Clarke-Reid'").await;
        page.goto(&format!("{product}/settings/plan")).await;
        page.click("document.querySelector('#upgrade')").await;
        page.until("document.querySelector('.plan-name').textContent === 'Pro'").await;
        page.click("document.querySelector('#cancel-plan')").await;
        page.click("document.querySelector('#cancel-plan-confirm')").await;
        page.until("document.querySelector('.plan-name').textContent === 'Cancelled'").await;
        page.card().await;
        page.reload().await;
        page.until("document.querySelector('.plan-name')?.textContent === 'Cancelled'").await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn the_example_product_speaks_the_language_the_viewer_chose_else_that_of_the_person() {
    run(async {
        let (_child, product, _) = demo("0").await;
        let browser = Browser::launch().await;
        let page = browser.page().await;
        let sign_out = "document.querySelector('#sign-out').click()";
        page.goto(&format!("{product}/")).await;
        page.click("document.querySelector('#as-hana-sato')").await;
        page.until("document.querySelector('.rail') && document.documentElement.lang === 'ja'").await;
        page.eval(sign_out).await;
        page.click("document.querySelector('#as-emma-clarke')").await;
        page.until("document.querySelector('.rail') && document.documentElement.lang === 'en'").await;
        page.eval(sign_out).await;
        page.click("document.querySelector('.door-head button')").await;
        page.click("document.querySelector('#as-emma-clarke')").await;
        page.until("document.querySelector('.rail') && document.documentElement.lang === 'ja'").await;
    });
}

#[test]
fn an_accountant_of_the_example_product_cannot_send_invoices_and_an_owner_can_change_a_draft() {
    run(async {
        let (_child, product, _) = demo("0").await;
        let browser = Browser::launch().await;
        let page = browser.page().await;
        page.goto(&format!("{product}/")).await;
        page.click("document.querySelector('#as-omar-haddad')").await;
        page.goto(&format!("{product}/invoices/new")).await;
        page.until("document.querySelector('.page') && !document.querySelector('form')").await;
        page.eval("document.querySelector('#sign-out').click()").await;
        page.click("document.querySelector('#as-emma-clarke')").await;
        page.click("document.querySelector('a[href=\"/invoices/new\"]')").await;
        page.eval(
            "const set = (name, value) => (document.querySelector(`[name=${name}]`).value = value);
             set('customer', 'old-mill'); set('subject', 'Pump'); set('what', 'Pump'); set('price', '420');
             document.querySelector('[value=draft]').click()",
        )
        .await;
        page.click("document.querySelector('#change-draft')").await;
        page.until("document.querySelector('[name=price]')?.value === '420'").await;
        page.eval(
            "document.querySelector('[name=price]').value = '210'; document.querySelector('[value=draft]').click()",
        )
        .await;
        page.until("document.querySelector('.totals')?.textContent.includes('£252.00')").await;
        page.click("document.querySelector('#delete-draft')").await;
        page.until("location.pathname === '/invoices' && !document.body.innerText.includes('£252.00')").await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn the_first_tour_leads_through_the_form_and_the_dialog_of_the_example_product() {
    run(async {
        let (_child, product, _) = demo("0").await;
        let browser = Browser::launch().await;
        let page = browser.page().await;
        page.goto(&format!("{product}/")).await;
        page.click("document.querySelector('#as-emma-clarke')").await;
        page.until("waymark.explain?.('first-invoice')?.length").await;
        page.eval("waymark.start('first-invoice')").await;
        page.step("Begin here").await;
        page.click("document.querySelector('#new-invoice, #content .actions a[href=\"/invoices/new\"]')").await;
        page.step("Fill in the form").await;
        let first = "document.querySelector('select[name=customer]').options[1].value";
        let customer = page.text(first).await;
        page.pick("document.querySelector('select[name=customer]')", &customer).await;
        page.fill("document.querySelector('[name=what]')", "Fixed the pump").await;
        // The form refuses what is not complete, and the tour stays where it is.
        page.click("document.querySelector('#review')").await;
        page.until("document.activeElement.matches('form :invalid:not(fieldset)')").await;
        page.fill("document.querySelector('[name=price]')", "120").await;
        page.fill("document.querySelector('[name=subject]')", "Pump, November").await;
        page.eval("document.querySelector('select[name=customer]').scrollIntoView({block: 'center'})").await;
        page.step("Fill in the form").await;
        page.click("document.querySelector('#review')").await;
        page.until("document.querySelector('dialog[open] #send')").await;
        page.step("Send it").await;
        // The bubble is in the dialog, which makes all else inert.
        page.until("document.querySelector('dialog[open] #waymark-host')").await;
        page.click("document.querySelector('#send')").await;
        page.step("It was easy for me to send my first invoice.").await;
        page.choose(2).await;
        page.press_main().await;
        page.until(&format!("{ROOT}.textContent.includes('That should have been easier')")).await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}
