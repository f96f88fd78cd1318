//! Every URL on one screen: the table from which router and OpenAPI derive.
//!
//! A row is method, address, who may call it, handler, and a line of what it does; what it takes and answers is read from the
//! handler. Deliberately absent: what the calls do.

pub mod account;
pub mod answer;
pub mod back_end;
pub mod company;
pub mod content;
pub mod environment;
pub mod explain;
pub mod file;
pub mod follow_up;
pub mod health;
pub mod input;
pub mod lift;
pub mod live;
mod log;
pub mod member;
pub mod message;
pub mod meta;
mod open;
mod page_admission;
mod page_body;
pub mod people;
pub mod progress;
pub mod public;
pub mod report;
pub mod rule;
pub mod search;
pub mod sheet;
pub mod split;
pub mod table;
pub mod webhook;

use crate::auth::Access::{Anyone, Editor, Owner, Sender, Viewer};
use crate::error::ApiError;
use crate::state::App;
use axum::Router;
use axum::http::{StatusCode, Uri};
use axum::routing;
use std::sync::Arc;
use table::{Route, delete, get, post, put};

/// The management API, in the order of the document.
pub fn table() -> Vec<Route> {
    vec![
        get("/api/openapi.json", Anyone, meta::openapi, "This description"),
        get("/api/content-schema.json", Anyone, meta::content_schema, "The JSON Schema of content files"),
        get("/api/setup", Anyone, account::setup_state, "Whether the first member is still to be set up"),
        post("/api/setup", Anyone, account::set_up, "Set up workspace and first member with the one-time link"),
        post("/api/sign-in", Anyone, account::sign_in, "Sign in"),
        post("/api/join", Anyone, account::join, "Accept an invitation"),
        post("/api/sign-out", Viewer, account::sign_out, "Sign out"),
        get("/api/me", Viewer, account::me, "Who calls"),
        put("/api/me/password", Viewer, account::change_password, "Change one's own password"),
        get("/api/members", Viewer, member::members, "All members"),
        post("/api/members", Owner, member::invite, "Invite a member"),
        put("/api/members/{member}", Owner, member::change_role, "Change a member's role"),
        delete("/api/members/{member}", Owner, member::remove_member, "Remove a member"),
        get("/api/tokens", Owner, member::tokens, "All API tokens"),
        post("/api/tokens", Owner, member::make_token, "Make an API token"),
        delete("/api/tokens/{token}", Owner, member::revoke_token, "Revoke an API token"),
        get("/api/environments", Viewer, environment::list, "All environments"),
        post("/api/environments", Owner, environment::create, "Make an environment"),
        get("/api/environments/{environment}", Viewer, environment::read, "One environment"),
        put("/api/environments/{environment}", Owner, environment::change, "Replace its settings"),
        get("/api/environments/{environment}/heard", Viewer, environment::heard, "Whether its pages are heard"),
        post("/api/environments/{environment}/stop", Editor, environment::stop, "Stop or resume it: the one switch"),
        get(
            "/api/environments/{environment}/identity-secret",
            Owner,
            environment::identity_secret,
            "What signs user ids",
        ),
        post(
            "/api/environments/{environment}/identity-secret",
            Owner,
            environment::rotate_identity_secret,
            "Replace that secret",
        ),
        get(
            "/api/environments/{environment}/webhook",
            Owner,
            webhook::read,
            "Where hand-overs are told, and how it goes",
        ),
        put("/api/environments/{environment}/webhook", Owner, webhook::write, "Save where hand-overs are told"),
        delete("/api/environments/{environment}/webhook", Owner, webhook::remove, "Tell nobody any more"),
        post(
            "/api/environments/{environment}/webhook/test",
            Owner,
            webhook::test,
            "Send a test, and say what came back",
        ),
        get("/api/content", Viewer, content::list, "All content"),
        get("/api/content/{content}", Viewer, content::read, "One content with draft, versions and advice"),
        put("/api/content/{content}", Editor, content::write, "Write the draft"),
        delete("/api/content/{content}", Editor, content::remove, "Remove a content that was never published"),
        get("/api/content/{content}/versions/{version}", Viewer, content::version, "One version"),
        post("/api/content/{content}/publish", Editor, content::publish, "Publish the draft to an environment"),
        post("/api/content/{content}/pause", Editor, content::pause, "Pause or resume it in an environment"),
        post(
            "/api/content/{content}/preview",
            Viewer,
            content::preview,
            "A link that shows the draft on one's own page",
        ),
        get("/api/explain", Viewer, explain::read, "Why content is shown to somebody, or not"),
        post("/api/debug-tokens", Viewer, explain::make_token, "Let a page tell why, in full, for half an hour"),
        post("/api/content-check", Viewer, content::check, "Advice on content without storing it"),
        get("/api/reports/{content}", Viewer, report::read, "The figures of a survey"),
        get("/api/reports/{content}/steps", Viewer, report::by_step, "Tours and the like, step by step"),
        get("/api/reports/{content}/effort", Viewer, report::by_effort, "Effort, said and seen"),
        get("/api/reports/{content}/items", Viewer, report::by_item, "Checklists, item by item"),
        get("/api/reports/{content}/split", Viewer, split::split, "The figures group by group, compared"),
        get("/api/reports/{content}/lift", Viewer, lift::lift, "What it changed, against people held out"),
        get("/api/reports/{content}/responses", Viewer, report::responses, "What people said"),
        get("/api/reports/{content}/responses.csv", Viewer, report::export, "The same as CSV"),
        get("/api/follow-ups", Viewer, follow_up::list, "What wants a person"),
        put("/api/responses/{run}", Editor, follow_up::write, "What members do about a response or a hand-over"),
        get("/api/live", Viewer, live::live, "What changes, as it happens (server-sent events)"),
        get("/api/templates", Viewer, content::templates, "Templates to start from"),
        get("/api/segments", Viewer, rule::segments, "All segments"),
        put("/api/segments/{segment}", Editor, rule::write_segment, "Write a segment"),
        delete("/api/segments/{segment}", Editor, rule::remove_segment, "Remove a segment that nothing uses"),
        get("/api/goals", Viewer, rule::goals, "All goals"),
        put("/api/goals/{goal}", Editor, rule::write_goal, "Write a goal"),
        delete("/api/goals/{goal}", Editor, rule::remove_goal, "Remove a goal that nothing uses"),
        get("/api/goal-counts", Viewer, rule::goal_counts, "How many attained each goal"),
        get("/api/people", Viewer, people::search, "Find people"),
        post("/api/people", Sender, back_end::people, "Tell what is known of people (JSON or CSV)"),
        get("/api/people/{person}", Viewer, people::timeline, "One person's history"),
        get("/api/people/{person}/messages", Viewer, message::list, "Messages to a person, and what became of them"),
        post("/api/people/{person}/messages", Editor, message::write, "Write to a person, in the product"),
        delete("/api/people/{person}", Owner, people::erase, "Erase a person"),
        get("/api/companies", Viewer, company::search, "Find companies"),
        get("/api/companies/{company}/adoption", Viewer, company::adoption, "Where a company stands"),
        post("/api/companies", Sender, back_end::companies, "Tell what is known of companies (JSON or CSV)"),
        post("/api/events", Sender, back_end::events, "Tell what happened (JSON or CSV)"),
    ]
}

/// What pages of hosts and the operator's tools call, in the order of the document. Pages say by the write key in the body
/// for which environment.
pub fn open_table() -> Vec<Route> {
    vec![
        Route::open(
            "/v1/events",
            routing::post(public::events).options(public::preflight),
            "Tell what happened in a page",
            open::events,
        ),
        Route::open(
            "/v1/session",
            routing::post(public::session).options(public::preflight),
            "What may be due for somebody",
            open::session,
        ),
        Route::open(
            "/v1/claim",
            routing::post(public::claim).options(public::preflight),
            "The right to display",
            open::claim,
        ),
        Route::open(
            "/v1/search",
            routing::post(search::search).options(public::preflight),
            "Articles for somebody",
            open::search,
        ),
        Route::open(
            "/v1/article",
            routing::post(search::article).options(public::preflight),
            "One article for somebody",
            open::article,
        ),
        Route::open("/waymark.js", routing::get(file::loader), "The loader", open::script),
        Route::open("/assets/{name}", routing::get(file::engine), "The engine's files", open::asset),
        Route::open(
            "/progress/{ticket}",
            routing::get(progress::show),
            "Where a checklist stands, to be printed",
            open::page_of_progress,
        ),
        Route::open("/healthz", routing::get(health::healthz), "Whether the program runs", open::line),
        Route::open("/readyz", routing::get(health::readyz), "Whether the database answers", open::ready),
        Route::open("/metrics", routing::get(health::metrics), "Counts in Prometheus' text format", open::line),
    ]
}

/// All routes, without the base path.
pub fn router(app: Arc<App>) -> Router {
    let described = table().into_iter().chain(open_table());
    let router = described.fold(Router::new(), |router, route| route.mount(router, &app));
    router
        .merge(console())
        .method_not_allowed_fallback(wrong_method)
        .fallback(nowhere)
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&app), log::log))
        .with_state(app)
}

/// For members' browsers: the console, which calls nothing but the management API.
fn console() -> Router<Arc<App>> {
    Router::new()
        .route("/", routing::get(file::root))
        .route("/console", routing::get(file::console_without_slash))
        .route("/console/", routing::get(file::console_page))
        .route("/console/{*path}", routing::get(file::console_file))
}

async fn nowhere(uri: Uri) -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "no_such_address", format!("There is nothing at {}.", uri.path()))
}

async fn wrong_method(uri: Uri) -> ApiError {
    let detail = format!("{} is not called this way; GET /api/openapi.json says how.", uri.path());
    ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", detail)
}
