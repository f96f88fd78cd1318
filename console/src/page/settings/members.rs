//! Members: who signs in, what they may do, invitations by a link that the owner passes on.
//!
//! Deliberately absent: mail; the collector sends none.

use super::{role_name, role_of, role_options};
use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::fetch::use_fetched;
use crate::part::copy::Code;
use crate::part::dialog::Dialog;
use crate::part::field::{Choice, Field, submit};
use crate::part::notice::{Failure, Loading};
use crate::text::{Lang, general as g, settings as s, start};
use shared::api::account::{Invitation, Member, NewMember, Role};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The room.
#[component]
pub fn Members() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let known = use_fetched((), |()| api::account::members());
    let asked = use_state(|| None::<Member>);
    let problem = use_state(|| None::<Rc<Problem>>);
    let ask = |member: Option<Member>| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(member.clone()))
    };
    let settle = {
        let (problem, reload) = (problem.setter(), known.reload.clone());
        Callback::from(move |answer: Result<(), Problem>| {
            problem.set(answer.err().map(Rc::new));
            reload.emit(());
        })
    };
    let change_role = {
        let settle = settle.clone();
        Callback::from(move |(id, role): (String, Role)| {
            let settle = settle.clone();
            spawn_local(async move { settle.emit(api::account::change_role(&id, role).await) });
        })
    };
    let remove = {
        let asked = asked.clone();
        Callback::from(move |()| {
            let Some(member) = (*asked).clone() else { return };
            let settle = settle.clone();
            asked.set(None);
            spawn_local(async move { settle.emit(api::account::remove_member(&member.id).await) });
        })
    };
    html! {
        <>
            <p class="lead">{ lang.say(s::MEMBERS_LEAD) }</p>
            if desk.may_own() { <Invite /> }
            if let Some(problem) = problem.as_ref().or(known.problem.as_ref()) { <Failure problem={problem.clone()} retry={known.reload.clone()} /> }
            if let Some(value) = &known.value {
                <table class="list stack">
                    <thead><tr>
                        <th scope="col">{ lang.say(start::EMAIL) }</th>
                        <th scope="col">{ lang.say(s::MEMBER_ROLE) }</th>
                        <th scope="col">{ lang.say(s::MEMBER_SINCE) }</th>
                        <th scope="col"><span class="visually-hidden">{ lang.say(g::REMOVE) }</span></th>
                    </tr></thead>
                    <tbody>
                        for member in &value.members {
                            <tr key={member.id.clone()}>
                                <th scope="row">{ &member.email }</th>
                                <td data-label={lang.say(s::MEMBER_ROLE)}>
                                    <Choice bare=true label={lang.say(s::MEMBER_ROLE)} value={role_name(member.role)} options={short_roles(lang)}
                                        disabled={!desk.may_own()} onchange={
                                            let id = member.id.clone();
                                            change_role.reform(move |name: String| (id.clone(), role_of(&name)))
                                        } />
                                </td>
                                <td data-label={lang.say(s::MEMBER_SINCE)}>{ lang.date(member.created_at) }</td>
                                <td class="end">
                                    if desk.may_own() && member.email != desk.me.name {
                                        <button type="button" class="small danger" onclick={ask(Some(member.clone())).reform(|_: MouseEvent| ())}>{ lang.say(g::REMOVE) }</button>
                                    }
                                </td>
                            </tr>
                        }
                    </tbody>
                </table>
            } else if known.problem.is_none() { <Loading /> }
            if let Some(member) = &*asked {
                <Dialog title={lang.fill(s::MEMBER_REMOVE_ASK, &[&member.email])} action={lang.say(g::REMOVE)} harmful=true
                    on_confirm={remove} on_cancel={ask(None)}><p>{ lang.say(s::MEMBER_REMOVE_BODY) }</p></Dialog>
            }
        </>
    }
}

/// The roles in a word each.
fn short_roles(lang: Lang) -> Vec<(AttrValue, AttrValue)> {
    let roles = [("viewer", g::ROLE_VIEWER), ("editor", g::ROLE_EDITOR), ("owner", g::ROLE_OWNER)];
    roles.iter().map(|(name, words)| ((*name).into(), lang.say(*words).into())).collect()
}

/// Makes a link for a new member.
#[component]
fn Invite() -> Html {
    let lang = use_lang();
    let email = use_state_eq(String::new);
    let role = use_state_eq(|| Role::Editor);
    let outcome = use_state(|| None::<Result<Invitation, Rc<Problem>>>);
    let onsubmit = {
        let (request, outcome) = (NewMember { email: (*email).clone(), role: *role }, outcome.setter());
        submit(move || {
            let (request, outcome) = (request.clone(), outcome.clone());
            spawn_local(async move { outcome.set(Some(api::account::invite(request).await.map_err(Rc::new))) });
        })
    };
    let typed = {
        let email = email.setter();
        Callback::from(move |text: String| email.set(text))
    };
    let choose = {
        let role = role.setter();
        Callback::from(move |name: String| role.set(role_of(&name)))
    };
    html! {
        <section class="panel">
            <form {onsubmit}>
                <Field kind="email" label={lang.say(start::EMAIL)} value={(*email).clone()} onchange={typed} required=true />
                <Choice label={lang.say(s::MEMBER_ROLE)} value={role_name(*role)} options={role_options(lang)} onchange={choose} />
                <button class="primary">{ lang.say(s::MEMBER_INVITE) }</button>
            </form>
            { match &*outcome {
                Some(Ok(invitation)) => html! {
                    <Code label={lang.fill(s::MEMBER_LINK, &[&lang.moment(invitation.expires_at)])} code={invitation.url.clone()} />
                },
                Some(Err(problem)) => html! { <Failure problem={problem.clone()} /> },
                None => Html::default(),
            } }
        </section>
    }
}
