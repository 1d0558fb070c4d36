//! A post while it is written: all of it stands in the form, nothing is kept between two steps but the pictures.

use catalog::{ListingId, VariantId};
use kernel::Refusal;
use locale::Language;
use media::PictureId;
use serde::Deserialize;
use web::Answer;

use crate::audience::Audience;
use crate::posts::{About, NewPost, PictureWish, PostChange, PostView, TagWish};

/// The form's fields. Those of pictures and tags come several times, in their order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::pages) struct Fields {
    step: Option<String>,
    text: String,
    language: Language,
    audience: String,
    #[serde(default)]
    shop: String,
    #[serde(default)]
    order: String,
    #[serde(default)]
    line: String,
    #[serde(default)]
    on_product: Option<String>,
    #[serde(default)]
    picture: Vec<PictureId>,
    #[serde(default)]
    alt: Vec<String>,
    #[serde(default)]
    new_alt: String,
    #[serde(default)]
    tag: Vec<ListingId>,
    #[serde(default)]
    tag_variant: Vec<String>,
    #[serde(default)]
    tag_picture: Vec<String>,
    #[serde(default)]
    tag_x: Vec<String>,
    #[serde(default)]
    tag_y: Vec<String>,
    #[serde(default)]
    find: String,
}

/// Which button was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    Publish,
    /// A picture was brought, or words were typed: draw it again.
    Look,
    DropPicture(usize),
    Tag(ListingId),
    Untag(usize),
}

impl Step {
    fn read(word: Option<&str>) -> Self {
        let (word, what) = word.map_or(("publish", ""), |word| word.split_once(':').unwrap_or((word, "")));
        let nth = || what.parse().ok();
        match word {
            "publish" => Some(Self::Publish),
            "drop" => nth().map(Self::DropPicture),
            "untag" => nth().map(Self::Untag),
            "tag" => what.parse().ok().map(Self::Tag),
            _ => None,
        }
        .unwrap_or(Self::Look)
    }
}

/// Something for sale on it, as typed.
#[derive(Clone, Debug)]
pub(super) struct Tagged {
    pub listing: ListingId,
    pub variant: Option<VariantId>,
    /// On which picture, from 1; empty for none.
    pub picture: String,
    pub x: String,
    pub y: String,
}

impl Tagged {
    pub fn of(listing: ListingId, variant: Option<VariantId>) -> Self {
        Self { listing, variant, picture: String::new(), x: String::new(), y: String::new() }
    }
}

/// A post while it is written.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub step: Step,
    pub text: String,
    pub language: Language,
    /// A word of [`Audience`], or a circle's id.
    pub audience: String,
    /// The shop that is spoken for, or nothing.
    pub shop: String,
    pub order: String,
    pub line: String,
    /// Whether the page of what it shows may show its pictures.
    pub on_product: bool,
    /// Each with its alternative text.
    pub pictures: Vec<(PictureId, String)>,
    /// The words for the picture that comes next.
    pub new_alt: String,
    pub tags: Vec<Tagged>,
    pub find: String,
}

impl Draft {
    pub fn blank(language: Language) -> Self {
        Self {
            step: Step::Look,
            text: String::new(),
            language,
            audience: Audience::Everyone.word().into(),
            shop: String::new(),
            order: String::new(),
            line: String::new(),
            on_product: false,
            pictures: Vec::new(),
            new_alt: String::new(),
            tags: Vec::new(),
            find: String::new(),
        }
    }

    /// A post that is there.
    pub fn of(view: &PostView) -> Self {
        let typed = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let audience =
            view.circle.map_or_else(|| view.audience.word().to_owned(), |circle| circle.to_string());
        Self {
            text: view.text.clone(),
            audience,
            pictures: view.pictures.iter().map(|one| (one.id, one.alt.clone())).collect(),
            tags: view
                .tags
                .iter()
                .map(|tag| Tagged {
                    listing: tag.listing,
                    variant: tag.variant,
                    picture: typed(tag.picture),
                    x: typed(tag.x),
                    y: typed(tag.y),
                })
                .collect(),
            ..Self::blank(view.language.parse().unwrap_or(Language::English))
        }
    }

    /// What was sent. Lists that do not go together were not made by our form.
    pub fn read(fields: Fields) -> Answer<Self> {
        let count = fields.tag.len();
        let lists = [&fields.tag_variant, &fields.tag_picture, &fields.tag_x, &fields.tag_y];
        if fields.alt.len() != fields.picture.len() || lists.iter().any(|list| list.len() != count) {
            let detail = "This form cannot be right: its lists do not go together. Nothing was changed.";
            return Err(Refusal::invalid("invalid_form", detail).into());
        }
        let mut tags = Vec::with_capacity(count);
        for (nth, listing) in fields.tag.into_iter().enumerate() {
            let said = |list: &[String]| list.get(nth).cloned().unwrap_or_default();
            tags.push(Tagged {
                listing,
                variant: said(&fields.tag_variant).parse().ok(),
                picture: said(&fields.tag_picture),
                x: said(&fields.tag_x),
                y: said(&fields.tag_y),
            });
        }
        Ok(Self {
            step: Step::read(fields.step.as_deref()),
            text: fields.text,
            language: fields.language,
            audience: fields.audience,
            shop: fields.shop,
            order: fields.order,
            line: fields.line,
            on_product: fields.on_product.is_some(),
            pictures: fields.picture.into_iter().zip(fields.alt).collect(),
            new_alt: fields.new_alt,
            tags,
            find: fields.find,
        })
    }

    pub fn pictures(&self) -> impl Iterator<Item = PictureId> {
        self.pictures.iter().map(|(id, _)| *id)
    }

    /// The picture that was just brought, with the words beside its field.
    pub fn add_picture(&mut self, id: PictureId) {
        if self.pictures.iter().all(|(known, _)| *known != id) {
            self.pictures.push((id, std::mem::take(&mut self.new_alt)));
        }
    }

    /// Does what a button that does not publish says.
    pub fn act(&mut self) -> Answer<()> {
        match self.step {
            Step::Publish | Step::Look => {}
            Step::DropPicture(nth) if nth < self.pictures.len() => {
                self.pictures.remove(nth);
                for tag in &mut self.tags {
                    match tag.picture.parse::<usize>() {
                        Ok(on) if on == nth + 1 => *tag = Tagged::of(tag.listing, tag.variant),
                        Ok(on) if on > nth + 1 => tag.picture = (on - 1).to_string(),
                        _ => {}
                    }
                }
            }
            Step::Tag(listing) => {
                if self.tags.iter().all(|tag| tag.listing != listing) {
                    self.tags.push(Tagged::of(listing, None));
                }
                self.find.clear();
            }
            Step::Untag(nth) if nth < self.tags.len() => {
                self.tags.remove(nth);
            }
            Step::DropPicture(_) | Step::Untag(_) => {}
        }
        Ok(())
    }

    /// What it shows of what its author was sent.
    pub fn about(&self) -> Option<About> {
        let line = self.line.parse().ok()?;
        (!self.order.is_empty()).then(|| About { order: self.order.clone(), line })
    }

    fn audience(&self) -> Result<(Audience, Option<crate::CircleId>), Refusal> {
        if let Ok(circle) = self.audience.parse() {
            return Ok((Audience::Circle, Some(circle)));
        }
        let wrong = || Refusal::field("/audience", "audience", "Say for whom it is. Nothing was published.");
        let audience = self.audience.parse().map_err(|_| wrong())?;
        if audience == Audience::Circle { Err(wrong()) } else { Ok((audience, None)) }
    }

    fn wishes(&self) -> Result<(Vec<PictureWish>, Vec<TagWish>), Refusal> {
        let pictures =
            self.pictures.iter().map(|(picture, alt)| PictureWish { picture: *picture, alt: alt.clone() });
        let tags = self.tags.iter().enumerate().map(|(nth, tag)| {
            let wrong = || {
                let rule =
                    "A place on a picture is its number and two hundredths, 0 to 100. Nothing was changed.";
                Refusal::field(format!("/tags/{nth}"), "tag_place", rule)
            };
            let number = |text: &str| match text.trim() {
                "" => Ok(None),
                text => text.parse().map(Some).map_err(|_| wrong()),
            };
            // Without a picture its numbers mean nothing.
            let picture = number(&tag.picture)?;
            let (x, y) = match picture {
                Some(_) => (number(&tag.x)?, number(&tag.y)?),
                None => (None, None),
            };
            Ok(TagWish { listing: tag.listing, variant: tag.variant, picture, x, y })
        });
        Ok((pictures.collect(), tags.collect::<Result<_, Refusal>>()?))
    }

    /// As a post to be published.
    pub fn post(&self) -> Result<NewPost, Refusal> {
        let ((audience, circle), (pictures, tags)) = (self.audience()?, self.wishes()?);
        let shop = match self.shop.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| Refusal::missing("shop"))?),
        };
        let (text, language) = (self.text.clone(), self.language);
        let about = self.about();
        // Nobody agrees to what the form does not ask.
        let on_product = self.on_product && about.is_some();
        Ok(NewPost { shop, text, language, audience, circle, pictures, tags, about, on_product })
    }

    /// As a change.
    pub fn change(&self) -> Result<PostChange, Refusal> {
        let ((audience, circle), (pictures, tags)) = (self.audience()?, self.wishes()?);
        Ok(PostChange {
            text: Some(self.text.clone()),
            language: Some(self.language),
            audience: Some(audience),
            circle,
            pictures: Some(pictures),
            tags: Some(tags),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id<K: kernel::Kind>(n: u8) -> kernel::Id<K> {
        kernel::Id::from_uid(kernel::Uid([n; 16]))
    }

    #[test]
    fn a_picture_that_is_taken_out_takes_its_points_along_and_the_others_keep_theirs() {
        let mut draft = Draft::blank(Language::English);
        draft.pictures = vec![(id(1), "a".into()), (id(2), "b".into())];
        let tag = |n, picture: &str| Tagged {
            picture: picture.into(),
            x: "40".into(),
            y: "60".into(),
            ..Tagged::of(id(n), None)
        };
        draft.tags = vec![tag(3, "1"), tag(4, "2"), tag(5, "")];
        draft.step = Step::read(Some("drop:0"));
        draft.act().unwrap();
        let places: Vec<_> = draft.tags.iter().map(|tag| (tag.picture.as_str(), tag.x.as_str())).collect();
        assert_eq!(places, [("", ""), ("1", "40"), ("", "40")]);
        draft.tags[2].x = "nonsense".into();
        let tags = draft.post().unwrap().tags;
        assert_eq!((tags[1].picture, tags[1].x, tags[2].x), (Some(1), Some(40), None));
        draft.tags[1].x = "101x".into();
        assert_eq!(draft.post().unwrap_err().code, "tag_place");
    }

    #[test]
    fn a_button_that_nobody_made_does_nothing() {
        for word in ["", "drop:", "drop:x", "untag:-1", "tag:lst_x", "buy"] {
            assert_eq!(Step::read(Some(word)), Step::Look, "{word}");
        }
        assert_eq!(Step::read(None), Step::Publish, "a form without a button publishes");
    }
}
