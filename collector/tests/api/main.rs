//! The management API over real HTTP, on SQLite and, where `WAYMARK_TEST_POSTGRES` names a cluster, on PostgreSQL.
//!
//! | module | asks |
//! |---|---|
//! | [`account`] | set-up, sign-in, members, tokens, forged requests |
//! | [`environment`] | keys, settings, the one switch |
//! | [`content`] | drafts, versions, publication, advice |
//! | [`rule`] | segments and goals |
//! | [`goal`] | who attained which goal when |
//! | [`back_end`] | rows from host back ends, as JSON and CSV |
//! | [`messages`] | messages to one person, and what became of them |
//! | [`adoption`] | where a company stands, and finding companies |
//! | [`people`] | finding people, their history, erasing them |
//! | [`follow_up`] | what members do about responses |
//! | [`debug_token`] | what a page is told that a member opened with a debug token |
//! | [`explain`] | why content is shown to somebody, and what stays held back |
//! | [`fault`] | bodies and calls that cannot be taken |
//! | [`effort`] | answers about the effort beside what the tour took |
//! | [`items`] | the report of a checklist |
//! | [`lift`] | what content changed, against people held out |
//! | [`live`] | what changes, as it happens |
//! | [`push`] | `waymark content` against a running collector |
//! | [`report`] | figures, responses and their CSV |
//! | [`search`] | articles that are found and opened, by whom they are for |
//! | [`steps`] | the report of steps |
//! | [`split`] | figures group by group, compared |
//! | [`table`] | table, router and document agree; every URL without credentials |
//! | [`workspace`] | nothing crosses from one workspace to another |

mod account;
mod adoption;
mod back_end;
mod content;
mod debug_token;
mod effort;
mod environment;
mod explain;
mod fault;
mod follow_up;
mod goal;
mod items;
mod lift;
mod live;
mod messages;
mod people;
mod push;
mod report;
mod rule;
mod search;
mod split;
mod steps;
mod support;
mod table;
mod workspace;
