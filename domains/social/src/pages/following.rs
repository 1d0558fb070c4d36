//! The Following feed: what those tell whom somebody follows, newest first. Nothing else is in it and nobody can pay to be.

use maud::{Markup, Render as _, html};
use serde::Deserialize;
use utoipa::IntoParams;
use web::parts::{Act, Button, Empty, Scene};
use web::{Answer, Query, Reply, Sheet, Visitor};

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
    let paging = card::paging(fields.after);
    visitor
        .show(paging, feed::following, |visitor, page| {
            Sheet::new(visitor.t("social-following"), drawn(visitor, &page)).tab("/following")
        })
        .await
}

fn drawn(visitor: &Visitor, page: &kernel::Page<PostView>) -> Markup {
    html! {
        div.read.stack.g5 {
            div.row.between.wrapx {
                h1 { (visitor.t("social-following")) }
                (card::write_link(visitor))
            }
            @if page.data.is_empty() && visitor.query("after").is_none() { (nothing(visitor)) }
            @for post in &page.data { (card::card(visitor, post, &Below::default())) }
            (card::older(visitor, "/following", page.next.as_ref()))
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
