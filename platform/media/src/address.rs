//! Where browsers find pictures.

/// The path of all pictures, outside the API and outside the pages.
pub const PATH: &str = "/media/";

/// How pictures are addressed: `app` wires it for commands, readings and handlers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Address {
    whole: String,
    on_pages: String,
}

impl Address {
    /// `media_url` is a host of its own for pictures, or empty; `public_url` is the market's.
    pub fn new(media_url: &str, public_url: &str) -> Self {
        let on_pages = media_url.trim_end_matches('/').to_owned();
        let whole =
            if on_pages.is_empty() { public_url.trim_end_matches('/').into() } else { on_pages.clone() };
        Self { whole, on_pages }
    }

    /// The address of a file from anywhere: for the API, feeds and mail.
    pub fn whole(&self, name: impl std::fmt::Display) -> String {
        format!("{}{PATH}{name}", self.whole)
    }

    /// The address of a file from a page of the market: without the host where it is the same.
    pub fn on_page(&self, name: impl std::fmt::Display) -> String {
        format!("{}{PATH}{name}", self.on_pages)
    }

    /// Where pages may load pictures from besides their own host, for their content security policy.
    pub fn host(&self) -> Option<&str> {
        Some(self.on_pages.as_str()).filter(|host| !host.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_of_its_own_is_named_everywhere_and_the_markets_own_only_from_outside() {
        let own = Address::new("", "https://market.example");
        assert_eq!(own.whole("x.webp"), "https://market.example/media/x.webp");
        assert_eq!((own.on_page("x.webp").as_str(), own.host()), ("/media/x.webp", None));
        let other = Address::new("https://pictures.example", "https://market.example");
        assert_eq!(other.whole("x.webp"), "https://pictures.example/media/x.webp");
        assert_eq!(other.on_page("x.webp"), "https://pictures.example/media/x.webp");
        assert_eq!(other.host(), Some("https://pictures.example"));
    }
}
