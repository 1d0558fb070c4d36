//! The inbox.

use kernel::{Cursor, Id};
use locale::Reader;
use maud::{Markup, Render as _, html};
use media::Address;
use serde::Deserialize;
use web::page::{Fields, SeeOther};
use web::parts::{Act, Button, Empty, Face, Icon, Scene, Segment, Segments, Size, Tag, icon};
use web::{Answer, Paging, Path, Reply, Sheet, Visitor};

use super::{why, words};
use crate::inbox::{self, Which};
use crate::shown::{Beside, Notice};
use crate::topics::{TOPICS, named};
use crate::{Inbox, Told};

/// What the query asks for. A word that nobody knows asks for everything.
fn which(visitor: &Visitor) -> Which {
    match visitor.query("show").as_deref() {
        Some("unread") => Which::Unread,
        Some(word) => named(word).map_or(Which::All, |topic| Which::Of(topic.word)),
        None => Which::All,
    }
}

fn path(which: Which) -> String {
    match which {
        Which::All => "/inbox".into(),
        Which::Unread => "/inbox?show=unread".into(),
        Which::Of(topic) => format!("/inbox?show={topic}"),
    }
}

pub(super) async fn show(visitor: Visitor, paging: Paging) -> Answer<Reply> {
    let which = which(&visitor);
    let after = paging.after.as_ref().map(Cursor::parts).transpose();
    let after = after.map_err(|_| kernel::Refusal::missing("page"))?;
    let ask = (which, paging.limit, after);
    visitor
        .show(ask, inbox::list, |visitor, page| drawn(visitor, which, &page.data, page.next.as_deref()))
        .await
}

fn drawn(visitor: &Visitor, which: Which, notices: &[Notice], next: Option<&str>) -> Sheet {
    let reader = visitor.reader();
    let at = media::on_pages(visitor);
    let me = visitor.account().map(|account| format!("/live/{}", Id::<Inbox>::from_uid(account.uid())));
    let newest = notices.iter().map(|notice| notice.pos).max().unwrap_or(0);
    let more = next.map(|next| {
        let here = path(which);
        format!("{here}{}after={next}", if here.contains('?') { '&' } else { '?' })
    });
    let main = html! {
        div .narrow.stack {
            header .stack.g2 {
                div .row.between.wrapx {
                    h1 { (reader.t("inbox-title")) }
                    a .icon href="/settings/notices" aria-label=(reader.t("topics-title")) { (icon(Icon::GearSix)) }
                }
                (filters(reader, which))
            }
            div #notices .stack.g2 data-live=[me] data-region="notices bell inbox-new" {
                @if notices.is_empty() { (nothing(reader, which)) }
                @if notices.iter().any(|notice| !notice.read) {
                    form method="post" action="/inbox" {
                        input type="hidden" name="up_to" value=(newest);
                        (Button::plain(reader.t("inbox-read-all"), Act::Send).small())
                    }
                }
                ul .lines.told { @for notice in notices { (line(reader, &at, notice)) } }
            }
            @if let Some(more) = more { p { a .link href=(more) { (reader.t("inbox-more")) } } }
        }
    };
    Sheet::new(reader.t("inbox-title"), main).tab("/inbox")
}

fn filters(reader: &Reader, which: Which) -> Markup {
    let segment = |one: Which, key: String| Segment {
        href: path(one).into(),
        text: reader.t(&key).into(),
        current: one == which,
        count: None,
    };
    let mut items =
        vec![segment(Which::All, "inbox-all".into()), segment(Which::Unread, "inbox-unread".into())];
    items.extend(
        TOPICS
            .iter()
            .filter(|topic| topic.word != "market")
            .map(|topic| segment(Which::Of(topic.word), format!("topic-{}", topic.word))),
    );
    Segments { label: reader.t("inbox-filters").into(), items }.render()
}

fn nothing(reader: &Reader, which: Which) -> Markup {
    if which != Which::All {
        return html! { p .mut { (reader.t("inbox-none-here")) } };
    }
    Empty {
        scene: Scene::Boat,
        title: reader.t("inbox-none").into(),
        whole_page: false,
        text: reader.t("inbox-none-words").into(),
        action: Some(Button::plain(reader.t("inbox-none-go"), Act::to("/"))),
        example: None,
    }
    .render()
}

fn line(reader: &Reader, at: &Address, notice: &Notice) -> Markup {
    html! {
        li .row.top.g2 {
            (beside(at, notice))
            div .grow {
                // What it says is what is pressed: it is read by that, and leads there.
                form method="post" action={ "/inbox/" (notice.id) } { (Button::text(words(reader, notice), Act::Send)) }
                @if let Some(glimpse) = notice.glimpse.as_ref().filter(|glimpse| !glimpse.beginning.is_empty()) {
                    p .sm.mut translate="no" lang=[glimpse.language.as_deref()] { (glimpse.beginning) }
                }
                div .row.between.wrapx.g0 {
                    span .row.sm.mut {
                        @if !notice.read { (Tag::wait(reader.t("inbox-new"))) }
                        span .vh { (reader.t(&format!("topic-{}", notice.topic))) }
                        (reader.ago(notice.at))
                    }
                    (why(reader, notice))
                }
            }
        }
    }
}

/// The face of whoever caused it; where nobody did, a sign of what it is about.
fn beside(at: &Address, notice: &Notice) -> Markup {
    let size = Size::Small;
    match &notice.beside {
        Some(Beside { who, name, face }) => {
            let picture = at.face(*face, size).map(Into::into);
            Face { name: name.as_str().into(), hue: who.uid().0[15], size, picture }.render()
        }
        None => html! { span .face.z2 aria-hidden="true" { (icon(sign(&notice.topic))) } },
    }
}

/// What stands where nobody's face does.
fn sign(topic: &str) -> Icon {
    match topic {
        "orders" => Icon::Package,
        "sales" | "shop" => Icon::Storefront,
        "money" => Icon::Wallet,
        "people" => Icon::UserCircle,
        "searches" => Icon::MagnifyingGlass,
        "safety" => Icon::ShieldCheck,
        _ => Icon::Bell,
    }
}

pub(super) async fn open(visitor: Visitor, Path(id): Path<Id<Told>>) -> Answer<SeeOther> {
    Ok(SeeOther::to(visitor.write(id, inbox::read).await?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shown {
    up_to: i64,
}

pub(super) async fn read_all(visitor: Visitor, Fields(shown): Fields<Shown>) -> Answer<SeeOther> {
    visitor.write(shown.up_to, inbox::read_all).await?;
    Ok(SeeOther::to("/inbox").saying("said-read"))
}
