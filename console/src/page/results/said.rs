//! What people said: responses with their score, words, traits and the path that led to them; new ones join at the top.
//!
//! Deliberately absent: automatic judgement of moods. People read what people write.

use super::response::ResponseCard;
use crate::api::{self, Problem};
use crate::app::use_lang;
use crate::fetch::Turn;
use crate::part::field::Switch;
use crate::part::notice::{Failure, Loading, Note};
use crate::text::report as r;
use crate::wording::use_wordings;
use shared::api::report::{ReportFilter, Response, Responses};
use shared::content::survey::Answer;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SaidProps {
    /// The survey's key.
    pub content: String,
    /// The filter.
    pub filter: ReportFilter,
    /// Counts up whenever something was answered.
    pub news: Turn,
}

/// Responses shown at first, so that what stands below stays in reach.
const FIRST_SHOWN: usize = 12;
/// Responses shown with each press of the button.
const MORE_SHOWN: usize = 24;

/// Whoever asked for older pages sees all of them.
const ALL_SHOWN: usize = usize::MAX;

/// What has been read so far, the newest first.
#[derive(Clone, Default, PartialEq)]
struct Read {
    responses: Vec<Rc<Response>>,
    next: Option<String>,
    suppressed: bool,
    loaded: bool,
}

enum Step {
    /// The filter changed: begin anew.
    Reset,
    /// The newest page, again.
    Newest(Responses),
    /// The page after the last.
    Older(Responses),
    /// One response with a changed follow-up.
    Changed(Response),
}

impl Reducible for Read {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut read = (*self).clone();
        match step {
            Step::Reset => read.loaded = false,
            Step::Newest(page) => {
                let fresh: Vec<_> = page.responses.into_iter().map(Rc::new).collect();
                // Older pages that were opened stay, as long as the newest page still reaches them.
                let kept = if read.loaded { std::mem::take(&mut read.responses) } else { Vec::new() };
                let older: Vec<_> = kept.into_iter().filter(|old| fresh.iter().all(|new| new.run != old.run)).collect();
                if older.is_empty() {
                    read.next = page.next;
                }
                read.responses = fresh.into_iter().chain(older).collect();
                (read.suppressed, read.loaded) = (page.suppressed, true);
            }
            Step::Older(page) => {
                read.responses.extend(page.responses.into_iter().map(Rc::new));
                read.next = page.next;
            }
            Step::Changed(response) => {
                if let Some(slot) = read.responses.iter_mut().find(|slot| slot.run == response.run) {
                    *slot = Rc::new(response);
                }
            }
        }
        Rc::new(read)
    }
}

fn has_words(response: &Response) -> bool {
    response.answers.values().any(|answer| match answer {
        Answer::Text(text) => !text.is_empty(),
        Answer::Chosen { other, .. } => other.is_some(),
        Answer::Score(_) | Answer::Pressed => false,
    })
}

/// The section.
#[component]
pub fn Said(props: &SaidProps) -> Html {
    let lang = use_lang();
    let read = use_reducer_eq(Read::default);
    let problem = use_state(|| None::<Rc<Problem>>);
    let words_only = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let limit = use_state_eq(|| FIRST_SHOWN);
    {
        let (dispatch, limit) = (read.dispatcher(), limit.setter());
        use_effect_with(props.filter.clone(), move |_| {
            limit.set(FIRST_SHOWN);
            dispatch.dispatch(Step::Reset);
        });
    }
    {
        let (dispatch, problem) = (read.dispatcher(), problem.setter());
        let latest = use_mut_ref(|| 0_u32);
        use_effect_with((props.content.clone(), props.filter.clone(), props.news), move |(content, filter, _)| {
            *latest.borrow_mut() += 1;
            let mine = *latest.borrow();
            let (content, filter) = (content.clone(), filter.clone());
            spawn_local(async move {
                let answer = api::report::responses(&content, &filter, None).await;
                if *latest.borrow() != mine {
                    return;
                }
                match answer {
                    Ok(page) => {
                        problem.set(None);
                        dispatch.dispatch(Step::Newest(page));
                    }
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
            });
        });
    }
    let older = {
        let (content, filter, next) = (props.content.clone(), props.filter.clone(), read.next.clone());
        let (dispatch, problem, busy, limit) = (read.dispatcher(), problem.setter(), busy.setter(), limit.setter());
        Callback::from(move |_: MouseEvent| {
            let (content, filter, next) = (content.clone(), filter.clone(), next.clone());
            let (dispatch, problem, busy, limit) = (dispatch.clone(), problem.clone(), busy.clone(), limit.clone());
            busy.set(true);
            spawn_local(async move {
                match api::report::responses(&content, &filter, next).await {
                    Ok(page) => {
                        limit.set(ALL_SHOWN);
                        dispatch.dispatch(Step::Older(page));
                    }
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
                busy.set(false);
            });
        })
    };
    let reveal = {
        let limit = limit.clone();
        Callback::from(move |_: MouseEvent| limit.set(limit.saturating_add(MORE_SHOWN)))
    };
    let on_change = {
        let dispatch = read.dispatcher();
        Callback::from(move |response: Response| dispatch.dispatch(Step::Changed(response)))
    };
    let fitting: Vec<_> = read.responses.iter().filter(|response| !*words_only || has_words(response)).collect();
    let folded = fitting.len() > *limit;
    let shown: Vec<_> = fitting.into_iter().take(*limit).collect();
    let version = |response: &Response| (props.content.clone(), response.version);
    let wordings = use_wordings(read.responses.iter().map(|response| version(response)).collect());
    html! {
        <section class="panel said">
            <div class="said-head">
                <h2>{ lang.say(r::SAID) }</h2>
                <a class="no-print" href={api::report::responses_sheet(&props.content, &props.filter)} download="">{ lang.say(r::SAID_SHEET) }</a>
                <Switch label={lang.say(r::SAID_WORDS_ONLY)} on={*words_only} onchange={let w = words_only.setter(); Callback::from(move |on| w.set(on))} />
            </div>
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            if read.suppressed { <Note>{ lang.say(r::SAID_SUPPRESSED) }</Note> }
            else if !read.loaded && problem.is_none() { <Loading /> }
            else if shown.is_empty() { <p class="hint">{ lang.say(r::SAID_NONE) }</p> }
            <ul class="responses">
                for response in shown {
                    <ResponseCard key={response.run.to_string()} response={response.clone()} wording={wordings.get(&version(response)).cloned()}
                        environment={props.filter.environment.clone()} on_change={on_change.clone()} />
                }
            </ul>
            if folded {
                <button type="button" class="no-print" onclick={reveal}>{ lang.say(r::SAID_MORE) }</button>
            } else if read.next.is_some() {
                <button type="button" class="no-print" disabled={*busy} onclick={older}>{ lang.say(r::SAID_MORE) }</button>
            }
        </section>
    }
}
