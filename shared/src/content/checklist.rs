//! Checklists: what is to be done until a person or a company is set up, in whatever order they like.
//!
//! What counts as done is observed, as for a goal, so that work done before the checklist was published counts too.
//! Deliberately absent: how far somebody has come; that is [`crate::session::Progress`], and the collector keeps it.

use super::goal::{Per, Sign};
use crate::id::{ContentKey, GoalKey, ItemKey};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Things to do until a person or a company is set up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// What the list is called; may use variables.
    pub title: Text,
    /// What is reached when all of it is done; may use the safe markup and variables.
    #[serde(default)]
    pub text: Text,
    /// What is to be done, in the order it is best done in.
    pub items: Vec<Item>,
    /// Whose list it is: each person's own, or the company's, in which a colleague's step counts for all.
    #[serde(default)]
    pub per: Per,
    /// Whether it opens by itself the first time; else only its launcher is there.
    #[serde(default)]
    pub opens: bool,
    /// Said when everything is done; empty takes the widget's own words.
    #[serde(default)]
    pub done: Text,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Names the item for good.
    pub key: ItemKey,
    /// What is to be done.
    pub title: Text,
    /// Why, or how; may use the safe markup and variables.
    #[serde(default)]
    pub text: Text,
    /// It is done when one of these is observed.
    #[serde(default)]
    pub done: Vec<Sign>,
    /// It is done when this goal is attained.
    #[serde(default)]
    pub goal: Option<GoalKey>,
    /// It is done from the start: whoever sees the list has it behind them already (a head start).
    #[serde(default)]
    pub from_start: bool,
    /// Whether the person may tick it off themselves.
    #[serde(default)]
    pub by_hand: bool,
    /// Where its button leads.
    #[serde(default)]
    pub action: Option<Action>,
    /// Items that have to be done before.
    #[serde(default)]
    pub after: Vec<ItemKey>,
}

/// Where an item of a checklist or an entry of a resource centre leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Starts this content: a tour, a survey, an announcement.
    Start(ContentKey),
    /// To this address: a path of the host goes through its router.
    Url(String),
    /// This address, beside the page.
    NewTab(String),
    /// Opens this article.
    Article(ContentKey),
}
