//! Pictures as their owners know them: brought, described, taken back.

use darkroom::Face;
use db::{Broken, FromRow, No, Row, Rx, Tx, params, sql};
use kernel::{Account, Actor, Cursor, Cx, Id, Kind, Page, Refusal, Scope, Time, Uid};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::Paging;

use crate::address::Address;
use crate::plate::{PlateId, Shown, written};

/// Characters of an alternative text.
const MOST_ALT: usize = 500;

/// One picture that somebody brought.
pub struct Picture;
impl Kind for Picture {
    const PREFIX: &'static str = "med";
}
/// A picture's id.
pub type PictureId = Id<Picture>;

sql! {
    /// Nobody begins what is being taken away.
    BEGIN = "INSERT INTO plate (id, state, width, height, widths, colour, blur, bytes, touched)
        VALUES ($1, 'making', 0, 0, '', '', '', 0, $2)
        ON CONFLICT (id) DO UPDATE SET touched = $2 WHERE plate.state <> 'going'";
    IS_READY = "SELECT id FROM plate WHERE id = $1 AND state = 'ready'";
    /// Whoever is about to show it holds it: a sweep at the same instant finds it touched, or has it already.
    TOUCH = "UPDATE plate SET touched = $2 WHERE id = $1 AND state = 'ready'";
    READY = "UPDATE plate
        SET state = 'ready', width = $2, height = $3, widths = $4, colour = $5, blur = $6, bytes = $7
        WHERE id = $1 AND state <> 'going'";
    KEEP = "INSERT INTO picture (id, owner, plate, alt, made, unused_since) VALUES ($1, $2, $3, $4, $5, $5)";
    /// The scope is here: another's picture is not there.
    SHOWN = "SELECT p.id, p.alt, p.made, p.unused_since IS NULL, f.id, f.width, f.height, f.widths, f.colour, f.blur
        FROM picture p JOIN plate f ON f.id = p.plate
        WHERE p.id = $1 AND ($2 OR p.owner = $3)";
    /// An owner's, newest first.
    OWN = "SELECT p.id, p.alt, p.made, p.unused_since IS NULL, f.id, f.width, f.height, f.widths, f.colour, f.blur
        FROM picture p JOIN plate f ON f.id = p.plate
        WHERE p.owner = $1 AND p.id < $2
        ORDER BY p.id DESC
        LIMIT $3";
    DESCRIBE = "UPDATE picture SET alt = $2 WHERE id = $1 AND owner = $3";
    TAKE_BACK = "DELETE FROM picture
        WHERE id = $1 AND owner = $2 AND NOT EXISTS (SELECT 1 FROM picture_use u WHERE u.picture = picture.id)";
}

/// Whether something shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PictureStatus)]
pub enum Status {
    /// Nothing yet, or nothing any more: it goes a day later.
    Unused,
    /// Something does; it stays as long.
    Used,
}

/// One file of a picture.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = PictureFile)]
pub struct FileView {
    /// Where it is; never changes.
    pub url: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A picture as a page can show it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = PictureFiles)]
pub struct ShownView {
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
    /// Its average, `#rrggbb`: the box before it is there.
    pub colour: String,
    /// A blur of it: 4 by 3 colours of three hexadecimal digits, row by row.
    pub blur: String,
    /// As WebP, smallest first.
    pub webp: Vec<FileView>,
    /// As JPEG, which everything can show.
    pub jpeg: FileView,
}

impl Shown {
    /// With addresses, for the API.
    pub fn view(&self, address: &Address) -> ShownView {
        let file = |name: crate::FileName| FileView {
            url: address.whole(name),
            width: name.width,
            height: self.height_at(name.width),
        };
        ShownView {
            width: self.width,
            height: self.height,
            colour: self.colour.clone(),
            blur: self.blur.clone(),
            webp: self.files().map(file).collect(),
            jpeg: file(self.plain()),
        }
    }
}

/// A picture as its owner sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = Picture)]
pub struct PictureView {
    /// Its id.
    pub id: PictureId,
    /// Whether something shows it.
    pub status: Status,
    /// What it shows, for those who do not see it; empty until somebody says.
    pub alt: String,
    /// When it was brought.
    pub made: Time,
    /// Its files.
    #[serde(flatten)]
    pub shown: ShownView,
}

/// A picture as its rows have it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Its id.
    pub id: PictureId,
    /// What it shows.
    pub alt: String,
    /// When it was brought.
    pub made: Time,
    /// Whether something shows it.
    pub status: Status,
    /// Its files.
    pub shown: Shown,
}

impl FromRow for Kept {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let (id, alt, made) = (row.take()?, row.take()?, row.take()?);
        let status = if row.take()? { Status::Used } else { Status::Unused };
        Ok(Self { id, alt, made, status, shown: Shown::from_row(row)? })
    }
}

impl Kept {
    fn view(self, cx: &Cx) -> PictureView {
        let Self { id, alt, made, status, shown } = self;
        PictureView { id, status, alt, made, shown: shown.view(&address(cx)) }
    }
}

/// Where pictures are; relative where nobody wired it, as in a test of commands alone.
pub fn address(cx: &Cx) -> Address {
    cx.wired::<Address>().cloned().unwrap_or_default()
}

/// Whose pictures these are: an account that may write its profile or its shops; nobody's are the market's own.
pub(crate) fn owner(cx: &Cx) -> Result<Option<Id<Account>>, Refusal> {
    match cx.actor {
        Actor::Engine | Actor::Operator => Ok(None),
        _ => cx.account(Scope::ShopWrite).or_else(|_| cx.account(Scope::AccountWrite)).map(Some),
    }
}

/// What somebody wrote for those who do not see it, without space around it.
///
/// # Errors
/// Longer than 500 characters.
pub fn alt(field: &'static str, text: &str) -> Result<String, Refusal> {
    let legal = |c: &char| !c.is_control() || c.is_whitespace();
    let text: Vec<&str> = text.split_whitespace().collect();
    let text: String = text.join(" ").chars().filter(legal).collect();
    if text.chars().count() > MOST_ALT {
        let rule = format!("An alternative text has at most {MOST_ALT} characters. Nothing was changed.");
        return Err(Refusal::field(field, "text_length", rule));
    }
    Ok(text)
}

/// Whether a plate lies ready already.
pub(crate) fn is_ready(rx: &mut Rx, cx: &Cx, plate: &PlateId) -> Result<bool, No> {
    owner(cx)?;
    Ok(rx.opt::<Uid>(&IS_READY, &params![*plate])?.is_some())
}

/// Says that a plate's files are about to be written.
pub(crate) fn begin(tx: &mut Tx, cx: &Cx, plate: &PlateId) -> Result<(), No> {
    owner(cx)?;
    if tx.run(&BEGIN, &params![*plate, cx.now])? == 0 {
        return Err(No::Busy); // its last files are being taken away
    }
    Ok(())
}

/// A picture whose files lie ready.
#[derive(Clone, Debug)]
pub(crate) struct Keep {
    pub plate: PlateId,
    /// What it was developed into, and how many bytes that is; none where another had brought it before.
    pub made: Option<(Face, i64)>,
    pub alt: String,
}

/// Keeps it.
pub(crate) fn keep(tx: &mut Tx, cx: &Cx, ask: &Keep) -> Result<PictureView, No> {
    let id = row(tx, cx, ask)?;
    let kept: Kept = tx.one(&SHOWN, &params![id, true, None::<Id<Account>>])?;
    Ok(kept.view(cx))
}

/// Writes the row.
pub(crate) fn row(tx: &mut Tx, cx: &Cx, ask: &Keep) -> Result<PictureId, No> {
    let owner = owner(cx)?;
    let is_there = match &ask.made {
        None => tx.run(&TOUCH, &params![ask.plate, cx.now])?,
        Some((Face { width, height, widths, colour, blur }, bytes)) => {
            tx.run(&READY, &params![ask.plate, *width, *height, written(widths), colour, blur, *bytes])?
        }
    };
    if is_there == 0 {
        return Err(No::Busy); // swept meanwhile: the same again is developed anew
    }
    let id: PictureId = cx.id();
    tx.run(&KEEP, &params![id, owner, ask.plate, &ask.alt, cx.now])?;
    Ok(id)
}

/// One of the actor's pictures.
///
/// # Errors
/// No such picture for this actor.
pub fn show(rx: &mut Rx, cx: &Cx, picture: &PictureId) -> Result<PictureView, No> {
    let owner = owner(cx)?;
    let kept: Option<Kept> = rx.opt(&SHOWN, &params![*picture, owner.is_none(), owner])?;
    Ok(kept.ok_or_else(|| Refusal::missing("picture"))?.view(cx))
}

/// The actor's pictures, newest first.
///
/// # Errors
/// A cursor of another list.
pub fn own(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Page<PictureView>, No> {
    let owner = owner(cx)?;
    let before = match &paging.after {
        None => Uid([255; 16]),
        Some(cursor) => cursor.parts().map(|(_, id)| id).map_err(|_| {
            Refusal::field("after", "cursor", "`after` takes the `next` of the page before, unchanged.")
        })?,
    };
    let rows: Vec<Kept> = rx.all(&OWN, &params![owner, before, paging.limit.probe()])?;
    let page = Page::cut(rows, paging.limit, |kept: &Kept| Cursor::of(0, kept.id.uid()));
    Ok(page.map(|kept| kept.view(cx)))
}

/// What an owner says of a picture.
#[derive(Clone, Debug)]
pub(crate) struct Describe {
    pub picture: PictureId,
    pub alt: String,
}

/// Says what a picture shows. Whatever shows it already keeps its own words.
pub(crate) fn describe(tx: &mut Tx, cx: &Cx, ask: &Describe) -> Result<PictureView, No> {
    let text = alt("/alt", &ask.alt)?;
    if tx.run(&DESCRIBE, &params![ask.picture, text, owner(cx)?])? == 0 {
        return Err(Refusal::missing("picture").into());
    }
    show(tx, cx, &ask.picture)
}

/// Takes a picture back that nothing shows; its files go with the next sweep.
pub(crate) fn take_back(tx: &mut Tx, cx: &Cx, picture: &PictureId) -> Result<(), No> {
    if tx.run(&TAKE_BACK, &params![*picture, owner(cx)?])? == 1 {
        return Ok(());
    }
    show(tx, cx, picture)?;
    let detail = "Something shows this picture: take it out there first. Nothing was changed.";
    Err(Refusal::conflict("picture_used", detail).into())
}
