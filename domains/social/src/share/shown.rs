//! What is shown of a thing before it is opened: only what everybody may see.

use catalog::ListingId;
use db::{No, Rx};
use kernel::{Cx, Money};
use media::Shown;

use crate::audience::Audience;
use crate::posts::PostId;
use crate::target::{Target, missing};
use crate::voice::{Named, Voice};

/// What is shown of it before it is opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shared {
    /// Its page: a path of ours.
    pub path: String,
    /// What it is called, or how it begins.
    pub title: String,
    /// The least that it costs, and whether some of it costs more.
    pub price: Option<(Money, bool)>,
    /// Who speaks or sells, where that is not itself.
    pub by: Option<String>,
    /// Its first picture.
    pub picture: Option<Shown>,
    /// Whose face stands for it, where it is a person or a shop.
    pub face: Option<Named>,
}

impl Shared {
    /// A person or a shop.
    fn of(named: Named) -> Self {
        let (path, title) = (named.path.clone(), named.name.clone());
        Self { path, title, price: None, by: None, picture: None, face: Some(named) }
    }
}

/// Characters of what a post says that stand for its name.
const BEGINNING: usize = 80;

/// What is shown of a thing, if it is there for everybody: what is for followers or a circle is not there to be shared,
/// not even by who may see it.
///
/// # Errors
/// There is no such page for everybody.
pub fn look(rx: &mut Rx, cx: &Cx, target: &Target) -> Result<Shared, No> {
    match *target {
        Target::Listing(id) => listing(rx, cx, id),
        Target::Shop(id) => Ok(Shared::of(Voice::Shop(id).named(rx)?)),
        Target::Post(id) => post(rx, cx, id),
        Target::Person(id) => {
            let named = Voice::Person(id).named(rx)?;
            Ok(Shared::of(named))
        }
    }
}

fn listing(rx: &mut Rx, cx: &Cx, id: ListingId) -> Result<Shared, No> {
    let card = catalog::listings::card(rx, cx, id)?.ok_or_else(missing)?;
    Ok(Shared {
        path: format!("/p/{id}"),
        title: card.title,
        price: Some((card.price_from, card.price_varies)),
        by: Some(card.shop.name),
        picture: card.image.and_then(|image| image.picture).map(|own| own.shown),
        face: None,
    })
}

fn post(rx: &mut Rx, cx: &Cx, id: PostId) -> Result<Shared, No> {
    let post = crate::posts::show(rx, cx, &id)?;
    if post.audience != Audience::Everyone {
        return Err(missing().into());
    }
    let picture = post.pictures.first();
    let beginning = beginning(&post.text);
    let alt = picture.map(|picture| picture.alt.clone()).unwrap_or_default();
    let title = if beginning.is_empty() { alt } else { beginning };
    let picture = picture.map(|picture| picture.shown.clone());
    let (path, by) = (format!("/posts/{id}"), Some(post.author.name));
    Ok(Shared { path, title, price: None, by, picture, face: None })
}

/// How a text begins, in one line, cut between two words where it has any.
pub(crate) fn beginning(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= BEGINNING {
        return line;
    }
    let cut: String = line.chars().take(BEGINNING).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_a_line_that_ends_between_words() {
        assert_eq!(beginning(" The kiln\n is open. "), "The kiln is open.");
        let long = beginning(&"clay pot ".repeat(20));
        assert!(long.ends_with(" clay…") || long.ends_with(" pot…"), "{long}");
        assert_eq!(beginning(&"陶".repeat(200)).chars().count(), BEGINNING + 1);
    }
}
