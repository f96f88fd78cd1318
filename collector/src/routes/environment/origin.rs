//! How allowed origins are written. Pure.
//!
//! `https://app.example.com`, with a port where it is not the scheme's own; `https://*.example.com` covers every subdomain
//! and not the domain itself. Deliberately absent: a pattern for
//! everything (a write key is public, its origins are not), and the comparison with a page's origin, which is the catalog's.

/// Why a text is not an allowed origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// Neither `https://` nor `http://` in front.
    #[error("must begin with https:// or http://")]
    Scheme,
    /// Something follows host and port.
    #[error("must end after host and port, without a path or query")]
    Path,
    /// No host, or characters that no host has.
    #[error("must name a host in ASCII letters, digits, '-' and '.' (international names as xn--…)")]
    Host,
    /// `*` elsewhere than as the first label, or in front of less than two labels.
    #[error("may use * only in front of a domain, as in https://*.example.com")]
    Wildcard,
    /// The port is no number from 1 to 65535.
    #[error("must have a port from 1 to 65535, or none")]
    Port,
}

/// An origin in its one spelling: lower case, no trailing slash, no port that the scheme has anyway.
///
/// # Errors
/// [`OriginError`] names the rule the text breaks.
pub fn normal(text: &str) -> Result<String, OriginError> {
    let lower = text.trim().to_ascii_lowercase();
    let (scheme, rest) = lower.split_once("://").ok_or(OriginError::Scheme)?;
    let own_port = match scheme {
        "https" => 443,
        "http" => 80,
        _ => return Err(OriginError::Scheme),
    };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    if rest.contains(['/', '?', '#', '@']) {
        return Err(OriginError::Path);
    }
    let (host, port) = split_port(rest)?;
    check_host(host)?;
    Ok(match port.filter(|port| *port != own_port) {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    })
}

fn split_port(place: &str) -> Result<(&str, Option<u16>), OriginError> {
    // The colons inside an IPv6 address stand before its closing bracket.
    let from = place.rfind(']').unwrap_or(0);
    let Some(colon) = place[from..].find(':').map(|at| at + from) else { return Ok((place, None)) };
    match place[colon + 1..].parse::<u16>() {
        Ok(port) if port > 0 => Ok((&place[..colon], Some(port))),
        _ => Err(OriginError::Port),
    }
}

fn check_host(host: &str) -> Result<(), OriginError> {
    if let Some(inside) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inside.parse::<std::net::Ipv6Addr>().map(drop).map_err(|_| OriginError::Host);
    }
    let plain = host.strip_prefix("*.").unwrap_or(host);
    if plain.contains('*') || (plain.len() < host.len() && !plain.contains('.') && plain != "localhost") {
        return Err(OriginError::Wildcard);
    }
    let label = |label: &str| {
        let good = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        !label.is_empty() && label.len() <= 63 && label.bytes().all(good)
    };
    if plain.len() <= 253 && plain.split('.').all(label) { Ok(()) } else { Err(OriginError::Host) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_one_spelling() {
        for (text, expected) in [
            ("https://App.Example.com/", Ok("https://app.example.com")),
            ("https://app.example.com:443", Ok("https://app.example.com")),
            ("http://localhost:3000", Ok("http://localhost:3000")),
            ("https://*.example.com", Ok("https://*.example.com")),
            ("http://*.localhost:8080", Ok("http://*.localhost:8080")),
            ("http://[::1]:8080", Ok("http://[::1]:8080")),
            ("app.example.com", Err(OriginError::Scheme)),
            ("ftp://example.com", Err(OriginError::Scheme)),
            ("https://example.com/app", Err(OriginError::Path)),
            ("https://user@example.com", Err(OriginError::Path)),
            ("https://", Err(OriginError::Host)),
            ("https://例え.jp", Err(OriginError::Host)),
            ("https://a..b", Err(OriginError::Host)),
            ("*", Err(OriginError::Scheme)),
            ("https://*", Err(OriginError::Wildcard)),
            ("https://*.com", Err(OriginError::Wildcard)),
            ("https://a.*.example.com", Err(OriginError::Wildcard)),
            ("https://example.com:0", Err(OriginError::Port)),
            ("https://example.com:99999", Err(OriginError::Port)),
        ] {
            assert_eq!(normal(text).as_deref(), expected.as_ref().copied(), "{text}");
        }
    }
}
