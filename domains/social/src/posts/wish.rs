//! What a post is made of, as somebody asks for it, and what cannot be right about it.

use catalog::{ListingId, ShopId, VariantId};
use kernel::Refusal;
use locale::Language;
use media::PictureId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::about::About;
use crate::audience::Audience;
use crate::circles::CircleId;
use crate::words;

/// Characters of a post.
pub(super) const LONGEST: usize = 4_000;
/// Pictures of a post.
pub const MOST_PICTURES: usize = 9;
/// Things for sale on it.
pub(super) const MOST_TAGS: usize = 12;
/// Characters of an alternative text.
const LONGEST_ALT: usize = 500;

/// A picture of a post.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PostPictureWish)]
pub struct PictureWish {
    /// One of yours, brought by `POST /media`.
    pub picture: PictureId,
    /// What it shows, for those who do not see it; 1 to 500 characters.
    #[schema(min_length = 1, max_length = 500)]
    pub alt: String,
}

/// Something for sale that a post shows.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PostTagWish)]
pub struct TagWish {
    /// Which listing.
    pub listing: ListingId,
    /// Which choice of it, where the post shows one.
    #[schema(nullable = false)]
    pub variant: Option<VariantId>,
    /// On which picture, from 1; together with `x` and `y`.
    #[schema(nullable = false, minimum = 1, maximum = 9)]
    pub picture: Option<u32>,
    /// How far from the left, in hundredths of the picture's width.
    #[schema(nullable = false, minimum = 0, maximum = 100)]
    pub x: Option<u32>,
    /// How far from the top, in hundredths of its height.
    #[schema(nullable = false, minimum = 0, maximum = 100)]
    pub y: Option<u32>,
}

/// A post to be published.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPost {
    /// The shop that you speak for; without it you speak for yourself.
    #[serde(default)]
    #[schema(nullable = false)]
    pub shop: Option<ShopId>,
    /// What you tell: at most 4,000 characters of plain text. It may be empty where there is a picture.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub text: String,
    /// In which language.
    pub language: Language,
    /// For whom.
    #[serde(default)]
    pub audience: Audience,
    /// The circle, where it is for one.
    #[serde(default)]
    #[schema(nullable = false)]
    pub circle: Option<CircleId>,
    /// At most 9.
    #[serde(default)]
    #[schema(max_items = 9)]
    pub pictures: Vec<PictureWish>,
    /// At most 12.
    #[serde(default)]
    #[schema(max_items = 12)]
    pub tags: Vec<TagWish>,
    /// What you were sent and show, where the post is about that.
    #[serde(default)]
    #[schema(nullable = false)]
    pub about: Option<About>,
    /// Whether its pictures may be shown on the page of what `about` names, to everyone; it can be taken back.
    #[serde(default)]
    pub on_product: bool,
}

/// What is changed of a post; what is left out stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostChange {
    /// At most 4,000 characters.
    #[schema(nullable = false, max_length = 4000)]
    pub text: Option<String>,
    /// In which language.
    #[schema(nullable = false)]
    pub language: Option<Language>,
    /// For whom; `circle` goes with it.
    #[schema(nullable = false)]
    pub audience: Option<Audience>,
    /// The circle, where it is for one.
    #[schema(nullable = false)]
    pub circle: Option<CircleId>,
    /// All of its pictures.
    #[schema(nullable = false, max_items = 9)]
    pub pictures: Option<Vec<PictureWish>>,
    /// All of its tags.
    #[schema(nullable = false, max_items = 12)]
    pub tags: Option<Vec<TagWish>>,
}

/// A text as it is kept.
pub(super) fn text(text: &str) -> Result<String, Refusal> {
    words::told("/text", text, LONGEST)
}

/// Pictures are few, each once, and each said in words.
pub(super) fn pictures(wishes: &[PictureWish]) -> Result<(), Refusal> {
    if wishes.len() > MOST_PICTURES {
        let rule = format!("A post has at most {MOST_PICTURES} pictures. Nothing was changed.");
        return Err(Refusal::field("/pictures", "too_many_pictures", rule));
    }
    for (nth, wish) in wishes.iter().enumerate() {
        let said = wish.alt.split_whitespace().next().is_some();
        if !said {
            let rule = "Say what the picture shows, for those who do not see it. Nothing was changed.";
            return Err(Refusal::field(format!("/pictures/{nth}/alt"), "alt_missing", rule));
        }
        if wish.alt.chars().count() > LONGEST_ALT {
            let rule = format!("This takes at most {LONGEST_ALT} characters. Nothing was changed.");
            return Err(Refusal::field(format!("/pictures/{nth}/alt"), "text_length", rule));
        }
        if wishes[..nth].iter().any(|other| other.picture == wish.picture) {
            let rule = "This picture is there twice. Nothing was changed.";
            return Err(Refusal::field(format!("/pictures/{nth}/picture"), "picture_twice", rule));
        }
    }
    Ok(())
}

/// Tags are few and stand on pictures that are there.
pub(super) fn tags(wishes: &[TagWish], pictures: usize) -> Result<(), Refusal> {
    if wishes.len() > MOST_TAGS {
        let rule = format!("A post shows at most {MOST_TAGS} things for sale. Nothing was changed.");
        return Err(Refusal::field("/tags", "too_many_tags", rule));
    }
    for (nth, wish) in wishes.iter().enumerate() {
        let is_right = match (wish.picture, wish.x, wish.y) {
            (None, None, None) => true,
            (Some(picture), Some(x), Some(y)) => {
                (1..=pictures).contains(&usize::try_from(picture).unwrap_or(usize::MAX))
                    && x <= 100
                    && y <= 100
            }
            _ => false,
        };
        if !is_right {
            let rule =
                "A place on a picture is its number and two hundredths, 0 to 100. Nothing was changed.";
            return Err(Refusal::field(format!("/tags/{nth}"), "tag_place", rule));
        }
    }
    Ok(())
}

/// A post says or shows something.
pub(super) fn something(text: &str, pictures: usize) -> Result<(), Refusal> {
    if text.is_empty() && pictures == 0 {
        let rule = "Write something or bring a picture. Nothing was published.";
        return Err(Refusal::field("/text", "post_empty", rule));
    }
    Ok(())
}
