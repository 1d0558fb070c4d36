//! Buyers' pictures on the page of what they bought: there because whoever wrote the post said so, and only while they say
//! so, everybody may see the post, and nobody keeps anybody apart. They are looked through by what was chosen, and by how
//! tall their authors are, as far as those tell whoever looks.

use std::collections::BTreeMap;

use catalog::{ListingId, VariantId};
use db::{Broken, No, Rx, Tx, Val, params, row, sql};
use facts::Happened;
use kernel::{Account, Cx, Id, Page, Refusal, Scope, Uid};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::Paging;

use super::read::{PostView, Row, columns, page};
use super::{PROCESS, PostId};
use crate::audience::{Audience, seen_by, viewer};
use crate::profile::height::{Height, known_to};
use crate::words::{NEWEST, start};

/// Who sees which of a listing's pictures: everybody's posts, without whom the reader muted. `$1` looks, `$2` is the listing.
macro_rules! shown {
    () => {
        concat!(
            "s.listing = $2 AND p.audience = 'everyone' AND p.pictures <> '[]' AND ",
            seen_by!("$1"),
            " AND NOT EXISTS (SELECT 1 FROM mute q WHERE q.muter = $1 AND q.whom = p.voice)"
        )
    };
}

/// What was chosen, where somebody asks for it.
macro_rules! chosen {
    ($name:literal, $value:literal) => {
        concat!(
            " AND (",
            $name,
            " = '' OR EXISTS (SELECT 1 FROM showing_choice w
                WHERE w.post = p.id AND w.name = ",
            $name,
            " AND w.value = ",
            $value,
            "))"
        )
    };
}

/// How tall its author is, where somebody asks for it.
macro_rules! tall {
    ($height:literal) => {
        concat!(
            " AND (",
            $height,
            " = '' OR EXISTS (SELECT 1 FROM profile_height h
                WHERE h.account = p.writer AND h.height = ",
            $height,
            " AND ",
            known_to!("$1"),
            "))"
        )
    };
}

sql! {
    GALLERY = concat!("SELECT ", columns!(), " FROM showing s JOIN post p ON p.id = s.post
        WHERE ", shown!(), chosen!("$3", "$4"), tall!("$5"), " AND p.id < $6
        ORDER BY p.id DESC
        LIMIT $7");
    TOTAL = concat!("SELECT COUNT(*) FROM showing s JOIN post p ON p.id = s.post
        WHERE ", shown!(), chosen!("$3", "$4"), tall!("$5"));
    /// By what was chosen, as if nothing of that were asked for.
    BY_CHOICE = concat!("SELECT c.name, c.value, COUNT(*) FROM showing s JOIN post p ON p.id = s.post
            JOIN showing_choice c ON c.post = p.id
        WHERE ", shown!(), tall!("$3"), "
        GROUP BY c.name, c.value
        ORDER BY MIN(c.place), c.name, c.value
        LIMIT 60");
    /// By their authors' height, as if that were not asked for.
    BY_HEIGHT = concat!("SELECT h.height, COUNT(*) FROM showing s JOIN post p ON p.id = s.post
            JOIN profile_height h ON h.account = p.writer
        WHERE ", shown!(), chosen!("$3", "$4"), " AND ", known_to!("$1"), "
        GROUP BY h.height
        ORDER BY h.height");
    /// The scope are the posts, which whoever asks has read.
    CHOSEN = "SELECT c.post, c.value FROM showing_choice c WHERE c.post = ANY($1) ORDER BY c.post, c.place";
    HEIGHTS = concat!("SELECT h.account, h.height FROM profile_height h WHERE h.account = ANY($2) AND ", known_to!("$1"));
    MINE = "SELECT bought, variant, audience FROM post
        WHERE id = $1 AND writer = $2 AND voice_kind = 'acc' AND removed IS NULL";
    SHOWN = "SELECT post FROM showing WHERE post = ANY($1)";
    SHOW = "INSERT INTO showing (post, listing, since) VALUES ($1, $2, $3) ON CONFLICT (post) DO NOTHING";
    CHOICE = "INSERT INTO showing_choice (post, place, name, value) VALUES ($1, $2, $3, $4)";
    HIDE = "DELETE FROM showing WHERE post = $1";
    FORGET = "DELETE FROM showing_choice WHERE post = $1";
}

/// Which of a listing's pictures somebody wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
pub struct Wish {
    /// The name of one of the listing's options, as it was called when it was bought; together with `value`.
    #[serde(default)]
    #[param(required = false)]
    pub option: String,
    /// What was chosen of it.
    #[serde(default)]
    #[param(required = false)]
    pub value: String,
    /// How tall its author is: `below_150`, `150_159`, `160_169`, `170_179`, `180_up`, of those who tell you.
    #[serde(default)]
    #[param(required = false)]
    pub height: String,
}

/// How many pictures there are of one choice.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = PicturedChoice)]
pub struct OfChoice {
    /// The option's name.
    pub option: String,
    /// What was chosen.
    pub value: String,
    /// So many posts.
    pub count: i64,
}
row!(OfChoice { option, value, count });

/// How many pictures there are of one height.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = PicturedHeight)]
pub struct OfHeight {
    /// How tall.
    pub height: Height,
    /// So many posts.
    pub count: i64,
}
row!(OfHeight { height, count });

/// How many of what there are, each as if its own filter were off.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = PicturedCounts)]
pub struct Counts {
    /// With what is asked for.
    pub total: i64,
    /// By what was chosen.
    pub choices: Vec<OfChoice>,
    /// By how tall their authors are, of those who tell you.
    pub heights: Vec<OfHeight>,
}

/// What is known of a picture besides its post.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Worn {
    /// What was chosen, in the order of the options.
    pub choice: Vec<String>,
    /// How tall its author is, if they tell whoever looks.
    pub height: Option<Height>,
}

fn missing() -> No {
    Refusal::missing("product").into()
}

/// Buyers' pictures of a listing, newest first.
///
/// # Errors
/// There is no such listing for everybody; a cursor of another list.
pub fn of_listing(
    rx: &mut Rx,
    cx: &Cx,
    (listing, wish, paging): &(ListingId, Wish, Paging),
) -> Result<Page<PostView>, No> {
    catalog::listings::card(rx, cx, *listing)?.ok_or_else(missing)?;
    let (_, before) = start(paging, NEWEST)?;
    let asked =
        params![viewer(cx), *listing, &wish.option, &wish.value, &wish.height, before, paging.limit.probe()];
    let rows: Vec<Row> = rx.all(&GALLERY, &asked)?;
    page(rx, cx, rows, paging)
}

/// How many there are.
///
/// # Errors
/// There is no such listing for everybody.
pub fn counts(rx: &mut Rx, cx: &Cx, (listing, wish): &(ListingId, Wish)) -> Result<Counts, No> {
    catalog::listings::card(rx, cx, *listing)?.ok_or_else(missing)?;
    let (me, listing) = (viewer(cx), *listing);
    let (option, value, height) = (&wish.option, &wish.value, &wish.height);
    Ok(Counts {
        total: rx.one(&TOTAL, &params![me, listing, option, value, height])?,
        choices: rx.all(&BY_CHOICE, &params![me, listing, height])?,
        heights: rx.all(&BY_HEIGHT, &params![me, listing, option, value])?,
    })
}

/// What is known of posts that whoever asks has read, in their order.
///
/// # Errors
/// What broke in the database.
pub fn worn(rx: &mut Rx, cx: &Cx, posts: &[PostView]) -> Result<Vec<Worn>, Broken> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let mut choices: BTreeMap<PostId, Vec<String>> = BTreeMap::new();
    for (post, value) in rx.all(&CHOSEN, &params![Val::list(posts.iter().map(|post| post.id))])? {
        choices.entry(post).or_default().push(value);
    }
    let authors = Val::list(posts.iter().map(|post| post.author.id.uid()));
    let heights: BTreeMap<Uid, Height> =
        rx.all(&HEIGHTS, &params![viewer(cx), authors])?.into_iter().collect();
    let one = |post: &PostView| Worn {
        choice: choices.remove(&post.id).unwrap_or_default(),
        height: heights.get(&post.author.id.uid()).copied(),
    };
    Ok(posts.iter().map(one).collect())
}

/// Whether a post's pictures may be shown on the page of what its author was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PostShowing)]
pub struct Showing {
    /// Whether they may.
    pub shown: bool,
}

struct Mine {
    bought: Option<ListingId>,
    variant: Option<VariantId>,
    audience: Audience,
}
row!(Mine { bought, variant, audience });

fn mine(rx: &mut Rx, me: Id<Account>, post: PostId) -> Result<Mine, No> {
    Ok(rx.opt(&MINE, &params![post, me])?.ok_or_else(|| Refusal::missing("post"))?)
}

/// Whether those of these may, which their author asks about: posts that show something bought here.
pub(crate) fn of_mine(
    rx: &mut Rx,
    posts: impl Iterator<Item = PostId>,
) -> Result<BTreeMap<PostId, bool>, Broken> {
    let posts: Vec<PostId> = posts.collect();
    if posts.is_empty() {
        return Ok(BTreeMap::new());
    }
    let shown: Vec<PostId> = rx.all(&SHOWN, &params![Val::list(posts.iter().copied())])?;
    Ok(posts.into_iter().map(|post| (post, shown.contains(&post))).collect())
}

/// Lets the pictures of one's post be shown there. Again is the same.
///
/// # Errors
/// No such post of theirs; `not_showable`: it shows nothing that they were sent, or is not for everyone.
pub fn allow(tx: &mut Tx, cx: &Cx, post: &PostId) -> Result<Showing, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let Mine { bought, variant, audience } = mine(tx, me, *post)?;
    let (Some(listing), Audience::Everyone) = (bought, audience) else {
        let rule =
            "A product's page shows posts for everyone about what was bought here. Nothing was changed.";
        return Err(Refusal::conflict("not_showable", rule).into());
    };
    let family = tx.lock(cx, post.uid())?;
    if tx.run(&SHOW, &params![*post, listing, family.at])? == 1 {
        choices(tx, cx, *post, listing, variant)?;
        told(tx, cx, *post, "shown", listing)?;
    }
    Ok(Showing { shown: true })
}

/// Takes that back: the pictures are not there with the next look. Again is the same.
///
/// # Errors
/// No such post of theirs.
pub fn take_back(tx: &mut Tx, cx: &Cx, post: &PostId) -> Result<Showing, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let Mine { bought, .. } = mine(tx, me, *post)?;
    tx.lock(cx, post.uid())?;
    if hide(tx, *post)?
        && let Some(listing) = bought
    {
        told(tx, cx, *post, "unshown", listing)?;
    }
    Ok(Showing { shown: false })
}

/// Ends it with the post, or where the post is not for everyone any more; answers whether there was anything to end.
pub(super) fn hide(tx: &mut Tx, post: PostId) -> Result<bool, No> {
    tx.run(&FORGET, &params![post])?;
    Ok(tx.run(&HIDE, &params![post])? > 0)
}

/// What was chosen, as the listing calls it now. A variant that is not sold any more has no words.
fn choices(
    tx: &mut Tx,
    cx: &Cx,
    post: PostId,
    listing: ListingId,
    variant: Option<VariantId>,
) -> Result<(), No> {
    let listing = match catalog::listings::product(tx, cx, &listing) {
        Ok(listing) => listing,
        Err(no) if no.is_missing() => return Ok(()),
        Err(no) => return Err(no),
    };
    let Some(chosen) = listing.variants.iter().find(|one| Some(one.id) == variant) else { return Ok(()) };
    for (place, (option, value)) in (0_i64..).zip(listing.options.iter().zip(&chosen.choice)) {
        tx.run(&CHOICE, &params![post, place, &option.name, value])?;
    }
    Ok(())
}

fn told(tx: &mut Tx, cx: &Cx, post: PostId, event: &'static str, listing: ListingId) -> Result<(), No> {
    let at = tx.holds(post.uid()).map_or(cx.now, |family| family.at);
    let happened = Happened::to(PROCESS, post.uid(), event, at).note("listing", listing.to_string());
    Ok(facts::record(tx, cx, post.uid(), &[happened])?)
}
