//! The arch, the bridge, the timeline, tasks: who acts next, by when.

use maud::{Markup, Render, html};

use crate::parts::{Act, Arch, Boat, Bridge, Button, Coin, Meter, Step, Tag, Task, Timeline, When};

pub(super) fn chapter() -> Markup {
    html! {
        div.three {
            @for (seats, paid, fresh) in [(3, 2, true), (3, 0, false), (4, 2, false), (5, 5, false), (10, 7, false), (60, 24, false)] {
                div.card { (arch(seats, paid, fresh)) }
            }
        }
        div.two {
            @for (coin, boat, label) in BRIDGES { div.card { (bridge(coin, boat, label)) } }
        }
        div.two { (timeline()) (tasks()) }
        div.stack.g2 {
            p.row.between.sm { b { "Set up your shop" } span.mut { "2 of 4 steps" } }
            (Meter { label: "Set up your shop".into(), text: "2 of 4 steps".into(), value: 2, max: 4 })
            p.sm {
                "Held for you until " b.nw { "3:40 pm" } " ("
                time.num data-left datetime="2026-11-22T15:40:00+08:00" { "14:12" } ")."
            }
        }
    }
}

fn arch(seats: u16, paid: u16, fresh: bool) -> Markup {
    let arch = Arch {
        seats,
        paid,
        fresh,
        count: format!("{paid} of {seats}").into(),
        unit: "seats paid".into(),
        label: format!("Arch of {seats} seats, {paid} paid").into(),
    };
    arch.render()
}

const BRIDGES: [(Coin, Boat, &str); 5] = [
    (Coin::WithYou, Boat::WithShop, "Bridge. You have not paid yet."),
    (
        Coin::OnTop,
        Boat::WithShop,
        "Bridge. Your money is at the top, held. The parcel is still at the shop’s side.",
    ),
    (Coin::OnTop, Boat::Underway, "Bridge. Your money is at the top, held. The parcel is on its way."),
    (Coin::WithShop, Boat::WithYou, "Bridge. The shop has the money, you have the goods."),
    (Coin::WalksBack, Boat::None, "Bridge. Your money is on its way back to you."),
];

fn bridge(coin: Coin, boat: Boat, label: &'static str) -> Markup {
    let bridge = Bridge {
        coin,
        boat,
        sign: "₱".into(),
        label: label.into(),
        captions: [
            ("You".into(), vec!["paid ₱1,005".into(), "22 Nov".into()]),
            ("On the bridge".into(), vec!["held by Rialto".into(), "until you confirm".into()]),
            ("The shop".into(), vec!["gets ₱883.20".into(), "after that".into()]),
        ],
    };
    bridge.render()
}

fn timeline() -> Markup {
    let step = |title: &'static str, time: &'static str, body: Markup, when| Step {
        title: title.into(),
        time: Some(time.into()),
        datetime: None,
        body,
        when,
    };
    let timeline = Timeline {
        label: "What happens with this order".into(),
        done: "done".into(),
        steps: vec![
            Step {
                datetime: Some("2026-11-22T15:31".into()),
                ..step(
                    "Paid",
                    "Sun 3:31 pm",
                    html! { "GCash, ₱1,005.00 · " a.link href="#main" { "receipt" } },
                    When::Done,
                )
            },
            step(
                "The shop packs and ships",
                "by Tue 24 Nov",
                html! { "Usually takes this shop 19 hours." },
                When::Now,
            ),
            step(
                "On the way",
                "Wed 25 – Fri 27",
                html! { "J&T. If nothing is scanned for 7 days, help opens here." },
                When::Ahead,
            ),
            Step { time: None, ..step("The shop is paid", "", Markup::default(), When::Ahead) },
        ],
    };
    timeline.render()
}

fn tasks() -> Markup {
    let task =
        |by: Option<Tag<'static>>, what: &'static str, detail: &'static str, button: &'static str| Task {
            by,
            what: what.into(),
            detail: Some(detail.into()),
            button: Button::plain(button, Act::to("#main")).small(),
        };
    Task::list(&[
        task(Some(Tag::wait("By 6 pm")), "Ship 5 orders", "3 have a label", "Pack"),
        task(
            Some(Tag::hot("Tue 24 Nov")),
            "Say what happened in case C-118",
            "Broken pot, the buyer sent a picture",
            "Look",
        ),
        task(
            Some(Tag::new("48 hours")),
            "3 questions about Succulent trio",
            "The oldest waits 31 hours",
            "Answer",
        ),
        task(
            None,
            "Say whether the pendant lamp is right",
            "Pays the shop. By itself on Thu 26 Nov, 6:10 pm",
            "Check",
        ),
    ])
}
