//! The collector's own way in, without HTTP: judge, group commit, database.
//!
//! Deliberately absent: the network and its faults; the faults here are order and repetition.

use super::story::{ANONYMOUS_SURVEY, NOW, OPEN_SURVEY, STEPS, Story, TOUR, person, traits};
use collector::catalog::Served;
use collector::ingest::{Identity, Source, Surroundings, Veil, judge};
use collector::metrics::Metrics;
use collector::state::SecretKey;
use collector::store::Store;
use collector::store::content::{Expected, Mark, Written};
use collector::store::environment::EnvironmentRow;
use collector::store::rollup::Place;
use collector::writer::{Buckets, Job, Judged, Workshop, Writer};
use serde_json::json;
use shared::api::environment::EnvironmentSettings;
use shared::content::{Content, Goal, Segment};
use shared::event::{Body, Context, Event, Who};
use shared::id::{ContentKey, EventId, UserId};
use shared::time::Timestamp;
use shared::value::{Value, ValueChanges};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqlSafeStr};
use std::collections::BTreeMap;
use std::sync::Arc;

const ENVIRONMENT: &str = "production";

/// A collector's store and writer, in a workspace of its own.
pub struct Bench {
    workspace: String,
    /// Everything durable.
    pub store: Store,
    /// Two, as two collectors on one database have.
    writers: [Writer; 2],
    served: Arc<Served>,
    contents: BTreeMap<ContentKey, Arc<Content>>,
    veil: Veil,
}

impl Bench {
    /// Opens the database at this address, with a fresh workspace and every content published twice.
    pub async fn open(address: &str) -> Self {
        let store = Store::open(address, 2).await.expect("a store");
        let workspace = collector::clock::fresh_id();
        let settings =
            EnvironmentSettings { reportable_traits: vec!["plan".into(), "role".into()], ..Default::default() };
        let row = EnvironmentRow {
            workspace: workspace.clone(),
            environment: ENVIRONMENT.into(),
            name: "Production".into(),
            write_key: format!("wk_pub_{workspace}"),
            settings,
            version: 1,
        };
        store.insert_environment(&row, "secret", Timestamp(0)).await.expect("an environment");
        store.write_segment(&workspace, &segment(), Timestamp(0)).await.expect("a segment");
        store.write_goal(&workspace, &goal(), Timestamp(0)).await.expect("a goal");
        while store.count_past().await.expect("nothing is past") {}
        let mut contents = BTreeMap::new();
        for name in ["first", "second"] {
            let surveys = [(OPEN_SURVEY, "identified"), (ANONYMOUS_SURVEY, "anonymous")];
            for content in surveys.map(|(key, mode)| survey(key, mode, name)).into_iter().chain([tour(name)]) {
                publish(&store, &workspace, &content).await;
                contents.insert(content.key.clone(), Arc::new(content));
            }
        }
        let row = store.environment_to_serve(&workspace, ENVIRONMENT).await.expect("a row").expect("it is there");
        let served = Arc::new(Served::new(&(workspace.clone(), ENVIRONMENT.into()), row));
        let writer = || {
            let workshop = Workshop {
                store: store.clone(),
                secret: SecretKey::new(&[7; 32]).expect("32 bytes"),
                buckets: Buckets::new(&[1; 32]),
                live: tokio::sync::broadcast::channel(16).0,
                metrics: Arc::new(Metrics::default()),
                group_events: 50,
                patience: std::time::Duration::from_mins(1),
            };
            Writer::start(workshop, 1_000)
        };
        let writers = [writer(), writer()];
        Self { writers, store, served, contents, veil: Veil::new(&[3; 32]), workspace }
    }

    /// Where everything is.
    pub fn place(&self) -> Place<'_> {
        Place { workspace: &self.workspace, environment: ENVIRONMENT }
    }

    /// Names everybody, then lets the events of the story arrive, several batches at a time.
    pub async fn tell(&self, story: &Story) {
        let people: Vec<Event> = (0..7).map(|number| identify(person(number).0, number)).collect();
        self.deliver(0, &people).await;
        let mut arrival = story.arrival.as_slice();
        let mut sizes = story.batches.iter().cycle();
        let mut waiting = Vec::new();
        while !arrival.is_empty() {
            let size = (*sizes.next().expect("batches")).min(arrival.len());
            let (batch, rest) = arrival.split_at(size);
            arrival = rest;
            let events: Vec<Event> = batch.iter().map(|index| story.events[*index].clone()).collect();
            waiting.push(events);
            if waiting.len() == 3 || arrival.is_empty() {
                let batches: Vec<Vec<Event>> = std::mem::take(&mut waiting);
                let mut batches = batches.into_iter();
                let mut next = || batches.next().unwrap_or_default();
                let (a, b, c) = (next(), next(), next());
                tokio::join!(self.deliver(0, &a), self.deliver(1, &b), self.deliver(0, &c));
            }
        }
    }

    async fn deliver(&self, writer: usize, events: &[Event]) {
        if events.is_empty() {
            return;
        }
        let surroundings = Surroundings {
            now: NOW,
            floor: Timestamp(0),
            sent_at: None,
            source: Source::Page,
            identity: Identity::Believed,
            place: (self.workspace.as_str().into(), ENVIRONMENT.into()),
            content: &|key, version| (1..=2).contains(&version).then(|| self.contents.get(key).cloned()).flatten(),
            veil: &self.veil,
        };
        let judged = events
            .iter()
            .map(|event| Judged::Recorded(Box::new(judge(event.clone(), &surroundings).expect("an acceptable event"))))
            .collect();
        let job = Job { served: Arc::clone(&self.served), received_at: NOW.0, source: "page", events: judged };
        self.writers[writer].write(job).await.expect("written");
    }

    /// Writes what is queued and closes the database.
    pub async fn close(self) {
        for writer in &self.writers {
            writer.stop().await;
        }
        self.store.close().await;
    }
}

async fn publish(store: &Store, workspace: &str, content: &Content) {
    let mark = || Mark { workspace, by: "test", at: Timestamp(0) };
    let written = store.write_draft(mark(), content, Expected::Whatever).await.expect("a draft");
    let Written::Done(revision) = written else { panic!("the draft is not written") };
    let published = store.publish(mark(), content.key.as_str(), ENVIRONMENT, revision).await.expect("a version");
    assert!(matches!(published, Written::Done(_)));
}

fn segment() -> Segment {
    serde_json::from_value(json!({
        "key": "paying", "name": "Paying",
        "condition": { "person": { "name": "plan", "test": { "is": "pro" } } },
    }))
    .expect("a segment")
}

/// Whoever is on the plan `pro` has attained it.
fn goal() -> Goal {
    serde_json::from_value(json!({
        "key": "paying", "name": "Paying", "sign": { "person": { "name": "plan", "test": { "is": "pro" } } },
    }))
    .expect("a goal")
}

fn survey(key: &str, mode: &str, name: &str) -> Content {
    let text = |text: &str| json!({ "en": text });
    let option = |key: &str| json!({ "key": key, "label": text(key) });
    serde_json::from_value(json!({
        "key": key, "name": name,
        "body": { "survey": { "privacy": { "mode": mode }, "questions": [
            { "key": "score", "title": text("Would you recommend it?"), "kind": { "nps": {} } },
            { "key": "pick", "title": text("What for?"),
              "kind": { "multiple": { "options": [option("a"), option("b"), option("c")], "other": text("Other") } } },
            { "key": "say", "title": text("Why?"), "kind": { "open": {} } },
            { "key": "thanks", "title": text("Thank you"), "kind": "thanks" },
        ] } },
    }))
    .expect("a survey")
}

fn tour(name: &str) -> Content {
    let steps = STEPS.map(|key| json!({ "key": key, "title": { "en": key } }));
    let mut tour = json!({ "key": TOUR, "name": name, "body": { "tour": { "steps": steps } } });
    tour["body"]["tour"]["steps"][2]["question"] =
        json!({ "key": "score", "title": { "en": "Would you recommend it?" }, "kind": { "nps": {} } });
    serde_json::from_value(tour).expect("a tour")
}

fn identify(user: &str, number: u8) -> Event {
    let (plan, role) = traits(user);
    let mut traits = ValueChanges::from([("plan".to_owned(), Some(Value::Text(plan.into())))]);
    if let Some(role) = role {
        traits.insert("role".into(), Some(Value::Text(role.into())));
    }
    let at = Timestamp::of_day(super::story::FIRST_DAY - 1);
    Event {
        id: EventId::from_parts(at, [number; 10]),
        at,
        who: Who { user_id: Some(UserId::new(user).expect("an id")), ..Who::default() },
        context: Context::default(),
        body: Body::Identify { traits },
    }
}

/// A database on the cluster at this address that goes away with [`Spare::drop`].
pub struct Spare {
    cluster: String,
    name: String,
}

impl Spare {
    /// Makes one.
    pub async fn make(cluster: &str) -> Self {
        let name = format!("waymark_{}", collector::clock::fresh_id().replace('-', ""));
        administer(cluster, format!("create database {name} template template0 encoding 'UTF8' locale 'C.UTF-8'"))
            .await;
        Self { cluster: cluster.to_owned(), name }
    }

    /// Its address.
    pub fn address(&self) -> String {
        let (server, _) = self.cluster.rsplit_once('/').expect("an address with a database");
        format!("{server}/{}", self.name)
    }

    /// Drops it.
    pub async fn drop(self) {
        administer(&self.cluster, format!("drop database {} with (force)", self.name)).await;
    }
}

async fn administer(cluster: &str, sql: String) {
    let mut admin = PgConnection::connect(cluster).await.expect("the cluster answers");
    admin.execute(sqlx::query(AssertSqlSafe(sql).into_sql_str())).await.expect("it can be administered");
}
