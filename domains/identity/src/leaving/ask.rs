//! Asking to leave, taking it back, and how far it is.

use std::sync::{Arc, OnceLock};

use db::{Broken, Db, No, Rx, Tx, params, sql};
use domain::{Bar, Bars, Domain, Erasing};
use kernel::{Account, Cx, Id, Refusal, Scope, Time};
use process::{Words as _, step};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::last;
use super::{Leaving, LeavingEvent, LeavingRole, LeavingState};
use crate::account;
use crate::fresh::Fresh;

sql! {
    /// Another operator, who stays.
    OPERATOR_BESIDE = "SELECT 1 FROM account a
        WHERE a.role = 'admin' AND a.id <> $1 AND a.banned IS NULL AND a.erased IS NULL
            AND NOT EXISTS (SELECT 1 FROM leaving l WHERE l.account = a.id AND l.state <> 'kept')
        LIMIT 1";
}

/// What all domains say must end first, and what they take away; `app` folds and wires it.
pub struct Erasure {
    bars: Vec<Bars>,
    pub(super) steps: Vec<Erasing>,
    pub(super) apart: Vec<Erasing>,
    pub(super) traffic: OnceLock<Db>,
}

/// As it is wired.
pub type Erasures = Arc<Erasure>;

impl Erasure {
    /// Of the domains, given from the lowest floor up. They take away from the roof down: what a floor above made of
    /// something is gone before the thing is, and names go last.
    pub fn of_domains<'a>(domains: impl DoubleEndedIterator<Item = &'a Domain> + Clone) -> Self {
        Self {
            bars: domains.clone().filter_map(|domain| domain.bars).collect(),
            steps: domains.clone().rev().filter_map(|domain| domain.erase).collect(),
            apart: domains.filter_map(|domain| domain.traffic.erase).collect(),
            traffic: OnceLock::new(),
        }
    }

    /// The second store, once it is open.
    pub fn beside(&self, traffic: Db) {
        let _ = self.traffic.set(traffic);
    }
}

/// What must end before an account can be erased, in words for its owner.
pub(super) fn barred(rx: &mut Rx, cx: &Cx, account: &Id<Account>) -> Result<Option<Bar>, No> {
    for bars in &cx.wired::<Erasures>()?.bars {
        if let Some(bar) = bars(rx, cx, account)? {
            return Ok(Some(bar));
        }
    }
    Ok(None)
}

/// A market has an operator.
pub(crate) fn bars(rx: &mut Rx, _: &Cx, id: &Id<Account>) -> Result<Option<Bar>, No> {
    let Some(account) = account::by_id(rx, *id)? else { return Ok(None) };
    if account.role()? != kernel::Role::Admin || rx.opt::<i64>(&OPERATOR_BESIDE, &params![*id])?.is_some() {
        return Ok(None);
    }
    let detail =
        "You are this market's only operator: give somebody else that role first. Nothing was changed.";
    Ok(Some(Bar { refusal: Refusal::conflict("last_operator", detail), page: None }))
}

/// How far somebody is on their way out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Leaving)]
pub struct View {
    /// `cooling`; `due` and `waiting` when the days are over.
    pub state: String,
    /// When it was asked for.
    pub asked_at: Time,
    /// When it happens, or when it is looked again whether it can.
    pub due_at: Time,
    /// What must end first, as the refusal of asking would say it: `orders_open`, `shop_money_open`.
    pub waits_for: Option<String>,
    /// The page where that can be seen to end: `/orders`. Not everything has one.
    pub waits_at: Option<String>,
    /// Whether it can still be taken back.
    pub may_take_back: bool,
}

fn shown(rx: &mut Rx, cx: &Cx, leaving: &Leaving) -> Result<View, No> {
    let state = leaving.life.state;
    let bar = barred(rx, cx, &leaving.account)?;
    let (waits_for, waits_at) = bar.map_or((None, None), |bar| (Some(bar.refusal.code.to_owned()), bar.page));
    Ok(View {
        state: state.word().to_owned(),
        asked_at: leaving.asked,
        due_at: leaving.due,
        waits_for,
        waits_at,
        may_take_back: matches!(state, LeavingState::Cooling | LeavingState::Waiting),
    })
}

/// The leaving of an account that is not over.
fn open(rx: &mut Rx, cx: &Cx, account: Id<Account>) -> Result<Option<Leaving>, No> {
    let Some(id) = last(rx, account)? else { return Ok(None) };
    let leaving = runner::show::<Leaving>(rx, cx, id.uid())?;
    Ok(leaving.filter(|leaving| !leaving.life.is_over()))
}

/// Whether an account is on its way out, and until when that can be taken back.
pub(crate) fn is_leaving(rx: &mut Rx, cx: &Cx, account: Id<Account>) -> Result<Option<Time>, No> {
    Ok(open(rx, cx, account)?.map(|leaving| leaving.due))
}

/// How far whoever asks is on their way out; nothing where they stay.
///
/// # Errors
/// Nobody is signed in.
pub(crate) fn mine(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Option<View>, No> {
    let me = cx.account(Scope::AccountRead)?;
    match open(rx, cx, me)? {
        Some(leaving) => shown(rx, cx, &leaving).map(Some),
        None => Ok(None),
    }
}

/// The same for programs, for whom nothing is missing.
///
/// # Errors
/// They stay.
pub(crate) fn show(rx: &mut Rx, cx: &Cx, (): &()) -> Result<View, No> {
    mine(rx, cx, &())?.ok_or_else(|| Refusal::missing("leaving").into())
}

/// What would stand in the way of whoever asks.
pub(crate) fn bar_of_mine(rx: &mut Rx, cx: &Cx) -> Result<Option<Bar>, No> {
    barred(rx, cx, &cx.account(Scope::AccountRead)?)
}

/// Begins the seven days. Again is the same.
///
/// # Errors
/// `proof_needed` and its like; what must end first: `last_operator` and the codes of other domains.
pub(crate) fn ask(tx: &mut Tx, cx: &Cx, fresh: &Fresh) -> Result<View, No> {
    // Under the account's lock: of two who ask at once the second finds the first.
    let account = fresh.locked(tx, cx)?.id;
    begun(tx, cx, account)
}

/// The same for an account that the command has locked, whoever asks for it.
pub(super) fn begun(tx: &mut Tx, cx: &Cx, account: Id<Account>) -> Result<View, No> {
    if let Some(leaving) = open(tx, cx, account)? {
        return shown(tx, cx, &leaving);
    }
    if let Some(bar) = barred(tx, cx, &account)? {
        return Err(bar.refusal.into());
    }
    let id: Id<Leaving> = cx.id();
    let new = Leaving::new(id, account, cx.now);
    runner::found(tx, cx, id.uid(), new, |_, leaving, at, plan| {
        leaving.start(at, plan).map_err(|fault| Broken::Stored(fault.to_string()))?;
        Ok(())
    })?;
    let leaving = open(tx, cx, account)?.ok_or_else(|| Refusal::missing("leaving"))?;
    shown(tx, cx, &leaving)
}

/// Takes it back: everything is as it was.
///
/// # Errors
/// Missing where nothing was asked; `not_now` once it has begun.
pub(crate) fn take_back(tx: &mut Tx, cx: &Cx, (): &()) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    taken_back(tx, cx, me)
}

pub(super) fn taken_back(tx: &mut Tx, cx: &Cx, account: Id<Account>) -> Result<(), No> {
    let id = last(tx, account)?.ok_or_else(|| Refusal::missing("leaving"))?;
    runner::run::<Leaving, _>(tx, cx, id.uid(), |_, leaving, at, plan| {
        if leaving.life.state == LeavingState::Kept {
            return Err(Refusal::missing("leaving").into());
        }
        let (event, by) = (LeavingEvent::TakeBack, LeavingRole::Owner);
        Ok(step::<Leaving>(leaving, id, event, &[by], at, plan).map_err(Refusal::from)?)
    })?;
    Ok(())
}
