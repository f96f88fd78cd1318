//! How the caller reached the collector: scheme, host, and from which address, believing only configured proxies.
//!
//! `--public-url` wins for scheme and host. Without it the `Host` header counts, and, where the request comes from a trusted
//! proxy, what that wrote: `X-Forwarded-Proto`, `-Host` and `-For`, or `Forwarded` (RFC 7239) where `--forwarded-header` says
//! so. Deliberately absent: finding out by itself which of them the proxy writes. It passes the other on as it came, and then
//! a browser would be believed.

mod forwarded;

use super::cookie::Place;
use crate::config::{ForwardedHeader, Settings};
use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};
use forwarded::Hop;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// How the caller reached the collector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Whether the browser used https.
    pub secure: bool,
    /// Host and port as the browser sees them.
    pub host: String,
    /// The browser's address.
    pub client: IpAddr,
}

impl Reached {
    /// Reads it from a request.
    pub fn of(settings: &Settings, headers: &HeaderMap, extensions: &Extensions) -> Self {
        let peer =
            extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let direct = Self { secure: false, host: text("host").unwrap_or_else(|| "localhost".into()), client: peer };
        let reached = if settings.trusted_proxies.iter().any(|network| contains(network, peer)) {
            let hops = match settings.forwarded_header {
                ForwardedHeader::Forwarded => forwarded::hops(headers),
                ForwardedHeader::XForwarded => {
                    let [path, proto, host] = ["for", "proto", "host"].map(|name| text(&format!("x-forwarded-{name}")));
                    forwarded::unstandardised(path, proto, host)
                }
            };
            direct.forwarded(settings, &hops)
        } else {
            direct
        };
        reached.published(settings.public_url.as_deref())
    }

    /// The last hop that no trusted proxy made on its own behalf is the browser's; what stands before it anyone can write.
    fn forwarded(self, settings: &Settings, hops: &[Hop]) -> Self {
        let trusted = |address: IpAddr| settings.trusted_proxies.iter().any(|network| contains(network, address));
        let browsers = hops.iter().rev().find(|hop| !hop.client.is_some_and(trusted));
        let Some(hop) = browsers.or(hops.first()) else { return self };
        Self {
            secure: hop.secure.unwrap_or(self.secure),
            host: hop.host.clone().unwrap_or(self.host),
            client: hop.client.filter(|client| !trusted(*client)).unwrap_or(self.client),
        }
    }

    fn published(self, public_url: Option<&str>) -> Self {
        let Some((scheme, rest)) = public_url.and_then(|url| url.split_once("://")) else { return self };
        let host = rest.split('/').next().unwrap_or(rest);
        Self { secure: scheme.eq_ignore_ascii_case("https"), host: host.to_owned(), ..self }
    }

    /// The scheme and host that browsers use.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.secure { "https" } else { "http" }, self.host)
    }

    /// Where everything is served, with the base path, without a trailing slash.
    pub fn address(&self, settings: &Settings) -> String {
        format!("{}{}", self.origin(), settings.base())
    }

    /// Where the cookie holds.
    pub fn place(&self, settings: &Settings) -> Place {
        Place { secure: self.secure, base_path: settings.base() }
    }
}

/// Whether `network` (an address or `address/bits`) contains `address`; an unreadable network contains nothing.
fn contains(network: &str, address: IpAddr) -> bool {
    let (base, bits) = network.split_once('/').map_or((network, None), |(base, bits)| (base, bits.parse::<u32>().ok()));
    match (base.trim().parse::<IpAddr>(), address.to_canonical()) {
        (Ok(IpAddr::V4(base)), IpAddr::V4(address)) => {
            let mask = u32::MAX.checked_shl(32 - bits.unwrap_or(32).min(32)).unwrap_or(0);
            u32::from(base) & mask == u32::from(address) & mask
        }
        (Ok(IpAddr::V6(base)), IpAddr::V6(address)) => {
            let mask = u128::MAX.checked_shl(128 - bits.unwrap_or(128).min(128)).unwrap_or(0);
            u128::from(base) & mask == u128::from(address) & mask
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(settings: &Settings, peer: &str, headers: &[(&'static str, &'static str)]) -> Reached {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().expect("a header value"));
        }
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().expect("an address"), 1)));
        Reached::of(settings, &map, &extensions)
    }

    const FORWARDED: &[(&str, &str)] = &[
        ("host", "10.0.0.9:8600"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "guide.example.com"),
        ("x-forwarded-for", "6.6.6.6, 203.0.113.7, 10.0.0.2"),
    ];

    #[test]
    fn forwarded_headers_are_believed_from_a_trusted_proxy_only() {
        let mut settings = Settings::for_database("sqlite::memory:");
        let plain = reached(&settings, "10.0.0.1", FORWARDED);
        assert_eq!((plain.origin().as_str(), plain.client.to_string().as_str()), ("http://10.0.0.9:8600", "10.0.0.1"));
        settings.trusted_proxies = vec!["10.0.0.0/8".into()];
        let proxied = reached(&settings, "10.0.0.1", FORWARDED);
        let seen = (proxied.origin(), proxied.client.to_string());
        assert_eq!(seen, ("https://guide.example.com".into(), "203.0.113.7".into()));
        let stranger = reached(&settings, "192.0.2.1", FORWARDED);
        assert_eq!(stranger.client.to_string(), "192.0.2.1");
    }

    #[test]
    fn only_the_header_that_the_proxy_is_said_to_write_counts() {
        let mut settings = Settings::for_database("sqlite::memory:");
        let headers: &[(&str, &str)] = &[
            ("host", "10.0.0.9:8600"),
            ("x-forwarded-proto", "http"),
            ("x-forwarded-host", "written-by-the-browser.example"),
            ("x-forwarded-for", "6.6.6.6"),
            (
                "forwarded",
                "for=6.6.6.6;host=evil.example;proto=http, for=\"[2001:db8::7]:4711\";Proto=https;host=\"guide.example.com\", for=10.0.0.2",
            ),
        ];
        let plain = reached(&settings, "10.0.0.1", headers);
        assert_eq!((plain.origin().as_str(), plain.client.to_string().as_str()), ("http://10.0.0.9:8600", "10.0.0.1"));
        settings.trusted_proxies = vec!["10.0.0.0/8".into()];
        let usual = reached(&settings, "10.0.0.1", headers);
        assert_eq!(usual.origin(), "http://written-by-the-browser.example", "the proxy is said to write that one");
        settings.forwarded_header = ForwardedHeader::Forwarded;
        let proxied = reached(&settings, "10.0.0.1", headers);
        let seen = (proxied.origin(), proxied.client.to_string());
        assert_eq!(seen, ("https://guide.example.com".into(), "2001:db8::7".into()));
        let hidden = reached(&settings, "10.0.0.1", &[("host", "h.example"), ("forwarded", "for=_secret;proto=https")]);
        assert_eq!((hidden.origin().as_str(), hidden.client.to_string().as_str()), ("https://h.example", "10.0.0.1"));
        let broken = reached(&settings, "10.0.0.1", &[("host", "h.example"), ("forwarded", "for=\"1.2.3.4")]);
        assert_eq!((broken.origin().as_str(), broken.client.to_string().as_str()), ("http://h.example", "10.0.0.1"));
    }

    #[test]
    fn the_public_url_wins() {
        let mut settings = Settings::for_database("sqlite::memory:");
        settings.public_url = Some("https://guide.example.com/ignored".into());
        settings.base_path = "/waymark".into();
        let reached = reached(&settings, "192.0.2.1", &[("host", "127.0.0.1:8600")]);
        assert_eq!(reached.address(&settings), "https://guide.example.com/waymark");
    }

    #[test]
    fn networks_contain_their_addresses() {
        for (network, address, expected) in [
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("10.0.0.1", "10.0.0.1", true),
            ("10.0.0.1", "10.0.0.2", false),
            ("0.0.0.0/0", "8.8.8.8", true),
            ("10.0.0.0/8", "::ffff:10.1.1.1", true),
            ("2001:db8::/32", "2001:db8:1::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("nonsense", "10.0.0.1", false),
        ] {
            assert_eq!(contains(network, address.parse().expect("an address")), expected, "{network} {address}");
        }
    }
}
