//! Notices for programs of the person they are for.

use db::{No, Rx, Tx};
use kernel::{Cursor, Cx, Id, Page, Scope, Time};
use locale::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::page::Tongues;
use web::{Access, Answer, Call, Done, Json, List, Paging, Path, Route};

use crate::inbox::{self, Wanted, Which};
use crate::shown::Notice;
use crate::{Told, pages};

type ToldId = Id<Told>;

/// What somebody was told.
#[derive(Serialize, ToSchema)]
#[schema(as = Notice)]
struct NoticeView {
    id: ToldId,
    /// `orders`, `sales`, `money`, `people`, `shop`, `market`, `safety`.
    topic: String,
    /// In English.
    text: String,
    /// A page of the market.
    link: String,
    /// Why: `buyer`, `shop`, `owner`, `staff`.
    why: String,
    at: Time,
    read: bool,
}

/// Where a notice leads.
#[derive(Serialize, ToSchema)]
struct NoticeRead {
    link: String,
}

/// Which topics somebody wants to hear of.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NoticeTopics {
    /// Of those that may be turned off, the ones that are on.
    #[schema(max_items = 20)]
    on: Vec<String>,
}

pub(crate) fn routes() -> Vec<Route> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        Route::get("/notices", look, "List what you were told, the latest first.", list),
        Route::put("/notices/{notice}/reading", write, "Mark a notice as read.", read),
        Route::get("/notice-topics", look, "Show which topics you hear of.", topics),
        Route::put("/notice-topics", write, "Say which topics you want to hear of.", choose),
    ]
}

async fn list(call: Call, Paging { limit, after }: Paging) -> Answer<List<NoticeView>> {
    let after =
        after.as_ref().map(Cursor::parts).transpose().map_err(|_| kernel::Refusal::missing("page"))?;
    let reader = call.part::<Tongues>()?.reader(Language::English, call.db.now());
    let page = call.db.read(&call.caller.actor, (Which::All, limit, after), inbox::list).await?;
    let view = |notice: Notice| NoticeView {
        text: pages::words(&reader, &notice),
        id: notice.id,
        topic: notice.topic,
        link: notice.link,
        why: notice.why,
        at: notice.at,
        read: notice.read,
    };
    Ok(List(Page { data: page.data.into_iter().map(view).collect(), next: page.next }))
}

async fn read(call: Call, Path(id): Path<ToldId>) -> Answer<Done<NoticeRead>> {
    call.write(id, |tx: &mut Tx, cx: &Cx, id: &ToldId| Ok(NoticeRead { link: inbox::read(tx, cx, id)? }))
        .await
}

fn on(rx: &mut Rx, cx: &Cx, (): &()) -> Result<NoticeTopics, No> {
    let off = inbox::off(rx, cx, &())?;
    let on = crate::topics::TOPICS
        .iter()
        .filter(|topic| topic.may_be_off && !off.iter().any(|word| word == topic.word));
    Ok(NoticeTopics { on: on.map(|topic| topic.word.to_owned()).collect() })
}

async fn topics(call: Call) -> Answer<Json<NoticeTopics>> {
    call.read((), on).await
}

async fn choose(call: Call, Json(wanted): Json<NoticeTopics>) -> Answer<Done<NoticeTopics>> {
    call.write(Wanted(wanted.on), |tx: &mut Tx, cx: &Cx, wanted: &Wanted| {
        inbox::choose(tx, cx, wanted)?;
        on(tx, cx, &())
    })
    .await
}
