//! The sheet that hands something on: its short link, a code to scan, ways that open here. A page at its own address; with
//! the script its content rises over the page that it was asked from.

use locale::Reader;
use maud::{Markup, Render as _, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use web::page::{Asked, Fields};
use web::parts::{Act, Button, Icon, IconButton, Picture, Sheet as Dialog, Size, icon};
use web::{Access, Answer, PageRoute, Path, Reply, SeeOther, Sheet, Visitor};

use super::link::{Code, Link, follow, make};
use super::qr;
use crate::pages::card;
use crate::target::Target;

/// The region of the sheet, and the dialog it rises in.
const REGION: &str = "share";
const DIALOG: &str = "share-sheet";

pub(crate) fn pages() -> Vec<PageRoute> {
    let all = Access::Public;
    vec![
        PageRoute::post("/share", all, begin).twice_is_once("a thing has one short link"),
        PageRoute::get("/share/{code}", all, show),
        PageRoute::get("/s/{code}", all, lead),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    about: String,
}

/// Makes the link where there is none, and leads to the sheet.
async fn begin(visitor: Visitor, Fields(wish): Fields<Wish>) -> Answer<SeeOther> {
    let target: Target = wish.about.parse()?;
    let code = visitor.write(target, make).await?;
    Ok(SeeOther::to(format!("/share/{code}")))
}

/// What a page's address says when a short link led to it: the same for all links, so it tells of nobody. Who agreed to be
/// counted is then counted as having come by one.
const BY_LINK: &str = "via=link";

/// `/s/{code}`: to its page, in whatever language whoever opens it speaks.
async fn lead(visitor: Visitor, Path(code): Path<Code>) -> Answer<SeeOther> {
    let link = visitor.read(code, follow).await?;
    Ok(SeeOther::to(format!("{}?{BY_LINK}", link.shared.path)))
}

async fn show(visitor: Visitor, Path(code): Path<Code>) -> Answer<Reply> {
    visitor.show(code, follow, sheet).await
}

fn sheet(visitor: &Visitor, link: Link) -> Sheet {
    let reader = visitor.reader();
    let main = html! {
        div.narrow.stack {
            h1 { (reader.t("share-title")) }
            (region(visitor, &link))
        }
    };
    let unlisted = html! { meta name="robots" content="noindex"; };
    Sheet::new(reader.t("share-title"), main).back(link.shared.path).head(unlisted)
}

fn region(visitor: &Visitor, link: &Link) -> Markup {
    let (reader, shared) = (visitor.reader(), &link.shared);
    let address = format!("{}/s/{}", visitor.public_url(), link.code);
    let price = shared.price.map(|(price, varies)| said(reader, &reader.price(price), varies));
    let title = match &price {
        None => shared.title.clone(),
        Some(price) => format!("{} · {price}", shared.title),
    };
    html! {
        div id=(REGION) .stack.g5 {
            (preview(visitor, link, price.as_deref()))
            (short(reader, &address, &title))
            (ways(reader, &address, &title))
            div.stack.g2 {
                p { (reader.t("share-qr")) }
                (qr::drawn(&address, &reader.say("share-qr-label", &[("title", shared.title.as_str().into())])))
            }
        }
    }
}

fn said(reader: &Reader, price: &str, varies: bool) -> String {
    if varies { reader.say("share-from", &[("price", price.into())]) } else { price.to_owned() }
}

/// What whoever is sent it sees first.
fn preview(visitor: &Visitor, link: &Link, price: Option<&str>) -> Markup {
    let shared = &link.shared;
    let address = media::on_pages(visitor);
    let src = shared.picture.as_ref().map(|shown| {
        let file = shown.files().next().unwrap_or_else(|| shown.plain());
        address.on_page(file)
    });
    html! {
        div.card.row.g3 {
            @if let Some(src) = src { (Picture::thumb(src)) }
            @else if let Some(face) = &shared.face { (card::face(&address, face, Size::Huge)) }
            div {
                p translate="no" { strong { (shared.title) } }
                @if let Some(by) = &shared.by { p.sm.mut translate="no" { (by) } }
                @if let Some(price) = price { p { span.price { (price) } } }
            }
        }
    }
}

/// The link itself, to be copied by hand or by button.
fn short(reader: &Reader, address: &str, title: &str) -> Markup {
    html! {
        div.stack.g2 {
            label.label for="share-link" { (reader.t("share-link")) }
            input #share-link .in readonly value=(address) translate="no";
            div.row.wrapx {
                button.btn type="button" data-copy="share-link" data-done=(reader.t("share-copied")) {
                    (icon(Icon::CopySimple)) (reader.t("share-copy"))
                }
                button.btn type="button" data-share=(address) data-title=(title) {
                    (icon(Icon::ShareFat)) (reader.t("share-apps"))
                }
            }
            p #share-link-said .sm role="status" {}
            p.sm.mut { (reader.t("share-private")) }
        }
    }
}

/// Ordinary links: nothing of anybody else's is loaded, and nobody is told before one is pressed.
fn ways(reader: &Reader, address: &str, title: &str) -> Markup {
    let (link, words) = (encoded(address), encoded(&format!("{title} {address}")));
    let mail = format!("mailto:?subject={}&body={words}", encoded(title));
    let ways = [
        (mail, Icon::EnvelopeSimple, "share-mail"),
        (format!("fb-messenger://share?link={link}"), Icon::ChatCircle, "share-messenger"),
        (format!("viber://forward?text={words}"), Icon::ChatCircle, "share-viber"),
    ];
    html! {
        div {
            ul.links {
                @for (href, drawing, key) in ways {
                    li { a href=(href) rel="noreferrer" { (icon(drawing)) span { (reader.t(key)) } } }
                }
            }
            p.sm.mut { (reader.t("share-ways")) }
        }
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The button that shares a thing, and the dialog in which the sheet rises; once on a page.
pub(crate) fn button(asked: &Asked, target: Target) -> Markup {
    let reader = &asked.reader;
    let dialog = Dialog {
        id: DIALOG.into(),
        title: reader.t("share-title").into(),
        close: reader.t("share-close").into(),
        body: html! { div id=(REGION) {} },
    };
    html! {
        form method="post" action="/share" data-sheet=(DIALOG) data-swap=(REGION) {
            input type="hidden" name="about" value=(target);
            @if matches!(target, Target::Shop(_)) {
                (Button::bare(reader.t("share-act"), Act::Send).small().icon(Icon::ShareFat))
            } @else {
                (IconButton::new(Icon::ShareFat, reader.t("share-act"), Act::Send))
            }
        }
        (dialog.render())
    }
}
