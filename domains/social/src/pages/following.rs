//! The Following feed: what those tell whom somebody follows, newest first. Nothing else is in it and nobody can pay to be.

use db::{No, Rx};
use kernel::{Cx, Page};
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use utoipa::IntoParams;
use web::page::Asked;
use web::parts::{Act, Button, Empty, Scene};
use web::{Answer, Paging, Query, Reply, Sheet, Visitor};

use super::card::{self, Below};
use crate::feed;
use crate::posts::PostView;

/// Where the list goes on.
#[derive(Deserialize, IntoParams)]
pub(super) struct Fields {
    after: Option<String>,
}

/// `/following`.
pub(super) async fn show(visitor: Visitor, Query(fields): Query<Fields>) -> Answer<Reply> {
    let ask = (card::paging(fields.after), visitor.asked());
    visitor
        .show(ask, look, |visitor, shown| {
            Sheet::new(visitor.t("social-following"), drawn(visitor, &shown)).tab("/")
        })
        .await
}

struct Shown {
    page: Page<PostView>,
    below: Vec<Below>,
    /// What the floors above put over it: the other ways to read Home.
    over: Vec<Markup>,
}

fn look(rx: &mut Rx, cx: &Cx, (paging, asked): &(Paging, Asked)) -> Result<Shown, No> {
    let page = feed::following(rx, cx, paging)?;
    let below = card::below(rx, cx, asked, page.data.iter().map(|post| post.id))?;
    Ok(Shown { page, below, over: asked.fill(rx, cx, "following.segments")? })
}

fn drawn(visitor: &Visitor, Shown { page, below, over }: &Shown) -> Markup {
    html! {
        // The same two columns as Home, which the segments lead to and fro.
        div.split.pd {
            div.stack { @for part in over { (part) } }
            div.buy.row.between.wrapx {
                h1 { (visitor.t("social-following")) }
                (card::write_link(visitor))
            }
            div.stack {
                @if page.data.is_empty() && visitor.query("after").is_none() { (nothing(visitor)) }
                @for (post, below) in page.data.iter().zip(below) { (card::card(visitor, post, below)) }
                (card::onward(visitor, "/following", page.data.len(), page.next.as_ref()))
            }
        }
    }
}

fn nothing(visitor: &Visitor) -> Markup {
    Empty {
        scene: Scene::Gap,
        title: visitor.t("social-feed-empty").into(),
        whole_page: false,
        text: visitor.t("social-feed-empty-words").into(),
        action: Some(Button::plain(visitor.t("social-feed-empty-go"), Act::to("/"))),
        example: None,
    }
    .render()
}
