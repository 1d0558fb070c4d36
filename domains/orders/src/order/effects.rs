//! What the moves bring about: pure, they only say it.

use ledger::{code, kind};
use process::{Plan, StockMove};

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
        plan.post(order.escrow(), purse, order.money(split.amount), code);
    }
}

pub(super) fn release_share(_: &Purchase, order: &Order, plan: &mut Plan) {
    for split in order.splits.iter().filter(|split| split.payee == Payee::Shop) {
        let (pending, available) = (order.shops(kind::PENDING), order.shops(kind::AVAILABLE));
        plan.post(pending, available, order.money(split.amount), code::RELEASE);
    }
}

/// Money that was on the bridge walks back.
pub(super) fn give_back(purchase: &Purchase, order: &Order, plan: &mut Plan) {
    if order.method == Method::Gateway {
        plan.post(order.escrow(), order.clearing(), order.total(), code::RETURN);
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
