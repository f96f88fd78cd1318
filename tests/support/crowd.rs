//! A crowd that has been asked and has answered: people with traits in companies, each with a score and a reason.
//!
//! Deliberately absent: chance. Who says what follows from their number, so a test can say what its reader must see.

use crate::load::furnish_people;
use crate::stage::Stage;
use serde_json::{Value, json};
use shared::id::{EventId, RunId};
use shared::time::DAY_MS;

/// Events of one person.
const EVENTS: u8 = 7;

impl Stage {
    /// So many people answer the survey `nps` over the last ten days, every other one on plan `pro` (9 and 10) or `free`
    /// (2 and 3), in companies of five. One in four, all of them on `pro`, reads Japanese.
    pub async fn crowd_answers(&self, people: u64) {
        furnish_people(&self.collector, people).await;
        let events: Vec<Value> = (0..people).flat_map(answers_of).collect();
        for events in events.chunks(usize::from(EVENTS) * 50) {
            let batch =
                json!({"key": self.collector.write_key(), "schema": 1, "sent_at": crate::now(), "events": events});
            let (status, answer) = self.collector.post("/v1/events", self.site.origin(), batch.to_string()).await;
            assert!(status.is_success() && !answer.to_string().contains("rejected"), "{answer}");
        }
        self.collector.funnel_reaches("nps", "answered", i64::try_from(people).expect("a small number")).await;
    }
}

fn answers_of(number: u64) -> Vec<Value> {
    let day = i64::try_from(number % 10).expect("a digit");
    let start = crate::now().plus_ms(-day * DAY_MS - 60_000);
    let random = |index: u8| {
        let mut random = [index; 10];
        random[1..9].copy_from_slice(&number.to_be_bytes());
        random
    };
    let is_pro = number.is_multiple_of(2);
    let score = number / 2 % 2 + if is_pro { 9 } else { 2 };
    let run = json!({"id": RunId::from_parts(start, random(0)), "content": "nps", "version": 1});
    let answer = |question: &str, answer: Value| json!({"answered": {"run": run, "question": question, "revision": 1, "answer": answer}});
    let why = if is_pro { "It saves me an hour a day" } else { "The import stops half-way" };
    let bodies = [
        json!({"track": {"name": "Import started"}}),
        json!({"due": run}),
        json!({"displayed": run}),
        json!({"started": run}),
        answer("score", json!({"score": score})),
        answer("why", json!({"text": why})),
        json!({"completed": run}),
    ];
    let who = json!({"user_id": format!("u{number}"), "company_id": format!("c{}", number / 5)});
    let context = json!({"locale": if number.is_multiple_of(4) { "ja" } else { "en" }});
    let event = |(index, body): (u8, Value)| {
        let at = start.plus_ms(i64::from(index) * 1_000);
        json!({"id": EventId::from_parts(at, random(index + 1)), "at": at, "who": who, "context": context, "body": body})
    };
    (0..EVENTS).zip(bodies).map(event).collect()
}
