//! What proxies say about a request: `Forwarded` (RFC 7239), or the `X-Forwarded-` headers that came before it.
//!
//! Deliberately absent: whom to believe; that is the caller's.

use axum::http::HeaderMap;
use std::net::{IpAddr, SocketAddr};

/// What one proxy said about the hop it took the request from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hop {
    /// The address it came from; `None` where it is hidden or unknown.
    pub client: Option<IpAddr>,
    /// Whether it came by https.
    pub secure: Option<bool>,
    /// The host that was asked for.
    pub host: Option<String>,
}

/// The hops of `Forwarded`, the browser's first. What cannot be read whole is no hop.
pub(super) fn hops(headers: &HeaderMap) -> Vec<Hop> {
    let lines: Option<Vec<&str>> = headers.get_all("forwarded").iter().map(|line| line.to_str().ok()).collect();
    lines.filter(|lines| !lines.is_empty()).and_then(|lines| read(&lines.join(","))).unwrap_or_default()
}

/// The hops of the `X-Forwarded-` headers; the proxy next to the collector says scheme and host for all of them.
pub(super) fn unstandardised(path: Option<String>, proto: Option<String>, host: Option<String>) -> Vec<Hop> {
    let secure = proto.map(|proto| proto.trim().eq_ignore_ascii_case("https"));
    let host = host.map(|host| host.trim().to_owned()).filter(|host| !host.is_empty());
    let hop = |client| Hop { client, secure, host: host.clone() };
    let path = path.unwrap_or_default();
    let clients: Vec<Hop> = path.split(',').filter_map(|hop| hop.trim().parse().ok()).map(|ip| hop(Some(ip))).collect();
    if clients.is_empty() { vec![hop(None)] } else { clients }
}

/// Elements separated by commas, pairs by semicolons, values plain or quoted; `None` when that is not what it is.
fn read(text: &str) -> Option<Vec<Hop>> {
    let (mut hops, mut hop, mut rest) = (Vec::new(), Hop::default(), text.trim_start());
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let (value, after) = value(after)?;
        hop.learn(name.trim(), &value);
        rest = after.trim_start();
        match rest.chars().next() {
            Some(',') => hops.push(std::mem::take(&mut hop)),
            Some(';') | None => {}
            Some(_) => return None,
        }
        rest = rest.get(1..).unwrap_or_default().trim_start();
    }
    hops.push(hop);
    Some(hops)
}

/// A plain or quoted value, and what follows it; `None` when a quotation does not end.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([',', ';']).unwrap_or(text.len());
        return Some((text[..end].trim_end().to_owned(), &text[end..]));
    };
    let (mut value, mut escaped) = (String::new(), false);
    for (at, character) in quoted.char_indices() {
        match character {
            _ if escaped => {
                value.push(character);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' => return Some((value, &quoted[at + 1..])),
            _ => value.push(character),
        }
    }
    None
}

impl Hop {
    fn learn(&mut self, name: &str, value: &str) {
        if name.eq_ignore_ascii_case("for") {
            self.client = address(value);
        } else if name.eq_ignore_ascii_case("proto") {
            self.secure = Some(value.eq_ignore_ascii_case("https"));
        } else if name.eq_ignore_ascii_case("host") && !value.is_empty() {
            self.host = Some(value.to_owned());
        }
    }
}

/// The address of a node: with or without port, IPv6 in brackets; `unknown` and names that hide it are none.
fn address(node: &str) -> Option<IpAddr> {
    let bare = node.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(node);
    bare.parse().ok().or_else(|| node.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hop(client: Option<&str>, secure: Option<bool>, host: Option<&str>) -> Hop {
        let client = client.map(|text| text.parse().expect("an address"));
        Hop { client, secure, host: host.map(str::to_owned) }
    }

    #[test]
    fn each_form_of_the_standard_is_read() {
        for (text, expected) in [
            ("for=192.0.2.60;proto=http;by=203.0.113.43", vec![hop(Some("192.0.2.60"), Some(false), None)]),
            ("For=\"[2001:db8:cafe::17]:4711\"", vec![hop(Some("2001:db8:cafe::17"), None, None)]),
            ("for=\"[2001:db8::1]\"; host=a.example", vec![hop(Some("2001:db8::1"), None, Some("a.example"))]),
            (
                "for=192.0.2.43, for=198.51.100.17",
                vec![hop(Some("192.0.2.43"), None, None), hop(Some("198.51.100.17"), None, None)],
            ),
            ("for=unknown, for=_hidden", vec![Hop::default(), Hop::default()]),
            ("for=\"192.0.2.1:80\";host=\"a\\\"b,c;d\"", vec![hop(Some("192.0.2.1"), None, Some("a\"b,c;d"))]),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
        }
        for text in ["for", "for=\"1.2.3.4", "for=\"1.2.3.4\"x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
