//! A TCP proxy that misbehaves on command: passes, drops answers after the request went through, or refuses.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy};
use tokio::net::{TcpListener, TcpStream};

/// What the proxy does with a connection's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Mood {
    /// Passes everything both ways.
    Pass = 0,
    /// Passes requests on and closes when the answer arrives: the work is done, nobody is told.
    DropAnswers = 1,
    /// Closes at once.
    Refuse = 2,
}

/// A running proxy in front of one address.
pub struct Proxy {
    address: SocketAddr,
    mood: Arc<AtomicU8>,
    dropped: Arc<AtomicU32>,
}

impl Proxy {
    /// Listens on a free port of loopback.
    pub async fn start(upstream: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
        let address = listener.local_addr().expect("a bound address");
        let (mood, dropped) = (Arc::new(AtomicU8::new(0)), Arc::new(AtomicU32::new(0)));
        let shared = (Arc::clone(&mood), Arc::clone(&dropped));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(serve(client, upstream, Arc::clone(&shared.0), Arc::clone(&shared.1)));
            }
        });
        Self { address, mood, dropped }
    }

    /// Where the proxy listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Changes what happens to answers and connections from now on, also on connections already open.
    pub fn set(&self, mood: Mood) {
        self.mood.store(mood as u8, Ordering::SeqCst);
    }

    /// Answers dropped so far.
    pub fn dropped(&self) -> u32 {
        self.dropped.load(Ordering::SeqCst)
    }
}

async fn serve(client: TcpStream, upstream: SocketAddr, mood: Arc<AtomicU8>, dropped: Arc<AtomicU32>) {
    if mood.load(Ordering::SeqCst) == Mood::Refuse as u8 {
        return;
    }
    let Ok(server) = TcpStream::connect(upstream).await else { return };
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let requests = tokio::spawn(async move { copy(&mut from_client, &mut to_server).await });
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from_server.read(&mut buffer).await {
        if mood.load(Ordering::SeqCst) != Mood::Pass as u8 {
            dropped.fetch_add(1, Ordering::SeqCst);
            break;
        }
        if to_client.write_all(&buffer[..read]).await.is_err() {
            break;
        }
    }
    requests.abort();
}
