//! What every request can reach: settings, store, writer, catalog, assets, secrets, the live stream.
//!
//! Deliberately absent: anything of one request.

use crate::assets::Assets;
use crate::auth::Auth;
use crate::catalog::Catalog;
use crate::config::Settings;
use crate::heard::Ear;
use crate::ingest::Veil;
use crate::live;
use crate::metrics::Metrics;
use crate::profiles::Profiles;
use crate::store::{Store, StoreError};
use crate::upkeep;
use crate::webhook::post::Post;
use crate::writer::{Buckets, Workshop, Writer};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use shared::api::report::Change;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, watch};

/// The running collector; handed to every route as `State<Arc<App>>`.
#[derive(Debug)]
pub struct App {
    /// Every setting.
    pub settings: Settings,
    /// Everything durable.
    pub store: Store,
    /// Signs previews and keys hashes.
    pub secret: SecretKey,
    /// Passwords, and attempts at them.
    pub auth: Auth,
    /// Environments as they are served.
    pub catalog: Catalog,
    /// Makes events durable.
    pub writer: Writer,
    /// Looks people up.
    pub profiles: Profiles,
    /// Draws what sampling and holdout are drawn by.
    pub buckets: Buckets,
    /// Hides who gave an anonymous answer and when.
    pub veil: Veil,
    /// Loader, engine and console.
    pub assets: Assets,
    /// Sends what webhooks are told.
    pub post: Post,
    /// Which pages were heard lately.
    pub heard: Ear,
    /// Counts for the operator.
    pub metrics: Arc<Metrics>,
    /// What just changed, for `GET /api/live`.
    pub live: broadcast::Sender<LiveChange>,
    /// Becomes true when the collector stops: answers that never end must end then.
    pub stopping: watch::Sender<bool>,
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
    /// Opens the store, reads the secret key and what is published, and starts the tasks that write, poll and tidy up.
    ///
    /// # Errors
    /// When the database or the assets cannot be used, or the key file cannot be read or is too short.
    pub async fn open(settings: Settings) -> Result<Arc<Self>, StoreError> {
        let (address, connections) = (&settings.database.database, settings.database.database_connections);
        let store = Store::open_within(address, connections, settings.max_database_bytes).await?;
        let secret = secret_key(&settings, &store).await?;
        // Buckets must never change, so they have a key of their own that stays with the data.
        let buckets = Buckets::new(&kept_secret(&store, "buckets").await?);
        let veil = Veil::new(&kept_secret(&store, "veil").await?);
        let assets = match &settings.assets_dir {
            Some(folder) => Assets::of_folder(folder),
            None => Assets::embedded(),
        };
        let assets = assets.map_err(|error| StoreError::Unsuitable(format!("the assets cannot be read: {error}")))?;
        let (live, _) = broadcast::channel(256);
        let metrics = Arc::new(Metrics::default());
        let workshop = Workshop {
            store: store.clone(),
            secret: secret.clone(),
            buckets: buckets.clone(),
            live: live.clone(),
            metrics: Arc::clone(&metrics),
            group_events: settings.group_events.max(1),
            patience: Duration::from_secs(settings.database_seconds.max(1)),
        };
        let writer = Writer::start(workshop, settings.max_waiting);
        let profiles = Profiles::start(&store, Duration::from_secs(settings.database_seconds.max(1)));
        let catalog = Catalog::default();
        catalog.refresh(&store).await?;
        let (auth, heard, stopping) = (Auth::default(), Ear::default(), watch::Sender::new(false));
        let post = Post::new(settings.webhook_private);
        let app = Arc::new(Self {
            settings,
            store,
            secret,
            auth,
            catalog,
            writer,
            profiles,
            buckets,
            veil,
            assets,
            post,
            heard,
            metrics,
            live,
            stopping,
        });
        app.keep_engine().await?;
        upkeep::start(&app);
        live::start(&app);
        Ok(app)
    }

    /// Writes what is queued, then closes the store. To be called when no more requests come in.
    pub async fn close(&self) {
        self.writer.stop().await;
        self.store.close().await;
    }

    /// Keeps this release's engine for pages that will be opened by the next one, and for collectors beside this one.
    async fn keep_engine(&self) -> Result<(), StoreError> {
        let Some(engine) = self.assets.engine() else { return Ok(()) };
        // With the widget's words in other tongues, which the glue names.
        let words = self.assets.below("words-").map(|(name, _)| format!("words-{name}"));
        for file in [engine.glue.clone(), engine.wasm.clone()].into_iter().chain(words) {
            let name = file.strip_prefix("assets/").unwrap_or(&file);
            if let Some(asset) = self.assets.get(name) {
                self.store.keep_asset(name, asset, crate::clock::now()).await?;
            }
        }
        Ok(())
    }
}

/// The secret key: of the file that the settings name, else the one that stays with the data.
pub(crate) async fn secret_key(settings: &Settings, store: &Store) -> Result<SecretKey, StoreError> {
    let bytes = if let Some(file) = &settings.secret_key_file {
        std::fs::read(file).map_err(|error| {
            StoreError::Unsuitable(format!("the secret key file {} cannot be read: {error}", file.display()))
        })?
    } else {
        kept_secret(store, "key").await?
    };
    SecretKey::new(&bytes).ok_or_else(|| StoreError::Unsuitable("the secret key must have at least 32 bytes".into()))
}

/// 32 secret bytes that stay with the data; made when first asked for.
async fn kept_secret(store: &Store, name: &'static str) -> Result<Vec<u8>, StoreError> {
    let fresh = STANDARD_NO_PAD.encode(crate::clock::random::<32>());
    let kept = store.secret(name, &fresh).await?;
    STANDARD_NO_PAD.decode(kept).map_err(|error| StoreError::corrupt("secret", error))
}
