//! Every setting, once: flag, environment variable, unit, default and meaning.
//!
//! A setting is a flag (`--retention-days 400`), a variable (`WAYMARK_RETENTION_DAYS=400`) or a line of the file that
//! `--config` names (`retention-days = 400`); the first of these wins. Deliberately absent: what belongs to one environment
//! (origins, theme, caps); members set that in the console.

use clap::{ArgAction, Args};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// Where the data is; every command that touches it takes these.
#[derive(Args, Clone, Debug)]
pub struct DatabaseSettings {
    /// The database: sqlite:FILE, or postgres://USER:PASSWORD@HOST/NAME
    #[arg(
        long,
        env = "WAYMARK_DATABASE",
        default_value = "sqlite:waymark.db",
        hide_env_values = true,
        value_name = "ADDRESS"
    )]
    pub database: String,
    /// Connections to the database (SQLite: those that read)
    #[arg(long, env = "WAYMARK_DATABASE_CONNECTIONS", default_value_t = 8, value_name = "COUNT")]
    pub database_connections: u32,
}

/// How the collector serves.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Where the data is
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// Address and port to listen on
    #[arg(long, env = "WAYMARK_LISTEN", default_value = "127.0.0.1:8600", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,
    /// The address browsers use, such as https://guide.example.com; without it the address of each request counts
    #[arg(long, env = "WAYMARK_PUBLIC_URL", value_parser = web_address, value_name = "URL")]
    pub public_url: Option<String>,
    /// Path that everything is served below, such as /waymark
    #[arg(long, env = "WAYMARK_BASE_PATH", default_value = "", value_name = "PATH")]
    pub base_path: String,
    /// Proxies that are believed where a request came from: addresses or networks such as 10.0.0.0/8
    #[arg(long, env = "WAYMARK_TRUSTED_PROXIES", value_delimiter = ',', value_parser = network, value_name = "NETWORKS")]
    pub trusted_proxies: Vec<String>,
    /// What those proxies write; whatever else they pass on is the browser's and counts for nothing
    #[arg(long, env = "WAYMARK_FORWARDED_HEADER", value_enum, default_value_t = ForwardedHeader::XForwarded, value_name = "HEADER")]
    pub forwarded_header: ForwardedHeader,
    /// File with the secret key (at least 32 bytes) for previews and keyed hashes; without it one is kept in the database
    #[arg(long, env = "WAYMARK_SECRET_KEY_FILE", value_name = "FILE")]
    pub secret_key_file: Option<PathBuf>,
    /// Days that events are kept; older ones are refused and deleted, figures stay
    #[arg(long, env = "WAYMARK_RETENTION_DAYS", default_value_t = 730, value_name = "DAYS")]
    pub retention_days: u32,
    /// Days that refused events are kept for whoever debugs the page, and notices that a webhook did not take
    #[arg(long, env = "WAYMARK_QUARANTINE_DAYS", default_value_t = 14, value_name = "DAYS")]
    pub quarantine_days: u32,
    /// Largest request body as sent, bytes
    #[arg(long, env = "WAYMARK_MAX_BODY_BYTES", default_value_t = 1_048_576, value_name = "BYTES")]
    pub max_body_bytes: usize,
    /// Largest request body after decompression, bytes
    #[arg(long, env = "WAYMARK_MAX_INFLATED_BYTES", default_value_t = 8_388_608, value_name = "BYTES")]
    pub max_inflated_bytes: usize,
    /// Largest size of the SQLite file, bytes, so that it never fills the disk; when it is reached, events are answered 503
    #[arg(long, env = "WAYMARK_MAX_DATABASE_BYTES", value_name = "BYTES")]
    pub max_database_bytes: Option<u64>,
    /// Longest wait for the database until a request is answered 503, seconds
    #[arg(long, env = "WAYMARK_DATABASE_SECONDS", default_value_t = 15, value_name = "SECONDS")]
    pub database_seconds: u64,
    /// Requests that may wait for the database; more are answered 503 with Retry-After
    #[arg(long, env = "WAYMARK_MAX_WAITING", default_value_t = 4_096, value_name = "COUNT")]
    pub max_waiting: usize,
    /// Most events made durable in one transaction
    #[arg(long, env = "WAYMARK_GROUP_EVENTS", default_value_t = 2_000, value_name = "COUNT")]
    pub group_events: usize,
    /// How often other collectors' changes are looked for, milliseconds
    #[arg(long, env = "WAYMARK_POLL_MS", default_value_t = 1_000, value_name = "MILLISECONDS")]
    pub poll_ms: u64,
    /// Whether webhooks may lead into private networks and, without https, to this machine; otherwise such addresses are refused
    #[arg(long, env = "WAYMARK_WEBHOOK_PRIVATE", default_value_t = false, action = ArgAction::Set, value_name = "TRUE_OR_FALSE")]
    pub webhook_private: bool,
    /// Wait before a notice that a webhook did not take is sent again, milliseconds; each of the next twelve is twice as long
    #[arg(long, env = "WAYMARK_WEBHOOK_RETRY_MS", default_value_t = 10_000, value_name = "MILLISECONDS")]
    pub webhook_retry_ms: u64,
    /// Longest wait for requests under way when stopping, seconds
    #[arg(long, env = "WAYMARK_DRAIN_SECONDS", default_value_t = 25, value_name = "SECONDS")]
    pub drain_seconds: u64,
    /// Folder with the built loader, engine and console, instead of those inside the program (for development)
    #[arg(long, env = "WAYMARK_ASSETS_DIR", value_name = "FOLDER")]
    pub assets_dir: Option<PathBuf>,
    /// What is logged, such as info or collector=debug
    #[arg(long, env = "WAYMARK_LOG", default_value = "info", value_name = "FILTER")]
    pub log: String,
    /// Shape of the log
    #[arg(long, env = "WAYMARK_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text, value_name = "FORMAT")]
    pub log_format: LogFormat,
}

/// The header in which a proxy says where a request came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ForwardedHeader {
    /// X-Forwarded-For, -Proto and -Host, as most proxies write them.
    XForwarded,
    /// Forwarded, as RFC 7239 says.
    Forwarded,
}

/// Shape of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Settings {
    /// The defaults with this database, listening on a free port of this machine; for tests and the demo.
    ///
    /// # Panics
    /// Never: the defaults parse, which a test asserts.
    pub fn for_database(address: &str) -> Self {
        #[derive(clap::Parser)]
        struct Only {
            #[command(flatten)]
            settings: Settings,
        }
        let arguments = ["waymark", "--database", address, "--listen", "127.0.0.1:0"];
        <Only as clap::Parser>::try_parse_from(arguments).map(|only| only.settings).expect("the defaults parse")
    }

    /// The base path with a leading and no trailing slash; empty at the root.
    pub fn base(&self) -> String {
        let trimmed = self.base_path.trim_matches('/');
        if trimmed.is_empty() { String::new() } else { format!("/{trimmed}") }
    }
}

fn web_address(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    if rest.is_some_and(|rest| !rest.trim_matches('/').is_empty()) {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err("must start with https:// or http:// and name a host".into())
    }
}

fn network(text: &str) -> Result<String, String> {
    let (base, bits) = text.split_once('/').map_or((text, None), |(base, bits)| (base, Some(bits)));
    let widest = match base.trim().parse::<IpAddr>() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return Err("must be an address or a network such as 10.0.0.0/8".into()),
    };
    if bits.is_none_or(|bits| bits.trim().parse::<u32>().is_ok_and(|bits| bits <= widest)) {
        Ok(text.trim().to_owned())
    } else {
        Err(format!("must have at most {widest} bits after the slash"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_parse_and_a_base_path_has_one_form() {
        let mut settings = Settings::for_database("sqlite:x.db");
        assert_eq!((settings.base().as_str(), settings.retention_days), ("", 730));
        for path in ["waymark", "/waymark", "/waymark/"] {
            settings.base_path = path.into();
            assert_eq!(settings.base(), "/waymark");
        }
    }

    #[test]
    fn every_setting_has_a_flag_a_variable_of_the_same_name_and_a_meaning() {
        #[derive(clap::Parser)]
        struct Only {
            #[command(flatten)]
            settings: Settings,
        }
        let command = <Only as clap::CommandFactory>::command();
        let flags: Vec<_> = command.get_arguments().filter(|flag| flag.get_id() != "help").collect();
        assert!(flags.len() > 15);
        for flag in flags {
            let long = flag.get_long().expect("a flag");
            let variable = format!("WAYMARK_{}", long.to_uppercase().replace('-', "_"));
            assert_eq!(flag.get_env().and_then(|name| name.to_str()), Some(variable.as_str()), "{long}");
            assert!(flag.get_help().is_some_and(|help| help.to_string().len() > 10), "{long}");
            let named = flag.get_value_names().is_some_and(|names| !names.is_empty());
            assert!(named, "{long}: the value's name says its unit or shape");
        }
    }

    #[test]
    fn mistaken_networks_and_addresses_are_refused_at_the_start() {
        for (text, expected) in
            [("10.0.0.0/8", true), ("::1", true), ("10.0.0.0/33", false), ("proxy", false), ("10.0.0.1/x", false)]
        {
            assert_eq!(network(text).is_ok(), expected, "{text}");
        }
        for (text, expected) in
            [("https://a.example/", true), ("a.example", false), ("https://", false), ("ftp://a", false)]
        {
            assert_eq!(web_address(text).is_ok(), expected, "{text}");
        }
    }
}
