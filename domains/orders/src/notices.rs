//! What people are told of an order.

use domain::{Class, Notice, Whom};

const fn tell(event: &'static str, whom: Whom, class: Class, key: &'static str) -> Notice {
    Notice { process: "order", event, whom, class, key }
}

pub(crate) const NOTICES: &[Notice] = &[
    tell("pay", Whom::Buyer, Class::Transaction, "notice-order-paid"),
    tell("pay", Whom::Shop, Class::Transaction, "notice-order-to-ship"),
    tell("time_up", Whom::Buyer, Class::Transaction, "notice-order-expired"),
    tell("cancel", Whom::Buyer, Class::Transaction, "notice-order-cancelled"),
    tell("cancel", Whom::Shop, Class::Transaction, "notice-order-cancelled"),
    tell("ship", Whom::Buyer, Class::Transaction, "notice-order-shipped"),
    tell("late", Whom::Buyer, Class::Transaction, "notice-order-late"),
    tell("late", Whom::Shop, Class::Transaction, "notice-order-late-shop"),
    tell("give_up", Whom::Buyer, Class::Transaction, "notice-order-given-up"),
    tell("give_up", Whom::Shop, Class::Transaction, "notice-order-given-up"),
    tell("deliver", Whom::Buyer, Class::Transaction, "notice-order-delivered"),
    tell("refuse", Whom::Shop, Class::Transaction, "notice-order-refused"),
    tell("confirm", Whom::Shop, Class::Update, "notice-order-confirmed"),
    tell("complete", Whom::Buyer, Class::Update, "notice-order-complete"),
    tell("not_received", Whom::Shop, Class::Transaction, "notice-order-not-received"),
    tell("charge_back", Whom::Buyer, Class::Transaction, "notice-order-charged-back-buyer"),
    tell("charge_back", Whom::Shop, Class::Transaction, "notice-order-charged-back"),
    tell("release", Whom::Shop, Class::Transaction, "notice-order-released"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::Event;
    use process::Words as _;

    #[test]
    fn every_notice_is_of_an_event_that_can_happen_and_has_its_words_in_each_language() {
        let files = [
            include_str!("../locales/en.ftl"),
            include_str!("../locales/zh-Hans.ftl"),
            include_str!("../locales/fil.ftl"),
        ];
        for notice in NOTICES {
            assert!(Event::parse(notice.event).is_ok(), "{}", notice.event);
            for file in files {
                assert!(
                    file.lines().any(|line| line.starts_with(&format!("{} = ", notice.key))),
                    "{}",
                    notice.key
                );
            }
        }
    }
}
