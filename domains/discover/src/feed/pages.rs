//! Home: what others tell, each with the reason that put it there, and where the reasons are turned.

mod tune;

use std::borrow::Cow;

use catalog::{Fresh, Front, Windows};
use db::{No, Rx};
use kernel::{Cx, Page, Scope, Span};
use locale::Reader;
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use social::Below;
use utoipa::IntoParams;
use web::page::{Asked, Slot, Stands, Tab};
use web::parts::{Act, Button, Docket, Folio, Icon, Note, Segment, Segments, Why, icon};
use web::{Access, Answer, PageRoute, Paging, Query, Reply, Sheet, Visitor};

use super::score::{Because, Reason};
use super::taste::{Taste, taste};
use super::{Item, feed_of, looked_for};

/// Everybody's first door.
pub(crate) const TABS: &[Tab] = &[Tab {
    path: "/",
    icon: Icon::House,
    key: "feed-tab",
    rank: 10,
    shown: |_| true,
    stands: Stands::Always,
}];

/// The other ways to read Home, over what those tell whom somebody follows.
pub(crate) const SEGMENTS: Slot = Slot { place: "following.segments", fill: beside_following };

pub(crate) fn pages() -> Vec<PageRoute> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        PageRoute::get("/", Access::Public, home),
        PageRoute::get("/feed/tune", look, tune::show),
        PageRoute::post("/feed/tune", write, tune::set),
    ]
}

/// Posts of a page: a phone's visit, and no more than it can load at once.
const A_PAGE: u16 = 12;

/// Where the feed goes on.
#[derive(Deserialize, IntoParams)]
struct Fields {
    after: Option<String>,
}

struct Home {
    /// Each post with what stands below it: its reasons are drawn here, the rest by whoever has something to say.
    feed: Vec<(Item, Below)>,
    next: Option<String>,
    /// What the reader lets count; a stranger's is everybody's.
    taste: Taste,
    /// How long the reader has looked, where they wanted to be told.
    rest: Option<Span>,
    goods: Goods,
}

/// What the shops show; on the first page alone.
enum Goods {
    /// Around what is told.
    Around(Windows, Fresh),
    /// In a market in which nobody has told anything yet.
    Alone(Front),
    /// Further down there is none.
    Nothing,
}

fn look(rx: &mut Rx, cx: &Cx, (paging, asked): &(Paging, Asked)) -> Result<Home, No> {
    let taste = taste(rx, cx, &())?;
    let Page { data, next } = feed_of(rx, cx, paging, &taste)?;
    let below = social::below(rx, cx, asked, data.iter().map(|item| item.post.id))?;
    let goods = match paging.after {
        Some(_) => Goods::Nothing,
        None if data.is_empty() => Goods::Alone(catalog::front(rx, cx, &())?),
        None => Goods::Around(catalog::windows(rx, cx)?, catalog::fresh(rx, cx)?),
    };
    let rest = taste.rest_due(looked_for(paging, cx.now)?);
    Ok(Home { feed: data.into_iter().zip(below).collect(), next, taste, rest, goods })
}

/// `/`.
async fn home(visitor: Visitor, Query(fields): Query<Fields>) -> Answer<Reply> {
    let after = fields.after.and_then(|text| kernel::Cursor::parse(&text).ok());
    let paging = Paging { limit: kernel::Limit::new(A_PAGE).unwrap_or(kernel::Limit::DEFAULT), after };
    visitor
        .show((paging, visitor.asked()), look, |visitor, home| {
            let (title, about) = (visitor.t("feed-home"), visitor.t("feed-about"));
            let card = web::page::Card::of("/", visitor.market_name(), about.as_str());
            Sheet::new(title, page(visitor, &home)).describing(about).tab("/").card(card)
        })
        .await
}

fn page(visitor: &Visitor, home: &Home) -> Markup {
    let reader = visitor.reader();
    html! {
        h1.vh { (reader.t("feed-home")) }
        @if let Goods::Alone(front) = &home.goods { (front.drawn(visitor)) } @else {
            div.stack {
                @if let Goods::Around(_, fresh) = &home.goods { (fresh.dateline(visitor)) }
                div.split {
                    div.stack {
                        (ways(visitor))
                        @if let Goods::Around(windows, _) = &home.goods { (windows.drawn(visitor)) }
                        @if let Some(looked) = home.rest { (rested(visitor.reader(), looked)) }
                        @for (nth, (item, below)) in home.feed.iter().enumerate() { (card(visitor, item, below, nth == 0)) }
                        (social::onward(visitor, "/", home.feed.len(), home.next.as_ref()))
                    }
                    (beside(visitor, &home.taste))
                }
                @if let Goods::Around(_, fresh) = &home.goods { (fresh.drawn(visitor)) }
            }
        }
    }
}

/// How long somebody has looked, who wanted to be told; the way on stands below as ever.
fn rested(reader: &Reader, looked: Span) -> Markup {
    let time = reader.span(Span::minutes(looked.micros() / Span::minutes(1).micros()));
    Note::new(&reader.say("feed-rest", &[("time", time.as_str().into())])).render()
}

/// The ways to read Home. On a phone, where nothing stands beside the feed, writing and turning it stand here.
fn ways(visitor: &Visitor) -> Markup {
    let tool = |href: &str, key: &str, sign: Icon| {
        html! { a.icon.mob href=(href) aria-label=(visitor.t(key)) { (icon(sign)) } }
    };
    html! {
        @if visitor.account().is_some() {
            div.row.g0 {
                div.grow { (segments(visitor.reader(), "/")) }
                (tool("/compose", "social-write", Icon::Plus))
                (tool("/feed/tune", "feed-tune", Icon::GearSix))
            }
        }
    }
}

/// Beside the feed: for a member, what turns it; for a stranger, what makes it.
fn beside(visitor: &Visitor, taste: &Taste) -> Markup {
    html! {
        @if visitor.account().is_some() {
            aside.desk.side.stack.g5 aria-label=(visitor.t("feed-beside")) {
                (social::write_link(visitor))
                section aria-labelledby="tune" {
                    (Folio { id: Some("tune".into()), ..Folio::new(visitor.t("feed-tune")) })
                    (tune::turned_here(visitor, taste))
                }
            }
        } @else {
            aside.side.stack aria-label=(visitor.t("feed-beside")) {
                (tune::how(visitor))
                p { (visitor.t("feed-yours")) }
                (Button::plain(visitor.t("feed-yours-go"), Act::to("/sign-up?next=%2F")))
            }
        }
    }
}

fn card(visitor: &Visitor, item: &Item, below: &Below, is_first: bool) -> Markup {
    let below = Below { why: why(visitor, item), tools: below.tools.clone(), is_first };
    social::card(visitor, &item.post, &below)
}

/// Why it stands here: the strongest reason to be read at once, all of them as the sum has them.
fn why(visitor: &Visitor, item: &Item) -> Markup {
    let reader = visitor.reader();
    let said = match item.why.first() {
        None => reader.t("feed-why-time"),
        Some(_) if item.kept_place => reader.t("feed-why-kept"),
        Some(reason) => reader.say("feed-why", &[("reason", because(reader, item, reason).as_str().into())]),
    };
    let body = html! {
        @if !item.why.is_empty() { (Why(item.why.iter().map(|reason| line(reader, item, reason)).collect())) }
        p { (reader.t("feed-unpaid")) }
        @if visitor.account().is_some() {
            p { a.link href="/feed/tune" { (reader.t("feed-tune")) } }
        }
    };
    Docket::new(said, body).render()
}

/// A reason's part of the sum, and what it says.
fn line(reader: &Reader, item: &Item, reason: &Reason) -> (Cow<'static, str>, Cow<'static, str>) {
    let share = reader.say("feed-share", &[("share", reason.share.into())]);
    (share.into(), because(reader, item, reason).into())
}

fn because(reader: &Reader, item: &Item, reason: &Reason) -> String {
    let name = item.post.author.name.as_str();
    match reason.because {
        Because::Followed => reader.say("feed-because-followed", &[("name", name.into())]),
        Because::Popular => reader.t("feed-because-popular"),
        Because::Fresh => {
            reader.say("feed-because-fresh", &[("ago", reader.ago(item.post.published).as_str().into())])
        }
        Because::Newcomer => reader.say("feed-because-newcomer", &[("name", name.into())]),
    }
}

/// For you, and what those tell whom the reader follows.
fn segments(reader: &Reader, here: &str) -> Markup {
    let one = |href: &'static str, key: &str| Segment {
        href: href.into(),
        text: reader.t(key).into(),
        current: href == here,
        count: None,
    };
    let items = vec![one("/", "feed-for-you"), one("/following", "feed-following")];
    Segments { label: reader.t("feed-home").into(), items }.render()
}

fn beside_following(_: &mut Rx, _: &Cx, asked: &Asked) -> Result<Markup, No> {
    Ok(segments(&asked.reader, "/following"))
}
