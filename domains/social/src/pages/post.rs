//! One post (B2): its pictures with the points on them, what it says, what of it is for sale, and whose it is.

use catalog::listings::ListingView;
use db::{No, Rx};
use kernel::Cx;
use maud::{Markup, html};
use web::page::{Asked, Card, CardKind, CardPicture};
use web::parts::{Act, Button};
use web::{Answer, Form, Path, Reply, SeeOther, Sheet, Visitor};

use super::{card, goods, told, turns};
use crate::audience::Audience;
use crate::follows::{self, Standing};
use crate::posts::{self, PostId, PostView};
use crate::target::Target;

/// Characters of what previews are told.
const ABOUT: usize = 160;

/// What is read for one page.
struct Shown {
    post: PostView,
    listings: Vec<Option<ListingView>>,
    standing: Standing,
    tools: Vec<Markup>,
    /// What the floors above put here.
    aside: Vec<Markup>,
    below: Vec<Markup>,
}

fn look(rx: &mut Rx, cx: &Cx, (id, asked): &(PostId, Asked)) -> Result<Shown, No> {
    let post = posts::show(rx, cx, id)?;
    Ok(Shown {
        listings: goods::listings(rx, cx, &post)?,
        standing: follows::standing(rx, cx, &post.author.id)?,
        tools: crate::rooms::tools(rx, cx, asked, &[Target::Post(*id)])?,
        aside: asked.fill_about(rx, cx, "post.aside", id.uid())?,
        below: asked.fill_about(rx, cx, "post.below", id.uid())?,
        post,
    })
}

/// `/posts/{post}`.
pub(super) async fn show(visitor: Visitor, Path(post): Path<PostId>) -> Answer<Reply> {
    visitor.show((post, visitor.asked()), look, |visitor, shown| sheet(visitor, &shown)).await
}

fn sheet(visitor: &Visitor, shown: &Shown) -> Sheet {
    let post = &shown.post;
    let said = [("name", post.author.name.as_str().into())];
    let title = visitor.reader().say("social-post-title", &said);
    let about: String =
        post.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(ABOUT).collect();
    let sheet = Sheet::new(title.clone(), page(visitor, shown, &title)).back(post.author.path.clone());
    // What is not for everyone is told to no preview and to no search engine.
    if post.audience != Audience::Everyone {
        return sheet.head(html! { meta name="robots" content="noindex"; });
    }
    let picture = post.pictures.first().map(|picture| {
        let width = picture.shown.plain().width;
        let (url, height) = (picture.files.jpeg.url.clone(), picture.shown.height_at(width));
        CardPicture { url, width, height, alt: picture.alt.clone() }
    });
    let card = Card::of(format!("/posts/{}", post.id), title.as_str(), about.as_str());
    let sheet = sheet.card(card.kind(CardKind::Article).picture(picture));
    if about.is_empty() { sheet } else { sheet.describing(about) }
}

fn page(visitor: &Visitor, shown: &Shown, title: &str) -> Markup {
    let post = &shown.post;
    let (heading, rest) = card::parted(&post.text);
    html! {
        div.split {
            article.stack.g4 aria-labelledby={ "by-" (post.id) } {
                @if heading.is_none() { h1.vh { (title) } }
                div.row.between.wrapx {
                    (card::head(visitor, post))
                    @if visitor.account().is_some() && !post.yours {
                        (turns::follow_mark(visitor.reader(), &shown.standing, visitor.here()))
                    }
                }
                @if let Some(heading) = heading { h1 translate="no" lang=(post.language) { (heading) } }
                @let mut shots = post.pictures.iter().enumerate();
                // What is said stands with the first picture, not under all of them.
                @if let Some(first) = shots.next() { (card::shot(visitor, post, first, "", true)) }
                @if !rest.is_empty() { (told(rest, &post.language)) }
                @for other in shots { (card::shot(visitor, post, other, "", false)) }
                @for tools in &shown.tools { (tools) }
                @if post.yours { (super::gallery::own(visitor, post)) (own(visitor, post)) }
            }
            // On a wide page what is for sale on it and what is said of it stand beside the picture.
            div.stack.g6 {
                (goods::shelf(visitor, post, &shown.listings))
                @for aside in &shown.aside { (aside) }
                @if !shown.below.is_empty() { div.stack { @for below in &shown.below { (below) } } }
            }
        }
    }
}

/// What its author does with it.
fn own(visitor: &Visitor, post: &PostView) -> Markup {
    html! {
        div.row.wrapx {
            (Button::plain(visitor.t("social-edit"), Act::to(format!("/posts/{}/edit", post.id))).small())
            form method="post" action={ "/posts/" (post.id) "/remove" } {
                (visitor.intent())
                (Button::stop(visitor.t("social-remove"), Act::Send).small())
            }
        }
    }
}

/// Nothing is filled in.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// Removes it.
pub(super) async fn remove(
    visitor: Visitor,
    Path(post): Path<PostId>,
    Form(once, Nothing {}): Form<Nothing>,
) -> Answer<SeeOther> {
    once.make::<_, (), _>(post, posts::remove).await?;
    let _ = visitor;
    Ok(SeeOther::to("/following").saying("said-gone"))
}
