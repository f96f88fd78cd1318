//! Requests and answers of the management API (`/api/…`), one module per resource.
//!
//! The collector serves them, the console and scripts use them, OpenAPI is generated from them. Lists are never bare
//! arrays, so that paging can be added. Deliberately absent: HTTP; methods and addresses are in the collector's `routes.rs`.

pub mod account;
pub mod adoption;
pub mod content;
pub mod environment;
pub mod explain;
pub mod follow_up;
pub mod goal;
pub mod lift;
pub mod message;
pub mod people;
pub mod report;
pub mod split;
pub mod webhook;
