//! Writing a post (B3), and changing one: words, pictures one after another, what is for sale on them and where, for
//! whom. Each button sends the whole form and draws it again with what was done, so it needs no script; with the script
//! a tap on a picture fills in a point's two numbers.

mod draft;
mod form;

use catalog::ShopView;
use catalog::listings::{self, Card, Search};
use db::{No, Rx, Tx};
use kernel::{Cx, Limit, Refusal, Scope};
use media::{Media, PictureView as Brought};
use web::page::Sent;
use web::{Answer, Paging, Path, Problem, Receiving, Reply, SeeOther, Visitor};

use draft::{Draft, Step, Tagged};

use crate::circles::{self, CircleView};
use crate::posts::{self, Bought, Change, PostId};

/// Things for sale that a search offers.
const OFFERED: u16 = 6;

/// What is read to draw the form.
struct Ask {
    draft: Draft,
    /// The post that is changed.
    post: Option<PostId>,
}

/// What the form is drawn of.
struct Desk {
    draft: Draft,
    post: Option<PostId>,
    /// Whose voice the writer may speak with.
    shops: Vec<ShopView>,
    circles: Vec<CircleView>,
    /// The draft's pictures, in its order; those that are not there any more are left out.
    pictures: Vec<Brought>,
    /// What the draft's tags name.
    tagged: Vec<Option<Card>>,
    /// What a search found.
    offered: Vec<Card>,
    /// What the post is about, where it shows something bought.
    about: Option<Bought>,
}

fn look(rx: &mut Rx, cx: &Cx, ask: &Ask) -> Result<Desk, No> {
    let me = cx.account(Scope::AccountRead)?;
    let draft = ask.draft.clone();
    let mut pictures = Vec::new();
    for picture in draft.pictures() {
        pictures.push(media::show(rx, cx, &picture)?);
    }
    let mut tagged = Vec::new();
    for tag in &draft.tags {
        tagged.push(listings::card(rx, cx, tag.listing)?);
    }
    let offered = match draft.find.trim() {
        "" => Vec::new(),
        words => {
            let limit = Limit::new(OFFERED).unwrap_or(Limit::DEFAULT);
            let search =
                Search { query: Some(words.into()), ..Search::everything(Paging { limit, after: None }) };
            listings::search(rx, cx, &search)?.data
        }
    };
    let about = match draft.about() {
        Some(about) => Some(posts::bought(rx, cx, &about)?),
        None => None,
    };
    let circles = circles::all(rx, cx, &())?;
    Ok(Desk {
        shops: catalog::shops::of(rx, me)?,
        circles,
        pictures,
        tagged,
        offered,
        about,
        post: ask.post,
        draft,
    })
}

async fn drawn(visitor: &Visitor, post: Option<PostId>, draft: Draft, no: Option<&Problem>) -> Answer<Reply> {
    visitor.show(Ask { draft, post }, look, |visitor, desk| form::sheet(visitor, &desk, no)).await
}

/// `/compose`; `?order=…&line=…` begins a post about something that was bought.
pub(super) async fn blank(visitor: Visitor) -> Answer<Reply> {
    let mut draft = Draft::blank(visitor.reader().language());
    draft.shop = visitor.query("shop").unwrap_or_default();
    if let (Some(order), Some(line)) = (visitor.query("order"), visitor.query("line")) {
        draft.order = order;
        draft.line = line;
        if let Some(about) = draft.about() {
            let bought = visitor.read(about, posts::bought).await?;
            draft.tags.push(Tagged::of(bought.listing, Some(bought.variant)));
        }
    }
    drawn(&visitor, None, draft, None).await
}

/// `/posts/{post}/edit`.
pub(super) async fn edit(visitor: Visitor, Path(post): Path<PostId>) -> Answer<Reply> {
    let own = |rx: &mut Rx, cx: &Cx, post: &PostId| posts::own(rx, cx, post);
    let view = visitor.read(post, own).await?;
    drawn(&visitor, Some(post), Draft::of(&view), None).await
}

/// Publishes, or draws the form again with one thing done.
pub(super) async fn send(visitor: Visitor, sent: Sent<draft::Fields>) -> Answer<Reply> {
    made(&visitor, None, sent).await
}

/// Changes, or draws the form again with one thing done.
pub(super) async fn change(
    visitor: Visitor,
    Path(post): Path<PostId>,
    sent: Sent<draft::Fields>,
) -> Answer<Reply> {
    made(&visitor, Some(post), sent).await
}

async fn made(visitor: &Visitor, post: Option<PostId>, sent: Sent<draft::Fields>) -> Answer<Reply> {
    let Sent { once, fields, file } = sent;
    let mut draft = Draft::read(fields)?;
    let tried = async {
        // A picture that came along is kept, whichever button was pressed: nobody brings one twice.
        bring(visitor, file, &mut draft).await?;
        if draft.step != Step::Publish {
            draft.act()?;
            return Ok(None);
        }
        let id = match post {
            None => {
                let publish =
                    |tx: &mut Tx, cx: &Cx, new: &posts::NewPost| Ok(posts::publish(tx, cx, new)?.id);
                once.make::<_, PostId, _>(draft.post()?, publish).await?
            }
            Some(post) => {
                let change = |tx: &mut Tx, cx: &Cx, ask: &Change| Ok(posts::change(tx, cx, ask)?.id);
                once.make::<_, PostId, _>(Change { post, change: draft.change()? }, change).await?
            }
        };
        Ok::<_, Problem>(Some(id))
    };
    match tried.await {
        Ok(Some(id)) => Ok(SeeOther::to(format!("/posts/{id}")).saying("said-posted").into()),
        Ok(None) => drawn(visitor, post, draft, None).await,
        Err(no) if no.is_for_the_form() => {
            Ok(drawn(visitor, post, draft, Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

/// Keeps the picture that came along, if one did; it shows what the field beside it says.
async fn bring(visitor: &Visitor, file: Option<Receiving>, draft: &mut Draft) -> Answer<()> {
    let Some(mut file) = file else { return Ok(()) };
    if draft.pictures.len() >= posts::MOST_PICTURES {
        let most = posts::MOST_PICTURES;
        let rule = format!("A post has at most {most} pictures. Nothing was changed.");
        return Err(Refusal::field("/pictures", "too_many_pictures", rule).into());
    }
    let media = visitor.part::<Media>()?.clone();
    let picture = media.bring(&visitor.db, &visitor.caller.actor, file.file(), &draft.new_alt).await?;
    draft.add_picture(picture.id);
    Ok(())
}
