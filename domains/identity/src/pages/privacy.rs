//! What is kept about somebody, in plain words, and where to turn.

use maud::{Markup, Render as _, html};
use web::parts::{Facts, Folio};
use web::{Answer, Reply, Sheet, Visitor};

/// What is kept, each with how long and why: the data map in words. The keys of its rows.
const KEPT: [&str; 8] = ["account", "passkey", "address", "session", "cart", "order", "money", "staff"];
const COOKIES: [&str; 6] = ["session", "guest", "language", "look", "zone", "consent"];

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    let rows = |visitor: &Visitor, prefix: &str, keys: &[&str]| {
        let row = |key: &&str| {
            let (what, how) = (format!("{prefix}-{key}"), format!("{prefix}-{key}-how"));
            (visitor.t(&what).into(), html! { (visitor.t(&how)) })
        };
        Facts(keys.iter().map(row).collect()).render()
    };
    let drawn = |visitor: &Visitor, ways: Vec<Markup>| {
        let main = html! {
            div .read.stack.g6 {
                header .stack.g2 { h1 { (visitor.t("privacy-title")) } p { (visitor.t("privacy-why")) } }
                section .docket { h2 { (visitor.t("privacy-kept")) } (rows(visitor, "privacy-kept", &KEPT)) }
                section .docket { h2 { (visitor.t("privacy-cookies")) } (rows(visitor, "privacy-cookie", &COOKIES)) }
                section .stack.g2 {
                    (Folio::new(visitor.t("privacy-not")))
                    ul .list { @for key in ["privacy-not-sold", "privacy-not-followed", "privacy-not-profiled"] { li { (visitor.t(key)) } } }
                }
                @for way in &ways { (way) }
                @if visitor.account().is_some() {
                    p { a .link href="/settings/security" { (visitor.t("privacy-sessions")) } }
                    p { a .link href=(super::leaving::PATH) { (visitor.t("leave-title")) } }
                }
            }
        };
        Sheet::new(visitor.t("privacy-title"), main).back("/me")
    };
    visitor.show(visitor.asked(), |rx, cx, asked| asked.fill(rx, cx, "privacy.ways"), drawn).await
}

pub(super) async fn help(visitor: Visitor) -> Answer<Reply> {
    let questions = ["pay", "where", "late", "cancel", "wrong", "account"];
    let main = html! {
        div .read.stack.g5 {
            h1 { (visitor.t("help-title")) }
            @for question in questions {
                section .stack.g1 {
                    h2 { (visitor.t(&format!("help-{question}"))) }
                    p { (visitor.t(&format!("help-{question}-how"))) }
                }
            }
            p { a .link href="/orders" { (visitor.t("me-orders")) } }
        }
    };
    visitor.plain(Sheet::new(visitor.t("help-title"), main).back("/")).await
}
