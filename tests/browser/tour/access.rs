//! Every kind of step can be perceived and used: axe-core in three tongues and both schemes, forced colours, small screens,
//! doubled text.

use crate::access::CLUTTER;
use serde_json::json;
use waymark_tests::axe::violations;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{IDENTIFY, ROOT, Stage, document};
use waymark_tests::tour::{beside, tour};

/// One content for each place a step can have: its key, what it is, and what is there once it is displayed.
const PLACES: [(&str, &str, &str); 9] = [
    (
        "bubble",
        "[[body.tour.steps]]\nSAID\n[body.tour.steps.display.bubble]\ntarget = { selectors = ['#goal'] }\nspotlight = { blocked = true }",
        ".card",
    ),
    (
        "modal",
        "[body.announcement]\nSAID\ndisplay = \"modal\"\nmedia = { url = \"/picture.svg\", alt = { en = \"A drawing\", ja = \"図\", ar = \"رسم\" }, width = 60, height = 40 }",
        ".card",
    ),
    (
        "video",
        "[[body.tour.steps]]\nSAID\ndisplay = \"modal\"\nmedia = { url = \"/clip.webm\", alt = { en = \"How it is done\", ja = \"手順\", ar = \"الخطوات\" }, video = true, width = 320, height = 180 }",
        ".card",
    ),
    (
        "card",
        "[body.announcement]\nSAID\ndisplay = \"card\"\nbuttons = [{ to = \"snooze\" }, { to = { url = \"/next\" } }]",
        ".card",
    ),
    (
        "question",
        "[[body.tour.steps]]\nkey = \"ask\"\n[body.tour.steps.question]\nkey = \"effort\"\nkind = { ces = {} }\ntitle = { en = \"Was it easy?\", ja = \"簡単でしたか\", ar = \"هل كان ذلك سهلًا؟\" }",
        ".card",
    ),
    ("top", "[body.banner]\nSAID\ndisplay = \"top\"", ".card"),
    ("inline", "[body.banner]\nSAID\n[body.banner.display.inline]\nselectors = ['#slot']", ".card"),
    ("beacon", "[body.hotspot]\nSAID\n[body.hotspot.display.beacon]\ntarget = { selectors = ['#goal'] }", ".beacon"),
    (
        "centred",
        "[[body.tour.steps]]\nSAID\n[body.tour.steps.display.bubble]\ntarget = { selectors = ['#nowhere'] }\nmissing = { after_ms = 100, then = \"centre\" }",
        ".card",
    ),
];
const SAID: &str = "title = { en = \"Begin here\", ja = \"ここから始めます\", ar = \"ابدأ من هنا\" }\ntext = { en = \"Press **this** or [read more](/help).\", ja = \"**ここ**を押すか、[説明](/help)をご覧ください。\", ar = \"اضغط **هنا** أو [اقرأ المزيد](/help).\" }";

async fn stage() -> Stage {
    let contents: Vec<String> = PLACES
        .iter()
        .map(|(key, body, _)| {
            let body = body.replacen("[[body.tour.steps]]\nSAID", &format!("[[body.tour.steps]]\nkey = \"one\"\n{SAID}"), 1);
            let body = body.replace("SAID", SAID);
            format!("key = \"{key}\"\nname = \"{key}\"\nowner = \"Success\"\ndecision = \"Which\"\n[trigger]\ncause = \"manual\"\n{body}")
        })
        .collect();
    let stage = Stage::set(&contents.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let html = document(&stage.collector.snippet(), IDENTIFY)
        + "<p id=slot></p><p style='padding:6em 2em'><button id=goal>Goal</button></p>";
    stage.site.put("/", &[], html);
    stage
}

async fn show(page: &Page, key: &str, there: &str) {
    page.eval(&format!("wm('start', '{key}', {{force: true}})")).await;
    let seen = format!(
        "/* {key} */ (() => {{ const e = {ROOT}?.querySelector('{there}'); return e && getComputedStyle(e).visibility === 'visible' && e.getClientRects().length; }})()"
    );
    page.until(&seen).await;
}

#[test]
fn axe_finds_nothing_in_any_place_a_step_can_have() {
    run(async {
        let stage = stage().await;
        for (tag, scheme) in [("en", "light"), ("ja", "dark"), ("ar", "light"), ("en", "dark"), ("ar", "dark")] {
            let page = stage.reader(tag, &[("prefers-color-scheme", scheme)]).await;
            page.until("window.waymark?.loaded && waymark.explain('modal').join() !== 'session'").await;
            for (key, _, there) in PLACES {
                show(&page, key, there).await;
                assert_eq!(violations(&page).await, "", "{key}, {tag}, {scheme}");
            }
            show(&page, "beacon", ".beacon").await;
            page.click(&format!("{ROOT}.querySelector('.beacon')")).await;
            page.until(&format!("{ROOT}.querySelector('.card')")).await;
            assert_eq!(violations(&page).await, "", "the beacon's bubble, {tag}, {scheme}");
        }
    });
}

#[test]
fn every_place_fits_into_320_pixels_and_its_buttons_can_be_touched() {
    run(async {
        let stage = stage().await;
        let page = stage.reader("ja", &[]).await;
        page.phone(320, 640).await;
        page.until("window.waymark?.loaded && waymark.explain('modal').join() !== 'session'").await;
        for (key, _, there) in PLACES {
            show(&page, key, there).await;
            let fits = format!(
                "(() => {{ const r = {ROOT}.querySelector('{there}').getBoundingClientRect(); return r.left >= -1 && r.right <= innerWidth + 1 && document.documentElement.scrollWidth <= innerWidth; }})()"
            );
            page.until(&fits).await;
            let small = page.eval(&format!("[...{ROOT}.querySelectorAll('button')].filter(b => b.offsetWidth < 44 || b.offsetHeight < 44).map(b => b.className + b.textContent)")).await;
            assert_eq!(small, json!([]), "{key}");
        }
    });
}

/// What has no edge against its ground where the browser chooses the colours and draws no shadows, in words.
const EDGELESS: &str = "(() => {
  const card = document.querySelector('#waymark-host').shadowRoot.querySelector('.card');
  const ground = getComputedStyle(card).backgroundColor;
  const found = matchMedia('(forced-colors: active)').matches ? [] : ['no colours are forced'];
  const edges = [...card.querySelectorAll('[data-look=main], [data-look=quiet], [data-look=back]')];
  if (!edges.length) found.push('there is no button');
  for (const e of [card, ...edges]) {
    const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(e);
    if (borderTopStyle !== 'solid' || parseFloat(borderTopWidth) < 1 || borderTopColor === ground) found.push(e.className + e.textContent);
  }
  if (getComputedStyle(card.querySelector('.close svg')).stroke === ground) found.push('the cross');
  return found.join('\\n');
})()";

#[test]
fn in_forced_colours_axe_finds_nothing_and_every_edge_is_drawn() {
    run(async {
        let stage = stage().await;
        for (tag, scheme) in [("en", "light"), ("ja", "dark")] {
            let page = stage.reader(tag, &[("forced-colors", "active"), ("prefers-color-scheme", scheme)]).await;
            page.until("window.waymark?.loaded && waymark.explain('modal').join() !== 'session'").await;
            for (key, _, there) in PLACES.into_iter().filter(|(key, ..)| ["bubble", "modal", "top"].contains(key)) {
                show(&page, key, there).await;
                assert_eq!(violations(&page).await, "", "{key}, {tag}, {scheme}");
                assert_eq!(page.text(EDGELESS).await, "", "{key}, {tag}, {scheme}");
            }
        }
    });
}

/// What cannot be pressed in the middle once it is scrolled to, in words.
const UNREACHED: &str = "(() => {
  const root = document.querySelector('#waymark-host').shadowRoot;
  const controls = [...root.querySelectorAll('.card :is(button, a, label)')].filter(e => e.getClientRects().length);
  const reached = e => {
    e.scrollIntoView({ block: 'nearest' });
    const [r] = e.getClientRects();
    return e.contains(root.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2));
  };
  return (controls.length ? controls.filter(e => !reached(e)).map(e => e.className + e.textContent) : ['there are none']).join('\\n');
})()";

#[test]
fn doubled_text_is_not_cut_off_and_every_control_is_reached_on_a_phone() {
    run(async {
        let stage = stage().await;
        for tag in ["en", "ja", "ar"] {
            let page = stage.reader(tag, &[]).await;
            page.phone(390, 844).await;
            // What a reader sets who wants letters of 32 pixels, everywhere.
            page.call("Page.setFontSizes", json!({"fontSizes": {"standard": 32}})).await;
            page.until("window.waymark?.loaded && waymark.explain('modal').join() !== 'session'").await;
            for (key, _, there) in PLACES {
                show(&page, key, there).await;
                if key == "beacon" {
                    page.tap(&format!("{ROOT}.querySelector('.beacon')")).await;
                    page.until(&format!("{ROOT}.querySelector('.card')")).await;
                }
                let size = page.text(&format!("getComputedStyle({ROOT}.querySelector('.card')).fontSize")).await;
                assert_eq!(size, "32px", "{key}, {tag}");
                page.until(&format!("{ROOT}.querySelector('.card').checkVisibility({{visibilityProperty: true}})"))
                    .await;
                assert_eq!(page.text(CLUTTER).await, "", "{key}, {tag}");
                assert_eq!(page.text(UNREACHED).await, "", "{key}, {tag}");
            }
        }
    });
}

#[test]
fn a_bubble_is_used_by_keyboard_alone() {
    run(async {
        let stage =
            Stage::set(&[&tour(&[beside("one", "['#name']", ""), beside("two", "['#act']", "")].concat())]).await;
        let page = stage.open().await;
        page.step("Step one").await;
        page.key("F6").await;
        page.until(&format!("{ROOT}.activeElement?.tagName === 'H2'")).await;
        page.key("Tab").await;
        page.key("Enter").await;
        page.step("Step two").await;
        page.until(&format!(
            "{ROOT}.activeElement?.tagName === 'H2' && {ROOT}.activeElement.textContent === 'Step two'"
        ))
        .await;
        page.key("Escape").await;
        page.until("!document.querySelector('#waymark-host')").await;
    });
}
