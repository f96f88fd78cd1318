//! Environments: keys, settings, the one switch, the lines for the host page, whether its pages are heard.
//!
//! Deliberately absent: removal. Reports of an environment outlive its use; stopping is enough.

pub mod origin;
pub mod rules;

use super::answer::Created;
use super::input::{Body, Call, line};
use crate::auth::secret::Secret;
use crate::clock;
use crate::error::ApiError;
use crate::live;
use crate::store::StoreError;
use crate::store::environment::EnvironmentRow;
use axum::Json;
use axum::extract::Path;
use shared::api::environment::{
    Environment, EnvironmentSettings, Environments, Heard, IdentitySecret, NewEnvironment, StopRequest,
};
use shared::id::check_key;

/// What every public write key begins with.
const WRITE_KEY_PREFIX: &str = "wk_pub_";
/// What every identity secret begins with.
const IDENTITY_PREFIX: &str = "wk_id_";
/// Longest name, bytes.
const MAX_NAME: usize = 200;

/// `GET /api/environments`
///
/// # Errors
/// When the database fails.
pub async fn list(call: Call) -> Result<Json<Environments>, ApiError> {
    let rows = call.app.store.environments(&call.caller.workspace).await?;
    Ok(Json(Environments { environments: rows.into_iter().map(|row| shown(&call, row)).collect() }))
}

/// `POST /api/environments`
///
/// # Errors
/// 422 `bad_key`; 409 `environment_exists`; or when the database fails.
pub async fn create(call: Call, Body(new): Body<NewEnvironment>) -> Result<Created<Environment>, ApiError> {
    check_key(&new.key).map_err(|error| ApiError::unprocessable("bad_key", format!("key: {error}")))?;
    let row = EnvironmentRow {
        workspace: call.caller.workspace.clone(),
        environment: new.key,
        name: line("name", &new.name, MAX_NAME)?,
        write_key: Secret::random(WRITE_KEY_PREFIX).reveal().to_owned(),
        settings: rules::settled(new.settings)?,
        version: 1,
    };
    let secret = Secret::random(IDENTITY_PREFIX);
    match call.app.store.insert_environment(&row, secret.reveal(), clock::now()).await {
        Ok(()) => {
            call.app.catalog.refresh(&call.app.store).await?;
            Ok(Created(shown(&call, row)))
        }
        Err(StoreError::Conflict) => {
            let detail = format!("There is an environment '{}' already.", row.environment);
            Err(ApiError::conflict("environment_exists", detail))
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /api/environments/{environment}`
///
/// # Errors
/// 404 where there is no such environment; or when the database fails.
pub async fn read(call: Call, Path(key): Path<String>) -> Result<Json<Environment>, ApiError> {
    let row = found(&call, &key).await?;
    Ok(Json(shown(&call, row)))
}

/// `PUT /api/environments/{environment}`
///
/// # Errors
/// 404 where there is no such environment; or when the database fails.
pub async fn change(
    call: Call,
    Path(key): Path<String>,
    Body(settings): Body<EnvironmentSettings>,
) -> Result<Json<Environment>, ApiError> {
    let settings = rules::settled(settings)?;
    if !call.app.store.set_settings(&call.caller.workspace, &key, &settings).await? {
        return Err(ApiError::not_found("environment"));
    }
    call.app.catalog.refresh(&call.app.store).await?;
    read(call, Path(key)).await
}

/// `POST /api/environments/{environment}/stop`
///
/// # Errors
/// 404 where there is no such environment; or when the database fails.
pub async fn stop(
    call: Call,
    Path(key): Path<String>,
    Body(request): Body<StopRequest>,
) -> Result<Json<Environment>, ApiError> {
    if !call.app.store.stop_environment(&call.caller.workspace, &key, request.stopped).await? {
        return Err(ApiError::not_found("environment"));
    }
    call.app.catalog.refresh(&call.app.store).await?;
    tracing::info!(
        by = call.caller.name,
        environment = key,
        stopped = request.stopped,
        "the switch of an environment was turned"
    );
    read(call, Path(key)).await
}

/// `GET /api/environments/{environment}/identity-secret`
///
/// # Errors
/// 404 where there is no such environment; or when the database fails.
pub async fn identity_secret(call: Call, Path(key): Path<String>) -> Result<Json<IdentitySecret>, ApiError> {
    let secret = call.app.store.identity_secret(&call.caller.workspace, &key).await?;
    Ok(Json(IdentitySecret { secret: secret.ok_or_else(|| ApiError::not_found("environment"))? }))
}

/// `POST /api/environments/{environment}/identity-secret`
///
/// # Errors
/// 404 where there is no such environment; or when the database fails.
pub async fn rotate_identity_secret(call: Call, Path(key): Path<String>) -> Result<Json<IdentitySecret>, ApiError> {
    let secret = Secret::random(IDENTITY_PREFIX);
    if !call.app.store.set_identity_secret(&call.caller.workspace, &key, secret.reveal()).await? {
        return Err(ApiError::not_found("environment"));
    }
    call.app.catalog.refresh(&call.app.store).await?;
    tracing::info!(by = call.caller.name, environment = key, "an identity secret was replaced");
    Ok(Json(IdentitySecret { secret: secret.reveal().to_owned() }))
}

/// `GET /api/environments/{environment}/heard`
///
/// # Errors
/// 404 where there is no such environment; or when the database fails.
pub async fn heard(call: Call, Path(key): Path<String>) -> Result<Json<Heard>, ApiError> {
    found(&call, &key).await?;
    let here = call.app.heard.of(&call.caller.workspace, &key);
    let elsewhere = call.app.store.heard(&call.caller.workspace, &key).await?;
    Ok(Json(live::joined(here, elsewhere)))
}

/// The environment.
///
/// # Errors
/// 404 where there is no such environment; or when the database fails.
pub async fn found(call: &Call, key: &str) -> Result<EnvironmentRow, ApiError> {
    let row = call.app.store.environment(&call.caller.workspace, key).await?;
    row.ok_or_else(|| ApiError::not_found("environment"))
}

fn shown(call: &Call, row: EnvironmentRow) -> Environment {
    let (origin, address) = (call.reached.origin(), call.reached.address(&call.app.settings));
    Environment {
        snippet: format!(r#"<script async src="{address}/waymark.js" data-key="{}"></script>"#, row.write_key),
        csp: format!("script-src {origin} 'wasm-unsafe-eval'\nconnect-src {origin}"),
        advice: rules::advice(&row.settings),
        key: row.environment,
        name: row.name,
        write_key: row.write_key,
        settings: row.settings,
    }
}
