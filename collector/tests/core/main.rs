//! The collector's core over real HTTP, on SQLite and, where `WAYMARK_TEST_POSTGRES` names a cluster, on PostgreSQL.
//!
//! | module | shows |
//! |---|---|
//! | [`ingest`] | judging events, without a database |
//! | [`events`] | what becomes of batches |
//! | [`sessions`] | what pages are told, and remembered |
//! | [`tours`] | events of steps, and runs that go on from where they stand |
//! | [`lists`] | checklists, answers that become traits, and how much guidance is wanted |
//! | [`abandoned`] | who gave a guide up and is asked about it |
//! | [`hand_over`] | runs that ask a person at the vendor to take over |
//! | [`webhook`] | hand-overs told to the vendor at once |
//! | [`people`] | anonymous visitors who turn out to be users; erasure |
//! | [`refused`] | what pages ask that cannot be done |
//! | [`service`] | files, health, draining, several collectors on one database |
//! | [`away`] | a PostgreSQL that is away or stuck |
//! | [`races`] | two collectors on one PostgreSQL at the same person at the same time |
//! | [`backup`] | backup and restore |
//!
//! Deliberately absent: a crash in the middle of a commit; the workspace's fault tests kill the real process.

#[path = "../api/support.rs"]
#[expect(dead_code, reason = "the API tests use the rest of it")]
mod support;

mod abandoned;
mod away;
mod backup;
mod events;
mod hand_over;
mod ingest;
mod lists;
mod page;
mod people;
mod races;
mod refused;
mod service;
mod sessions;
mod tours;
mod webhook;
