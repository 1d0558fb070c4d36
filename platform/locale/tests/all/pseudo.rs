//! The pseudo reader and the pages it looks at.

use std::sync::Arc;

use kernel::{Currency, Money, Span};
use locale::{Language, Library, Reader, Zone, untranslated};

use crate::{NOW, at, texts};

fn pseudo() -> Reader {
    let library = Library::of(&[texts(
        "pay = Pay { $amount } now\n    .title = Pay\nlines = { $n ->\n    [one] an item\n   *[other] { $n } items\n}\n",
        "pay = 现在付 { $amount }\n    .title = 付款\nlines = { $n } 件\n",
        "pay = Bayaran ang { $amount } ngayon\n    .title = Bayaran\nlines = { $n ->\n    [one] { $n } piraso\n   *[other] { $n } na piraso\n}\n",
    )]);
    Reader::pseudo(Arc::new(library.unwrap()), Zone::manila(), at(NOW))
}

#[test]
fn a_pseudo_text_is_marked_accented_and_a_third_longer_and_leaves_what_is_put_in_alone() {
    let reader = pseudo();
    assert_eq!(reader.say("pay", &[("amount", (&"Mia".to_owned()).into())]), "⟦Páy Mia nöw ···⟧");
    assert_eq!(reader.t("pay.title"), "⟦Páy ⟧");
    assert_eq!(reader.say("lines", &[("n", 1_234_i64.into())]), "⟦1,234 ïtéms ···⟧");
    assert_eq!((reader.tag(), reader.language()), ("en-XA", Language::English));
}

#[test]
fn dates_lengths_and_lists_are_marked_and_numbers_are_not() {
    let reader = pseudo();
    assert_eq!(reader.day(at(NOW)), "⟦Tue 24 Nov⟧");
    assert_eq!(reader.list(&["Mia".into(), "Lin".into()]), "⟦Mia and Lin⟧");
    assert_eq!(reader.number(1_234), "1,234");
    assert_eq!(reader.money(Money::new(237_000, Currency::PHP)), "₱2,370.00");
}

#[test]
fn a_page_that_asks_its_reader_for_every_word_passes_and_one_that_does_not_is_caught() {
    let reader = pseudo();
    let money = Money::new(1_200, "CHF".parse().unwrap());
    let page = |button: &str| {
        format!(
            "<!doctype html><html lang=\"{}\"><head><title>{}</title></head><body><p>{} {} {}</p>\
             <p data-user>Mia's cups</p><p>{} {} {} {} {} {} {} {}</p>\
             <button aria-label=\"{}\">{button}</button></body></html>",
            reader.tag(),
            reader.t("pay.title"),
            reader.money(money),
            reader.percent(1_250),
            reader.decimal(48),
            reader.moment(at(NOW)),
            reader.day(at(NOW)),
            reader.date(at(NOW)),
            reader.clock(at(NOW)),
            reader.days(at(NOW), at("2027-01-01T00:00:00Z")),
            reader.ago(at("2026-11-20T00:00:00Z")),
            reader.span(Span::hours(51)),
            reader.list(&["Mia".into(), "Lin".into(), "Jun".into()]),
            reader.say("lines", &[("n", 3_i32.into())]),
        )
    };
    let asked = reader.say("pay", &[("amount", money.into())]);
    assert_eq!(untranslated(&page(&asked)), Vec::<String>::new());
    assert_eq!(untranslated(&page("Pay now")), ["Pay now"]);
}
