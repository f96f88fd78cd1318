//! One sample person's story, visit by visit, in the events that the example product tracks.
//!
//! Deliberately absent: when somebody comes ([`super::generator`]), and what they are asked ([`super::asking`]).

use super::generator::World;
use super::people::{Company, Person, Plan};
use crate::random::Random;
use shared::event::{Body, Context, Event};
use shared::id::EventId;
use shared::session::Marks;
use shared::targeting::frequency::Effort;
use shared::targeting::page::Happening;
use shared::time::{SECOND_MS, Timestamp};
use shared::value::{Value, Values};

/// A person's story as it is told.
pub struct Story<'a> {
    pub(super) world: &'a World<'a>,
    company: &'a Company,
    pub(super) person: &'a Person,
    plan: Plan,
    /// Of the person, and of the company.
    pub(super) traits: [Values; 2],
    pub(super) marks: Marks,
    pub(super) effort: Effort,
    /// Whether set-up is still to be finished.
    setting_up: bool,
    pub(super) first: Timestamp,
    pub(super) at: Timestamp,
    /// Where chance comes from.
    pub random: &'a mut Random,
    events: &'a mut Vec<Event>,
}

impl<'a> Story<'a> {
    /// Nothing has happened yet.
    pub fn begin(
        world: &'a World<'a>,
        company: &'a Company,
        person: &'a Person,
        marks: Marks,
        random: &'a mut Random,
        events: &'a mut Vec<Event>,
    ) -> Self {
        let (plan, at) = (company.plan, world.begun);
        let known = person.traits.iter().filter_map(|(name, value)| Some((name.clone(), value.clone()?)));
        let traits = [known.chain([("role".to_owned(), Value::Text(person.role.into()))]).collect(), Values::new()];
        let (effort, setting_up) = (Effort::default(), false);
        Self { world, company, person, plan, traits, marks, effort, setting_up, first: at, at, random, events }
    }

    /// The first visit of the story; a founder sets the workspace up in it.
    pub fn arrive(&mut self, at: Timestamp, founds: bool) {
        (self.at, self.first, self.setting_up) = (at, at, founds);
        self.plan = self.company.plan_at(at);
        self.greet(if founds { "/welcome" } else { "/" });
        if founds {
            self.track("/welcome", "workspace_created", &Values::new());
        }
        self.look_around();
        self.work();
    }

    /// A day's visit.
    pub fn visit(&mut self, at: Timestamp) {
        self.at = at;
        self.page("/");
        if std::mem::take(&mut self.setting_up) {
            self.track("/", "onboarding_completed", &Values::new());
        }
        self.look_around();
        self.work();
        if self.random.chance(0.008) {
            self.page("/help");
            self.track("/help", "help_opened", &Values::new());
            self.consider(None, "/help");
        }
    }

    /// The owner changes the plan; `cancelled` is the last thing they do.
    pub fn change_plan(&mut self, at: Timestamp, plan: Plan) {
        self.at = at;
        self.page("/settings/plan");
        let before = std::mem::replace(&mut self.plan, plan);
        let (name, properties) = match plan {
            "cancelled" => ("subscription_cancelled", values([("plan", text(before))])),
            _ => ("subscription_upgraded", values([("from", text(before)), ("to", text(plan))])),
        };
        self.say("/settings/plan", Body::Track { name: name.into(), properties: properties.clone() });
        self.group("/settings/plan");
        self.consider(Some(Happening::Event { name, properties: &properties }), "/settings/plan");
    }

    fn greet(&mut self, path: &str) {
        self.say(path, Body::Identify { traits: self.person.traits.clone() });
        self.group(path);
    }

    fn group(&mut self, path: &str) {
        let traits = self.company.traits_on(self.plan);
        self.traits[1] = traits.iter().filter_map(|(name, value)| Some((name.clone(), value.clone()?))).collect();
        let membership = [("role".to_owned(), Some(text(self.person.role)))].into_iter().collect();
        self.say(path, Body::Group { traits, membership });
    }

    fn look_around(&mut self) {
        for _ in 0..self.random.below(3) {
            let path = *self.random.pick(&["/invoices", "/invoices", "/customers", "/reports"]);
            self.page(path);
        }
    }

    /// What somebody in this role comes for.
    fn work(&mut self) {
        match (self.person.role, self.random.below(20)) {
            ("accountant", 0..8) => self.export(),
            ("owner" | "member", 0..10) => self.invoice(),
            (_, 0..16) => self.task("/invoices", "payment", "payment_recorded"),
            (_, 16) => self.task("/customers", "import", "customers_imported"),
            (_, 17) => self.track("/", "reminder_sent", &Values::new()),
            ("owner", 18) => self.track("/settings", "colleague_invited", &Values::new()),
            _ => self.export(),
        }
    }

    fn invoice(&mut self) {
        let lines = 1 + self.random.below(4);
        self.page("/invoices/new");
        self.task_step("task_started", "invoice");
        self.pass(40 * SECOND_MS, 200 * SECOND_MS);
        let lines = Value::Number(f64::from(u32::try_from(lines).unwrap_or(1)));
        self.track("/invoices/new", "invoice_created", &values([("lines", lines), ("state", text("sent"))]));
        self.finish("/invoices", "invoice");
    }

    fn export(&mut self) {
        self.page("/reports");
        self.track("/reports", "report_exported", &values([("format", text("csv"))]));
    }

    fn task(&mut self, path: &str, task: &str, done: &str) {
        self.page(path);
        self.task_step("task_started", task);
        self.pass(15 * SECOND_MS, 60 * SECOND_MS);
        if task == "import" && self.random.chance(0.4) {
            self.track(path, "import_failed", &Values::new());
            return;
        }
        self.track(path, done, &Values::new());
        self.finish(path, task);
    }

    fn finish(&mut self, path: &str, task: &str) {
        self.track(path, "task_completed", &values([("task", text(task))]));
    }

    fn task_step(&mut self, name: &str, task: &str) {
        self.track("/invoices", name, &values([("task", text(task))]));
    }

    fn page(&mut self, path: &str) {
        self.say(path, Body::Page { properties: Values::new() });
        self.pass(12 * SECOND_MS, 90 * SECOND_MS);
        self.consider(Some(Happening::Page), path);
    }

    fn track(&mut self, path: &str, name: &str, properties: &Values) {
        self.say(path, Body::Track { name: name.into(), properties: properties.clone() });
        self.pass(2 * SECOND_MS, 4 * SECOND_MS);
        self.consider(Some(Happening::Event { name, properties }), path);
    }

    pub(super) fn pass(&mut self, least: i64, more: i64) {
        self.at = self.at.plus_ms(least + self.random.span(more));
    }

    pub(super) fn say(&mut self, path: &str, body: Body) {
        self.at = self.at.plus_ms(1);
        let context = Context {
            url: Some(format!("{}{path}", self.world.origin)),
            locale: Some(self.person.locale.to_owned()),
            device: Some(self.person.device),
        };
        let id = EventId::from_parts(self.at, self.random.bytes());
        self.events.push(Event { id, at: self.at, who: self.person.who.clone(), context, body });
    }
}

fn values<const N: usize>(properties: [(&str, Value); N]) -> Values {
    properties.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}
