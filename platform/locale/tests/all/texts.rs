//! Texts: what they say, and what is wrong with them before anybody reads them.

use kernel::{Currency, Money};
use locale::{Library, Texts};

use crate::{NOW, all, at, readers, readers_of, texts};

#[test]
fn a_text_is_said_with_what_is_put_into_it_and_no_marks_around_that() {
    let library = Library::of(&[texts(
        "paid = { $name } paid { $amount } for { $n } on { $at }.\ncart = Cart\n    .label = Your cart\n",
        "paid = { $name } 于 { $at } 为 { $n } 件付了 { $amount }。\ncart = 购物车\n    .label = 你的购物车\n",
        "paid = Nagbayad si { $name } ng { $amount } para sa { $n } noong { $at }.\ncart = Cart\n    .label = Cart mo\n",
    )]);
    let readers = readers_of(library.unwrap(), "Asia/Manila", NOW);
    let name = "Mia <3".to_owned();
    let said = all(&readers, |reader| {
        let amount = Money::new(237_000, Currency::PHP);
        let n = 1_200_usize;
        let args =
            [("name", (&name).into()), ("amount", amount.into()), ("n", n.into()), ("at", at(NOW).into())];
        reader.say("paid", &args)
    });
    assert_eq!(
        said,
        [
            "Mia <3 paid ₱2,370.00 for 1,200 on Tue 24 Nov, 4:00 pm.",
            "Mia <3 于 11月24日 周二 16:00 为 1,200 件付了 ₱2,370.00。",
            "Nagbayad si Mia <3 ng ₱2,370.00 para sa 1,200 noong Mar 24 Nob, 4:00 pm.",
        ]
    );
    assert_eq!(all(&readers, |reader| reader.t("cart.label")), ["Your cart", "你的购物车", "Cart mo"]);
    assert_eq!(all(&readers, |reader| reader.tag().to_owned()), ["en", "zh-Hans", "fil"]);
    let has = |key| readers[0].has(key);
    assert_eq!(
        [has("cart"), has("cart.label"), has("cart.title"), has("basket")],
        [true, true, false, false]
    );
}

#[test]
fn a_list_is_joined_as_each_language_joins_it() {
    let items = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    for (names, expected) in [
        (items(&[]), ["", "", ""]),
        (items(&["A"]), ["A", "A", "A"]),
        (items(&["A", "B"]), ["A and B", "A和B", "A at B"]),
        (items(&["A", "B", "C"]), ["A, B and C", "A、B和C", "A, B, at C"]),
    ] {
        assert_eq!(all(&readers(), |reader| reader.list(&names)), expected);
    }
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "there is no text nowhere")]
fn a_missing_text_fails_a_test() {
    readers()[0].t("nowhere");
}

#[test]
fn keys_come_in_order_with_their_attributes_and_without_terms() {
    let library = Library::of(&[texts(
        "-market = Rialto\nb = In { -market }\na =\n    .label = A\n",
        "-market = Rialto\nb = 在 { -market }\na =\n    .label = 甲\n",
        "-market = Rialto\nb = Sa { -market }\na =\n    .label = A\n",
    )]);
    let library = library.unwrap();
    let own = |key: &&str| {
        !["ago-", "country-", "currency-", "in-", "span-"].iter().any(|prefix| key.starts_with(prefix))
    };
    assert_eq!(library.keys().filter(own).collect::<Vec<_>>(), ["a.label", "b"]);
    let readers = readers_of(library, "UTC", NOW);
    assert_eq!(all(&readers, |reader| reader.t("b")), ["In Rialto", "在 Rialto", "Sa Rialto"]);
}

fn faults(texts: &[Texts]) -> Vec<String> {
    Library::of(texts).err().map(|faults| faults.0).unwrap_or_default()
}

#[test]
fn what_is_wrong_with_texts_is_said_all_at_once() {
    let orders = Texts {
        domain: "orders",
        en: "paid = Paid by { $name }\nlate = The shop is late\ntwice = A\ntwice = B\nopen = Open\n    .title = Open it\n",
        zh_hans: "paid = 已付款\nlate = The shop is late\ntwice = 甲\n\nbroken }\nopen = 打开\n",
        fil: "paid = Bayad na ni { $name }\nlate = Huli na\ntwice = A\nopen = Buksan\n    .title = Buksan ito\nmore = Dagdag\n",
    };
    let market =
        Texts { domain: "market", en: "late = Late", zh_hans: "late = 晚了", fil: "late = Huli na" };
    assert_eq!(
        faults(&[orders, market]),
        [
            "orders zh-Hans: late is still in English",
            "orders en: more is missing",
            "orders zh-Hans: more is missing",
            "orders zh-Hans: open.title is missing",
            "orders zh-Hans: paid has the variables none where English has $name",
            "orders en: twice is there twice",
            "orders zh-Hans: line 5 is no Fluent: Expected a token starting with \"=\"",
            "market: late is in orders already",
        ]
    );
}

#[test]
fn each_language_has_its_own_plurals_and_says_the_number() {
    let found = faults(&[texts(
        "lines = { $n ->\n   *[other] { $n } items\n}\n",
        "lines = { $n ->\n    [one] 一件\n   *[other] { $n } 件\n}\n",
        "lines = { $n ->\n    [one] isang piraso\n   *[other] { $n } na piraso\n}\n",
    )]);
    assert_eq!(
        found,
        [
            "test en: lines lacks the plural category one",
            "test zh-Hans: lines has the plural category one, which this language never uses",
            "test zh-Hans: lines does not say $n in every plural",
            "test fil: lines does not say $n in every plural",
        ]
    );
}

#[test]
fn what_a_text_leans_on_is_there() {
    let found = faults(&[texts(
        "a = { b } { -market } { NUMBER($n) }",
        "a = 甲 { b } { -market } { NUMBER($n) }",
        "a = { a } { $n }",
    )]);
    assert_eq!(
        found,
        [
            "test en: a calls NUMBER, which is no function of ours",
            "test en: a contains -market, which is nowhere",
            "test en: a contains b, which is nowhere",
            "test zh-Hans: a calls NUMBER, which is no function of ours",
            "test zh-Hans: a contains -market, which is nowhere",
            "test zh-Hans: a contains b, which is nowhere",
        ]
    );
}

#[test]
fn the_house_does_not_shout_and_writes_no_em_dash() {
    let found =
        faults(&[texts("a = Paid!\nb = So — late", "a = 付了！\nb = 晚了", "a = Bayad na\nb = Huli na")]);
    assert_eq!(
        found,
        [
            "test en: a has an exclamation mark",
            "test en: b has an em dash",
            "test zh-Hans: a has an exclamation mark",
        ]
    );
}

#[test]
fn other_choices_than_by_number_are_free() {
    let text = "who = { $whom ->\n    [shop] the shop\n   *[buyer] the buyer\n}\n";
    let chinese = "who = { $whom ->\n    [shop] 店家\n   *[buyer] 买家\n}\n";
    assert_eq!(faults(&[texts(text, chinese, text)]), Vec::<String>::new());
    let exact = "n = { $n ->\n    [0] none\n    [one] { $n } item\n   *[other] { $n } items\n}\n";
    let chinese = "n = { $n ->\n    [0] 没有\n   *[other] { $n } 件\n}\n";
    assert_eq!(faults(&[texts(exact, chinese, exact)]), Vec::<String>::new());
}
