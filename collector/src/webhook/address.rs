//! Which addresses may be sent to. Pure.
//!
//! A member must not be able to have the collector call what only the collector can reach: its own network, its own machine, the
//! cloud's metadata. What a name leads to is known only once it has been looked up, so the rule is about the addresses that are
//! connected to; what can be told from the text alone is told when it is saved. Deliberately absent: looking names up
//! ([`super::post`]).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::http::Uri;

/// Longest address, bytes.
const MAX_URL: usize = 2_000;

/// Why a text is no address to send to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no web address at all.
    #[error("must be a web address in ASCII letters of at most 2000 bytes, such as https://hooks.example.com/waymark")]
    Form,
    /// Not `https://`.
    #[error("must begin with https://")]
    Scheme,
    /// User, password or fragment.
    #[error("must have no user, password or part behind # in it")]
    Parts,
    /// This machine or a private network.
    #[error(
        "must be reachable from the internet; whoever runs this collector can allow others with --webhook-private true"
    )]
    Private,
}

/// Checks what a member entered. `private`: whether the operator allows addresses of private networks, and of this machine also
/// without https.
///
/// # Errors
/// [`AddressError`] names the rule the text breaks.
pub fn check(text: &str, private: bool) -> Result<(), AddressError> {
    if text.len() > MAX_URL {
        return Err(AddressError::Form);
    }
    if text.contains('#') {
        return Err(AddressError::Parts);
    }
    let uri: Uri = text.parse().map_err(|_| AddressError::Form)?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(AddressError::Form) };
    if authority.as_str().contains('@') {
        return Err(AddressError::Parts);
    }
    let host = authority.host();
    let literal = host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
    let here = host.eq_ignore_ascii_case("localhost") || literal.is_some_and(|address| address.is_loopback());
    match scheme {
        "https" => {}
        "http" if private && here => {}
        _ => return Err(AddressError::Scheme),
    }
    if host.is_empty() {
        return Err(AddressError::Form);
    }
    if !private && (here || literal.is_some_and(|address| !is_public(address))) {
        return Err(AddressError::Private);
    }
    Ok(())
}

/// Whether an address is one of the public internet, by the registries of special addresses that IANA keeps (RFC 6890).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, d] = address.octets();
    // This network, this machine, link-local with the cloud's metadata, private networks, networks shared by a carrier.
    let local = matches!((a, b), (0 | 10 | 127, _) | (169, 254) | (172, 16..=31) | (192, 168) | (100, 64..=127));
    // Protocol assignments, documentation, the old relay of 6to4, benchmarks, multicast and what is not given.
    let special = matches!(
        (a, b, c),
        (192, 0, 0 | 2) | (198, 51, 100) | (203, 0, 113) | (192, 88, 99) | (198, 18..=19, _) | (224..=255, ..)
    );
    // Where Azure answers its own machines, though the address is a public one.
    let of_azure = [a, b, c, d] == [168, 63, 129, 16];
    !local && !special && !of_azure
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let within = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match parts {
        // An IPv4 address, as such, behind a translator, or behind 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            is_public_v4(within(high, low))
        }
        // Protocol assignments with Teredo, and documentation.
        [0x2001, 0..=0x01ff | 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => false,
        // All that is given to networks of the internet; everything else is local, multicast or not given.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_member_enters_is_told_when_it_cannot_be_sent_to() {
        use AddressError::{Form, Parts, Private, Scheme};
        for (text, by_default, allowed) in [
            ("https://hooks.example.com/waymark?key=1", Ok(()), Ok(())),
            ("HTTPS://hooks.example.com", Ok(()), Ok(())),
            ("https://203.0.114.7:8443/x", Ok(()), Ok(())),
            ("http://hooks.example.com/waymark", Err(Scheme), Err(Scheme)),
            ("http://127.0.0.1:9000/x", Err(Scheme), Ok(())),
            ("http://localhost/x", Err(Scheme), Ok(())),
            ("http://[::1]:9000/x", Err(Scheme), Ok(())),
            ("http://10.0.0.1/x", Err(Scheme), Err(Scheme)),
            ("https://localhost/x", Err(Private), Ok(())),
            ("https://10.0.0.1/x", Err(Private), Ok(())),
            ("https://169.254.169.254/latest/meta-data", Err(Private), Ok(())),
            ("https://[fd00:ec2::254]/x", Err(Private), Ok(())),
            ("https://[::ffff:10.0.0.1]/x", Err(Private), Ok(())),
            ("https://user:secret@example.com/", Err(Parts), Err(Parts)),
            ("https://example.com/#x", Err(Parts), Err(Parts)),
            ("ftp://example.com/", Err(Scheme), Err(Scheme)),
            ("hooks.example.com", Err(Form), Err(Form)),
            ("/waymark", Err(Form), Err(Form)),
            ("https://例え.jp/", Err(Form), Err(Form)),
            ("https://a b/", Err(Form), Err(Form)),
            ("", Err(Form), Err(Form)),
        ] {
            assert_eq!((check(text, false), check(text, true)), (by_default, allowed), "{text}");
        }
        assert_eq!(check(&format!("https://example.com/{}", "x".repeat(2_000)), true), Err(Form));
    }

    #[test]
    fn only_addresses_of_the_internet_are_public() {
        for text in ["1.1.1.1", "93.184.216.34", "172.32.0.1", "192.167.1.1", "168.63.129.17", "2606:4700::1111"] {
            assert!(is_public(text.parse().expect(text)), "{text}");
        }
        assert!(is_public("64:ff9b::101:101".parse().expect("an address")), "a public address behind a translator");
        for text in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.9.9.9",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:a9fe:a9fe",
            "64:ff9b::a00:1",
            "64:ff9b:1::a00:1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2002:a9fe:a9fe::",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(text.parse().expect(text)), "{text}");
        }
    }
}
