//! What all pages share: the texts, the places that domains fill, the frame's tabs, the policy.

use std::fmt;
use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue};
use db::{No, Rx};
use kernel::{Actor, Cx, Digest, Time, Uid};
use locale::{Language, Library, Reader, Zone, negotiate};
use maud::Markup;

use super::cookie::{Consent, Jar, Keepsake, Look};
use super::counted::Counts;
use super::form::Intent;
use super::{Live, origin, policy};
use crate::Answer;

/// How pages behave in this market.
#[derive(Clone, Debug)]
pub struct PageSettings {
    /// What people call the market.
    pub name: String,
    /// What people type to get here: links in shared pages begin with it.
    pub public_url: String,
    /// Where a reader is whose browser has not said so.
    pub zone: Zone,
    /// Origins that forms may lead to: gateways' hosted pages.
    pub form_targets: Vec<String>,
    /// Origins that pictures may come from besides this one.
    pub picture_hosts: Vec<String>,
    /// Whether this is a demonstration: says so on each page, and shows the parts of the kit at `/parts`.
    pub demo: bool,
    /// Whether `Accept-Language: en-XA` gets every text marked, so that a test sees what is not translated.
    pub pseudo: bool,
}

impl Default for PageSettings {
    fn default() -> Self {
        Self {
            name: "Rialto".into(),
            public_url: "http://localhost".into(),
            zone: Zone::manila(),
            form_targets: Vec::new(),
            picture_hosts: Vec::new(),
            demo: false,
            pseudo: false,
        }
    }
}

/// A place in a page that upper floors fill: `masthead.actions`, `product.aside`, `tab:/inbox`.
#[derive(Clone, Copy)]
pub struct Slot {
    /// Which place.
    pub place: &'static str,
    /// What this domain puts there; empty markup for nothing.
    pub fill: fn(&mut Rx, &Cx, &Asked) -> Result<Markup, No>,
}

/// A destination of the frame, for rooms that exist.
#[derive(Clone, Copy)]
pub struct Tab {
    /// Where it leads.
    pub path: &'static str,
    /// Its icon; filled where one stands.
    pub icon: ui::Icon,
    /// Its word's locale key.
    pub key: &'static str,
    /// Its place: smaller is further left.
    pub rank: u8,
    /// Who has it.
    pub shown: fn(&Actor) -> bool,
    /// Whether it stands, where whoever has it has others.
    pub stands: Stands,
}

/// A phone has room for five destinations whose words can be read.
const MOST_TABS: usize = 5;

/// When a destination stands among the others.
#[derive(Clone, Copy)]
pub enum Stands {
    /// Always.
    Always,
    /// Until there are more than five: then it is found in Me.
    GivesWay,
    /// Where this reading says so: a room of work, for those who have it.
    If(fn(&mut Rx, &Cx) -> Result<bool, No>),
}

/// Every domain's part of the pages, folded by `app`.
#[derive(Default)]
pub struct Slots {
    /// What fills places.
    pub slots: Vec<Slot>,
    /// Destinations.
    pub tabs: Vec<Tab>,
    /// What can be watched.
    pub live: Vec<Live>,
}

impl Slots {
    /// In the order in which they are shown.
    pub fn new(slots: Vec<Slot>, mut tabs: Vec<Tab>, live: Vec<Live>) -> Self {
        tabs.sort_by_key(|tab| tab.rank);
        Self { slots, tabs, live }
    }
}

/// The texts, wired for handlers and commands that speak to people: who is spoken to in which language.
#[derive(Clone)]
pub struct Tongues {
    library: Arc<Library>,
    zone: Zone,
}

impl Tongues {
    /// All texts, and the zone of readers whose own is not known.
    pub fn new(library: Arc<Library>, zone: Zone) -> Self {
        Self { library, zone }
    }

    /// A reader of this language.
    pub fn reader(&self, language: Language, now: Time) -> Reader {
        Reader::new(Arc::clone(&self.library), language, self.zone.clone(), now)
    }
}

/// What a slot, or a page that fills places of its own, knows of the visit. Part of a reading's input.
#[derive(Clone)]
pub struct Asked {
    /// How the reader is spoken to.
    pub reader: Reader,
    /// What they hold as a guest.
    pub keepsake: Option<Keepsake>,
    /// What the page is about, for places within it.
    pub thing: Option<Uid>,
    /// Path and query of the page.
    pub here: String,
    slots: Arc<Slots>,
}

impl Asked {
    /// What the query of the page says under a name: `variant`.
    pub fn query(&self, name: &str) -> Option<String> {
        query(&self.here, name)
    }

    /// What the floors above put into a place, in the order of their floors.
    ///
    /// # Errors
    /// What one of them refuses, or a break in the database.
    pub fn fill(&self, rx: &mut Rx, cx: &Cx, place: &str) -> Result<Vec<Markup>, No> {
        let fills = self.slots.slots.iter().filter(|slot| slot.place == place);
        fills.map(|slot| (slot.fill)(rx, cx, self)).collect()
    }

    /// The destinations of whoever asks, five at most, each with what is new behind it: the place is `tab:` and its path.
    pub(super) fn tabs(&self, rx: &mut Rx, cx: &Cx) -> Result<Vec<(Tab, Option<Markup>)>, No> {
        let mut tabs = Vec::with_capacity(MOST_TABS);
        for tab in self.slots.tabs.iter().filter(|tab| (tab.shown)(&cx.actor)) {
            if !matches!(tab.stands, Stands::If(has) if !has(rx, cx)?) {
                let mark = self.fill(rx, cx, &format!("tab:{}", tab.path))?.into_iter().next();
                tabs.push((*tab, mark));
            }
        }
        if tabs.len() > MOST_TABS {
            tabs.retain(|(tab, _)| !matches!(tab.stands, Stands::GivesWay));
        }
        Ok(tabs)
    }

    /// The hidden field that makes a form count once: a new one at each call.
    pub fn intent(&self, cx: &Cx) -> Intent {
        cx.chance(Intent::new)
    }

    /// The same about a thing of the page.
    ///
    /// # Errors
    /// As [`Asked::fill`].
    pub fn fill_about(&self, rx: &mut Rx, cx: &Cx, place: &str, thing: Uid) -> Result<Vec<Markup>, No> {
        Self { thing: Some(thing), ..self.clone() }.fill(rx, cx, place)
    }
}

/// A value of the query of a path: the first of several of one name.
pub(super) fn query(here: &str, name: &str) -> Option<String> {
    let (_, query) = here.split_once('?')?;
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

/// Everything pages need besides the state.
pub struct PageHouse {
    pub(super) settings: PageSettings,
    pub(super) slots: Arc<Slots>,
    library: Arc<Library>,
    policy: HeaderValue,
    secure: bool,
    counts: Option<Arc<dyn Counts>>,
}

impl fmt::Debug for PageHouse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageHouse").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// How a visit to a page began: what the gate read off the head.
#[derive(Clone)]
pub(crate) struct Entrance {
    pub house: Arc<PageHouse>,
    pub reader: Reader,
    pub look: Look,
    pub keepsake: Option<Keepsake>,
    /// The hash of the session's secret, living or not.
    pub session: Option<Digest>,
    /// Whether the language is the person's choice on this device.
    pub has_chosen_language: bool,
    /// What they agreed to have counted; nothing where nobody was asked yet.
    pub consent: Option<Consent>,
    /// Whether their browser refuses for them whatever they agreed to.
    pub is_refused: bool,
    pub said: Option<String>,
    /// The path and query of this page.
    pub here: String,
}

impl PageHouse {
    /// Puts it together. `secure` is whether the public address has TLS.
    pub fn new(settings: PageSettings, library: Arc<Library>, slots: Slots, secure: bool) -> Self {
        let policy = policy::header(&settings.form_targets, &settings.picture_hosts);
        Self { settings, slots: Arc::new(slots), library, policy, secure, counts: None }
    }

    /// Who hears of pages that were shown to people who agreed to it.
    #[must_use]
    pub fn counted_by(mut self, counts: Arc<dyn Counts>) -> Self {
        self.counts = Some(counts);
        self
    }

    pub(crate) fn counts(&self) -> Option<&dyn Counts> {
        self.counts.as_deref()
    }

    pub(crate) fn jar<'a>(&self, headers: &'a HeaderMap) -> Jar<'a> {
        Jar::of(headers, self.secure)
    }

    /// Reads off the head how somebody is to be spoken to.
    pub(crate) fn entrance(self: &Arc<Self>, parts: &axum::http::request::Parts, now: Time) -> Entrance {
        let jar = self.jar(&parts.headers);
        let heard = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let accepts = heard("accept-language").unwrap_or_default();
        // Who fetches cards for Messenger asks for one language after the other by a header of their own.
        let asks = heard("x-facebook-locale").map_or_else(|| accepts.to_owned(), |tag| tag.replace('_', "-"));
        let zone = jar.zone().and_then(|name| Zone::of(&name)).unwrap_or_else(|| self.settings.zone.clone());
        let library = Arc::clone(&self.library);
        let reader = if self.settings.pseudo && accepts.starts_with("en-XA") {
            Reader::pseudo(library, zone, now)
        } else {
            Reader::new(library, jar.language().unwrap_or_else(|| negotiate(&asks)), zone, now)
        };
        let here = parts.uri.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str).to_owned();
        let said = jar.said().filter(|key| key.starts_with("said-") && reader.has(key)).map(str::to_owned);
        Entrance {
            house: Arc::clone(self),
            reader,
            look: jar.look(),
            keepsake: jar.keepsake(),
            session: jar.session().map(|secret| secret.digest()),
            has_chosen_language: jar.language().is_some(),
            consent: jar.consent(),
            is_refused: Consent::is_refused_by(&parts.headers),
            said,
            here,
        }
    }

    /// Whether a form came from a page of ours.
    pub(crate) fn admit(&self, parts: &axum::http::request::Parts) -> Answer<()> {
        origin::check(&parts.method, &parts.headers)
    }

    pub(crate) fn is_demo(&self) -> bool {
        self.settings.demo
    }

    pub(crate) fn policy(&self) -> HeaderValue {
        self.policy.clone()
    }
}

impl Entrance {
    pub(crate) fn asked(&self) -> Asked {
        Asked {
            reader: self.reader.clone(),
            keepsake: self.keepsake.clone(),
            thing: None,
            here: self.here.clone(),
            slots: Arc::clone(&self.house.slots),
        }
    }
}
