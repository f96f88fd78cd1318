//! Where the vendor is told that somebody was handed over: the address, its secret, a test, how the last delivery went.
//!
//! All of it is the owners': whoever knows the address of a chat's webhook can write there. Deliberately absent: sending notices,
//! which goes on beside requests ([`crate::webhook`]); more than one webhook, since a receiver can pass on what it gets.

use super::answer::Done;
use super::environment;
use super::input::{Body, Call};
use super::people::place;
use crate::auth::secret::Secret;
use crate::clock;
use crate::error::ApiError;
use crate::webhook::post::Receiver;
use crate::webhook::{address, console, fresh_secret, test_notice};
use axum::Json;
use axum::extract::Path;
use shared::api::webhook::{Delivery, Webhook, WebhookChange};

/// `GET /api/environments/{environment}/webhook`
///
/// # Errors
/// 404 where there is no such environment or it has no webhook; or when the database fails.
pub async fn read(call: Call, Path(key): Path<String>) -> Result<Json<Webhook>, ApiError> {
    let webhook = call.app.store.webhook(place(&call, &key)).await?;
    webhook.map(Json).ok_or_else(|| ApiError::not_found("webhook"))
}

/// `PUT /api/environments/{environment}/webhook`
///
/// # Errors
/// 404 where there is no such environment; 422 `bad_webhook` for an address that may not be sent to; or when the database fails.
pub async fn write(
    call: Call,
    Path(key): Path<String>,
    Body(change): Body<WebhookChange>,
) -> Result<Json<Webhook>, ApiError> {
    environment::found(&call, &key).await?;
    let url = change.url.trim();
    address::check(url, call.app.settings.webhook_private)
        .map_err(|error| ApiError::unprocessable("bad_webhook", format!("url: {error}")))?;
    let fresh = fresh_secret();
    let to = Receiver {
        url: Secret::presented(url),
        secret: Secret::presented(fresh.clone()),
        console: call.reached.address(&call.app.settings),
    };
    let made = call.app.store.save_webhook(place(&call, &key), &to, change.renew_secret).await?;
    tracing::info!(by = call.caller.name, environment = key, fresh_secret = made, "a webhook was saved");
    let mut webhook = read(call, Path(key)).await?;
    webhook.secret = made.then_some(fresh);
    Ok(webhook)
}

/// `DELETE /api/environments/{environment}/webhook`
///
/// # Errors
/// 404 where there is no such environment or it has no webhook; or when the database fails.
pub async fn remove(call: Call, Path(key): Path<String>) -> Result<Done, ApiError> {
    if !call.app.store.remove_webhook(place(&call, &key)).await? {
        return Err(ApiError::not_found("webhook"));
    }
    tracing::info!(by = call.caller.name, environment = key, "a webhook was removed");
    Ok(Done)
}

/// `POST /api/environments/{environment}/webhook/test`
///
/// # Errors
/// 404 where there is no such environment or it has no webhook; or when the database fails. That the receiver did not take the
/// test is an answer, not an error.
pub async fn test(call: Call, Path(key): Path<String>) -> Result<Json<Delivery>, ApiError> {
    let (app, place) = (&call.app, place(&call, &key));
    let to = app.store.receiver(place).await?.ok_or_else(|| ApiError::not_found("webhook"))?;
    let body = test_notice(&key, clock::now(), &console(&app.settings, &to.console));
    let delivery = app.post.send(&to, &clock::fresh_id(), body).await;
    app.store.tested(place, to.url.reveal(), &delivery).await?;
    tracing::info!(by = call.caller.name, environment = key, status = delivery.status, "a webhook was tested");
    Ok(Json(delivery))
}
