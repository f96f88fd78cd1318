//! Synthetic people and what they did and answered, the same for the same seed.
//!
//! Pure: a seed and a time in, events out; [`super`] hands them to the collector's own ingest. Colleagues resemble each
//! other, people who found a task hard recommend less, Japanese answers lie nearer the middle, some people never answer:
//! so the console shows what real data looks like. Deliberately absent: any real person.

use super::answers;
use super::random::Random;
use shared::content::audience::Device;
use shared::content::survey::{Answer, Survey};
use shared::content::{Body as ContentBody, Content};
use shared::event::{Body, Context, Dismissal, Event, Run, Who};
use shared::id::{AnonymousId, CompanyId, EventId, RunId, UserId};
use shared::machine::survey::{Stop, after, stop_at};
use shared::time::{DAY_MS, MINUTE_MS, SECOND_MS, Timestamp};
use shared::value::{Value, ValueChanges, Values};

/// What is made up.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Companies; each has 3 to 14 people.
    pub companies: usize,
    /// Days back from now.
    pub days: i64,
    /// Where the randomness starts.
    pub seed: u64,
}

/// A company and how its people feel on the whole, from -1 (badly) to 1 (well).
struct Company {
    id: CompanyId,
    traits: ValueChanges,
    mood: f64,
    japanese: bool,
}

/// A person with their own leaning.
struct Person {
    who: Who,
    locale: &'static str,
    device: Device,
    traits: ValueChanges,
    mood: f64,
    joined: Timestamp,
}

/// Makes up what happened until `now`, in order of time.
pub fn events(contents: &[(Content, u32)], scale: Scale, now: Timestamp) -> Vec<Event> {
    let mut random = Random::new(scale.seed);
    let mut events = Vec::new();
    for number in 0..scale.companies {
        let company = company(number, &mut random);
        for seat in 0..3 + random.below(12) {
            let person = person(&company, seat, scale, now, &mut random);
            let mut story = Story { person: &person, at: person.joined, random: &mut random, events: &mut events };
            story.tell(&company, contents, now);
        }
    }
    events.sort_by_key(|event| (event.at, event.id));
    events
}

fn company(number: usize, random: &mut Random) -> Company {
    let plan = *random.pick(&["trial", "starter", "pro", "pro"]);
    let industry = *random.pick(&["design", "repairs", "food", "clinics", "consulting"]);
    let partner = *random.pick(&["none", "none", "ledger-house"]);
    let japanese = random.chance(0.5);
    let traits = [
        ("plan", Value::Text(plan.into())),
        ("industry", Value::Text(industry.into())),
        ("partner", Value::Text(partner.into())),
        ("country", Value::Text(if japanese { "JP" } else { "GB" }.into())),
    ];
    // Those who pay most are helped most; a trial is still finding its way.
    let lean = match plan {
        "pro" => 0.55,
        "starter" => 0.2,
        _ => 0.0,
    };
    Company {
        id: CompanyId::new(format!("sample-company-{number}")).expect("a plain text"),
        traits: traits.into_iter().map(|(name, value)| (name.to_owned(), Some(value))).collect(),
        mood: (lean + random.normal() * 0.35).clamp(-1.0, 1.0),
        japanese,
    }
}

fn person(company: &Company, seat: usize, scale: Scale, now: Timestamp, random: &mut Random) -> Person {
    let user = format!("{}-person-{seat}", company.id);
    let days = i64::try_from(random.below(usize::try_from(scale.days.max(1)).unwrap_or(1))).unwrap_or(0);
    let joined = now.plus_days(-scale.days).plus_ms(days * DAY_MS / 2 + random.span(DAY_MS));
    // Some have been customers for long before the story begins.
    let signed_up = if random.chance(0.6) { joined.plus_days(-30 - random.span(300)) } else { joined };
    let role = if seat == 0 { "owner" } else { *random.pick(&["member", "member", "accountant"]) };
    let stakeholder = if seat == 0 { "decision_maker" } else { "end_user" };
    let traits = [
        ("role", Value::Text(role.into())),
        ("stakeholder", Value::Text(stakeholder.into())),
        ("signed_up_at", Value::Text(signed_up.to_iso())),
    ];
    Person {
        who: Who {
            anonymous_id: AnonymousId::new(format!("{user}-browser")).ok(),
            user_id: UserId::new(user).ok(),
            company_id: Some(company.id.clone()),
        },
        locale: if company.japanese { "ja" } else { "en" },
        device: *random.pick(&[Device::Desktop, Device::Desktop, Device::Desktop, Device::Phone, Device::Tablet]),
        traits: traits.into_iter().map(|(name, value)| (name.to_owned(), Some(value))).collect(),
        mood: (company.mood + random.normal() * 0.3).clamp(-1.0, 1.0),
        joined,
    }
}

/// One person's story as it is told.
struct Story<'a> {
    person: &'a Person,
    at: Timestamp,
    random: &'a mut Random,
    events: &'a mut Vec<Event>,
}

impl Story<'_> {
    fn tell(&mut self, company: &Company, contents: &[(Content, u32)], now: Timestamp) {
        self.say("/", Body::Identify { traits: self.person.traits.clone() });
        self.say("/", Body::Group { traits: company.traits.clone(), membership: ValueChanges::new() });
        let mut asked = vec![false; contents.len()];
        let visits = 2 + self.random.below(8);
        for _ in 0..visits {
            self.visit();
            let next = self.random.below(contents.len().max(1));
            // One question a visit, each survey once, and not at every visit.
            if let Some((content, version)) = contents.get(next)
                && !asked[next]
                && self.random.chance(0.55)
            {
                asked[next] = true;
                self.ask(content, *version);
            }
            self.at = self.at.plus_ms(DAY_MS / 2 + self.random.span(9 * DAY_MS));
            if self.at >= now {
                break;
            }
        }
        self.events.retain(|event| event.at < now);
    }

    fn visit(&mut self) {
        for _ in 0..=self.random.below(3) {
            let path = *self.random.pick(&["/", "/invoices", "/invoices/new", "/customers", "/reports"]);
            self.say(path, Body::Page { properties: Values::new() });
            self.pass(20 * SECOND_MS, 2 * MINUTE_MS);
        }
        let name = *self.random.pick(&["task_completed", "invoice_created", "report_exported", "import_failed"]);
        let task = [("task".to_owned(), Value::Text("invoice".into()))];
        let properties = if name == "task_completed" { task.into_iter().collect() } else { Values::new() };
        self.say("/invoices", Body::Track { name: name.into(), properties });
        self.pass(SECOND_MS, 20 * SECOND_MS);
    }

    fn ask(&mut self, content: &Content, version: u32) {
        let ContentBody::Survey(survey) = &content.body;
        let id = RunId::from_parts(self.at, self.random.bytes());
        let run = Run { id, content: content.key.clone(), version };
        self.say("/", Body::Due(run.clone()));
        self.say("/", Body::Displayed(run.clone()));
        self.pass(3 * SECOND_MS, 20 * SECOND_MS);
        match self.random.below(10) {
            0 | 1 => self.say("/", Body::Ignored(run)),
            2 | 3 => {
                let how =
                    *self.random.pick(&[Dismissal::Closed, Dismissal::Closed, Dismissal::Snoozed, Dismissal::Refused]);
                self.say("/", Body::Dismissed { run, how });
            }
            _ => self.answer(survey, &run),
        }
    }

    fn answer(&mut self, survey: &Survey, run: &Run) {
        self.say("/", Body::Started(run.clone()));
        let mut stop = stop_at(survey, 0);
        while let Stop::Question(index) = stop {
            let Some(question) = survey.questions.get(index) else { break };
            let answer = answers::answer(question, self.person.mood, self.person.locale, self.random);
            if let Some(answer) = &answer {
                self.pass(2 * SECOND_MS, 25 * SECOND_MS);
                self.answered(run, question.key.clone(), 1, answer.clone());
            }
            // Some leave in the middle: what they gave is kept.
            if self.random.chance(0.06) {
                return self.say("/", Body::Dismissed { run: run.clone(), how: Dismissal::Closed });
            }
            stop = after(survey, index, answer.as_ref());
        }
        self.say("/", Body::Completed(run.clone()));
    }

    fn answered(&mut self, run: &Run, question: shared::id::QuestionKey, revision: u32, answer: Answer) {
        self.say("/", Body::Answered { run: run.clone(), question, revision, answer: Some(answer) });
    }

    fn pass(&mut self, least: i64, more: i64) {
        self.at = self.at.plus_ms(least + self.random.span(more));
    }

    fn say(&mut self, path: &str, body: Body) {
        self.at = self.at.plus_ms(1);
        let context = Context {
            url: Some(format!("https://app.example{path}")),
            locale: Some(self.person.locale.to_owned()),
            device: Some(self.person.device),
        };
        let id = EventId::from_parts(self.at, self.random.bytes());
        self.events.push(Event { id, at: self.at, who: self.person.who.clone(), context, body });
    }
}
