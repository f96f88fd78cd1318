//! Whether the elements that steps are displayed beside are still there, and what to do where they are not.
//!
//! Deliberately absent: looking for them from here; only the host's pages can, and do.

use super::name::name_of;
use crate::app::use_lang;
use crate::browser;
use crate::text::{Lang, report as r, walk as w};
use shared::api::report::{MissingTarget, StepReport};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HealthProps {
    /// The steps, for their names.
    pub steps: Vec<StepReport>,
    /// Targets that did not appear in time.
    pub missing: Vec<MissingTarget>,
}

/// The panel.
#[component]
pub fn Health(props: &HealthProps) -> Html {
    let lang = use_lang();
    html! {
        <section class="panel">
            <h2>{ lang.say(w::HEALTH) }</h2>
            if props.missing.is_empty() {
                <p>{ lang.say(w::HEALTH_GOOD) }</p>
            } else {
                <p>{ lang.say(w::HEALTH_DO) }</p>
                <div class="table-scroll" tabindex="0" role="region" aria-label={lang.say(w::HEALTH)}>
                    { table(lang, props) }
                </div>
            }
        </section>
    }
}

fn table(lang: Lang, props: &HealthProps) -> Html {
    html! {
        <table class="stack">
            <thead><tr>
                <th scope="col">{ lang.say(w::STEP) }</th>
                <th scope="col">{ lang.say(w::SELECTOR) }</th>
                <th scope="col">{ lang.say(w::PAGE) }</th>
                <th scope="col" class="number">{ lang.say(w::VERSION) }</th>
                <th scope="col" class="number">{ lang.say(r::RUNS) }</th>
                <th scope="col">{ lang.say(w::LAST) }</th>
            </tr></thead>
            <tbody>
                for target in &props.missing {
                    <tr>
                        <th scope="row">{ name_of(lang, &props.steps, &target.step) }</th>
                        <td data-label={lang.say(w::SELECTOR)}><code translate="no">{ &target.selector }</code></td>
                        <td data-label={lang.say(w::PAGE)}><code translate="no">{ &target.url }</code></td>
                        <td data-label={lang.say(w::VERSION)} class="number">{ target.version }</td>
                        <td data-label={lang.say(r::RUNS)} class="number">{ lang.number(target.times) }</td>
                        <td data-label={lang.say(w::LAST)}>{ lang.ago(target.last_at, browser::now()) }</td>
                    </tr>
                }
            </tbody>
        </table>
    }
}
