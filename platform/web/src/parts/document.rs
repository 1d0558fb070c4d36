//! The whole page around its parts: what the browser loads, in which language and theme, and the frame.

use maud::{DOCTYPE, Markup, Render, html};

use super::Text;

/// Which colours a page wears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Those of the reader's system.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// What stands at the lower edge of a page on a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// The tabs.
    #[default]
    Tabs,
    /// The bar with the price, instead of the tabs.
    Paybar,
    /// Nothing: money, sign-in, the studio.
    Plain,
    /// No tabs, and the bar with the price.
    PlainPaybar,
}

impl Frame {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Tabs => None,
            Self::Paybar => Some("has-paybar"),
            Self::Plain => Some("plain"),
            Self::PlainPaybar => Some("plain has-paybar"),
        }
    }
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Document<'a> {
    /// The language of its words, as BCP 47 says it: `en`, `zh-Hans`, `fil`.
    pub lang: Text<'a>,
    /// What the page is, as its `h1` says it.
    pub title: Text<'a>,
    /// What the market is called.
    pub market: Text<'a>,
    /// One sentence for search engines and for whom the address is sent to.
    pub description: Option<Text<'a>>,
    /// The colours.
    pub theme: Theme,
    /// How large the texts are, where the reader wants them larger: `large`, `larger`.
    pub size: Option<&'static str>,
    /// Whether nothing is to move, whatever the system says.
    pub still: bool,
    /// The lower edge.
    pub frame: Frame,
    /// The server's clock in milliseconds since 1970, by which deadlines count down.
    pub now: i64,
    /// "Skip to content".
    pub skip: Text<'a>,
    /// What is said when the line is lost: "You are offline. What you see here may be old."
    pub offline: Text<'a>,
    /// Whether it loads the studio's sheet as well.
    pub studio: bool,
    /// Whether it loads htmx. Most pages need only our own script.
    pub htmx: bool,
    /// Scripts that only this page needs, by their addresses.
    pub scripts: &'a [&'static str],
    /// Whether the browser may keep the shell and install the market as an app.
    pub app: bool,
    /// Whether its reader agreed that the script tells what they look at.
    pub counted: bool,
    /// More for the head: canonical address, other languages, what a shared link shows.
    pub head: Markup,
    /// A [`Masthead`](super::Masthead).
    pub masthead: Markup,
    /// What stands between masthead and `main` over its whole width: usually nothing.
    pub above: Markup,
    /// The content, in `main`.
    pub main: Markup,
    /// What comes after it: paybar, sheets, toast.
    pub foot: Markup,
}

impl Render for Document<'_> {
    fn render(&self) -> Markup {
        let theme = match self.theme {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        html! {
            (DOCTYPE)
            html lang=(self.lang) data-theme=[theme] data-size=[self.size] data-still[self.still] data-now=(self.now) data-app[self.app] {
                head { (self.loads()) (self.head) }
                body class=[self.frame.class()] {
                    a.skip href="#main" { (self.skip) }
                    (self.masthead)
                    (self.above)
                    div.wrap { p #offline .note.warn role="status" hidden { (self.offline) } }
                    main #main .wrap tabindex="-1" { (self.main) }
                    (self.foot)
                    p #status .vh role="status" {}
                }
            }
        }
    }
}

impl Document<'_> {
    fn loads(&self) -> Markup {
        html! {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
            title { (self.title) " · " (self.market) }
            @if let Some(description) = &self.description { meta name="description" content=(description); }
            meta name="color-scheme" content="light dark";
            meta name="theme-color" content="#f3f0ec" media="(prefers-color-scheme: light)";
            meta name="theme-color" content="#0f1819" media="(prefers-color-scheme: dark)";
            link rel="preload" href=(ui::FONT) as="font" type="font/woff2" crossorigin;
            link rel="stylesheet" href=(ui::STYLE);
            @if self.studio { link rel="stylesheet" href=(ui::STUDIO); }
            link rel="icon" href=(ui::FAVICON) type="image/svg+xml";
            link rel="apple-touch-icon" href=(ui::ICON_TOUCH);
            link rel="manifest" href=(ui::MANIFEST);
            @if self.htmx {
                meta name="htmx-config" content=(ui::HTMX_CONFIG);
                script src=(ui::HTMX) defer {}
            }
            script src=(ui::SCRIPT) defer {}
            @if self.counted { script src=(ui::COUNT) defer {} }
            @for script in self.scripts { script src=(script) defer {} }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen;

    #[test]
    fn a_page_says_its_language_its_theme_and_the_servers_clock() {
        let page = Document {
            lang: "fil".into(),
            title: seen::HOSTILE.into(),
            market: "Rialto".into(),
            theme: Theme::Dark,
            frame: Frame::PlainPaybar,
            now: 1_795_332_348_000,
            skip: "Lumaktaw sa nilalaman".into(),
            main: html! { h1 { "Bayad" } },
            ..Document::default()
        };
        let text = seen::of(&page);
        seen::holds(
            &text,
            &[
                "<html lang=\"fil\" data-theme=\"dark\" data-now=\"1795332348000\">",
                "<title>&quot;'&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp; · Rialto</title>",
                "<body class=\"plain has-paybar\"><a class=\"skip\" href=\"#main\">Lumaktaw sa nilalaman</a>",
                "<main class=\"wrap\" id=\"main\" tabindex=\"-1\"><h1>Bayad</h1></main>",
                "<p class=\"vh\" id=\"status\" role=\"status\"></p>",
            ],
        );
    }

    #[test]
    fn what_a_page_does_not_need_it_does_not_load() {
        let of = |studio, htmx| seen::of(&Document { studio, htmx, ..Document::default() });
        let (plain, full) = (of(false, false), of(true, true));
        assert!(!plain.contains(ui::HTMX) && !plain.contains(ui::STUDIO) && plain.contains(ui::SCRIPT));
        seen::holds(&full, &[ui::HTMX, ui::STUDIO, "name=\"htmx-config\""]);
        let (htmx, ours) = (full.find(ui::HTMX).unwrap(), full.find(ui::SCRIPT).unwrap());
        assert!(htmx < ours, "our script gives htmx its policy before the page is ready");
    }
}
