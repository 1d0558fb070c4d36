//! Where the money is: the bridge, and under it what the ledger says of it.

use kernel::Money;
use ledger::code;
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::parts::{Boat, Bridge, Coin, Docket, Note, Sum, Sums};

use super::seen::Seen;
use crate::act::Side;
use crate::order::{Payee, State};

/// The bridge as the order's true state has it.
pub(super) fn bridge(reader: &Reader, market: &str, seen: &Seen) -> Markup {
    let order = &seen.order;
    let coin = match seen.state() {
        _ if seen.gives_back() || seen.is_taken() => Coin::WalksBack,
        State::Completed | State::Settled => Coin::WithShop,
        _ if seen.on_the_bridge().amount > 0 => Coin::OnTop,
        _ => Coin::WithYou,
    };
    let boat = match seen.state() {
        State::Shipped => Boat::Underway,
        State::Delivered | State::Completed | State::Settled => Boat::WithYou,
        State::Cancelled if !seen.parcels.is_empty() => Boat::Underway,
        _ => Boat::WithShop,
    };
    let coin_word = match coin {
        Coin::WithYou => "you",
        Coin::OnTop => "top",
        Coin::WithShop => "shop",
        Coin::WalksBack => "back",
    };
    let boat_word = match boat {
        Boat::WithShop | Boat::None => "shop",
        Boat::Underway => "way",
        Boat::WithYou => "you",
    };
    let label = format!(
        "{} {}",
        reader.t(&format!("bridge-coin-{coin_word}")),
        reader.t(&format!("bridge-boat-{boat_word}"))
    );
    let theirs = order.splits.iter().filter(|split| split.payee != Payee::Market);
    let share = order.money(theirs.map(|split| order.keeps(*split)).sum());
    let total = order.total();
    let back = if seen.is_taken() { total } else { order.money(order.left()) };
    let cash = if seen.is_cash() { "-cash" } else { "" };
    let line =
        |key: &str, money: Money| reader.say(key, &[("amount", money.into()), ("market", market.into())]);
    let you = match coin {
        Coin::WithYou if seen.is_cash() => line("bridge-you-at-the-door", total),
        Coin::WithYou => line("bridge-you-pay", total),
        Coin::WalksBack if seen.back_since().is_some() || seen.is_taken() => line("bridge-you-have", back),
        Coin::WalksBack => line("bridge-you-get", back),
        Coin::OnTop | Coin::WithShop => line("bridge-you-paid", total),
    };
    let top = match coin {
        Coin::OnTop => vec![line("bridge-top-held", seen.on_the_bridge()), reader.t("bridge-top-until")],
        Coin::WithYou if seen.is_cash() => vec![reader.t("bridge-top-cash")],
        _ => vec![reader.t("bridge-top-empty")],
    };
    let shop = match seen.state() {
        _ if coin == Coin::WalksBack => vec![reader.t("bridge-shop-nothing")],
        State::Expired | State::Cancelled | State::Refused => vec![reader.t("bridge-shop-nothing")],
        State::Settled => vec![line("bridge-shop-has", share)],
        State::Completed if !seen.is_cash() => {
            let day = order.released_at().map(|at| reader.day(at)).unwrap_or_default();
            vec![
                line("bridge-shop-gets", share),
                reader.say("bridge-shop-on", &[("day", day.as_str().into())]),
            ]
        }
        _ => vec![line("bridge-shop-gets", share), reader.t(&format!("bridge-shop-after{cash}"))],
    };
    let (mine, theirs) = match seen.side {
        Side::Buyer => ("bridge-you", "bridge-shop"),
        Side::Shop => ("bridge-buyer", "bridge-your-shop"),
        Side::Staff => ("bridge-buyer", "bridge-shop"),
    };
    let texts = |lines: Vec<String>| lines.into_iter().map(Into::into).collect();
    Bridge {
        coin,
        boat,
        sign: sign(reader, total).into(),
        label: label.into(),
        captions: [
            (reader.t(mine).into(), vec![you.into()]),
            (reader.t("bridge-top").into(), texts(top)),
            (reader.t(theirs).into(), texts(shop)),
        ],
    }
    .render()
}

/// What a buyer's bank took back of the order, for who pays it and for who got it; nothing where none did.
pub(super) fn charged_back(reader: &Reader, seen: &Seen) -> Markup {
    let order = &seen.order;
    if order.charged == 0 {
        return Markup::default();
    }
    let shops = order.splits.iter().filter(|split| split.payee == Payee::Shop);
    let share = shops.map(|split| order.taken_of(*split, order.charged)).sum();
    let key = if seen.side == Side::Buyer { "order-charged-buyer" } else { "order-charged-shop" };
    let amount = order.money(order.charged);
    Note::new(&reader.say(key, &[("amount", amount.into()), ("share", order.money(share).into())])).render()
}

/// The currency's sign: what stands in a price besides its digits.
fn sign(reader: &Reader, money: Money) -> String {
    let written = reader.money(Money::new(0, money.currency));
    let sign: String =
        written.chars().filter(|letter| !letter.is_ascii_digit() && !",. \u{a0}".contains(*letter)).collect();
    sign.chars().last().map_or_else(String::new, |letter| letter.to_string())
}

/// How the price came about, and who gets how much of it: two sums of the same amount, and where it is now.
pub(super) fn dockets(reader: &Reader, seen: &Seen) -> Markup {
    html! { (split(reader, seen)) (whereabouts(reader, seen)) }
}

fn split(reader: &Reader, seen: &Seen) -> Docket<'static> {
    let order = &seen.order;
    let mut sums: Vec<Sum<'_>> = steps(&order.papers.trace)
        .into_iter()
        .map(|(key, amount)| Sum::of(reader.t(&key), reader.money(order.money(amount))))
        .collect();
    let total = if seen.is_cash() { "money-order-total" } else { "money-you-pay" };
    sums.push(Sum::total(reader.t(total), reader.money(order.total())));
    for split in &order.splits {
        let key = match split.payee {
            Payee::Market => "money-to-market",
            Payee::Shop | Payee::ShopDrawer => "money-to-shop",
        };
        sums.push(Sum::of(reader.t(key), reader.money(order.money(split.amount))));
    }
    if order.charged > 0 {
        sums.push(Sum::of(reader.t("money-moved-clawback"), reader.money(order.money(-order.charged))));
    }
    if order.tax > 0 {
        sums.push(Sum::of(reader.t("money-tax"), reader.money(order.money(order.tax))));
    }
    let title = reader.say("money-how", &[("total", order.total().into())]);
    Docket::new(title, Sums(sums).render())
}

/// What the ledger says: every movement over this order's bridge, and what lies on it now.
fn whereabouts(reader: &Reader, seen: &Seen) -> Docket<'static> {
    let order = &seen.order;
    let mut sums: Vec<Sum<'_>> = Vec::new();
    for movement in &seen.moved {
        let amount = if movement.out { -movement.amount } else { movement.amount };
        let what = format!("{} · {}", reader.t(moved_key(&movement.code)), reader.moment(movement.at));
        sums.push(Sum::of(what, reader.money(order.money(amount))));
    }
    sums.push(Sum::total(reader.t("money-on-the-bridge"), reader.money(seen.on_the_bridge())));
    Docket::new(reader.t("money-where"), Sums(sums).render())
}

fn moved_key(moved: &str) -> &'static str {
    match moved {
        code::COLLECT => "money-moved-collect",
        code::CASH => "money-moved-cash",
        code::RETURN => "money-moved-return",
        code::CLAWBACK => "money-moved-clawback",
        code::COMMISSION => "money-moved-commission",
        code::SHARE | code::KEPT => "money-moved-share",
        _ => "money-moved-other",
    }
}

/// The steps of the price, as the order's paper has them: the locale key of each code, and what its steps come to.
fn steps(trace: &str) -> Vec<(String, i64)> {
    let steps: Vec<pricing::Step> = serde_json::from_str(trace).unwrap_or_default();
    let mut sums: Vec<(String, i64)> = Vec::new();
    for step in steps {
        let key = format!("price-step-{}", step.code);
        match sums.iter_mut().find(|(known, _)| *known == key) {
            Some((_, amount)) => *amount += step.amount,
            None => sums.push((key, step.amount)),
        }
    }
    sums
}
