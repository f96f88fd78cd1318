//! One request to a webhook, to the end: ten seconds, no redirects, what is answered but the status is not read.
//!
//! Deliberately absent: retries ([`super::round`]), and the address, the secret and the body in any log.

use super::{address, sign, words};
use crate::auth::secret::Secret;
use crate::clock;
use shared::api::webhook::{Delivery, DeliveryFault};
use std::io::ErrorKind;
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

/// How long a request may take, from looking the name up to the status.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Where to, and what signs.
#[derive(Clone, Debug)]
pub struct Receiver {
    /// The address; whoever knows it may be able to write there, so it is as secret as the other.
    pub url: Secret,
    /// What signs.
    pub secret: Secret,
    /// Where the member who saved it reached the console.
    pub console: String,
}

/// Sends requests to webhooks.
#[derive(Clone, Debug)]
pub struct Post {
    agent: Agent,
}

impl Post {
    /// `private`: whether addresses of private networks and of this machine may be connected to.
    pub fn new(private: bool) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .https_only(!private)
            .max_redirects(0)
            .proxy(None)
            .max_idle_connections(0)
            .timeout_global(Some(PATIENCE))
            .user_agent(concat!("Waymark/", env!("CARGO_PKG_VERSION")))
            .build();
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), Guarded { private }) }
    }

    /// Sends a body under this id, signed as of now, and says what became of it.
    pub async fn send(&self, to: &Receiver, id: &str, body: String) -> Delivery {
        let (agent, to, id) = (self.agent.clone(), to.clone(), id.to_owned());
        let sent = tokio::task::spawn_blocking(move || send(&agent, &to, &id, body)).await;
        // Sending never panics; if it did, nothing would have been answered.
        let (status, fault) = match sent.unwrap_or(Err(DeliveryFault::Unreachable)) {
            Ok(status) => (Some(status), None),
            Err(fault) => (None, Some(fault)),
        };
        Delivery { at: clock::now(), status, fault, detail: words(status, fault) }
    }
}

fn send(agent: &Agent, to: &Receiver, id: &str, body: String) -> Result<u16, DeliveryFault> {
    let seconds = clock::now().0.div_euclid(1_000);
    let signature = sign(to.secret.reveal(), id, seconds, &body).unwrap_or_default();
    let request = agent
        .post(to.url.reveal())
        .header("content-type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", seconds.to_string())
        .header("webhook-signature", signature);
    // The connection is closed together with the answer, whose body nobody reads.
    request.send(body).map(|answer| answer.status().as_u16()).map_err(|error| fault(&error))
}

fn fault(error: &Error) -> DeliveryFault {
    match error {
        Error::HostNotFound => DeliveryFault::UnknownHost,
        Error::Other(inner) if inner.is::<Forbidden>() => DeliveryFault::PrivateAddress,
        Error::Timeout(_) => DeliveryFault::TimedOut,
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::RequireHttpsOnly(_) | Error::TlsRequired => {
            DeliveryFault::NotSecure
        }
        Error::Io(error) => match error.kind() {
            ErrorKind::TimedOut => DeliveryFault::TimedOut,
            // What rustls says of certificates comes so.
            ErrorKind::InvalidData => DeliveryFault::NotSecure,
            _ => DeliveryFault::Unreachable,
        },
        _ => DeliveryFault::Unreachable,
    }
}

/// Looks names up and lets only those addresses be connected to that may be.
#[derive(Debug)]
struct Guarded {
    private: bool,
}

/// A name leads to addresses that may not be connected to, and to no others.
#[derive(Debug, thiserror::Error)]
#[error("the name leads into a private network")]
struct Forbidden;

impl Resolver for Guarded {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout);
        let found = found.map_err(|error| match error {
            Error::Io(_) => Error::HostNotFound,
            other => other,
        })?;
        let mut allowed = self.empty();
        for place in found.iter().filter(|place| self.private || address::is_public(place.ip())) {
            allowed.push(*place);
        }
        if allowed.is_empty() { Err(Error::Other(Box::new(Forbidden))) } else { Ok(allowed) }
    }
}
