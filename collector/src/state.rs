//! What every request can reach: settings, store, secret, the live stream.
//!
//! Deliberately absent: anything of one request.

use crate::config::Settings;
use crate::store::{Store, StoreError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use shared::api::report::Change;
use std::fmt;
use std::sync::Arc;
use tokio::sync::broadcast;

/// The running collector; handed to every route as `State<Arc<App>>`.
#[derive(Debug)]
pub struct App {
    /// Every setting.
    pub settings: Settings,
    /// Everything durable.
    pub store: Store,
    /// Signs previews and keys hashes.
    pub secret: SecretKey,
    /// What just changed, for `GET /api/live`.
    pub live: broadcast::Sender<LiveChange>,
}

/// Something changed in one environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveChange {
    /// The workspace.
    pub workspace: String,
    /// The environment's key.
    pub environment: String,
    /// What changed.
    pub change: Change,
}

/// At least 32 secret bytes; hidden in logs.
#[derive(Clone)]
pub struct SecretKey(Arc<[u8]>);

impl SecretKey {
    /// Takes at least 32 bytes.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        (bytes.len() >= 32).then(|| Self(bytes.into()))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

impl App {
    /// Opens the store and reads the secret key.
    ///
    /// # Errors
    /// When the database cannot be used, or the key file cannot be read or is too short.
    pub async fn open(settings: Settings) -> Result<Arc<Self>, StoreError> {
        let store = Store::open(&settings.database.database, settings.database.database_connections).await?;
        let secret = secret_key(&settings, &store).await?;
        let (live, _) = broadcast::channel(256);
        Ok(Arc::new(Self { settings, store, secret, live }))
    }
}

async fn secret_key(settings: &Settings, store: &Store) -> Result<SecretKey, StoreError> {
    let bytes = if let Some(file) = &settings.secret_key_file {
        std::fs::read(file)
            .map_err(|error| StoreError::Unsuitable(format!("the secret key file {} cannot be read: {error}", file.display())))?
    } else {
        let fresh = STANDARD_NO_PAD.encode(crate::clock::random::<32>());
        let kept = store.secret("key", &fresh).await?;
        STANDARD_NO_PAD.decode(kept).map_err(|error| StoreError::corrupt("secret key", error))?
    };
    SecretKey::new(&bytes).ok_or_else(|| StoreError::Unsuitable("the secret key must have at least 32 bytes".into()))
}
