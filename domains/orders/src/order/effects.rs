//! What the moves bring about: pure, they only say it.

use ledger::{code, kind};
use process::{Plan, Purse, StockMove};

use super::{Method, Order, Payee, Purchase};

/// The job that sends an order's money back through its payment.
pub const REFUND: &str = "orders.refund";

pub(super) fn collect(_: &Purchase, order: &Order, plan: &mut Plan) {
    plan.post(order.clearing(), order.escrow(), order.total(), code::COLLECT);
}

/// Cash at the door goes into the shop's drawer and, in the books, over the same bridge as any money.
pub(super) fn take_cash(_: &Purchase, order: &Order, plan: &mut Plan) {
    if order.method == Method::Cash {
        plan.post(order.shops(kind::CASH), order.escrow(), order.total(), code::CASH);
    }
}

pub(super) fn share(_: &Purchase, order: &Order, plan: &mut Plan) {
    for split in &order.splits {
        let (purse, code) = order.purse(split.payee);
        plan.post(order.escrow(), purse, order.money(order.keeps(*split)), code);
    }
}

/// The buyer's bank was there before the order was complete: the money is still on the bridge.
pub(super) fn bear_on_the_way(_: &Purchase, order: &Order, plan: &mut Plan) {
    if let Some(to) = order.payment.map(payments::charged_purse) {
        plan.post(order.escrow(), to, order.money(order.charging), code::CLAWBACK);
    }
}

/// The shop's share waits out its hold, and the market has its commission: each gives back its part.
pub(super) fn bear_from_share(_: &Purchase, order: &Order, plan: &mut Plan) {
    each_gives_back(order, order.shops(kind::PENDING), plan);
}

/// The shop may have been paid out: it owes its part, which its next payout settles first.
pub(super) fn owe_from_share(_: &Purchase, order: &Order, plan: &mut Plan) {
    each_gives_back(order, order.shops(kind::RECEIVABLE), plan);
}

fn each_gives_back(order: &Order, shops: Purse, plan: &mut Plan) {
    let Some(to) = order.payment.map(payments::charged_purse) else { return };
    let all = order.charged + order.charging;
    for split in &order.splits {
        let more = order.taken_of(*split, all) - order.taken_of(*split, order.charged);
        let from = if split.payee == Payee::Shop { shops } else { order.purse(split.payee).0 };
        plan.post(from, to, order.money(more), code::CLAWBACK);
    }
}

pub(super) fn release_share(_: &Purchase, order: &Order, plan: &mut Plan) {
    for split in order.splits.iter().filter(|split| split.payee == Payee::Shop) {
        let (pending, available) = (order.shops(kind::PENDING), order.shops(kind::AVAILABLE));
        plan.post(pending, available, order.money(order.keeps(*split)), code::RELEASE);
    }
}

/// Money that was on the bridge walks back, less what the buyer's bank has taken already.
pub(super) fn give_back(purchase: &Purchase, order: &Order, plan: &mut Plan) {
    if order.method == Method::Gateway && order.left() > 0 {
        plan.post(order.escrow(), order.clearing(), order.money(order.left()), code::RETURN);
        send_back(purchase, order, plan);
    }
}

/// Money that came too late never got onto the bridge; it goes back from the clearing.
pub(super) fn send_back(_: &Purchase, order: &Order, plan: &mut Plan) {
    plan.ask(REFUND, order.address());
}

pub(super) fn not_wanted(_: &Purchase, order: &Order, plan: &mut Plan) {
    plan.ask(payments::UNWANTED, order.address());
}

pub(super) fn sell_stock(_: &Purchase, order: &Order, plan: &mut Plan) {
    end_holds(order, plan, |hold| StockMove::Consume { hold });
}

pub(super) fn release_stock(_: &Purchase, order: &Order, plan: &mut Plan) {
    end_holds(order, plan, |hold| StockMove::Release { hold });
}

pub(super) fn expire_stock(_: &Purchase, order: &Order, plan: &mut Plan) {
    end_holds(order, plan, |hold| StockMove::Expire { hold });
}

fn end_holds(order: &Order, plan: &mut Plan, how: fn(kernel::Uid) -> StockMove) {
    for line in &order.lines {
        plan.stock(how(line.hold.uid()));
    }
}
