//! Where one company stands: goals with when and by whom, guides, people active. Made to be printed.
//!
//! Deliberately absent: a score over all of it, and what guidance had to do with it; that is the effect of a content.

use crate::api;
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::page::companies::called;
use crate::page::not_found::NotFound;
use crate::part::guard::Anchor;
use crate::part::notice::{Failure, Loading, Note};
use crate::route::Route;
use crate::text::{Lang, adoption as a};
use serde::Deserialize;
use shared::api::adoption::{AdoptionReport, GoalAdoption, GuideAdoption, Whose};
use shared::content::goal::Per;
use yew::prelude::*;
use yew_router::prelude::*;

#[derive(Deserialize)]
struct Which {
    id: String,
}

/// The room: reads from the address which company it is about.
#[component]
pub fn Company() -> Html {
    let location = use_location().expect("inside the router");
    match location.query::<Which>() {
        Ok(Which { id }) => html! { <Standing key={id.clone()} company={id.clone()} /> },
        Err(_) => html! { <NotFound /> },
    }
}

#[derive(Properties, PartialEq)]
struct StandingProps {
    /// The host's id.
    company: String,
}

#[component]
fn Standing(props: &StandingProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let needs = (props.company.clone(), desk.environment_key());
    let report =
        use_fetched(needs, |(company, environment)| async move { api::report::adoption(&company, &environment).await });
    let name = report.value.as_ref().map_or_else(|| props.company.clone(), |report| called(&report.summary));
    use_effect_with(name.clone(), |name| browser::set_title(name));
    let print = Callback::from(|_: MouseEvent| drop(browser::window().print()));
    let body = match (&report.value, &report.problem) {
        (Some(report), _) => told(lang, report),
        (None, Some(problem)) if problem.status == 404 => html! { <Note>{ lang.say(a::NOT_FOUND) }</Note> },
        (None, Some(problem)) => html! { <Failure problem={problem.clone()} retry={report.reload.clone()} /> },
        (None, None) => html! { <Loading /> },
    };
    html! {
        <>
            <div class="room-head">
                <h1 class="person-id" translate="no">{ name }</h1>
                if report.value.is_some() {
                    <button type="button" class="no-print" onclick={print}>{ lang.say(a::PRINT) }</button>
                }
            </div>
            { body }
            <p class="no-print"><Anchor to={Route::Companies}>{ lang.say(a::TITLE) }</Anchor></p>
        </>
    }
}

fn told(lang: Lang, report: &AdoptionReport) -> Html {
    let summary = &report.summary;
    let people = if summary.people == 0 {
        lang.say(a::PEOPLE_NONE).to_owned()
    } else {
        lang.fill(a::PEOPLE_ACTIVE, &[&lang.number(summary.active), &lang.number(summary.people)])
    };
    html! {
        <>
            <section class="panel">
                <p class="hint">{ lang.fill(a::AS_OF, &[&lang.moment(report.at), &lang.date(report.first_seen)]) }</p>
                <p class="standing">{ people }</p>
                <dl class="facts">
                    for (name, value) in &report.traits { <dt key={name.clone()}>{ name }</dt><dd>{ value.label() }</dd> }
                </dl>
                <p class="hint">{ lang.say(a::UNDERSTOOD) }</p>
            </section>
            <section class="panel">
                <h2>{ lang.say(a::GOALS) }</h2>
                { goals(lang, &report.goals) }
            </section>
            <section class="panel">
                <h2>{ lang.say(a::GUIDES) }</h2>
                { guides(lang, &report.guides) }
            </section>
        </>
    }
}

fn goals(lang: Lang, goals: &[GoalAdoption]) -> Html {
    if goals.is_empty() {
        return html! { <p>{ lang.say(a::GOALS_NONE) }</p> };
    }
    let attained = goals.iter().filter(|goal| goal.attained_at.is_some()).count();
    let in_use = goals.iter().filter(|goal| goal.lately > 0).count();
    html! {
        <>
            <p class="standing">{ lang.fill(a::GOALS_SAY, &[&attained, &goals.len(), &in_use]) }</p>
            <table class="list stack">
                <thead><tr>
                    <th scope="col">{ lang.say(a::GOAL) }</th>
                    <th scope="col">{ lang.say(a::SINCE) }</th>
                    <th scope="col">{ lang.say(a::BY) }</th>
                    <th scope="col" class="number">{ lang.say(a::LATELY) }</th>
                </tr></thead>
                <tbody>{ for goals.iter().map(|goal| goal_row(lang, goal)) }</tbody>
            </table>
        </>
    }
}

fn goal_row(lang: Lang, goal: &GoalAdoption) -> Html {
    let since = goal.attained_at.map_or_else(|| lang.say(a::NOT_YET).to_owned(), |at| lang.date(at));
    html! {
        <tr key={goal.goal.to_string()}>
            <th scope="row">
                { &goal.name }
                if goal.per == Per::Company { <span class="hint">{ " " }{ lang.say(a::TOGETHER) }</span> }
            </th>
            <td class="date" data-label={lang.say(a::SINCE)}>{ since }</td>
            <td data-label={lang.say(a::BY)}>{ whose(lang, &goal.by, goal.people) }</td>
            <td class="number" data-label={lang.say(a::LATELY)}>{ lang.number(goal.lately) }</td>
        </tr>
    }
}

fn guides(lang: Lang, guides: &[GuideAdoption]) -> Html {
    if guides.is_empty() {
        return html! { <p>{ lang.say(a::GUIDES_NONE) }</p> };
    }
    let row = |guide: &GuideAdoption| {
        html! {
            <tr key={guide.content.to_string()}>
                <th scope="row">{ &guide.name }</th>
                <td class="number" data-label={lang.say(a::SHOWN)}>{ lang.number(guide.displayed) }</td>
                <td class="number" data-label={lang.say(a::COMPLETED)}>{ lang.number(guide.completed) }</td>
                <td data-label={lang.say(a::BY)}>{ whose(lang, &guide.by, guide.completed) }</td>
            </tr>
        }
    };
    html! {
        <table class="list stack">
            <thead><tr>
                <th scope="col">{ lang.say(a::GUIDE) }</th>
                <th scope="col" class="number">{ lang.say(a::SHOWN) }</th>
                <th scope="col" class="number">{ lang.say(a::COMPLETED) }</th>
                <th scope="col">{ lang.say(a::BY) }</th>
            </tr></thead>
            <tbody>{ for guides.iter().map(row) }</tbody>
        </table>
    }
}

/// People with their day, each a link to their history.
fn whose(lang: Lang, by: &[Whose], all: i64) -> Html {
    if by.is_empty() {
        return html! { "–" };
    }
    let named = i64::try_from(by.len()).unwrap_or(i64::MAX);
    let one = |who: &Whose| {
        let name = who.name.clone().unwrap_or_else(|| who.person.clone());
        html! {
            <li key={who.person.clone()}>
                <Anchor to={Route::Person} id={who.person.clone()}>{ lang.fill(a::WHOSE, &[&name, &lang.date(who.at)]) }</Anchor>
            </li>
        }
    };
    html! {
        <ul class="whose">
            { for by.iter().map(one) }
            if all > named { <li>{ lang.fill(a::AND_MORE, &[&lang.number(all - named)]) }</li> }
        </ul>
    }
}
