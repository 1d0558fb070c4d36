//! The first steps after signing up: four, each skippable, all found again from Me.

use kernel::Cx;
use maud::html;
use web::parts::{Act, Button};
use web::{Answer, Reply, Sheet, Visitor};

use crate::account::profile::{self, Profile};

/// A step: its key, and where it is done.
const STEPS: [(&str, &str); 4] = [
    ("language", "/settings/language?next=%2Fwelcome"),
    ("codes", "/settings/security#codes"),
    ("look", "/"),
    ("sell", "/sell"),
];

/// What has been done already; looking around and selling are never over.
fn done(key: &str, visitor: &Visitor, profile: &Profile) -> bool {
    match key {
        "language" => visitor.has_chosen_language(),
        "codes" => profile.recovery_codes_left() > 0,
        _ => false,
    }
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    let look = |rx: &mut db::Rx, cx: &Cx, (): &()| profile::me(rx, cx, &());
    let drawn = |visitor: &Visitor, profile: Profile| {
        let reader = visitor.reader();
        let main = html! {
            div .read.stack.g5 {
                header .stack.g2 {
                    h1 { (reader.say("welcome-hello", &[("name", profile.name().into())])) }
                    p .mut { (visitor.t("welcome-why")) }
                }
                ol .stack.g4 {
                    @for (key, path) in STEPS {
                        li .card.stack.g2 {
                            div .row.between.wrapx {
                                h2 { (visitor.t(&format!("welcome-{key}"))) }
                                @if done(key, visitor, &profile) { span .tag.ok { (visitor.t("welcome-done")) } }
                            }
                            p { (visitor.t(&format!("welcome-{key}-why"))) }
                            (Button::plain(visitor.t(&format!("welcome-{key}-go")), Act::to(path)))
                        }
                    }
                }
                (Button::go(visitor.t("welcome-skip"), Act::to("/")))
            }
        };
        Sheet::new(visitor.t("welcome-title"), main).back("/me")
    };
    visitor.show((), look, drawn).await
}
