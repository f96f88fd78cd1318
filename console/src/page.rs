//! One module per room.
//!
//! | module | the room |
//! |---|---|
//! | [`setup`] | the one-time link |
//! | [`sign_in`] | sign in |
//! | [`start`] | from an empty database to one's own question on one's own page |
//! | [`join`] | an invitation |
//! | [`list`] | all content |
//! | [`new`] | starting from a template |
//! | [`editor`] | one content |
//! | [`results`] | the results of one survey |
//! | [`follow_ups`] | everything that wants a person |
//! | [`people`] | looking for a person |
//! | [`person`] | one person's history |
//! | [`explain`] | why one content is shown to one person, or not |
//! | [`companies`] | looking for a company |
//! | [`company`] | where one company stands |
//! | [`settings`] | environment, look, caps, segments, goals, tokens |
//! | [`not_found`] | nothing here |

pub mod companies;
pub mod company;
pub mod editor;
pub mod explain;
pub mod follow_ups;
pub mod join;
pub mod list;
pub mod new;
pub mod not_found;
pub mod people;
pub mod person;
pub mod results;
pub mod settings;
pub mod setup;
pub mod sign_in;
pub mod start;
