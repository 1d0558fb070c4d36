//! What notices are about, in the few kinds that people choose by.

use domain::{Class, Notice, Whom};

/// A topic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Topic {
    /// Stored, in addresses, and the end of its locale keys: `topic-orders`.
    pub word: &'static str,
    /// Whether somebody may turn it off. Money with a deadline and safety cannot be; how often somebody is told of their
    /// searches is theirs to say where the searches are kept.
    pub may_be_off: bool,
}

const fn topic(word: &'static str, may_be_off: bool) -> Topic {
    Topic { word, may_be_off }
}

/// All of them, in the order they are offered.
pub const TOPICS: &[Topic] = &[
    topic("orders", true),
    topic("sales", true),
    topic("money", true),
    topic("people", true),
    topic("searches", false),
    topic("shop", true),
    topic("market", true),
    topic("safety", false),
];

/// The topic of a line of a domain's table.
pub fn topic_of(notice: &Notice) -> &'static str {
    match (notice.class, notice.whom, notice.process) {
        (Class::Safety, ..) => "safety",
        (_, Whom::Staff, _) => "market",
        (_, Whom::Shop, "order") => "sales",
        (_, _, "payout" | "payout_destination") => "money",
        (_, _, "order" | "payment" | "refund") => "orders",
        (_, _, "saved_search") => "searches",
        (_, _, "follow" | "comment" | "reaction" | "post") => "people",
        (_, Whom::Shop, _) => "shop",
        (_, Whom::Buyer | Whom::Owner | Whom::Answered, _) => "orders",
    }
}

/// The topic of this word.
pub fn named(word: &str) -> Option<&'static Topic> {
    TOPICS.iter().find(|topic| topic.word == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_topic_and_safety_cannot_be_turned_off() {
        let line = |process, whom, class| topic_of(&Notice { process, event: "pay", whom, class, key: "a" });
        assert_eq!(line("order", Whom::Buyer, Class::Transaction), "orders");
        assert_eq!(line("order", Whom::Shop, Class::Transaction), "sales");
        assert_eq!(line("payout", Whom::Shop, Class::Transaction), "money");
        assert_eq!(line("payout_destination", Whom::Shop, Class::Safety), "safety");
        assert_eq!(line("payment", Whom::Staff, Class::Transaction), "market");
        for (process, whom) in
            [("follow", Whom::Owner), ("comment", Whom::Answered), ("reaction", Whom::Shop)]
        {
            assert_eq!(line(process, whom, Class::Update), "people");
        }
        assert_eq!(line("saved_search", Whom::Owner, Class::Update), "searches");
        assert!(!named("safety").unwrap().may_be_off);
    }
}
