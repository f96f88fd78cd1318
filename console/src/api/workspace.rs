//! Environments, segments and goals of the workspace.
//!
//! Deliberately absent: people; their histories are beside the reports.

use super::{Problem, call, encode, get, read, send, tell};
use shared::api::content::{Goals, Segments};
use shared::api::environment::{
    Environment, EnvironmentSettings, Environments, Heard, IdentitySecret, NewEnvironment, StopRequest,
};
use shared::api::goal::GoalCounts;
use shared::api::webhook::{Delivery, Webhook, WebhookChange};
use shared::content::{Goal, Segment};

/// All environments.
pub async fn environments() -> Result<Environments, Problem> {
    get("environments").await
}

/// Makes an environment.
pub async fn make_environment(request: &NewEnvironment) -> Result<Environment, Problem> {
    send("POST", "environments", request).await
}

/// Replaces an environment's settings.
pub async fn change_environment(key: &str, settings: &EnvironmentSettings) -> Result<Environment, Problem> {
    send("PUT", &format!("environments/{}", encode(key)), settings).await
}

/// The one switch: stops or resumes an environment.
pub async fn stop(key: &str, stopped: bool) -> Result<(), Problem> {
    tell("POST", &format!("environments/{}/stop", encode(key)), Some(&StopRequest { stopped })).await
}

/// The secret that signs user ids; `replace` makes a new one.
pub async fn identity_secret(key: &str, replace: bool) -> Result<IdentitySecret, Problem> {
    let path = format!("environments/{}/identity-secret", encode(key));
    if replace { read(call("POST", &path, None, None).await?).await } else { get(&path).await }
}

/// Where hand-overs are told; `None` where nobody is.
pub async fn webhook(key: &str) -> Result<Option<Webhook>, Problem> {
    match get(&webhook_path(key)).await {
        Ok(webhook) => Ok(Some(webhook)),
        Err(problem) if problem.status == 404 => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Saves where hand-overs are told.
pub async fn save_webhook(key: &str, change: &WebhookChange) -> Result<Webhook, Problem> {
    send("PUT", &webhook_path(key), change).await
}

/// Sends a test.
pub async fn test_webhook(key: &str) -> Result<Delivery, Problem> {
    read(call("POST", &format!("{}/test", webhook_path(key)), None, None).await?).await
}

/// Tells nobody any more.
pub async fn remove_webhook(key: &str) -> Result<(), Problem> {
    tell::<()>("DELETE", &webhook_path(key), None).await
}

fn webhook_path(key: &str) -> String {
    format!("environments/{}/webhook", encode(key))
}

/// Whether the environment's pages have been heard.
pub async fn heard(key: &str) -> Result<Heard, Problem> {
    get(&format!("environments/{}/heard", encode(key))).await
}

/// All segments.
pub async fn segments() -> Result<Segments, Problem> {
    get("segments").await
}

/// Writes a segment.
pub async fn save_segment(segment: &Segment) -> Result<(), Problem> {
    tell("PUT", &format!("segments/{}", encode(segment.key.as_str())), Some(segment)).await
}

/// Takes a segment away.
pub async fn remove_segment(key: &str) -> Result<(), Problem> {
    tell::<()>("DELETE", &format!("segments/{}", encode(key)), None).await
}

/// How many attained each goal.
pub async fn goal_counts(environment: &str) -> Result<GoalCounts, Problem> {
    get(&format!("goal-counts?environment={}", encode(environment))).await
}

/// All goals.
pub async fn goals() -> Result<Goals, Problem> {
    get("goals").await
}

/// Writes a goal.
pub async fn save_goal(goal: &Goal) -> Result<(), Problem> {
    tell("PUT", &format!("goals/{}", encode(goal.key.as_str())), Some(goal)).await
}

/// Takes a goal away.
pub async fn remove_goal(key: &str) -> Result<(), Problem> {
    tell::<()>("DELETE", &format!("goals/{}", encode(key)), None).await
}
