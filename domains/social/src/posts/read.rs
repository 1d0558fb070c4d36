//! Reading posts. Each statement here takes `seen_by`, and there is no other way to a post.

use std::collections::BTreeMap;

use catalog::listings::Card;
use catalog::{ListingId, VariantId};
use db::{Broken, FromRow, No, Rx, Val, params, row, sql};
use kernel::{Account, Cursor, Cx, Id, Page, Refusal, Time, Uid};
use media::{Address, PictureId, Shown, ShownView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::Paging;

use super::PostId;
use super::wish::TagWish;
use crate::audience::{Audience, seen_by, viewer};
use crate::voice::{self, Named, Voice};
use crate::words::{NEWEST, start};

/// The columns of a [`Row`], of the post `p`.
macro_rules! columns {
    () => {
        "p.id, p.voice_kind, p.voice, p.writer, p.audience, p.circle, p.language, p.text, p.pictures, p.bought,
            p.published, p.edited"
    };
}
pub(crate) use columns;

sql! {
    BY_ID = concat!("SELECT ", columns!(), " FROM post p WHERE p.id = $2 AND ", seen_by!("$1"));
    BY_VOICE = concat!("SELECT ", columns!(), " FROM post p
        WHERE p.voice = $2 AND p.id < $3 AND ", seen_by!("$1"), "
        ORDER BY p.id DESC
        LIMIT $4");
    /// The scope are the posts, which whoever asks has read.
    TAGS = "SELECT t.post, t.listing, t.variant, t.picture, t.x, t.y FROM post_tag t WHERE t.post = ANY($1)
        ORDER BY t.post, t.place";
}

/// A picture as the post keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct KeptPicture {
    pub id: PictureId,
    pub alt: String,
    pub shown: Shown,
}

pub(super) fn parsed(text: &str) -> Result<Vec<KeptPicture>, Broken> {
    serde_json::from_str(text).map_err(|why| Broken::Stored(format!("a post's pictures: {why}")))
}

/// A post as its row has it.
pub(crate) struct Row {
    pub id: PostId,
    voice: Voice,
    writer: Id<Account>,
    audience: Audience,
    circle: Option<Uid>,
    language: String,
    text: String,
    pictures: Vec<KeptPicture>,
    bought: Option<ListingId>,
    published: Time,
    edited: Option<Time>,
}

impl KeptPicture {
    fn view(self, address: &Address) -> PictureView {
        let files = self.shown.view(address);
        PictureView { id: self.id, alt: self.alt, files, shown: self.shown }
    }
}

impl FromRow for Row {
    fn from_row(row: &mut db::Row) -> Result<Self, Broken> {
        Ok(Self {
            id: row.take()?,
            voice: Voice::from_row(row)?,
            writer: row.take()?,
            audience: row.take()?,
            circle: row.take()?,
            language: row.take()?,
            text: row.take()?,
            pictures: parsed(&row.take::<String>()?)?,
            bought: row.take()?,
            published: row.take()?,
            edited: row.take()?,
        })
    }
}

/// A picture of a post.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = PostPicture)]
pub struct PictureView {
    /// Its id.
    pub id: PictureId,
    /// What it shows.
    pub alt: String,
    /// Its files.
    #[serde(flatten)]
    pub files: ShownView,
    /// For pages.
    #[serde(skip)]
    pub shown: Shown,
}

/// Something for sale on a post.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = PostTag)]
pub struct TagView {
    /// Which listing.
    pub listing: ListingId,
    /// Which choice of it.
    pub variant: Option<VariantId>,
    /// On which picture, from 1.
    pub picture: Option<i64>,
    /// Hundredths from its left.
    pub x: Option<i64>,
    /// Hundredths from its top.
    pub y: Option<i64>,
    /// As it is now, with its price; null where it is not sold any more.
    pub product: Option<Card>,
}

/// A post, as whoever may see it sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = Post)]
pub struct PostView {
    /// Its id.
    pub id: PostId,
    /// Who speaks.
    pub author: Named,
    /// Whether it is yours.
    pub yours: bool,
    /// For whom it is.
    pub audience: Audience,
    /// For which of your circles; only its author is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<String>)]
    pub circle: Option<crate::circles::CircleId>,
    /// In which language: a BCP 47 tag.
    pub language: String,
    /// What it says; plain text, to be escaped like any other.
    pub text: String,
    /// At most 9.
    pub pictures: Vec<PictureView>,
    /// What is for sale on it.
    pub tags: Vec<TagView>,
    /// The listing that its author was sent, where it shows something bought here.
    pub bought: Option<ListingId>,
    /// Whether its pictures may be shown on that listing's page; only its author is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<bool>)]
    pub showing: Option<bool>,
    /// Since when it is.
    pub published: Time,
    /// When it was last changed.
    pub edited: Option<Time>,
}

struct TagRow {
    post: PostId,
    listing: ListingId,
    variant: Option<VariantId>,
    picture: Option<i64>,
    x: Option<i64>,
    y: Option<i64>,
}
row!(TagRow { post, listing, variant, picture, x, y });

/// The tags of a post as wishes, without the places on pictures from `count` on.
pub(super) fn tags_within(rx: &mut Rx, post: PostId, count: usize) -> Result<Vec<TagWish>, Broken> {
    let rows: Vec<TagRow> = rx.all(&TAGS, &params![Val::list([post])])?;
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let small = |n: i64| u32::try_from(n).ok();
    Ok(rows
        .into_iter()
        .map(|tag| {
            let stands = tag.picture.is_some_and(|nth| nth < count);
            TagWish {
                listing: tag.listing,
                variant: tag.variant,
                picture: tag.picture.filter(|_| stands).and_then(|nth| small(nth + 1)),
                x: tag.x.filter(|_| stands).and_then(small),
                y: tag.y.filter(|_| stands).and_then(small),
            }
        })
        .collect())
}

/// What the rows mean to whoever asks: names, pictures under this market's addresses, prices of this instant.
pub(crate) fn views(rx: &mut Rx, cx: &Cx, rows: Vec<Row>) -> Result<Vec<PostView>, No> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let me = cx.actor.account();
    let names = voice::names(rx, rows.iter().map(|row| row.voice))?;
    let mut tags = tags(rx, cx, rows.iter().map(|row| row.id))?;
    let mine = rows.iter().filter(|row| me == Some(row.writer) && row.bought.is_some());
    let showing = super::showing::of_mine(rx, mine.map(|row| row.id))?;
    let address = media::address(cx);
    let view = |row: Row| {
        let yours = me == Some(row.writer);
        Some(PostView {
            id: row.id,
            author: names.get(&row.voice)?.clone(),
            yours,
            audience: row.audience,
            circle: row.circle.filter(|_| yours).map(Id::from_uid),
            language: row.language,
            text: row.text,
            pictures: row.pictures.into_iter().map(|one| one.view(&address)).collect(),
            tags: tags.remove(&row.id).unwrap_or_default(),
            bought: row.bought,
            showing: showing.get(&row.id).copied(),
            published: row.published,
            edited: row.edited,
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

/// What is for sale on these posts, as it is now.
fn tags(
    rx: &mut Rx,
    cx: &Cx,
    posts: impl Iterator<Item = PostId>,
) -> Result<BTreeMap<PostId, Vec<TagView>>, Broken> {
    let rows: Vec<TagRow> = rx.all(&TAGS, &params![Val::list(posts)])?;
    let cards = catalog::listings::cards(rx, cx, &rows.iter().map(|tag| tag.listing).collect())?;
    let mut tags: BTreeMap<PostId, Vec<TagView>> = BTreeMap::new();
    for TagRow { post, listing, variant, picture, x, y } in rows {
        let (picture, product) = (picture.map(|nth| nth + 1), cards.get(&listing).cloned());
        tags.entry(post).or_default().push(TagView { listing, variant, picture, x, y, product });
    }
    Ok(tags)
}

/// A page of a list of posts, newest first.
pub(crate) fn page(rx: &mut Rx, cx: &Cx, rows: Vec<Row>, paging: &Paging) -> Result<Page<PostView>, No> {
    let page = Page::cut(rows, paging.limit, |row: &Row| Cursor::of(0, row.id.uid()));
    Ok(Page { data: views(rx, cx, page.data)?, next: page.next })
}

/// A post.
///
/// # Errors
/// There is none for whoever asks.
pub fn show(rx: &mut Rx, cx: &Cx, post: &PostId) -> Result<PostView, No> {
    let row: Option<Row> = rx.opt(&BY_ID, &params![viewer(cx), *post])?;
    let row = row.ok_or_else(|| Refusal::missing("post"))?;
    views(rx, cx, vec![row])?.pop().ok_or_else(|| Refusal::missing("post").into())
}

/// A post of whoever asks.
///
/// # Errors
/// There is none that they wrote.
pub fn own(rx: &mut Rx, cx: &Cx, post: &PostId) -> Result<PostView, No> {
    let view = show(rx, cx, post)?;
    if view.yours { Ok(view) } else { Err(Refusal::missing("post").into()) }
}

/// What somebody told, newest first.
///
/// # Errors
/// There is no such person or shop for whoever asks; a cursor of another list.
pub fn by_voice(rx: &mut Rx, cx: &Cx, (voice, paging): &(Voice, Paging)) -> Result<Page<PostView>, No> {
    crate::follows::standing(rx, cx, voice)?;
    let (_, before) = start(paging, NEWEST)?;
    let rows = rx.all(&BY_VOICE, &params![viewer(cx), voice.uid(), before, paging.limit.probe()])?;
    page(rx, cx, rows, paging)
}
