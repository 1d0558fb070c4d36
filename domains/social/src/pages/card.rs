//! A post on a page with others, and the parts of it that its own page shares: the same everywhere.

use catalog::listings::Card;
use db::{No, Rx};
use kernel::{Cx, Id};
use locale::Reader;
use maud::{Markup, Render as _, html};
use media::Address;
use web::Visitor;
use web::page::Asked;
use web::parts::{Face, Icon, Line, Picture, Ratio, ShopFace, Size, Tag, Who, icon};

use super::spots::{self, Spot};
use super::{address, hue, told};
use crate::audience::Audience;
use crate::posts::{PictureView, PostId, PostView, TagView};
use crate::target::Target;
use crate::voice::{Named, Voice};

/// Characters of a post in a list; the rest is on its page.
const SHORT: usize = 420;
/// Characters of a first line that stands as a heading.
const HEADING: usize = 80;
/// How wide a post's picture is.
const ACROSS: &str = "(min-width: 56rem) 42rem, 100vw";

/// What stands below a post in a list.
#[derive(Default)]
pub struct Below {
    /// Why it is here, on rose paper.
    pub why: Markup,
    /// What can be done with it.
    pub tools: Markup,
    /// Whether a page begins with it: its picture is not waited with.
    pub is_first: bool,
}

/// What stands below each post of a list.
///
/// # Errors
/// What broke in the database.
pub fn below(
    rx: &mut Rx,
    cx: &Cx,
    asked: &Asked,
    posts: impl IntoIterator<Item = PostId>,
) -> Result<Vec<Below>, No> {
    let things: Vec<Target> = posts.into_iter().map(Target::Post).collect();
    let tools = crate::rooms::tools(rx, cx, asked, &things)?;
    Ok(tools.into_iter().map(|tools| Below { tools, ..Below::default() }).collect())
}

/// A post in a list.
pub fn card(visitor: &Visitor, post: &PostView, below: &Below) -> Markup {
    let here = format!("/posts/{}", post.id);
    let (heading, rest) = parted(&post.text);
    let (rest, is_cut) = short(rest);
    html! {
        article.post.card.stack.g3 aria-labelledby={ "by-" (post.id) } {
            (head(visitor, post))
            @if let Some(picture) = post.pictures.first() { (shot(visitor, post, (0, picture), &here, below.is_first)) }
            @if let Some(heading) = heading {
                h2 translate="no" lang=(post.language) { a href=(here) { (heading) } }
            }
            @if !rest.is_empty() { (told(&rest, &post.language)) }
            @if is_cut || heading.is_none() {
                p.sm { a.link href=(here) aria-describedby={ "by-" (post.id) } { (visitor.t("social-open")) } }
            }
            (goods(visitor, post))
            (below.tools)
            (below.why)
        }
    }
}

/// Who says it, when, and to whom.
pub(super) fn head(visitor: &Visitor, post: &PostView) -> Markup {
    let reader = visitor.reader();
    let ago = reader.ago(post.published);
    let about = match post.edited {
        Some(_) => reader.say("social-ago-edited", &[("ago", ago.as_str().into())]),
        None => ago,
    };
    html! {
        header.row.g3 {
            div.grow id={ "by-" (post.id) } { (who(visitor, &post.author, Some(about))) }
            @if post.audience != Audience::Everyone { (Tag::new(audience(reader, post.audience))) }
            @if post.bought.is_some() { (Tag::ok(reader.t("social-bought")).icon(Icon::CheckCircle)) }
        }
    }
}

/// A person is a circle, a shop an arch.
pub(crate) fn face(at: &Address, who: &Named, size: Size) -> Markup {
    let (name, hue) = (who.name.as_str().into(), hue(who.id.uid()));
    let picture = at.face(who.face, size).map(Into::into);
    match who.id {
        Voice::Person(_) => Face { name, hue, size, picture }.render(),
        Voice::Shop(_) => ShopFace { name, hue, size, picture }.render(),
    }
}

/// A person or a shop in a list.
pub(super) fn who(visitor: &Visitor, who: &Named, about: Option<String>) -> Markup {
    Who {
        face: face(&address(visitor), who, Size::Usual),
        name: who.name.as_str().into(),
        about: about.map(Into::into),
        href: Some(who.path.as_str().into()),
    }
    .render()
}

/// For whom, in a word.
pub(super) fn audience(reader: &Reader, audience: Audience) -> String {
    reader.t(&format!("social-audience-{}", audience.word()))
}

/// One of its pictures with the points on it. `on` is the page that the points lead to.
pub(super) fn shot(
    visitor: &Visitor,
    post: &PostView,
    (nth, picture): (usize, &PictureView),
    on: &str,
    first: bool,
) -> Markup {
    let (reader, count) = (visitor.reader(), post.pictures.len());
    let number = i64::try_from(nth + 1).unwrap_or(i64::MAX);
    let stand = |(place, tag): (usize, &TagView)| {
        let (product, x, y) = (tag.product.as_ref()?, tag.x?, tag.y?);
        let (x, y) = spots::within(&picture.shown, x, y).filter(|_| tag.picture == Some(number))?;
        let price = reader.price(product.price_from);
        let said = [("title", product.title.as_str().into()), ("price", price.as_str().into())];
        Some(Spot { x, y, href: format!("{on}#tag-{}", place + 1), label: reader.say("social-spot", &said) })
    };
    let marks: Vec<Spot> = post.tags.iter().enumerate().filter_map(stand).collect();
    html! {
        div.shot {
            (drawn(picture, &address(visitor), first))
            (spots::over(&marks))
            @if nth == 0 && count > 1 && !on.is_empty() {
                (Tag::new(reader.say("social-pictures", &[("count", count.into())])))
            }
        }
    }
}

fn drawn<'a>(picture: &'a PictureView, at: &Address, first: bool) -> Picture<'a> {
    let (shown, plain) = (&picture.shown, picture.shown.plain());
    Picture {
        src: at.on_page(plain).into(),
        widths: shown.files().map(|file| (at.on_page(file).into(), file.width)).collect(),
        sizes: ACROSS.into(),
        alt: picture.alt.as_str().into(),
        width: plain.width,
        height: shown.height_at(plain.width),
        ratio: spots::ratio(shown),
        preview: Some(shown.blur.as_str().into()),
        first,
        class: "round",
        ..Picture::default()
    }
}

/// What is for sale on it, each leading to where it is bought.
fn goods(visitor: &Visitor, post: &PostView) -> Markup {
    let at = address(visitor);
    let line = |(place, tag): (usize, &'_ TagView)| {
        let product = tag.product.clone()?;
        let href = format!("/posts/{}#tag-{}", post.id, place + 1);
        Some(html! { li { (good(visitor, &product, &at, Some(href))) } })
    };
    let lines: Vec<Markup> = post.tags.iter().enumerate().filter_map(line).collect();
    html! { @if !lines.is_empty() { ul.lines { @for line in lines { (line) } } } }
}

/// Something for sale as one line.
pub(super) fn good(visitor: &Visitor, product: &Card, at: &Address, href: Option<String>) -> Markup {
    let reader = visitor.reader();
    let price = reader.price(product.price_from);
    let price = match (product.sold_out, product.price_varies) {
        (true, _) => reader.t("card-sold-out"),
        (false, true) => reader.say("card-from", &[("price", price.as_str().into())]),
        (false, false) => price,
    };
    Line {
        href: href.map(Into::into),
        picture: Some(thumb(product, at)),
        name: product.title.as_str().into(),
        detail: product.shop.name.as_str().into(),
        price: price.into(),
        ..Line::default()
    }
    .render()
}

fn thumb<'a>(product: &'a Card, at: &Address) -> Picture<'a> {
    let own = product.image.as_ref().and_then(|image| image.picture.as_ref()).map(|own| &own.shown);
    let file = own.and_then(|shown| shown.files().next().or_else(|| Some(shown.plain())));
    match file {
        Some(file) => Picture::thumb(at.on_page(file)),
        None => Picture {
            initial: Some(product.title.as_str().into()),
            ratio: Ratio::Square,
            class: "thumb",
            ..Picture::default()
        },
    }
}

/// A first line that stands above the rest, and the rest.
pub(super) fn parted(text: &str) -> (Option<&str>, &str) {
    match text.split_once('\n') {
        Some((first, rest)) if first.chars().count() <= HEADING && !rest.trim().is_empty() => {
            (Some(first.trim()), rest.trim())
        }
        _ => (None, text),
    }
}

/// The beginning of a text, cut between two words; whether any of it is left.
fn short(text: &str) -> (String, bool) {
    if text.chars().count() <= SHORT {
        return (text.to_owned(), false);
    }
    let cut: String = text.chars().take(SHORT).collect();
    let cut = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(words, _)| words);
    (format!("{}…", cut.trim_end()), true)
}

/// A way on in a feed, or its end, said: nobody looks for more where there is none. An empty feed says something else.
pub fn onward(visitor: &Visitor, path: &str, shown: usize, next: Option<&String>) -> Markup {
    html! {
        (older(visitor, path, next))
        @if next.is_none() && shown > 0 { p.c.mut { (visitor.t("social-end")) } }
    }
}

/// A way on to what is older.
pub(super) fn older(visitor: &Visitor, path: &str, next: Option<&String>) -> Markup {
    html! {
        @if let Some(next) = next {
            p.c { a.btn rel="next" href={ (path) "?after=" (next) } { (visitor.t("social-older")) } }
        }
    }
}

/// A button of the kind that says whose it is, with its icon.
pub fn write_link(visitor: &Visitor) -> Markup {
    html! { a.btn.go href="/compose" { (icon(Icon::Plus)) (visitor.t("social-write")) } }
}

/// Where a list goes on, as an address says it.
pub(super) fn paging(after: Option<String>) -> web::Paging {
    let after = after.and_then(|text| kernel::Cursor::parse(&text).ok());
    web::Paging { limit: kernel::Limit::DEFAULT, after }
}

/// The typed id that an address names, or nothing.
pub(super) fn id_of<K: kernel::Kind>(text: &str) -> Option<Id<K>> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_first_line_is_a_heading_and_a_long_text_ends_between_words() {
        assert_eq!(parted("Three weeks\n\nIt sulked."), (Some("Three weeks"), "It sulked."));
        assert_eq!(parted("It sulked."), (None, "It sulked."));
        let long = "a long story ".repeat(60);
        let (cut, is_cut) = short(&long);
        assert!(is_cut && cut.ends_with("story…") || cut.ends_with("long…") || cut.ends_with("a…"), "{cut}");
        assert_eq!(short("brief"), ("brief".into(), false));
    }
}
