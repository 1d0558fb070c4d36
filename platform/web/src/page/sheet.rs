//! What a handler says of a page: its title and what stands in the middle. The frame around it is the house's.

use axum::http::StatusCode;
use maud::Markup;

use super::card::Card;

/// What is at the top of a page on a phone.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Bar {
    /// The market's name, search, cart.
    #[default]
    Full,
    /// A way back, for a page within another.
    Back(String),
    /// Only the name and the way back: for money and the studio.
    Plain(String),
}

/// A page before its frame.
pub struct Sheet {
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) main: Markup,
    pub(super) head: Option<Markup>,
    pub(super) card: Option<Card>,
    pub(super) bar: Bar,
    pub(super) tab: Option<&'static str>,
    pub(super) status: StatusCode,
    pub(super) paybar: bool,
    pub(super) search: Option<String>,
    pub(super) after: Option<Markup>,
    pub(super) studio: bool,
    pub(super) scripts: &'static [&'static str],
}

impl Sheet {
    /// A page with its title in the reader's language.
    pub fn new(title: impl Into<String>, main: Markup) -> Self {
        Self {
            title: title.into(),
            description: None,
            main,
            head: None,
            card: None,
            bar: Bar::Full,
            tab: None,
            status: StatusCode::OK,
            paybar: false,
            search: None,
            after: None,
            studio: false,
            scripts: &[],
        }
    }

    /// One or two sentences for search engines and previews.
    #[must_use]
    pub fn describing(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// More of the document's head: what search engines are told.
    #[must_use]
    pub fn head(mut self, head: Markup) -> Self {
        self.head = Some(head);
        self
    }

    /// What is shown of the page where its address is sent, and which address that is.
    #[must_use]
    pub fn card(mut self, card: Card) -> Self {
        self.card = Some(card);
        self
    }

    /// A page within another: on a phone the bar leads back there.
    #[must_use]
    pub fn back(mut self, path: impl Into<String>) -> Self {
        self.bar = Bar::Back(path.into());
        self
    }

    /// A page about money, or of the studio: nothing around it distracts.
    #[must_use]
    pub fn plain(mut self, path: impl Into<String>) -> Self {
        self.bar = Bar::Plain(path.into());
        self
    }

    /// Which tab is lit: its path.
    #[must_use]
    pub fn tab(mut self, path: &'static str) -> Self {
        self.tab = Some(path);
        self
    }

    /// Not 200: a form that was not taken is 422 or 409.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The page has a bar with its one button at the bottom of a phone: the tabs make room.
    #[must_use]
    pub fn paybar(mut self) -> Self {
        self.paybar = true;
        self
    }

    /// What stands in the search field.
    #[must_use]
    pub fn searching(mut self, words: impl Into<String>) -> Self {
        self.search = Some(words.into());
        self
    }

    /// What comes after the content: a paybar, sheets, a toast.
    #[must_use]
    pub fn after(mut self, after: Markup) -> Self {
        self.after = Some(after);
        self
    }

    /// The page needs the studio's sheet as well.
    #[must_use]
    pub fn studio(mut self) -> Self {
        self.studio = true;
        self
    }

    /// Scripts besides the one of all pages, by their addresses: constants of `ui`.
    #[must_use]
    pub fn scripts(mut self, names: &'static [&'static str]) -> Self {
        self.scripts = names;
        self
    }
}
