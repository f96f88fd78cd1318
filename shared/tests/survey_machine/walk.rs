//! A run under test, and the surveys it goes through.

use std::collections::BTreeMap;
use std::sync::Arc;
use waymark_shared::content::Survey;
use waymark_shared::content::survey::Answer;
use waymark_shared::event::{Body, Run};
use waymark_shared::id::{ContentKey, OptionKey, RunId, uuid_v7};
use waymark_shared::machine::survey::{Plan, QuestionView, State, View, begin, step};
use waymark_shared::machine::{Choose, Effect, Input};
use waymark_shared::session::Resume;
use waymark_shared::time::Timestamp;

pub fn run() -> Run {
    let id = RunId(uuid_v7(Timestamp(1_790_000_000_000), [1; 10]));
    Run { id, content: ContentKey::new("feedback").unwrap(), version: 1 }
}

pub fn survey(json: &str) -> Survey {
    serde_json::from_str(json).expect(json)
}

/// NPS; detractors are asked why, others what they like; a choice; a link; thanks.
pub fn branching() -> Survey {
    survey(
        r#"{"questions": [
            {"key": "score", "title": {"en": "Recommend?"}, "required": true, "kind": {"nps": {}},
             "branches": [{"when": {"score": {"from": 9}}, "to": {"question": "like"}}]},
            {"key": "why", "title": {"en": "Why?"}, "kind": {"open": {"max_length": 20}}},
            {"key": "like", "title": {"en": "What do you like?"}, "kind": {"multiple": {"at_most": 2, "shuffle": true,
              "other": {"en": "Other"}, "options": [{"key": "speed", "label": {"en": "Speed"}},
              {"key": "price", "label": {"en": "Price"}}, {"key": "help", "label": {"en": "Help"}}]}}},
            {"key": "more", "title": {"en": "Read more"}, "kind": {"action": {"label": {"en": "Open"}, "url": "/more"}}},
            {"key": "thanks", "title": {"en": "Thank you"}, "kind": "thanks"}
        ]}"#,
    )
}

/// A CES question that offers help from 3 down, then an open one.
pub fn effort() -> Survey {
    survey(
        r#"{"questions": [
            {"key": "effort", "title": {"en": "Was it easy?"}, "kind": {"ces": {}}},
            {"key": "detail", "title": {"en": "What was hard?"}, "kind": {"open": {}}}
          ], "help": {"text": {"en": "Sorry."}, "link": {"label": {"en": "Help"}, "url": "/help"}}}"#,
    )
}

/// A run under test: remembers every effect.
pub struct Walk {
    pub plan: Plan,
    pub state: State,
    pub effects: Vec<Effect>,
}

impl Walk {
    pub fn fresh(survey: Survey) -> Self {
        Self::resumed(survey, None)
    }

    pub fn resumed(survey: Survey, resume: Option<&Resume>) -> Self {
        let (plan, state) =
            begin(run(), (Arc::new(waymark_shared::content::Body::Survey(survey)), None), true, resume, &mut || {
                u32::MAX / 3
            });
        let mut walk = Self { plan, state, effects: Vec::new() };
        walk.take(Input::Displayed);
        walk
    }

    /// Takes a step and gives its effects.
    pub fn take(&mut self, input: Input) -> Vec<Effect> {
        let (state, effects) = step(&self.plan, self.state.clone(), input);
        self.state = state;
        self.effects.extend(effects.clone());
        effects
    }

    pub fn all(&mut self, inputs: impl IntoIterator<Item = Input>) -> &mut Self {
        inputs.into_iter().for_each(|input| drop(self.take(input)));
        self
    }

    pub fn bodies(&self) -> Vec<&Body> {
        let bodies = self.effects.iter().filter_map(|effect| match effect {
            Effect::Emit { body, .. } => Some(body),
            _ => None,
        });
        bodies.collect()
    }

    /// What counts at the collector: by question the answer of the highest revision.
    pub fn counted(&self) -> BTreeMap<String, (u32, Option<Answer>)> {
        let mut counted = BTreeMap::new();
        for body in self.bodies() {
            if let Body::Answered { question, revision, answer, .. } = body {
                counted.insert(question.to_string(), (*revision, answer.clone()));
            }
        }
        counted
    }

    pub fn question(&self) -> QuestionView<'_> {
        match self.state.view(&self.plan) {
            View::Question(view) => view,
            other => panic!("no question but {other:?}"),
        }
    }

    pub fn asked(&self) -> &str {
        self.question().question.key.as_str()
    }
}

pub fn score(n: u8) -> Input {
    Input::Choose(Choose::Score(n))
}

pub fn option(key: &str) -> Input {
    Input::Choose(Choose::Option(OptionKey::new(key).unwrap()))
}

pub fn typed(text: &str) -> Input {
    Input::Type(text.into())
}
