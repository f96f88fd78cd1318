//! The management API over real HTTP, on SQLite and, where `WAYMARK_TEST_POSTGRES` names a cluster, on PostgreSQL.
//!
//! | module | asks |
//! |---|---|
//! | [`account`] | set-up, sign-in, members, tokens, forged requests |
//! | [`environment`] | keys, settings, the one switch |
//! | [`content`] | drafts, versions, publication, advice |
//! | [`rule`] | segments and goals |
//! | [`table`] | table, router and document agree; every URL without credentials |
//! | [`workspace`] | nothing crosses from one workspace to another |

mod account;
mod content;
mod environment;
mod rule;
mod support;
mod table;
mod workspace;
