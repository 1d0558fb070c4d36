//! Publishing, changing and removing. What happened goes into the post's own family of facts, by ids alone.

use catalog::ListingId;
use db::{Broken, FromRow, No, Row, Rx, Tx, params, sql};
use facts::Happened;
use kernel::{Account, Cx, Id, Kind as _, Refusal, Scope};
use media::PictureId;

use super::about;
use super::read::{KeptPicture, PostView, show};
use super::wish::{self, NewPost, PictureWish, PostChange, TagWish};
use super::{PROCESS, PostId, showing};
use crate::audience::Audience;
use crate::circles::{self, CircleId};
use crate::kinds::Post;
use crate::voice::Voice;

sql! {
    INSERT = "INSERT INTO post
            (id, voice_kind, voice, writer, audience, circle, language, text, pictures, published, order_id, bought,
            variant)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    /// What may be changed by whoever wrote it; a shop's, by whoever keeps the shop, which the caller looks up.
    KEPT = "SELECT voice_kind, voice, writer, audience, circle, language, text, pictures FROM post
        WHERE id = $1 AND removed IS NULL AND (writer = $2 OR voice_kind = 'shp')";
    CHANGE = "UPDATE post
        SET audience = $3, circle = $4, language = $5, text = $6, pictures = $7, edited = $8
        WHERE id = $1 AND voice = $2 AND removed IS NULL";
    /// Nothing of what it said stays.
    REMOVE = "UPDATE post
        SET removed = $3, text = '', pictures = '[]', order_id = NULL, bought = NULL, variant = NULL,
            audience = 'me', circle = NULL
        WHERE id = $1 AND voice = $2 AND removed IS NULL";
    TAG = "INSERT INTO post_tag (post, place, listing, variant, picture, x, y) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UNTAG = "DELETE FROM post_tag WHERE post = $1";
}

/// A post as its keeper finds it.
struct Kept {
    voice: Voice,
    writer: Id<Account>,
    audience: Audience,
    circle: Option<CircleId>,
    language: String,
    text: String,
    pictures: String,
}

impl FromRow for Kept {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self {
            voice: Voice::from_row(row)?,
            writer: row.take()?,
            audience: row.take()?,
            circle: row.take()?,
            language: row.take()?,
            text: row.take()?,
            pictures: row.take()?,
        })
    }
}

/// As whom an account may speak: for itself, and for the shops it keeps.
fn speaks(rx: &mut Rx, account: Id<Account>, voice: Voice) -> Result<bool, Broken> {
    Ok(match voice {
        Voice::Person(person) => person == account,
        Voice::Shop(shop) => catalog::shop_role(rx, account, shop)?.is_some(),
    })
}

fn kept(rx: &mut Rx, cx: &Cx, post: PostId) -> Result<(Id<Account>, Kept), No> {
    let me = cx.account(Scope::AccountWrite)?;
    let found: Option<Kept> = rx.opt(&KEPT, &params![post, me])?;
    let found = found.ok_or_else(|| Refusal::missing("post"))?;
    if found.writer != me && !speaks(rx, me, found.voice)? {
        return Err(Refusal::missing("post").into());
    }
    Ok((me, found))
}

/// For whom it may be: a circle is one of the writer's own, and a shop has none.
fn allowed(
    rx: &mut Rx,
    writer: Id<Account>,
    voice: Voice,
    audience: Audience,
    circle: Option<CircleId>,
) -> Result<Option<CircleId>, No> {
    if matches!(voice, Voice::Shop(_)) && matches!(audience, Audience::Circle | Audience::Me) {
        let rule = "A shop speaks to everyone or to its followers. Nothing was changed.";
        return Err(Refusal::field("/audience", "audience_of_shop", rule).into());
    }
    match (audience, circle) {
        (Audience::Circle, Some(circle)) if circles::mine(rx, circle, writer)?.is_some() => Ok(Some(circle)),
        (Audience::Circle, _) => {
            let rule = "Say which of your circles it is for. Nothing was changed.";
            Err(Refusal::field("/circle", "circle", rule).into())
        }
        (_, None) => Ok(None),
        (_, Some(_)) => {
            let rule = "A circle goes with the audience `circle`. Nothing was changed.";
            Err(Refusal::field("/circle", "circle", rule).into())
        }
    }
}

/// Publishes a post.
///
/// # Errors
/// Nobody is signed in; no such shop of theirs; `post_empty`, `alt_missing` and whatever else cannot be right.
pub fn publish(tx: &mut Tx, cx: &Cx, new: &NewPost) -> Result<PostView, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let voice = new.shop.map_or(Voice::Person(me), Voice::Shop);
    if !speaks(tx, me, voice)? {
        return Err(Refusal::missing("shop").into());
    }
    let text = wish::text(&new.text)?;
    wish::pictures(&new.pictures)?;
    wish::tags(&new.tags, new.pictures.len())?;
    wish::something(&text, new.pictures.len())?;
    let circle = allowed(tx, me, voice, new.audience, new.circle)?;
    let bought = match (&new.about, voice) {
        (None, _) => None,
        (Some(about), Voice::Person(_)) => Some(about::bought(tx, cx, about)?),
        (Some(_), Voice::Shop(_)) => {
            let rule = "A person shows what they were sent, not a shop. Nothing was published.";
            return Err(Refusal::field("/about", "not_received", rule).into());
        }
    };
    let id: PostId = cx.id();
    tx.found(cx, id.uid(), Post::PREFIX)?;
    let pictures = claim(tx, cx, id, &new.pictures)?;
    let row = params![
        id,
        voice.kind(),
        voice.uid(),
        me,
        new.audience.word(),
        circle,
        new.language.word(),
        text,
        pictures,
        cx.now,
        bought.as_ref().map(|bought| bought.order),
        bought.as_ref().map(|bought| bought.listing),
        bought.as_ref().map(|bought| bought.variant)
    ];
    tx.run(&INSERT, &row)?;
    tag(tx, cx, id, &new.tags, &[])?;
    told(tx, cx, id, "published", voice, me, new.audience)?;
    if new.on_product {
        showing::allow(tx, cx, &id)?;
    }
    show(tx, cx, &id)
}

/// A change of one post.
pub struct Change {
    /// Which.
    pub post: PostId,
    /// What.
    pub change: PostChange,
}

/// Changes a post. It says that it was edited, from then on.
///
/// # Errors
/// No such post of theirs; whatever cannot be right.
pub fn change(tx: &mut Tx, cx: &Cx, ask: &Change) -> Result<PostView, No> {
    let (me, before) = kept(tx, cx, ask.post)?;
    let wished = &ask.change;
    let text = wished.text.as_deref().map_or(Ok(before.text.clone()), wish::text)?;
    let old: Vec<KeptPicture> = super::read::parsed(&before.pictures)?;
    let count = wished.pictures.as_ref().map_or(old.len(), Vec::len);
    if let Some(pictures) = &wished.pictures {
        wish::pictures(pictures)?;
    }
    let tags = match &wished.tags {
        Some(tags) => Some(tags.clone()),
        // Places on pictures that are not there any more say nothing.
        None if count != old.len() => Some(super::read::tags_within(tx, ask.post, count)?),
        None => None,
    };
    if let Some(tags) = &tags {
        wish::tags(tags, count)?;
    }
    wish::something(&text, count)?;
    let audience = wished.audience.unwrap_or(before.audience);
    let stays = wished.audience.is_none() && wished.circle.is_none();
    let circle = if stays {
        before.circle
    } else {
        // Whose circle it is, is judged by who wrote it: a post goes to nobody else's.
        if before.writer != me {
            return Err(Refusal::forbidden("not_yours", "Only who wrote it says for whom it is.").into());
        }
        allowed(tx, me, before.voice, audience, wished.circle)?
    };
    let family = tx.lock(cx, ask.post.uid())?;
    let pictures = match &wished.pictures {
        Some(pictures) => claim(tx, cx, ask.post, pictures)?,
        None => before.pictures,
    };
    let language = wished.language.map_or(before.language, |language| language.word().to_owned());
    let row =
        params![ask.post, before.voice.uid(), audience.word(), circle, language, text, pictures, family.at];
    if tx.run(&CHANGE, &row)? == 0 {
        return Err(Refusal::missing("post").into());
    }
    if let Some(tags) = &tags {
        // What it showed before it may go on showing, also where that is not sold any more.
        let known: Vec<ListingId> =
            super::read::tags_within(tx, ask.post, 0)?.into_iter().map(|tag| tag.listing).collect();
        tx.run(&UNTAG, &params![ask.post])?;
        tag(tx, cx, ask.post, tags, &known)?;
    }
    if audience != Audience::Everyone {
        showing::hide(tx, ask.post)?;
    }
    told(tx, cx, ask.post, "edited", before.voice, before.writer, audience)?;
    show(tx, cx, &ask.post)
}

/// Removes a post: it is there for nobody any more, and what it said is gone.
///
/// # Errors
/// No such post of theirs.
pub fn remove(tx: &mut Tx, cx: &Cx, post: &PostId) -> Result<(), No> {
    let (_, before) = kept(tx, cx, *post)?;
    let family = tx.lock(cx, post.uid())?;
    claim(tx, cx, *post, &[])?;
    tx.run(&UNTAG, &params![*post])?;
    showing::hide(tx, *post)?;
    if tx.run(&REMOVE, &params![*post, before.voice.uid(), family.at])? == 0 {
        return Err(Refusal::missing("post").into());
    }
    told(tx, cx, *post, "removed", before.voice, before.writer, before.audience)
}

/// A post shows no pictures and nothing for sale any more, and is shown with nothing. For who erases it, within its family.
pub(crate) fn strip(tx: &mut Tx, cx: &Cx, post: PostId) -> Result<(), No> {
    claim(tx, cx, post, &[])?;
    untag(tx, post)?;
    showing::hide(tx, post).map(|_| ())
}

/// Says which pictures the post shows from now on; answers what is kept of them.
pub(super) fn claim(tx: &mut Tx, cx: &Cx, post: PostId, wishes: &[PictureWish]) -> Result<String, No> {
    let ids: Vec<PictureId> = wishes.iter().map(|wish| wish.picture).collect();
    let shown = media::show_in(tx, cx, &post.address(), &ids)?;
    let mut kept = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let alt = media::alt("/pictures", &wish.alt)?;
        let found = shown.iter().find(|one| one.id == wish.picture);
        kept.extend(found.map(|one| KeptPicture { id: one.id, alt, shown: one.shown.clone() }));
    }
    Ok(serde_json::to_string(&kept).map_err(|why| Broken::Stored(why.to_string()))?)
}

/// Writes what the post shows of what is for sale; only what everybody may buy, and what is `known` of it already.
pub(super) fn tag(
    tx: &mut Tx,
    cx: &Cx,
    post: PostId,
    wishes: &[TagWish],
    known: &[ListingId],
) -> Result<(), No> {
    for (place, wish) in (0_i64..).zip(wishes) {
        let is_there = match wish.variant {
            None => catalog::listings::card(tx, cx, wish.listing)?.is_some(),
            Some(variant) => {
                catalog::offer(tx, variant)?.is_some_and(|it| it.published && it.listing == wish.listing)
            }
        };
        if !is_there && !known.contains(&wish.listing) {
            let rule = "This is not for sale here. Nothing was changed.";
            return Err(Refusal::field(format!("/tags/{place}/listing"), "tag_missing", rule).into());
        }
        let number = |n: Option<u32>| n.map(i64::from);
        let picture = number(wish.picture).map(|nth| nth - 1);
        let row = params![post, place, wish.listing, wish.variant, picture, number(wish.x), number(wish.y)];
        tx.run(&TAG, &row)?;
    }
    Ok(())
}

/// Forgets what the post showed of what is for sale.
pub(super) fn untag(tx: &mut Tx, post: PostId) -> Result<(), Broken> {
    tx.run(&UNTAG, &params![post]).map(|_| ())
}

/// Tells the log: whose it is, who wrote it, how wide it goes; never what it says, and not which circle it is for.
fn told(
    tx: &mut Tx,
    cx: &Cx,
    post: PostId,
    event: &'static str,
    voice: Voice,
    writer: Id<Account>,
    audience: Audience,
) -> Result<(), No> {
    let at = tx.holds(post.uid()).map_or(cx.now, |family| family.at);
    let happened = Happened::to(PROCESS, post.uid(), event, at)
        .note("voice", voice.to_string())
        .note("writer", writer.to_string())
        .note("audience", audience.word());
    Ok(facts::record(tx, cx, post.uid(), &[happened])?)
}
