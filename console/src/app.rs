//! The frame: who is signed in, which environment is looked at, which language is spoken, which room is open.
//!
//! Deliberately absent: what the rooms show.

use crate::api::{self, Problem};
use crate::browser;
use crate::fetch::use_fetched;
use crate::page;
use crate::part::notice::{Failure, Loading};
use crate::part::rail::Rail;
use crate::route::Route;
use crate::text::Lang;
use shared::api::account::{Me, Role};
use shared::api::environment::Environment;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// What the tab keeps the room under that somebody wanted before they had to sign in.
pub const WANTED: &str = "wanted";

/// The language spoken, and how to change it.
#[derive(Clone, PartialEq)]
pub struct Speech {
    /// The language.
    pub lang: Lang,
    /// Speaks another one from now on.
    pub choose: Callback<Lang>,
}

/// What every room behind the sign-in knows.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// Who is signed in.
    pub me: Rc<Me>,
    /// All environments.
    pub environments: Rc<Vec<Environment>>,
    /// The environment looked at; `None` while there is none at all.
    pub environment: Option<Rc<Environment>>,
    /// Looks at another environment.
    pub choose: Callback<String>,
    /// Asks for the environments again, after a change.
    pub reload: Callback<()>,
}

impl Desk {
    /// Whether the member may write content.
    pub fn may_edit(&self) -> bool {
        self.me.role >= Role::Editor
    }

    /// Whether the member may change environments and tokens.
    pub fn may_own(&self) -> bool {
        self.me.role >= Role::Owner
    }

    /// The key of the environment looked at; empty while there is none.
    pub fn environment_key(&self) -> String {
        self.environment.as_ref().map(|environment| environment.key.clone()).unwrap_or_default()
    }
}

/// The language spoken.
#[hook]
pub fn use_lang() -> Lang {
    use_context::<Speech>().expect("the frame provides the language").lang
}

/// What every room behind the sign-in knows.
#[hook]
pub fn use_desk() -> Desk {
    use_context::<Desk>().expect("rooms are inside the frame")
}

/// The whole console.
#[component]
pub fn App() -> Html {
    let lang = use_state_eq(Lang::preferred);
    use_effect_with(*lang, |lang| browser::set_root_attribute("lang", lang.tag()));
    let choose = {
        let lang = lang.setter();
        use_callback((), move |chosen: Lang, ()| {
            browser::remember("language", chosen.tag());
            lang.set(chosen);
        })
    };
    let speech = Speech { lang: *lang, choose };
    html! {
        <ContextProvider<Speech> context={speech}>
            <BrowserRouter>
                <Switch<Route> render={switch} />
            </BrowserRouter>
        </ContextProvider<Speech>>
    }
}

fn switch(route: Route) -> Html {
    match route {
        Route::Setup => html! { <page::setup::Setup /> },
        Route::Join => html! { <page::join::Join /> },
        Route::SignIn => html! { <page::sign_in::SignIn /> },
        route => html! { <Inside {route} /> },
    }
}

#[derive(Properties, PartialEq)]
struct InsideProps {
    route: Route,
}

/// The rooms behind the sign-in.
#[component]
fn Inside(props: &InsideProps) -> Html {
    let navigator = use_navigator().expect("inside the router");
    let chosen = use_state_eq(|| browser::recall("environment"));
    let known = use_fetched((), |()| async {
        let me = api::account::me().await?;
        let environments = api::workspace::environments().await?.environments;
        Ok::<_, Problem>((Rc::new(me), Rc::new(environments)))
    });
    let query = use_location().map(|location| location.query_str().to_owned()).unwrap_or_default();
    use_effect_with((props.route.clone(), query), move |(route, query)| {
        let here = format!("{}{query}", route.to_path());
        api::on_signed_out(Callback::from(move |()| {
            // Whoever followed a link is led there once they have signed in.
            browser::remember_in_tab(WANTED, Some(&here));
            navigator.replace(&Route::SignIn);
        }));
        || api::on_signed_out(Callback::noop())
    });
    let choose = {
        let chosen = chosen.setter();
        use_callback((), move |key: String, ()| {
            browser::remember("environment", &key);
            chosen.set(Some(key));
        })
    };
    let Some(value) = &known.value else {
        return match &known.problem {
            Some(problem) if problem.status != 401 => html! {
                <main class="alone"><Failure problem={problem.clone()} retry={known.reload.clone()} /></main>
            },
            _ => html! { <main class="alone"><Loading /></main> },
        };
    };
    let (me, environments) = (value.0.clone(), value.1.clone());
    let named = |key: &String| environments.iter().find(|environment| environment.key == *key);
    let environment = chosen.as_ref().and_then(named).or(environments.first()).cloned().map(Rc::new);
    let desk = Desk { me, environment, environments, choose, reload: known.reload.clone() };
    html! {
        <ContextProvider<Desk> context={desk}>
            <div class="frame">
                <Rail route={props.route.clone()} />
                <main id="main" class="room" tabindex="-1">{ room(&props.route) }</main>
            </div>
        </ContextProvider<Desk>>
    }
}

fn room(route: &Route) -> Html {
    match route.clone() {
        Route::Home => html! { <page::list::List /> },
        Route::Start => html! { <page::start::Start /> },
        Route::New => html! { <page::new::New /> },
        Route::Edit { key } => html! { <page::editor::Editor key={key.clone()} content={key.clone()} /> },
        Route::Results { key } => html! { <page::results::Results key={key.clone()} content={key.clone()} /> },
        Route::People => html! { <page::people::People /> },
        Route::FollowUps => html! { <page::follow_ups::FollowUps /> },
        Route::Person => html! { <page::person::Person /> },
        Route::Explain => html! { <page::explain::Explain /> },
        Route::Companies => html! { <page::companies::Companies /> },
        Route::Company => html! { <page::company::Company /> },
        Route::Settings { room } => html! { <page::settings::Settings {room} /> },
        Route::Setup | Route::Join | Route::SignIn | Route::NotFound => html! { <page::not_found::NotFound /> },
    }
}
