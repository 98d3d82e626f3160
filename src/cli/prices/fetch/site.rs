//! The one host that a run may talk to.

use ureq::http::Uri;

use super::error::{FetchError, tame};
use crate::cli::error::CliError;

/// A provider's host, or what stands in for it.
pub(super) struct Site {
    official: &'static str,
    /// Scheme and authority, such as `https://prices.azure.com`.
    base: String,
    is_loopback: bool,
}

impl Site {
    /// The official host, or an endpoint that replaces it.
    ///
    /// # Errors
    /// An endpoint that is no address, or neither encrypted nor on this machine.
    pub(super) fn new(official: &'static str, endpoint: Option<&str>) -> Result<Self, CliError> {
        let Some(endpoint) = endpoint else {
            return Ok(Self { official, base: format!("https://{official}"), is_loopback: false });
        };
        let refuse = |allowed: &str| CliError::Input {
            what: "--endpoint".to_owned(),
            found: format!("\"{}\"", tame(endpoint)),
            allowed: allowed.to_owned(),
        };
        let form = "https://HOST, or http://HOST on this machine, without user, path or query";
        let uri: Uri = endpoint.parse().map_err(|_| refuse(form))?;
        let (Some(scheme), Some(authority), "" | "/", None) =
            (uri.scheme_str(), uri.authority(), uri.path(), uri.query())
        else {
            return Err(refuse(form));
        };
        let is_loopback = match authority.host().trim_matches(['[', ']']) {
            "localhost" => true,
            host => host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback()),
        };
        if authority.as_str().contains('@') || !(scheme == "https" || scheme == "http" && is_loopback) {
            return Err(refuse(form));
        }
        Ok(Self { official, base: format!("{scheme}://{authority}"), is_loopback })
    }

    /// Whether the requests stay on this machine.
    pub(super) const fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    /// The address of a path and query.
    pub(super) fn url(&self, path: &str) -> Result<Uri, FetchError> {
        let text = format!("{}{}", self.base, path.replace(' ', "%20"));
        text.parse().map_err(|error| {
            FetchError::new(
                tame(&text),
                format!("no address: {error}"),
                "the feed may have changed its shape",
            )
        })
    }

    /// Where a link or redirect of an answer leads: to a path of this site, whether it names the
    /// site, the official host or no host at all.
    ///
    /// # Errors
    /// A link to any other host, which is not followed.
    pub(super) fn follow(&self, at: &Uri, link: &str) -> Result<Uri, FetchError> {
        let link = link.split('#').next().unwrap_or_default().trim();
        if link.starts_with('/') && !link.starts_with("//") {
            return self.url(link);
        }
        let path =
            [&self.base, &format!("https://{}:443", self.official), &format!("https://{}", self.official)]
                .into_iter()
                .find_map(|base| link.strip_prefix(base.as_str()).filter(|path| path.starts_with('/')));
        match path {
            Some(path) => self.url(path),
            None => Err(FetchError::new(
                at,
                format!("the answer leads to \"{}\"", tame(link)),
                format!("no other host than {} is asked; the feed may have moved", self.base),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_encrypted_or_on_this_machine() {
        for endpoint in
            ["http://127.0.0.1:8000", "http://localhost:1", "http://[::1]:80/", "https://mirror.example"]
        {
            assert!(Site::new("prices.azure.com", Some(endpoint)).is_ok(), "{endpoint}");
        }
        for endpoint in [
            "http://mirror.example",
            "http://127.0.0.1.example",
            "ftp://127.0.0.1",
            "127.0.0.1:80",
            "https://user@mirror.example",
            "https://mirror.example/path",
            "",
        ] {
            assert!(Site::new("prices.azure.com", Some(endpoint)).is_err(), "{endpoint}");
        }
    }

    #[test]
    fn links_lead_to_the_same_host_or_nowhere() {
        let site = Site::new("prices.azure.com", None).expect("a site");
        let at = site.url("/api").expect("an address");
        for (link, expected) in [
            ("https://prices.azure.com:443/api?$skip=100", "https://prices.azure.com/api?$skip=100"),
            ("https://prices.azure.com/api?a b", "https://prices.azure.com/api?a%20b"),
            ("/other#part", "https://prices.azure.com/other"),
        ] {
            assert_eq!(site.follow(&at, link).expect("followed").to_string(), expected);
        }
        for link in [
            "http://prices.azure.com/api",
            "https://prices.azure.com.example/api",
            "https://prices.azure.com@example/api",
            "//example/api",
            "file:///etc/passwd",
            "",
        ] {
            assert!(site.follow(&at, link).is_err(), "{link}");
        }
        let local = Site::new("prices.azure.com", Some("http://127.0.0.1:9")).expect("a site");
        let followed = local.follow(&at, "https://prices.azure.com:443/api?x").expect("followed");
        assert_eq!(followed.to_string(), "http://127.0.0.1:9/api?x");
    }
}
