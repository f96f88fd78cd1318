//! Members: an invitation, what each role is offered, two at one draft, passwords, the end of a session.

use waymark_tests::console::field;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ON_DONE, Stage, nps};

const OWNER: (&str, &str) = ("owner@example.com", "a long enough password");
const GUEST: &str = "another long password";

/// A page where the owner is signed in.
async fn owner(stage: &Stage) -> Page {
    let page = stage.browser.private_page().await;
    page.sign_in(&stage.collector, OWNER.0, OWNER.1).await;
    page.says("Recommendation").await;
    page
}

/// Invites somebody, who joins in a browser of their own.
async fn invite(stage: &Stage, owner: &Page, email: &str, role: &str) -> Page {
    owner.goto(&stage.collector.url("/console/settings/members")).await;
    owner.fill(&field("E-mail address"), email).await;
    owner.pick("document.querySelector('form select')", role).await;
    owner.press("Invite").await;
    owner.until("document.querySelector('figure.code code')?.textContent.includes('#token=')").await;
    let link = owner.text("document.querySelector('figure.code code').textContent").await;
    let guest = stage.browser.private_page().await;
    guest.follow(&link).await;
    guest.until(&field("Password")).await;
    assert!(!guest.text("location.href").await.contains("token"), "the secret leaves the address");
    guest.fill(&field("Password"), GUEST).await;
    guest.press("Join and sign in").await;
    guest.says("Recommendation").await;
    guest
}

/// Somebody answers, so that there is a response to read.
async fn answer(stage: &Stage) {
    let page = stage.open().await;
    page.eval("wm('track', 'done', {})").await;
    page.card().await;
    page.choose(9).await;
    stage.collector.funnel_reaches("nps", "answered", 1).await;
}

#[test]
fn a_viewer_reads_everything_and_is_offered_no_change() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        answer(&stage).await;
        let owner = owner(&stage).await;
        owner.goto(&stage.collector.url("/console/results/nps")).await;
        owner.says("user-1").await;
        assert!(owner.offers("Follow up").await);
        let viewer = invite(&stage, &owner, "viewer@example.com", "viewer").await;
        for (path, there, forbidden) in [
            ("", "Recommendation", "New"),
            ("content/nps", "changing it needs the role of editor", "Save draft"),
            ("content/nps", "changing it needs the role of editor", "Publish to Production"),
            ("content/nps", "changing it needs the role of editor", "Pause"),
            ("results/nps", "user-1", "Follow up"),
            ("new", "changing it needs the role of editor", "Use this one"),
            ("settings/environment", "Running", "Stop everything here"),
            ("settings/segments", "No segments yet", "New segment"),
            ("settings/goals", "No goals yet", "New goal"),
            ("settings/members", "owner@example.com", "Invite"),
        ] {
            viewer.goto(&stage.collector.url(&format!("/console/{path}"))).await;
            viewer.says(there).await;
            assert!(!viewer.offers(forbidden).await, "{path}: {forbidden}");
        }
        assert!(!viewer.offers("Tokens").await);
        assert_eq!(viewer.faults(), Vec::<String>::new());
    });
}

#[test]
fn two_members_at_one_draft_never_overwrite_each_other_unasked() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let owner = owner(&stage).await;
        let editor = invite(&stage, &owner, "editor@example.com", "editor").await;
        let title = "document.querySelector('.words textarea[lang=en]')";
        for page in [&owner, &editor] {
            page.goto(&stage.collector.url("/console/content/nps")).await;
            page.until(title).await;
        }
        owner.fill(title, "The owner's words").await;
        owner.press("Save draft").await;
        owner.says("Draft saved").await;
        editor.fill(title, "The editor's words").await;
        editor.press("Save draft").await;
        editor.says("Somebody else saved this since").await;
        let saved = stage.collector.get("/api/content/nps").await;
        assert!(saved.to_string().contains("The owner's words"), "nothing was overwritten");
        editor.press("Save mine over it").await;
        editor.says("Draft saved").await;
        owner.fill(title, "Once more").await;
        owner.press("Save draft").await;
        owner.press("Load theirs").await;
        owner.until(&format!("{title}.value === \"The editor's words\"")).await;
    });
}

#[test]
fn a_wrong_password_says_so_and_a_session_that_ends_leads_to_the_sign_in() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.browser.private_page().await;
        page.sign_in(&stage.collector, OWNER.0, "not the right password").await;
        page.until("document.querySelector('.notice.error')").await;
        page.fill(&field("Password"), OWNER.1).await;
        page.key("Enter").await;
        page.says("Recommendation").await;
        // The session ends elsewhere: the cookie is good for nothing from here on.
        page.eval("fetch('/api/sign-out', {method: 'POST'})").await;
        page.press("People").await;
        page.until("location.pathname.endsWith('/console/sign-in')").await;
    });
}
