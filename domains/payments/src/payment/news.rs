//! What a gateway was seen to say, applied. The effect depends on what was fetched and on where our rows stand,
//! never on who told us to look; so any order and number of looks comes to the same (F08).

use db::{No, Tx};
use kernel::{Cx, Id, Refusal};
use process::{Plan, step};

use super::{Books, CLOSE, Payment, PaymentEvent, PaymentState, Role};
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

/// Applies the news. Answers whether the payer's turn goes on, so that it must be asked for again.
pub(crate) fn apply(
    tx: &mut Tx,
    cx: &Cx,
    payment: Id<Payment>,
    attempt: i64,
    news: &News,
) -> Result<bool, No> {
    runner::run::<Books, _>(tx, cx, payment.uid(), |tx, books, at, plan| {
        if let News::Seen(seen) = news {
            take_in(tx, cx, books, attempt, seen, at, plan)?;
        }
        if attempt == books.payment.attempt
            && let Some(event) = event(news, books.payment.life.state)
        {
            if let (PaymentEvent::Open, News::Seen(seen)) = (event, news) {
                books.payment.hosted_url = Some(seen.hosted_url.clone());
            }
            step::<Payment>(books, payment, event, &[Role::Gateway], at, plan).map_err(Refusal::from)?;
        }
        let open = matches!(news, News::Seen(Seen { status: SeenStatus::Open | SeenStatus::Expired, .. }));
        let given_up = matches!(
            books.payment.life.state,
            PaymentState::Expired | PaymentState::Voided | PaymentState::Closed
        );
        if open && given_up {
            // Opened by a call that overtook its own end: nobody may pay it.
            jobs::enqueue(tx, cx, jobs::New { subject: payment.address(), ..jobs::New::of(CLOSE, &()) })?;
        }
        Ok(matches!(books.payment.life.state, PaymentState::Created | PaymentState::Action))
    })
}

/// Books every capture that is new, and tells the waiters of the first.
fn take_in(
    tx: &mut Tx,
    cx: &Cx,
    books: &mut Books,
    attempt: i64,
    seen: &Seen,
    at: kernel::Time,
    plan: &mut Plan,
) -> Result<(), No> {
    for capture in &seen.captures {
        let late = !matches!(
            books.payment.life.state,
            PaymentState::Created | PaymentState::Action | PaymentState::Declined
        );
        let first = books.take(attempt, capture, cx.id(), at, plan)?;
        if first == Some(true) {
            if capture.amount != books.payment.amount.amount {
                let detail = "The gateway captured another amount than was asked for; an operator must look.";
                return Err(Refusal::conflict("captured_other_amount", detail).into());
            }
            super::begin::tell(tx, cx, &books.payment, late)?;
        }
    }
    Ok(())
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
