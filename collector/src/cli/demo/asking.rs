//! What a sample person is asked, and how they take it.
//!
//! Whether a survey is displayed is decided by the rules of `shared::targeting`, as for anybody else. Deliberately absent:
//! what they answer; that is [`super::answers`].

use super::SURVEYS;
use super::answers::Respondent;
use super::story::Story;
use shared::content::checklist::Action;
use shared::content::frequency::Caps;
use shared::content::tour::{Display, Leads};
use shared::content::trigger::Cause;
use shared::content::{Body as ContentBody, Checklist, Content, Kind, Repeat, Step};
use shared::event::{Body, Dismissal, ItemState, Run};
use shared::id::RunId;
use shared::machine::survey::{Stop, after, fits, stop_at};
use shared::session::Mark;
use shared::targeting::address::page_fits;
use shared::targeting::frequency::{has_gate, is_capped, is_low_ces, is_strained, merge_mark, quiet_reasons};
use shared::targeting::page::{Happening, is_cause};
use shared::targeting::person::{Abandoned, Facts, Segments, includes};
use shared::time::{MINUTE_MS, SECOND_MS, Timestamp};

impl Story<'_> {
    /// Asks what is due; nothing happening means that the person asks to be asked.
    pub(super) fn consider(&mut self, happening: Option<Happening<'_>>, path: &str) {
        let due = self.world.contents.iter().find(|(content, _)| self.is_due(content, happening, path));
        if let Some((content, version)) = due.copied() {
            self.ask(content, version, path, happening.is_some());
        }
    }

    fn is_due(&self, content: &Content, happening: Option<Happening<'_>>, path: &str) -> bool {
        let (at, unseen) = (self.at, Mark::default());
        // One a day, as usual; only whoever walks through the demo may be asked more often.
        let caps = Caps { surveys: SURVEYS, ..Caps::default() };
        let url = format!("{}{path}", self.world.origin);
        let starts = match happening {
            None => content.trigger.cause == Cause::Manual,
            Some(happening) => {
                is_cause(&content.trigger.cause, happening, at)
                    && page_fits(&content.trigger.pages, &url, &|_, _| false)
                    && !is_capped(&caps, content.body.kind(), &self.marks, at)
            }
        };
        let quiet =
            || quiet_reasons(&content.frequency, self.marks.get(&content.key).unwrap_or(&unseen), at).count() > 0;
        let gated = has_gate(content) && is_strained(&caps, self.effort, at);
        // What lies in the resource centre is found, not displayed.
        !matches!(content.body.kind(), Kind::ResourceCentre | Kind::Article)
            && starts
            && !quiet()
            && !gated
            && includes(&content.audience, &self.facts(&Segments::new(), &self.abandoned()))
            && !self.is_left_for_the_visitor(content)
    }

    /// What they closed in an earlier visit and have not gone through since.
    fn abandoned(&self) -> Abandoned {
        let since = |mark: &Mark| {
            let open = mark.completed_at.is_none_or(|done| mark.displayed_at.is_some_and(|shown| shown > done));
            mark.dismissed_at.filter(|at| open && at.plus_ms(30 * MINUTE_MS) <= self.at)
        };
        self.marks.iter().filter_map(|(key, mark)| Some((key.clone(), since(mark)?))).collect()
    }

    fn facts<'f>(&'f self, segments: &'f Segments, abandoned: &'f Abandoned) -> Facts<'f> {
        Facts {
            now: self.at,
            person: &self.traits[0],
            company: &self.traits[1],
            locale: self.person.locale,
            device: Some(self.person.device),
            first_seen: Some(self.first),
            marks: &self.marks,
            abandoned,
            segments,
            bucket: "",
            consent: true,
            gpc: false,
            effort: self.effort,
        }
    }

    /// Whoever walks through the demo as this person should still be asked.
    fn is_left_for_the_visitor(&self, content: &Content) -> bool {
        let quiet_until = match content.frequency.repeat {
            Repeat::EveryDays(days) => self.at.plus_days(days.into()),
            _ => self.at,
        };
        let guides = content.body.kind() != Kind::Survey;
        self.person.visitor && (guides || quiet_until >= self.world.now.plus_days(-1))
    }

    fn ask(&mut self, content: &Content, version: u32, path: &str, automatic: bool) {
        let run = Run { id: RunId::from_parts(self.at, self.random.bytes()), content: content.key.clone(), version };
        self.say(path, Body::Due(run.clone()));
        self.say(path, Body::Displayed(run.clone()));
        let kind = content.body.kind();
        let mut mark = Mark { kind, displayed_at: automatic.then_some(self.at), ..Mark::default() };
        self.pass(3 * SECOND_MS, 20 * SECOND_MS);
        match self.random.below(20) {
            _ if self.person.visitor || !automatic => self.answer(content, &run, path, &mut mark),
            0..5 if content.body.kind() == Kind::Survey => self.say(path, Body::Ignored(run)),
            5..9 if content.body.kind() == Kind::Survey => self.dismiss(content, run, path, &mut mark),
            _ => self.answer(content, &run, path, &mut mark),
        }
        merge_mark(self.marks.get_or_default(content.key.clone()), &mark);
    }

    fn dismiss(&mut self, content: &Content, run: Run, path: &str, mark: &mut Mark) {
        let how = *self.random.pick(&[
            Dismissal::Closed,
            Dismissal::Closed,
            Dismissal::Closed,
            Dismissal::Snoozed,
            Dismissal::Refused,
        ]);
        match how {
            Dismissal::Snoozed => mark.snoozed_until = Some(self.at.plus_days(content.frequency.snooze_days.into())),
            Dismissal::Refused => mark.refused = true,
            _ => mark.dismissed_at = Some(self.at),
        }
        self.say(path, Body::Dismissed { run, how });
    }

    fn answer(&mut self, content: &Content, run: &Run, path: &str, mark: &mut Mark) {
        let survey = match &content.body {
            ContentBody::Survey(survey) => survey,
            ContentBody::Checklist(list) => return self.tick(list, run, path, mark),
            _ => return self.walk(content, run, path, mark),
        };
        self.say(path, Body::Started(run.clone()));
        // Things get a little better over time.
        let mood = self.person.mood + 0.2 * (self.world.progress(self.at) - 0.5);
        // Who gave something up did not find it easy.
        let mood = if content.key.as_str() == "task-abandoned" { mood - 0.8 } else { mood };
        let mut respondent = Respondent::new(content.key.as_str(), mood, self.person.locale);
        let mut stop = stop_at(&survey.questions, 0);
        while let Stop::Question(index) = stop {
            let Some(question) = survey.questions.get(index) else { break };
            let answer = respondent.answer(question, self.random);
            if let Some(answer) = &answer {
                self.pass(2 * SECOND_MS, 25 * SECOND_MS);
                mark.answered_at = Some(self.at);
                if is_low_ces(&question.kind, answer) {
                    self.effort.low_at = Some(self.at);
                }
                let (run, question, answer) = (run.clone(), question.key.clone(), Some(answer.clone()));
                self.say(path, Body::Answered { run, question, revision: 1, answer });
            }
            // Some leave in the middle: what they gave is kept.
            if mark.answered_at.is_some() && self.random.chance(0.06) {
                return self.say(path, Body::Dismissed { run: run.clone(), how: Dismissal::Closed });
            }
            stop = after(&survey.questions, index, answer.as_ref());
        }
        mark.completed_at = Some(self.at);
        self.say(path, Body::Completed(run.clone()));
    }

    /// Something of a list by hand, or with the guide that it starts; what else it observes is done where the person's story does
    /// it.
    fn tick(&mut self, list: &Checklist, run: &Run, path: &str, mark: &mut Mark) {
        for item in list.items.iter().filter(|item| item.by_hand) {
            if self.random.chance(0.6) {
                self.pass(5 * SECOND_MS, 60 * SECOND_MS);
                let state = if self.random.chance(0.8) { ItemState::Done } else { ItemState::Dropped };
                self.say(path, Body::Item { run: run.clone(), item: item.key.clone(), state });
            }
        }
        if self.random.chance(0.4) {
            mark.completed_at = Some(self.at);
            self.say(path, Body::Completed(run.clone()));
        }
        let starts = list.items.iter().find_map(|item| match &item.action {
            Some(Action::Start(key)) => self.world.contents.iter().find(|(content, _)| content.key == *key).copied(),
            _ => None,
        });
        let first = starts.filter(|(content, _)| !self.marks.contains_key(&content.key));
        if let Some((guide, version)) = first.filter(|(guide, _)| !self.is_left_for_the_visitor(guide))
            && self.random.chance(0.7)
        {
            self.ask(guide, version, path, false);
        }
    }

    /// What a step took; whoever finds things hard takes longer, goes back and has fields refused.
    fn take_effort(&mut self, run: &Run, step: &Step, shown: Timestamp, path: &str) {
        let hard = f64::midpoint(1.0, -self.person.mood);
        if self.random.chance(0.6 * hard) {
            self.pass(10 * SECOND_MS, 70 * SECOND_MS);
        }
        let active_ms = u32::try_from(self.at.since(shown) * 4 / 5).unwrap_or_default();
        let returns = u16::from(self.random.chance(0.1 * hard));
        let invalid = if step.question.is_none() && self.random.chance(0.15 * hard) {
            1 + u16::from(self.random.chance(hard))
        } else {
            0
        };
        self.say(path, Body::Effort { run: run.clone(), step: step.key.clone(), active_ms, returns, invalid });
    }

    /// Through the steps of a guide; some stop on the way, one in a while because its target was not there.
    fn walk(&mut self, content: &Content, run: &Run, path: &str, mark: &mut Mark) {
        let mut started = false;
        let is_tour = content.body.kind() == Kind::Tour;
        let mut next = None;
        let steps: Vec<&Step> = content.body.steps().iter().filter(|step| step.display != Display::Hidden).collect();
        let mut at = 0;
        while let Some(step) = steps.get(at) {
            at += 1;
            if let Some(target) = step.display.target().filter(|_| self.random.chance(0.015)) {
                let selector = target.selectors.first().cloned().unwrap_or_default();
                self.say(path, Body::TargetMissing { run: run.clone(), step: step.key.clone(), selector });
                return;
            }
            if is_tour {
                self.say(path, Body::Step { run: run.clone(), step: step.key.clone() });
            }
            let shown = self.at;
            self.pass(4 * SECOND_MS, 40 * SECOND_MS);
            if is_tour {
                self.take_effort(run, step, shown, path);
            }
            if self.random.chance(0.09) {
                mark.dismissed_at = Some(self.at);
                return self.say(path, Body::Dismissed { run: run.clone(), how: Dismissal::Closed });
            }
            if !started {
                started = true;
                self.say(path, Body::Started(run.clone()));
            }
            if step.buttons.last().is_some_and(|button| button.to == Leads::Close) {
                mark.dismissed_at = Some(self.at);
                return self.say(path, Body::Dismissed { run: run.clone(), how: Dismissal::Closed });
            }
            // A few press what leads elsewhere, such as to somebody who helps.
            let elsewhere = step.buttons.iter().find_map(|button| place(&steps, &button.to));
            if let Some(there) = elsewhere.filter(|_| self.random.chance(0.18)) {
                at = there;
            } else if let Some(question) = &step.question {
                let mut respondent = Respondent::new(content.key.as_str(), self.person.mood, self.person.locale);
                let answer = respondent.answer(question, self.random);
                let branch = step.branches.iter().find(|branch| fits(&branch.when, answer.as_ref()));
                match branch.map(|branch| &branch.to) {
                    Some(Leads::End) => at = steps.len(),
                    Some(Leads::Content(key)) => (at, next) = (steps.len(), Some(key)),
                    Some(to) => at = place(&steps, to).unwrap_or(at),
                    None => {}
                }
                if let Some(answer) = answer {
                    mark.answered_at = Some(self.at);
                    if is_low_ces(&question.kind, &answer) {
                        self.effort.low_at = Some(self.at);
                    }
                    if let Some((name, value)) = question.sets_trait.clone().zip(question.trait_value(&answer)) {
                        self.traits[0].insert(name, value);
                    }
                    let (run, question) = (run.clone(), question.key.clone());
                    self.say(path, Body::Answered { run, question, revision: 1, answer: Some(answer) });
                }
            }
        }
        mark.completed_at = Some(self.at);
        self.say(path, Body::Completed(run.clone()));
        let found = next.and_then(|key| self.world.contents.iter().find(|(content, _)| content.key == *key));
        if let Some((content, version)) = found.copied().filter(|(content, _)| !self.is_left_for_the_visitor(content)) {
            self.ask(content, version, path, false);
        }
    }
}

/// The place of the step that something leads to, if it names one.
fn place(steps: &[&Step], to: &Leads) -> Option<usize> {
    let Leads::Step(key) = to else { return None };
    steps.iter().position(|step| step.key == *key)
}
