//! The address of every room below `{base}/console/`.
//!
//! Deliberately absent: filters of a report and ids of people; they are in the query, so that a filtered view can be sent to a colleague.

use yew_router::prelude::*;

/// A room of the console.
#[derive(Clone, Debug, PartialEq, Eq, Routable)]
pub enum Route {
    /// All content.
    #[at("/")]
    Home,
    /// The one-time link.
    #[at("/setup")]
    Setup,
    /// An invitation.
    #[at("/join")]
    Join,
    /// Sign in.
    #[at("/sign-in")]
    SignIn,
    /// The first steps.
    #[at("/start")]
    Start,
    /// Starting new content from a template.
    #[at("/new")]
    New,
    /// The editor of one content.
    #[at("/content/:key")]
    Edit {
        /// The content.
        key: String,
    },
    /// The results of one survey.
    #[at("/results/:key")]
    Results {
        /// The content.
        key: String,
    },
    /// Looking for a person.
    #[at("/people")]
    People,
    /// Everything that wants a person; which of it is in the query.
    #[at("/follow-ups")]
    FollowUps,
    /// One person's history; who is in the query (`?id=`), since the host's ids may hold anything a path may not.
    #[at("/person")]
    Person,
    /// Why one content is shown to one person, or not; which and who is in the query.
    #[at("/explain")]
    Explain,
    /// Looking for a company.
    #[at("/companies")]
    Companies,
    /// Where one company stands; which one is in the query (`?id=`).
    #[at("/company")]
    Company,
    /// Settings; [`crate::page::settings`] lists the rooms.
    #[at("/settings/:room")]
    Settings {
        /// Which settings.
        room: String,
    },
    /// No such room.
    #[not_found]
    #[at("/404")]
    NotFound,
}
