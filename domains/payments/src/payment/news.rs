//! What a gateway was seen to say, applied. The effect depends on what was fetched and on where our rows stand,
//! never on who told us to look; so any order and number of looks comes to the same (F08).

use db::{No, Tx};
use kernel::{Cx, Id, Refusal, Time};
use process::{Plan, step};

use super::begin::{tell, tell_charged};
use super::jobs::watch;
use super::{Books, CLOSE, Payment, PaymentEvent, PaymentState, Refund, Role};
use crate::gateway::{Seen, SeenStatus};

/// News of one attempt of a payment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum News {
    /// It was seen.
    Seen(Seen),
    /// The gateway knows nothing of it.
    Missing,
    /// The gateway will not open it.
    Refused,
}

/// What hearing the news leaves to be done besides the plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Heard {
    /// The waiters are to be told of the money, and whether it was late.
    pub tell: Option<bool>,
    /// The gateway is to be told to close it: it was opened by a call that overtook its own end.
    pub close: bool,
    /// The payer's turn goes on, so it must be asked for again.
    pub goes_on: bool,
}

impl Books {
    /// Hears news of one attempt. Pure; `again` makes the id of a refund for money that came twice.
    ///
    /// # Errors
    /// `captured_other_amount`, which no gateway of ours does.
    pub(crate) fn hear(
        &mut self,
        attempt: i64,
        news: &News,
        mut again: impl FnMut() -> Id<Refund>,
        at: Time,
        plan: &mut Plan,
    ) -> Result<Heard, No> {
        let mut tell = None;
        if let News::Seen(seen) = news {
            for capture in &seen.captures {
                let late = !self.payment.waits_for_payer();
                if self.take(attempt, capture, again(), at, plan)? == Some(true) {
                    tell = Some(late);
                }
            }
            for chargeback in &seen.chargebacks {
                self.charge_back(attempt, chargeback, at, plan)?;
            }
        }
        if attempt == self.payment.attempt
            && let Some(event) = event(news, self.payment.life.state)
        {
            if let (PaymentEvent::Open, News::Seen(seen)) = (event, news) {
                self.payment.hosted_url = Some(seen.hosted_url.clone());
            }
            let id = self.payment.life.id;
            step::<Payment>(self, id, event, &[Role::Gateway], at, plan).map_err(Refusal::from)?;
        }
        let open = matches!(news, News::Seen(Seen { status: SeenStatus::Open | SeenStatus::Expired, .. }));
        let state = self.payment.life.state;
        Ok(Heard {
            tell,
            close: open && state.is_given_up(),
            goes_on: matches!(state, PaymentState::Created | PaymentState::Action),
        })
    }
}

/// Applies the news. Answers whether the payer's turn goes on, so that it must be asked for again.
pub(crate) fn apply(
    tx: &mut Tx,
    cx: &Cx,
    payment: Id<Payment>,
    attempt: i64,
    news: &News,
) -> Result<bool, No> {
    runner::run::<Books, _>(tx, cx, payment.uid(), |tx, books, at, plan| {
        let before = books.payment.waiters.clone();
        let heard = books.hear(attempt, news, || cx.id(), at, plan)?;
        if let Some(late) = heard.tell {
            tell(tx, cx, &books.payment, late)?;
            watch(tx, cx, payment, 0)?;
        }
        tell_charged(tx, cx, &before, &books.payment)?;
        if heard.close {
            jobs::enqueue(tx, cx, jobs::New { subject: payment.address(), ..jobs::New::of(CLOSE, &()) })?;
        }
        Ok(heard.goes_on)
    })
}

/// What the news of the current attempt mean where the payment stands. Captures are not among them: they are
/// taken in one by one.
fn event(news: &News, state: PaymentState) -> Option<PaymentEvent> {
    use PaymentState::{Action, Created, Declined, Expired, Voided};
    let given_up = matches!(state, Expired | Voided);
    match news {
        News::Missing => given_up.then_some(PaymentEvent::Close),
        News::Refused => (state == Created).then_some(PaymentEvent::Decline),
        News::Seen(seen) => match seen.status {
            SeenStatus::Open => (state == Created).then_some(PaymentEvent::Open),
            SeenStatus::Declined => matches!(state, Created | Action).then_some(PaymentEvent::Decline),
            SeenStatus::Voided => {
                (given_up || matches!(state, Created | Action | Declined)).then_some(PaymentEvent::Close)
            }
            // Our own clock says when it is over, and the job it leaves closes it for good.
            SeenStatus::Expired | SeenStatus::Captured => None,
        },
    }
}
