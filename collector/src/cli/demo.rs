//! `waymark demo`: a ready-made workspace with sample people, beside an example product.
//!
//! Everything goes the way a vendor's own data goes: set-up, environment, templates and publishing through the management
//! API, the sample people's events through `POST /v1/events`. Deliberately absent: rows written past the API.

mod answers;
mod asking;
mod generator;
mod names;
mod people;
mod product;
mod samples;
mod story;
#[cfg(test)]
mod tests;
mod walk;
mod words;

use crate::config::Settings;
use crate::state::App;
use clap::Args;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// The flags of `waymark demo`.
#[derive(Args, Debug)]
pub struct Demo {
    /// Address and port of the collector and the console
    #[arg(long, env = "WAYMARK_LISTEN", default_value = "127.0.0.1:8600", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,
    /// Address and port of the example product
    #[arg(long, default_value = "127.0.0.1:8601", value_name = "ADDRESS:PORT")]
    pub product: SocketAddr,
    /// Made-up companies, each with 2 to 9 people, besides the three of the example product; 0 starts without any
    #[arg(long, default_value_t = 80, value_name = "COUNT")]
    pub companies: usize,
    /// Days back over which the sample people lived
    #[arg(long, default_value_t = 120, value_name = "DAYS")]
    pub days: i64,
    /// Another seed makes other people
    #[arg(long, default_value_t = 7, value_name = "NUMBER")]
    pub seed: u64,
}

/// What is made up.
#[derive(Clone, Copy, Debug)]
struct Scale {
    /// Companies, each with 2 to 9 people, besides those of the example product; 0 means none at all.
    companies: usize,
    /// Days back from now.
    days: i64,
    /// Where the randomness starts.
    seed: u64,
}

/// How often a day the example product may ask somebody: more than the usual once, so that a walk through it shows more.
const PER_DAY: u16 = 3;
/// Most surveys for one person in thirty days.
const SURVEYS: u16 = 10;
/// The member that the demo sets up.
const EMAIL: &str = "demo@waymark.example";
/// Not a secret: the demo listens on this machine only and its data is made up.
const PASSWORD: &str = "look around freely";

/// Runs the demo until interrupted; its database is gone afterwards.
///
/// # Errors
/// When an address is taken or the database cannot be used.
pub fn run(command: &Demo) -> Result<(), Box<dyn Error>> {
    tokio::runtime::Runtime::new()?.block_on(demo(command))
}

async fn demo(command: &Demo) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::Builder::new().prefix("waymark-demo-").tempdir()?;
    let collector = TcpListener::bind(command.listen).await?;
    let product = TcpListener::bind(command.product).await?;
    let (console, host) = (format!("http://{}", collector.local_addr()?), format!("http://{}", product.local_addr()?));
    let mut settings = Settings::for_database(&format!("sqlite:{}", folder.path().join("demo.db").display()));
    settings.public_url = Some(console.clone());
    settings.log = "warn".into();
    // The demo listens on this machine only; so may whoever tries its webhook.
    settings.webhook_private = true;
    let app = App::open(settings).await?;
    let scale = Scale { companies: command.companies, days: command.days, seed: command.seed };
    println!("Sample people live through {} days …", command.days);
    let write_key = walk::furnish(&app, &host, scale).await?;
    println!("Example product   {host}");
    println!("Console           {console}/console/");
    println!("                  sign in as {EMAIL}, password: {PASSWORD}");
    println!(
        "Here up to {PER_DAY} questions a day may come by themselves, so that one visit shows more; usually it is one."
    );
    println!("Stop with Ctrl+C; everything here is made up and gone afterwards.");
    let served = crate::serve(Arc::clone(&app), collector, crate::cli::interrupted());
    let shown = product::serve(&app, product, &console, &write_key);
    tokio::select! {
        ended = served => ended?,
        ended = shown => ended?,
    }
    Ok(())
}
