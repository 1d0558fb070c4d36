//! The desk's acts and figures for programs of the market's staff.

use db::{No, Rx};
use facts::Waiting;
use jobs::{Dead, Job, Letter};
use kernel::{Cx, Id, Money, Page, Time};
use ledger::Standing;
use media::Unwanted;
use serde::{Deserialize, Serialize};
use social::Voice;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Done, Keyed, List, Paging, Path, Route};

use crate::Owner;
use crate::acts::{self, Stuck, What};

type JobId = Id<Job>;
type OwnerId = Id<Owner>;

/// A job that was given up.
#[derive(Serialize, ToSchema)]
struct DeadLetter {
    id: JobId,
    /// Its kind, such as `payments/look`.
    kind: String,
    /// The id of what it was about.
    about: String,
    attempts: i64,
    asked_at: Time,
    given_up_at: Time,
    /// What the last attempt said.
    said: String,
}

impl From<Letter> for DeadLetter {
    fn from(letter: Letter) -> Self {
        let Letter { id, kind, subject, attempts, created, ended, last_error } = letter;
        let about = subject.to_string();
        Self { id, kind, about, attempts, asked_at: created, given_up_at: ended, said: last_error }
    }
}

/// What is to become of a job that was given up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LetterDecision {
    act: What,
    /// Why: it stands in the log of what staff did.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// A fact that a listener could not take.
#[derive(Serialize, ToSchema)]
struct ParkedFact {
    listener: String,
    /// Its place in the log.
    pos: i64,
    /// The family that it blocks for this listener.
    root: OwnerId,
    /// What the listener said.
    why: String,
    at: Time,
    /// What happened, such as `order.pay`.
    fact: Option<String>,
}

impl From<Waiting> for ParkedFact {
    fn from(Waiting { parked, fact }: Waiting) -> Self {
        let facts::Parked { listener, pos, root, why, at } = parked;
        let fact = fact.map(|fact| format!("{}.{}", fact.process, fact.event));
        Self { listener, pos, root: Id::from_uid(root), why, at, fact }
    }
}

/// What is to become of a parked fact.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ParkedDecision {
    #[schema(max_length = 80)]
    listener: String,
    pos: i64,
    root: OwnerId,
    act: What,
    /// Why: it stands in the log of what staff did.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// What one kind of account holds in one currency.
#[derive(Serialize, ToSchema)]
struct LedgerAccount {
    /// `escrow`, `available` and so on.
    kind: String,
    came: Money,
    went: Money,
    /// What came less what went; over all kinds of a currency it comes to nothing.
    stands: Money,
    /// What its purses say, where it is kept in purses.
    kept: Option<Money>,
}

impl From<Standing> for LedgerAccount {
    fn from(account: Standing) -> Self {
        let money = |amount| Money::new(amount, account.currency);
        let (came, went, kept) = (money(account.came), money(account.went), account.kept.map(money));
        Self { came, went, stands: account.stands(), kept, kind: account.kind }
    }
}

/// Which picture beside a name is to be taken away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UnwantedFace {
    /// Whose: an account's id or a shop's.
    of: Voice,
    /// What is wrong with it: whoever showed it is told, in their language.
    unwanted: Unwanted,
    /// Why: it stands in the log of what staff did.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// That it was done, and noted.
#[derive(Serialize, ToSchema)]
struct Decided {
    noted: bool,
}

fn accounts(rx: &mut Rx, _: &Cx, (): &()) -> Result<Page<LedgerAccount>, No> {
    let data = ledger::by_account(rx)?.into_iter().map(Into::into).collect();
    Ok(Page { data, next: None })
}

fn parked(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Page<ParkedFact>, No> {
    let data = facts::parked_facts(rx, cx, &())?.into_iter().map(Into::into).collect();
    Ok(Page { data, next: None })
}

fn letters(rx: &mut Rx, cx: &Cx, dead: &Dead) -> Result<Page<DeadLetter>, No> {
    Ok(jobs::dead(rx, cx, dead)?.map(Into::into))
}

async fn list_letters(call: Call, paging: Paging) -> Answer<List<DeadLetter>> {
    let Paging { limit, after } = paging;
    call.list(Dead { limit, after }, letters).await
}

async fn decide_letter(
    Path(id): Path<JobId>,
    Keyed(once, new): Keyed<LetterDecision>,
) -> Answer<Done<Decided>> {
    once.write((id, new.act, new.reason), |tx, cx, ask| {
        acts::letter(tx, cx, ask).map(|()| Decided { noted: true })
    })
    .await
}

async fn list_parked(call: Call) -> Answer<List<ParkedFact>> {
    call.list((), parked).await
}

async fn decide_parked(Keyed(once, new): Keyed<ParkedDecision>) -> Answer<Done<Decided>> {
    let ParkedDecision { listener, pos, root, act, reason } = new;
    let stuck = Stuck { listener, pos, root: root.uid(), what: act, why: reason };
    once.write(stuck, |tx, cx, stuck| acts::parked(tx, cx, stuck).map(|()| Decided { noted: true })).await
}

async fn take_face(Keyed(once, new): Keyed<UnwantedFace>) -> Answer<Done<Decided>> {
    let UnwantedFace { of, unwanted, reason } = new;
    once.write((of, unwanted, reason), |tx, cx, ask| {
        acts::face(tx, cx, ask).map(|()| Decided { noted: true })
    })
    .await
}

async fn list_accounts(call: Call) -> Answer<List<LedgerAccount>> {
    call.list((), accounts).await
}

pub(crate) fn routes() -> Vec<Route> {
    let staff = Access::Staff;
    vec![
        Route::get(
            "/dead-letters",
            staff,
            "List the jobs that were given up, the latest first.",
            list_letters,
        ),
        Route::post("/dead-letters/{job}", staff, "Try a dead job again, or put it away.", decide_letter)
            .refuses(&["reason_needed"]),
        Route::get("/parked-facts", staff, "List the facts that listeners could not take.", list_parked),
        Route::post(
            "/parked-facts",
            staff,
            "Have a parked fact heard again, or let go of it.",
            decide_parked,
        )
        .refuses(&["reason_needed", "no_listener"]),
        Route::post(
            "/unwanted-faces",
            staff,
            "Take a picture away from beside a name; whoever showed it is told why.",
            take_face,
        )
        .refuses(&["reason_needed"]),
        Route::get("/ledger/accounts", staff, "Show what each kind of account holds.", list_accounts)
            .cost(10),
    ]
}
