//! Whether a request with a cookie was really meant by the member: the defence against cross-site request forgery.
//!
//! Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; neither can be set by a page. Pure:
//! header values in, verdict out. Deliberately absent: forgery tokens; a script without a cookie cannot forge (bearer
//! tokens are never sent by a browser on its own).

/// What a request says about where it comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source<'a> {
    /// `Sec-Fetch-Site`.
    pub fetch_site: Option<&'a str>,
    /// `Origin`.
    pub origin: Option<&'a str>,
    /// The host and port the request was made to, as the browser sees it.
    pub host: Option<&'a str>,
}

/// What a request's source tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The console's own page made it.
    Own,
    /// Another page made it.
    Foreign,
    /// No browser, or one that says nothing.
    Silent,
}

impl Source<'_> {
    /// Judges the source.
    pub fn verdict(&self) -> Verdict {
        let own = match (self.fetch_site, self.origin, self.host) {
            (Some(site), _, _) => site == "same-origin",
            (None, Some(origin), Some(host)) => same_host(origin, host),
            (None, Some(_), None) => false,
            (None, None, _) => return Verdict::Silent,
        };
        if own { Verdict::Own } else { Verdict::Foreign }
    }
}

fn same_host(origin: &str, host: &str) -> bool {
    let Some((scheme, place)) = origin.split_once("://") else { return false };
    let default_port = if scheme == "https" { ":443" } else { ":80" };
    let bare = |text: &str| text.strip_suffix(default_port).unwrap_or(text).to_ascii_lowercase();
    bare(place) == bare(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_consoles_own_page_is_trusted() {
        for (fetch_site, origin, host, expected) in [
            (Some("same-origin"), Some("https://c.example"), Some("c.example"), Verdict::Own),
            (Some("same-site"), Some("https://app.c.example"), Some("c.example"), Verdict::Foreign),
            (Some("cross-site"), None, Some("c.example"), Verdict::Foreign),
            (Some("none"), None, Some("c.example"), Verdict::Foreign),
            (None, Some("https://C.example:443"), Some("c.example"), Verdict::Own),
            (None, Some("http://localhost:8080"), Some("localhost:8080"), Verdict::Own),
            (None, Some("http://localhost:3000"), Some("localhost:8080"), Verdict::Foreign),
            (None, Some("null"), Some("c.example"), Verdict::Foreign),
            (None, Some("https://c.example"), None, Verdict::Foreign),
            (None, None, Some("c.example"), Verdict::Silent),
        ] {
            let source = Source { fetch_site, origin, host };
            assert_eq!(source.verdict(), expected, "{source:?}");
        }
    }
}
