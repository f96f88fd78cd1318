//! What a step says and shows, and where its buttons and answers lead: variables, videos, later, another content.
//!
//! Deliberately absent: marks of emphasis in texts; those are tested where they are read.

use super::on;
use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage};
use waymark_tests::tour::{modal, tour};

#[test]
fn texts_name_person_and_company_or_say_something_else_instead() {
    run(async {
        let step = "[[body.tour.steps]]\nkey = \"one\"\ndisplay = \"modal\"\n\
            title = { en = \"{{company.name|Your team}} on {{person.plan|a plan}}\" }\n\
            text = { en = \"Ask {{company.owner|us}}, **{{person.nobody|whoever you are}}**.\" }\n";
        let stage = Stage::set(&[&tour(step)]).await;
        let page = on(&stage, "").await;
        // What somebody is called is a text, whatever is in it.
        page.step("One on pro").await;
        page.eval("wm('group', 'company-1', { name: '<b>One</b>', owner: 'Nia *Okafor*' })").await;
        page.step("<b>One</b> on pro").await;
        let said = page.text(&format!("{ROOT}.querySelector('.description').innerText")).await;
        assert_eq!(said.trim(), "Ask Nia *Okafor*, whoever you are.");
        assert_eq!(page.eval(&format!("{ROOT}.querySelectorAll('h2 b, .description em').length")).await, 0);
    });
}

#[test]
fn a_video_is_neither_loaded_nor_played_before_somebody_starts_it() {
    run(async {
        let media = "media = { url = \"/clip.webm\", alt = { en = \"How it is done\" }, video = true, width = 320, height = 180 }\n";
        let stage = Stage::set(&[&tour(&(modal("one") + media))]).await;
        let page = on(&stage, "").await;
        page.step("Step one").await;
        let video = format!("{ROOT}.querySelector('video')");
        let is = page
            .eval(&format!(
                "(v => [v.autoplay, v.paused, v.preload, v.controls, v.ariaLabel, v.getBoundingClientRect().height > 100])({video})"
            ))
            .await;
        assert_eq!(
            is,
            serde_json::json!([false, true, "none", true, "How it is done", true]),
            "it has its room already"
        );
        let asked = "performance.getEntriesByType('resource').some(each => each.name.endsWith('.webm'))";
        assert_eq!(page.eval(asked).await, false);
    });
}

#[test]
fn later_is_another_day_and_an_answer_starts_another_guide() {
    run(async {
        let later = modal("one") + "buttons = [{ to = \"snooze\" }, { label = { en = \"Go on\" }, to = \"next\" }]\n";
        let asks = "[[body.tour.steps]]\nkey = \"two\"\ndisplay = \"modal\"\n\
            branches = [{ when = { score = { to = 3 } }, to = { content = \"more\" } }]\n\
            [body.tour.steps.question]\nkey = \"effort\"\ntitle = { en = \"Easy?\" }\nkind = { ces = {} }\n";
        let more = tour(&("[trigger]\ncause = \"manual\"\n".to_owned() + &modal("help")))
            .replace("key = \"tour\"", "key = \"more\"");
        let stage = Stage::set(&[&tour(&(later + asks)), &more]).await;
        let page = on(&stage, "").await;
        page.step("Step one").await;
        page.click(&format!("{ROOT}.querySelector('.buttons [data-look=quiet]')")).await;
        page.no_card().await;
        page.reload().await;
        page.until("waymark.explain?.('tour')?.includes('snoozed')").await;
        stage.collector.funnel_reaches("tour", "dismissed", 1).await;

        // Whoever asks for it does not wait for that day.
        page.eval("wm('start', 'tour')").await;
        page.step("Step one").await;
        page.press_main().await;
        page.step("Easy?").await;
        page.choose(2).await;
        page.press_main().await;
        page.step("Step help").await;
        page.press_main().await;
        stage.collector.funnel_reaches("tour", "completed", 1).await;
        stage.collector.funnel_reaches("more", "completed", 1).await;
    });
}
