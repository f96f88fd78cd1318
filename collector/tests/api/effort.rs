//! Effort, said and seen, over HTTP: whose runs are laid beside whose answers.
//!
//! Deliberately absent: the arithmetic; that is tested beside it, in `collector/src/report/effort.rs`.

use crate::support::{Caller, Collector, event, everywhere};
use reqwest::StatusCode;
use serde_json::{Value, json};

async fn publish(owner: &Caller, content: &Value) {
    let address = format!("/api/content/{}", content["key"].as_str().expect("a key"));
    owner.clone().with("if-match", "*").put(&address, content).await.expect(StatusCode::OK);
    owner.post(&format!("{address}/publish"), &json!({ "environment": "production" })).await.expect(StatusCode::OK);
}

fn text(en: &str) -> Value {
    json!({ "en": en, "ja": en })
}

/// A tour with a form and a question about the effort at its end, and a survey that asks about the tour later.
async fn open(collector: &Collector, mode: &str) -> Caller {
    let owner = collector.owner().await;
    owner.post("/api/environments", &json!({ "key": "production", "name": "P" })).await.expect(StatusCode::CREATED);
    let ces = |key: &str| json!({ "key": key, "kind": { "ces": {} }, "title": text("It was easy.") });
    publish(
        &owner,
        &json!({ "key": "tour", "name": "Tour", "owner": "Success", "body": { "tour": { "steps": [
            { "key": "form", "title": text("Fill in") }, { "key": "end", "question": ces("effort") } ] } } }),
    )
    .await;
    publish(
        &owner,
        &json!({ "key": "later", "name": "Later", "owner": "Success", "decision": "What to mend",
            "audience": { "history": { "content": "tour", "did": "seen" } },
            "body": { "survey": { "privacy": { "mode": mode }, "questions": [ces("effort")] } } }),
    )
    .await;
    owner
}

fn run(content: &str, number: u32) -> Value {
    json!({ "id": format!("01890000-0000-7000-8000-{number:012}"), "content": content, "version": 1 })
}

fn took(run: &Value, active_ms: u32, returns: u16, invalid: u16) -> Value {
    json!({ "effort": { "run": run, "step": "form", "active_ms": active_ms, "returns": returns, "invalid": invalid } })
}

fn answered(run: &Value, score: u8) -> Value {
    json!({ "answered": { "run": run, "question": "effort", "revision": 1, "answer": { "score": score } } })
}

async fn rows(owner: &Caller, content: &str) -> Vec<Value> {
    let told = owner.get(&format!("/api/reports/{content}/effort?environment=production")).await.expect(StatusCode::OK);
    let row = |row: &Value| json!([row["said"], row["runs"], row["returned"], row["refused"]]);
    told["rows"].as_array().expect("rows").iter().map(row).collect()
}

#[test]
fn answers_stand_beside_what_the_same_persons_last_tour_took() {
    everywhere(|collector| async move {
        let owner = open(&collector, "identified").await;
        let (first, second, other) = (run("tour", 1), run("tour", 2), run("tour", 3));
        let (asked, unasked) = (run("later", 11), run("later", 12));
        // The first time before anybody knew who they were.
        let mut visitor = [json!({ "displayed": first }), took(&first, 90_000, 3, 0)].map(|body| event("ada", &body));
        for event in &mut visitor {
            event["who"] = json!({ "anonymous_id": "device-of-ada" });
        }
        collector.page(&owner, &visitor).await;
        let of_ada = [
            json!({ "identify": {} }),
            json!({ "displayed": second }),
            took(&second, 20_000, 0, 1),
            took(&second, 10_000, 0, 2),
            answered(&second, 2),
            json!({ "displayed": asked }),
            answered(&asked, 6),
        ];
        collector.page(&owner, &of_ada.map(|body| event("ada", &body))).await;
        let of_bob = [json!({ "displayed": other }), took(&other, 5_000, 1, 0), json!({ "displayed": unasked })];
        collector.page(&owner, &of_bob.map(|body| event("bob", &body))).await;

        let hard = json!(["hard", 1, 0, 1]);
        let of_tour = rows(&owner, "tour").await;
        assert_eq!((&of_tour[0], &of_tour[3]), (&hard, &json!(["nothing", 2, 2, 0])), "the run's own effort");
        let later = rows(&owner, "later").await;
        assert_eq!(
            (&later[2], &later[3]),
            (&json!(["easy", 1, 0, 1]), &json!(["nothing", 1, 1, 0])),
            "the last tour before"
        );
        // Whose only tour was before anybody knew who they were.
        let (unknown, answered_later) = (run("tour", 4), run("later", 13));
        let mut visitor =
            [json!({ "displayed": unknown }), took(&unknown, 7_000, 1, 1)].map(|body| event("eve", &body));
        for event in &mut visitor {
            event["who"] = json!({ "anonymous_id": "device-of-eve" });
        }
        collector.page(&owner, &visitor).await;
        let mut known = event("eve", &json!({ "identify": {} }));
        known["who"]["anonymous_id"] = json!("device-of-eve");
        let of_eve = [json!({ "displayed": answered_later }), answered(&answered_later, 4)];
        collector.page(&owner, &[known]).await;
        collector.page(&owner, &of_eve.map(|body| event("eve", &body))).await;
        assert_eq!(rows(&owner, "later").await[1], json!(["between", 1, 1, 1]), "the visitor they were");
        owner.get("/api/reports/nothing/effort?environment=production").await.problem(404, "not_found");

        // Once more than before: nothing is counted twice.
        let again = event("ada", &took(&second, 1_000, 0, 0));
        assert_eq!(collector.page_outcomes(&owner, &[again.clone(), again]).await, ["accepted", "duplicate"]);
        let steps = owner.get("/api/reports/tour/steps?environment=production").await.expect(StatusCode::OK);
        assert_eq!((&steps["steps"][0]["refused"], &steps["steps"][0]["returned"]), (&json!(2), &json!(3)));
        let recount = collector.app.store.recount().await.expect("a recount");
        assert_eq!(recount.differences, Vec::new());
    });
}

#[test]
fn a_confidential_survey_is_never_laid_beside_anybodys_runs() {
    everywhere(|collector| async move {
        let owner = open(&collector, "confidential").await;
        let (tour, asked) = (run("tour", 1), run("later", 2));
        let events = [
            json!({ "displayed": tour }),
            took(&tour, 9_000, 1, 1),
            json!({ "displayed": asked }),
            answered(&asked, 1),
        ];
        collector.page(&owner, &events.map(|body| event("ada", &body))).await;
        let told = owner.get("/api/reports/later/effort?environment=production").await.expect(StatusCode::OK);
        assert_eq!((&told["unseen"], &told["rows"]), (&json!("promised"), &json!([])));
    });
}
