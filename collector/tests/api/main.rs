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
//! | [`people`] | finding people, their history, erasing them |
//! | [`follow_up`] | what members do about responses |
//! | [`fault`] | bodies and calls that cannot be taken |
//! | [`live`] | what changes, as it happens |
//! | [`push`] | `waymark content` against a running collector |
//! | [`report`] | figures, responses and their CSV |
//! | [`steps`] | the report of steps |
//! | [`split`] | figures group by group, compared |
//! | [`table`] | table, router and document agree; every URL without credentials |
//! | [`workspace`] | nothing crosses from one workspace to another |

mod account;
mod back_end;
mod content;
mod environment;
mod fault;
mod follow_up;
mod goal;
mod live;
mod people;
mod push;
mod report;
mod rule;
mod split;
mod steps;
mod support;
mod table;
mod workspace;
