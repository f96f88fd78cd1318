//! One row of the table of routes, from which router and OpenAPI both derive.
//!
//! What a call takes and answers is read from its handler's signature, so the document cannot disagree with the code.
//! Deliberately absent: the rows; they are in [`super`].

use super::answer::{Created, Done, SignedIn, Stream, Tagged};
use super::input::{Body, Call, IfMatch, Query, Sheet, Visit};
use crate::auth::{self, Access};
use crate::error::ApiError;
use crate::state::App;
use axum::extract::Path;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use axum::{Json, Router};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::future::Future;
use std::sync::Arc;

/// One row: a method on an address.
#[derive(Debug)]
pub struct Route {
    /// `get`, `post`, `put` or `delete`.
    pub method: &'static str,
    /// The address below the base path, with `{names}` for its parts.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// What it does, in a few words.
    pub summary: &'static str,
    /// Says what it takes and answers.
    pub describe: fn(&mut Description, &mut SchemaGenerator),
    router: MethodRouter<Arc<App>>,
}

impl Route {
    /// A row outside the management API: its handler has no gate in front and sees to its caller itself.
    pub fn open(
        path: &'static str,
        router: MethodRouter<Arc<App>>,
        summary: &'static str,
        describe: fn(&mut Description, &mut SchemaGenerator),
    ) -> Self {
        Self {
            method: if path.starts_with("/v1/") { "post" } else { "get" },
            path,
            access: Access::Page,
            summary,
            describe,
            router,
        }
    }

    /// Adds the row to a router, with the gate in front of its handler where the API has one.
    pub fn mount(self, router: Router<Arc<App>>, app: &Arc<App>) -> Router<Arc<App>> {
        if self.access == Access::Page {
            return router.route(self.path, self.router);
        }
        let gate = from_fn_with_state((Arc::clone(app), self.access), auth::admit);
        router.route(self.path, self.router.route_layer(gate))
    }
}

/// What a call takes and answers.
#[derive(Debug, Default)]
pub struct Description {
    /// The body it takes: schema by content type.
    pub takes: Vec<(&'static str, Schema)>,
    /// The parameters of its query, as the schema of an object.
    pub query: Option<Schema>,
    /// Headers it reads: name and meaning.
    pub headers: Vec<(&'static str, &'static str)>,
    /// The status of success.
    pub status: u16,
    /// The body it answers: content type and schema.
    pub answers: Option<(&'static str, Schema)>,
    /// Problems that follow from what it takes: status and code.
    pub problems: Vec<(u16, &'static str)>,
}

/// Problems of every body.
const OF_BODIES: [(u16, &str); 6] = [
    (400, "cut_off"),
    (400, "bad_gzip"),
    (408, "too_slow"),
    (413, "body_too_large"),
    (415, "unknown_encoding"),
    (415, "unsupported_media_type"),
];

macro_rules! verbs {
    ($($name:ident $filter:ident),*) => {$(
        #[doc = concat!("A row for `", stringify!($name), "`.")]
        pub fn $name<H, T>(path: &'static str, access: Access, handler: H, summary: &'static str) -> Route
        where
            H: Handler<T, Arc<App>> + Described<T>,
            T: 'static,
        {
            let router = on(MethodFilter::$filter, handler);
            Route { method: stringify!($name), path, access, summary, describe: H::describe, router }
        }
    )*};
}
verbs!(get GET, post POST, put PUT, delete DELETE);

/// A handler that says what it takes and answers.
pub trait Described<T> {
    /// Says it.
    fn describe(description: &mut Description, generator: &mut SchemaGenerator);
}

/// A part of a handler's signature that says what it stands for.
pub trait Part {
    /// Says it.
    fn describe(description: &mut Description, generator: &mut SchemaGenerator);
}

macro_rules! described {
    ($($part:ident),*) => {
        impl<F, Future_, Answer, Via, $($part),*> Described<(Via, $($part,)*)> for F
        where
            F: FnOnce($($part),*) -> Future_,
            Future_: Future<Output = Result<Answer, ApiError>>,
            Answer: Part,
            $($part: Part,)*
        {
            fn describe(description: &mut Description, generator: &mut SchemaGenerator) {
                $($part::describe(description, generator);)*
                Answer::describe(description, generator);
            }
        }
    };
}
described!(A);
described!(A, B);
described!(A, B, C);
described!(A, B, C, D);

macro_rules! silent {
    ($($part:ty),*) => {$(
        impl Part for $part {
            fn describe(_: &mut Description, _: &mut SchemaGenerator) {}
        }
    )*};
}
silent!(Call, Visit);

macro_rules! addressed {
    ($($part:ty),*) => {$(
        impl Part for Path<$part> {
            // The parts of the address are read from its template.
            fn describe(description: &mut Description, _: &mut SchemaGenerator) {
                description.problems.push((404, "not_found"));
            }
        }
    )*};
}
addressed!(String, (String, String));

impl<T: JsonSchema> Part for Body<T> {
    fn describe(description: &mut Description, generator: &mut SchemaGenerator) {
        description.takes.push(("application/json", generator.subschema_for::<T>()));
        description.problems.extend(OF_BODIES);
        description.problems.extend([(400, "malformed_json"), (422, "bad_field")]);
    }
}

impl<T: JsonSchema> Part for Sheet<T> {
    fn describe(description: &mut Description, generator: &mut SchemaGenerator) {
        description.takes.push(("application/json", generator.subschema_for::<shared::api::people::Rows<T>>()));
        description.takes.push(("text/csv", generator.subschema_for::<String>()));
        description.problems.extend(OF_BODIES);
        description.problems.extend([(400, "malformed_json"), (400, "malformed_csv"), (400, "missing_column")]);
        description.problems.extend([
            (413, "too_many_rows"),
            (422, "bad_field"),
            (503, "overloaded"),
            (503, "stopping"),
        ]);
    }
}

impl<T: JsonSchema> Part for Query<T> {
    fn describe(description: &mut Description, generator: &mut SchemaGenerator) {
        description.query = Some(T::json_schema(generator));
        description.problems.extend([(400, "bad_query"), (404, "not_found")]);
    }
}

impl Part for IfMatch {
    fn describe(description: &mut Description, _: &mut SchemaGenerator) {
        description.headers.push(("If-Match", "The ETag of what is replaced, or * to replace whatever is there."));
        description.problems.extend([(400, "bad_if_match"), (412, "changed_meanwhile"), (428, "if_match_required")]);
    }
}

fn answers<T: JsonSchema>(description: &mut Description, generator: &mut SchemaGenerator, status: u16) {
    description.status = status;
    description.answers = Some(("application/json", generator.subschema_for::<T>()));
}

impl<T: JsonSchema> Part for Json<T> {
    fn describe(description: &mut Description, generator: &mut SchemaGenerator) {
        answers::<T>(description, generator, 200);
    }
}

impl<T: JsonSchema> Part for Tagged<T> {
    fn describe(description: &mut Description, generator: &mut SchemaGenerator) {
        answers::<T>(description, generator, 200);
    }
}

impl<T: JsonSchema> Part for SignedIn<T> {
    fn describe(description: &mut Description, generator: &mut SchemaGenerator) {
        answers::<T>(description, generator, 200);
    }
}

impl<T: JsonSchema> Part for Created<T> {
    fn describe(description: &mut Description, generator: &mut SchemaGenerator) {
        answers::<T>(description, generator, 201);
    }
}

impl Part for Done {
    fn describe(description: &mut Description, _: &mut SchemaGenerator) {
        description.status = 204;
    }
}

impl Part for Stream {
    fn describe(description: &mut Description, generator: &mut SchemaGenerator) {
        description.status = 200;
        description.answers = Some(("text/event-stream", generator.subschema_for::<shared::api::report::Change>()));
    }
}
