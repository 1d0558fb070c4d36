//! The frame around every page: masthead and tabs, what was said, the foot.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use locale::Language;
use maud::{Markup, Render as _, html};

use super::cookie::{Consent, Size, Theme};
use super::house::{Entrance, Tab};
use super::sheet::{Bar, Sheet};
use crate::parts;

/// Marks an answer as a page: it gets the pages' policy.
#[derive(Clone)]
pub(crate) struct IsPage;

/// What the frame is made from besides the sheet.
pub(super) struct Around<'a> {
    pub entrance: &'a Entrance,
    /// Where whoever came can go, and what is new there.
    pub tabs: Vec<(Tab, Option<Markup>)>,
    /// What domains put at the right of the masthead.
    pub actions: Vec<Markup>,
}

/// A whole document.
pub(super) struct Document(Markup);

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        let mut response = Response::new(self.0.into_string().into());
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        // A page of ours is nobody's window, and no other site's.
        headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
        let rights = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";
        headers.insert("permissions-policy", HeaderValue::from_static(rights));
        response.extensions_mut().insert(IsPage);
        response
    }
}

/// The document of a sheet.
pub(super) fn whole(sheet: Sheet, around: Around<'_>) -> Document {
    let entrance = around.entrance;
    let (reader, look, settings) = (&entrance.reader, entrance.look, &entrance.house.settings);
    let masthead = masthead(&sheet, &around);
    let frame = match (&sheet.bar, sheet.paybar) {
        (Bar::Plain(_), true) => parts::Frame::PlainPaybar,
        (Bar::Plain(_), false) => parts::Frame::Plain,
        (_, true) => parts::Frame::Paybar,
        (_, false) => parts::Frame::Tabs,
    };
    let document = parts::Document {
        lang: reader.tag().into(),
        title: sheet.title.as_str().into(),
        market: settings.name.as_str().into(),
        description: sheet.description.as_deref().map(Into::into),
        theme: match look.theme {
            Theme::System => parts::Theme::System,
            Theme::Light => parts::Theme::Light,
            Theme::Dark => parts::Theme::Dark,
        },
        size: (look.size != Size::Usual).then(|| look.size.word()),
        still: look.still,
        frame,
        now: reader.now().millis(),
        skip: reader.t("frame-skip").into(),
        offline: reader.t("frame-offline").into(),
        studio: sheet.studio,
        htmx: false,
        app: true,
        scripts: sheet.scripts,
        counted: entrance.consent.is_some_and(|agreed| agreed != Consent::default()) && !entrance.is_refused,
        head: html! {
            @if let Some(card) = &sheet.card { (card.head(&settings.public_url, &settings.name, reader.language())) }
            @if let Some(head) = sheet.head { (head) }
        },
        masthead,
        above: html! {
            @if settings.demo { aside .demo aria-label=(reader.t("frame-demo-name")) { (reader.t("frame-demo")) } }
        },
        main: html! {
            @if let Some(key) = &entrance.said { (parts::Note::done(&reader.t(key))) }
            (sheet.main)
        },
        foot: html! { (foot(entrance)) @if let Some(after) = sheet.after { (after) } },
    };
    Document(document.render())
}

fn masthead(sheet: &Sheet, around: &Around<'_>) -> Markup {
    let entrance = around.entrance;
    let (reader, settings) = (&entrance.reader, &entrance.house.settings);
    let here = entrance.here.split('?').next().unwrap_or("/");
    let lit = sheet.tab.unwrap_or(here);
    let tabs = around.tabs.iter().map(|(tab, mark)| parts::Tab {
        href: tab.path.into(),
        text: reader.t(tab.key).into(),
        icon: tab.icon,
        current: tab.path == lit,
        mark: mark.as_ref(),
    });
    let language = reader.language();
    let spoken = reader.say("frame-language", &[("language", language.name().into())]);
    let bar = match &sheet.bar {
        Bar::Full => parts::Bar::Full,
        Bar::Back(path) => parts::Bar::Back {
            href: path.as_str().into(),
            label: reader.t("frame-back").into(),
            title: sheet.title.as_str().into(),
        },
        Bar::Plain(_) => parts::Bar::Minimal { help: parts::Link::new("/help", reader.t("frame-help")) },
    };
    let masthead = parts::Masthead {
        bar,
        market: settings.name.as_str().into(),
        home: reader.say("frame-home", &[("name", settings.name.as_str().into())]).into(),
        nav: reader.t("frame-main").into(),
        tabs: tabs.collect(),
        search: Some(parts::Search {
            action: "/search".into(),
            label: reader.t("frame-search").into(),
            value: sheet.search.as_deref().unwrap_or_default().into(),
        }),
        language: Some(parts::Language {
            href: format!("/settings/language?{}", next(&entrance.here)).into(),
            short: short(language).into(),
            label: spoken.into(),
        }),
        tools: &around.actions,
    };
    masthead.render()
}

fn foot(entrance: &Entrance) -> Markup {
    let reader = &entrance.reader;
    html! {
        footer .foot {
            div .wrap.row.wrapx {
                a href="/help" { (reader.t("frame-help")) }
                a href="/privacy" { (reader.t("frame-privacy")) }
                a href=(format!("/settings/language?{}", next(&entrance.here))) { (reader.t("frame-access")) }
                a href="/api/docs" { (reader.t("frame-api")) }
            }
        }
    }
}

/// A language's name where there is little room.
fn short(language: Language) -> &'static str {
    match language {
        Language::English => "EN",
        Language::Chinese => "中",
        Language::Filipino => "FIL",
    }
}

/// `next=` with this page, for coming back to it.
fn next(here: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair("next", here).finish()
}
