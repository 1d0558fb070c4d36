//! What a browser loads beside the pages: one style sheet (and a second one for the studio), one font, one sprite of
//! icons, htmx, our own script, and the files that make it an app. Made by `build.rs` out of the readable sources in
//! this folder; README.md says how to change each. It knows no page and no shop.

mod icon;

pub use icon::Icon;

include!(concat!(env!("OUT_DIR"), "/shelf.rs"));

/// What htmx is told by `<meta name="htmx-config">`: no style of its own, and no extension but ours, which gives it
/// the Trusted Types policy and takes evaluation away.
pub const HTMX_CONFIG: &str = "includeIndicatorCSS:false, extensions:rialto, history:false";

/// A file as it goes over the wire.
#[derive(Debug)]
pub struct Asset {
    /// Where a browser finds it.
    pub path: &'static str,
    /// Its `Content-Type`.
    pub media: &'static str,
    /// The beginning of the SHA-256 of its bytes: its entity tag.
    pub hash: &'static str,
    /// Whether its path names its hash, so that it may be kept for ever. What does not last is asked for each time.
    pub lasting: bool,
    /// Uncompressed.
    pub bytes: &'static [u8],
    gzip: Option<&'static [u8]>,
    brotli: Option<&'static [u8]>,
}

impl Asset {
    /// The smallest form that `accept_encoding` takes, and its `Content-Encoding` if it has one.
    pub fn encoded(&self, accept_encoding: &str) -> (&'static [u8], Option<&'static str>) {
        let forms = [("br", self.brotli), ("gzip", self.gzip)];
        let taken = forms.into_iter().find(|(name, form)| form.is_some() && accepts(accept_encoding, name));
        match taken {
            Some((name, Some(bytes))) => (bytes, Some(name)),
            _ => (self.bytes, None),
        }
    }

    /// Its `Cache-Control`.
    pub fn cache_control(&self) -> &'static str {
        if self.lasting { "public, max-age=31536000, immutable" } else { "public, no-cache" }
    }
}

/// Whether a list like `gzip, br;q=0.9` takes a coding. A refusal is a weight of nothing (RFC 9110, 12.4.2).
fn accepts(list: &str, coding: &str) -> bool {
    list.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let refused = |part: &str| part.strip_prefix("q=").is_some_and(|q| q.parse::<f32>() == Ok(0.0));
        named && !parts.any(refused)
    })
}

/// The asset at this path of a request, if there is one.
pub fn asset(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// All of them: for routes, and for those who measure.
pub fn assets() -> &'static [Asset] {
    ASSETS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a page of a buyer may load at most, uncompressed (the language's checklist, 11).
    const SHEET_BYTES: usize = 30_000;

    fn text(path: &str) -> &'static str {
        std::str::from_utf8(asset(path).unwrap().bytes).unwrap()
    }

    #[test]
    fn the_sheet_of_a_buyer_stays_under_thirty_kilobytes() {
        let bytes = text(STYLE).len();
        assert!(bytes <= SHEET_BYTES, "{bytes} bytes");
    }

    #[test]
    fn each_file_is_found_at_its_path_and_nothing_beside_it() {
        for each in assets() {
            assert_eq!(asset(each.path).unwrap().hash, each.hash);
            assert_eq!(each.path.contains(each.hash), each.lasting, "{}", each.path);
        }
        assert!(asset("/ui/rialto.css").is_none(), "without its hash it is nowhere");
        assert!(asset("/ui/../Cargo.toml").is_none());
    }

    #[test]
    fn the_smallest_form_that_is_taken_is_sent() {
        let sheet = asset(STYLE).unwrap();
        let (brotli, gzip) = (sheet.encoded("gzip, deflate, br"), sheet.encoded("gzip"));
        assert_eq!((brotli.1, gzip.1), (Some("br"), Some("gzip")));
        assert!(brotli.0.len() < gzip.0.len() && gzip.0.len() < sheet.bytes.len());
        assert_eq!(sheet.encoded("br;q=0, gzip;q=0.5").1, Some("gzip"));
        assert_eq!(sheet.encoded(""), (sheet.bytes, None));
        assert_eq!(asset(FONT).unwrap().encoded("br").1, None, "it is compressed already");
    }

    #[test]
    fn what_lasts_is_kept_and_what_starts_the_app_is_asked_for() {
        assert_eq!(asset(STYLE).unwrap().cache_control(), "public, max-age=31536000, immutable");
        assert_eq!(asset(WORKER).unwrap().cache_control(), "public, no-cache");
    }

    #[test]
    fn the_sheet_names_the_font_and_the_worker_the_shell() {
        assert!(text(STYLE).contains(&format!("url({FONT})")));
        for path in [STYLE, FONT, ICONS, SCRIPT] {
            assert!(text(WORKER).contains(path), "{path}");
        }
        assert!(text(MANIFEST).contains(ICON_MASKABLE));
    }

    #[test]
    fn stripping_leaves_every_rule_whole() {
        let sheet = text(STYLE);
        assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
        assert!(!sheet.contains("/*") && !sheet.contains('\n'));
        assert!(sheet.contains("calc(var(--bar) + env(safe-area-inset-bottom))"), "sums keep their spaces");
        assert!(sheet.contains(".btn:is(:disabled,[aria-disabled=true])"));
        assert!(sheet.contains(".steps li:not(:last-child)::after"), "descendants keep theirs");
    }

    #[test]
    fn every_icon_is_in_the_sprite_and_every_drawing_has_a_name() {
        let sprite = text(ICONS);
        for icon in Icon::ALL {
            assert!(sprite.contains(&format!("id=\"{}\"", icon.name())), "{}", icon.name());
        }
        let filled = Icon::ALL.iter().filter(|icon| icon.filled().is_some()).count();
        assert_eq!(sprite.matches("<symbol ").count(), Icon::ALL.len() + filled);
    }
}
