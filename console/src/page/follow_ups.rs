//! Everything that wants a person, live: who, why, who answers for it, and what is done about it.
//!
//! Which of it is shown is in the address, so that a list can be sent to a colleague. What was just done here stays in sight until
//! another list is asked for. Deliberately absent: giving work to others by rules; whoever the company names is asked.

mod card;

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::live::use_live;
use crate::part::field::Choice;
use crate::part::guard::Anchor;
use crate::part::notice::{Empty, Failure, Loading, Note};
use crate::route::Route;
use crate::text::{Lang, Words, content as c, follow_up as f, general as g, webhook as w};
use crate::wording::{Wordings, learn};
use card::Card;
pub use card::why;
use serde::{Deserialize, Serialize};
use shared::api::follow_up::{FollowUps as Page, Wanted};
use shared::api::report::{Change, FollowUp};
use shared::id::RunId;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// Which follow-ups are shown, as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct View {
    /// `open`, `waiting` or `done`; empty for what is not done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    status: String,
    /// Who answers for them; empty for everybody's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    owner: String,
    /// The only one that is shown, as a notice of it links to; empty for all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    run: String,
    /// The environment that the link is about; empty for the one looked at.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    environment: String,
}

const STATUSES: [(&str, Words); 4] =
    [("", f::NOT_DONE), ("open", f::STATUS_OPEN), ("waiting", f::STATUS_WAITING), ("done", f::STATUS_DONE)];

/// The room.
#[component]
pub fn FollowUps() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let navigator = use_navigator().expect("inside the router");
    let location = use_location().expect("inside the router");
    let view = location.query::<View>().unwrap_or_default();
    let pages = use_state_eq(|| 1_usize);
    let list = (desk.environment_key(), view.clone());
    // With the list it was done in: an answer may arrive when another is shown.
    let done_here = use_state(|| (list.clone(), BTreeMap::<RunId, Wanted>::new()));
    use_effect_with(lang, move |lang| browser::set_title(lang.say(f::TITLE)));
    let put = use_callback((), move |view: View, ()| {
        // The query is made of plain values; it can always be written.
        let _ = navigator.replace_with_query(&Route::FollowUps, &view);
    });
    {
        let (choose, put) = (desk.choose.clone(), put.clone());
        // Said once: from here on the environment is whichever is looked at.
        use_effect_with(view.clone(), move |view| {
            if !view.environment.is_empty() {
                choose.emit(view.environment.clone());
                put.emit(View { environment: String::new(), ..view.clone() });
            }
        });
    }
    {
        let pages = pages.setter();
        use_effect_with(list.clone(), move |_| pages.set(1));
    }
    let needs = (desk.environment_key(), view.clone(), *pages);
    let words = use_mut_ref(Wordings::new);
    // Together with the words, so that nothing moves once it is drawn.
    let found = use_fetched(needs, move |(environment, view, pages)| {
        let words = words.clone();
        async move {
            let page = read(&environment, &view, pages).await?;
            let versions = page.follow_ups.iter().map(|it| (it.content.to_string(), it.version)).collect();
            Ok((page, learn(&words, versions).await))
        }
    });
    let wanted = |change: &Change, _: &str| matches!(change, Change::FollowUps);
    use_live(desk.environment_key(), wanted, String::new(), found.reload.clone());
    let (page, wordings) = found.value.as_deref().map(|(page, words)| (page, words)).unzip();
    let done = Some(&*done_here).filter(|(of, _)| *of == list).map(|(_, done)| done.clone()).unwrap_or_default();
    let shown = page.map(|page| joined(page, &done)).unwrap_or_default();
    if desk.environment.is_none() {
        return html! { <Note>{ lang.say(c::NO_ENVIRONMENT) }</Note> };
    }
    let on_change = |it: &Wanted| {
        let (done_here, list, done) = (done_here.setter(), list.clone(), done.clone());
        let (it, reload) = (it.clone(), found.reload.clone());
        Callback::from(move |follow_up: FollowUp| {
            let mut done = done.clone();
            done.insert(it.run, Wanted { follow_up, ..it.clone() });
            done_here.set((list.clone(), done));
            reload.emit(());
        })
    };
    html! {
        <>
            <div class="room-head">
                <h1>{ lang.say(f::TITLE) }</h1>
                if let Some(page) = page { <p class="hint" role="status">{ lang.count(page.open, f::OPEN_ONE, f::OPEN) }</p> }
            </div>
            <p class="lead">
                { lang.say(f::LEAD) }
                if desk.may_own() {
                    { lang.gap() }<Anchor to={Route::Settings { room: "environment".to_owned() }}>{ lang.say(w::TO_HERE) }</Anchor>
                }
            </p>
            if view.run.is_empty() { { filters(lang, &view, &desk.me.name, page, &put) } }
            else { { only_one(lang, &put) } }
            if let Some(problem) = &found.problem {
                if page.is_some() { <p class="hint">{ lang.say(g::STALE) }</p> }
                <Failure problem={problem.clone()} retry={found.reload.clone()} />
            }
            if let Some(page) = page {
                if shown.is_empty() { { nobody(lang, &view, &put) } }
                else {
                    <section class="panel" aria-label={lang.say(f::TITLE)}>
                        <ul class="responses">
                            for it in &shown {
                                <Card key={it.run.to_string()} wanted={Rc::new(it.clone())} environment={desk.environment_key()}
                                    wording={wordings.and_then(|words| words.get(&(it.content.to_string(), it.version))).cloned()} on_change={on_change(it)} />
                            }
                        </ul>
                        if page.next.is_some() {
                            <button type="button" class="no-print" onclick={
                                let pages = pages.clone();
                                Callback::from(move |_: MouseEvent| pages.set(*pages + 1))
                            }>{ lang.say(f::MORE) }</button>
                        }
                    </section>
                }
            } else if found.problem.is_none() { <Loading /> }
        </>
    }
}

/// So many pages as one.
async fn read(environment: &str, view: &View, pages: usize) -> Result<Page, Problem> {
    let mut whole = Page { follow_ups: Vec::new(), next: None, open: 0, owners: Vec::new() };
    for number in 0..pages {
        if environment.is_empty() || number > 0 && whole.next.is_none() {
            break;
        }
        let which = [view.status.as_str(), &view.owner, &view.run];
        let page = api::report::follow_ups(environment, which, whole.next.take()).await?;
        whole.follow_ups.extend(page.follow_ups);
        (whole.next, whole.open, whole.owners) = (page.next, page.open, page.owners);
    }
    Ok(whole)
}

/// What was found, with what was done here meanwhile, also where that no longer fits the filter.
fn joined(page: &Page, done_here: &BTreeMap<RunId, Wanted>) -> Vec<Wanted> {
    let mut all: BTreeMap<RunId, Wanted> = page.follow_ups.iter().map(|it| (it.run, it.clone())).collect();
    for (run, done) in done_here {
        let known = all.get(run).is_some_and(|it| it.follow_up.changed_at >= done.follow_up.changed_at);
        if !known {
            all.insert(*run, done.clone());
        }
    }
    let mut all: Vec<Wanted> = all.into_values().collect();
    all.sort_by_key(|it| Reverse((it.at, it.run)));
    all
}

/// The filter as a sentence: what, and whose.
fn filters(lang: Lang, view: &View, me: &str, page: Option<&Page>, put: &Callback<View>) -> Html {
    let statuses: Vec<_> = STATUSES.iter().map(|(name, words)| ((*name).into(), lang.say(*words).into())).collect();
    let mut owners: Vec<(AttrValue, AttrValue)> =
        vec![("".into(), lang.say(f::EVERYONE).into()), (me.to_owned().into(), lang.fill(f::MINE, &[&me]).into())];
    let others = page.iter().flat_map(|page| &page.owners).chain((!view.owner.is_empty()).then_some(&view.owner));
    for owner in others {
        let same = |(known, _): &(AttrValue, AttrValue)| known.to_lowercase() == owner.to_lowercase();
        if !owners.iter().any(same) {
            owners.push((owner.clone().into(), owner.clone().into()));
        }
    }
    let by_status = {
        let view = view.clone();
        put.reform(move |status: String| View { status, ..view.clone() })
    };
    let by_owner = {
        let view = view.clone();
        put.reform(move |owner: String| View { owner, ..view.clone() })
    };
    let mine = view.owner.to_lowercase() == me.to_lowercase();
    html! {
        <>
            <div class="filter-sentence no-print">
                <Choice label={lang.say(f::FILTER_STATUS)} value={view.status.clone()} options={statuses} onchange={by_status} />
                <Choice label={lang.say(f::FILTER_OWNER)} value={view.owner.clone()} options={owners} onchange={by_owner} />
            </div>
            if mine { <p class="hint">{ lang.say(f::MINE_HINT) }</p> }
        </>
    }
}

/// Says that a link led to one follow-up, and leads to the others.
fn only_one(lang: Lang, put: &Callback<View>) -> Html {
    html! {
        <div class="filter-sentence no-print">
            <span>{ lang.say(f::ONLY_ONE) }</span>
            <button type="button" class="quiet small" onclick={put.reform(|_: MouseEvent| View::default())}>{ lang.say(f::SHOW_ALL) }</button>
        </div>
    }
}

fn nobody(lang: Lang, view: &View, put: &Callback<View>) -> Html {
    if *view == View::default() {
        return html! {
            <Empty title={lang.say(f::NONE)}>
                <p>{ lang.say(f::NONE_BODY) }</p>
                <p><Anchor to={Route::Home}>{ lang.say(g::NAV_CONTENT) }</Anchor></p>
            </Empty>
        };
    }
    if !view.run.is_empty() {
        return html! { <Empty title={lang.say(f::ONLY_NONE)}><p>{ lang.say(f::ONLY_NONE_BODY) }</p></Empty> };
    }
    html! {
        <Empty title={lang.say(f::NONE_FITS)}>
            <button type="button" onclick={put.reform(|_: MouseEvent| View::default())}>{ lang.say(f::SHOW_ALL) }</button>
        </Empty>
    }
}
