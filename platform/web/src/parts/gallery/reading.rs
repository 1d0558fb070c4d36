//! Words, pictures, goods, notes.

use maud::{Markup, Render, html};

use crate::parts::{
    Act, Button, Docket, Empty, Face, Facts, Good, Goods, Icon, Line, Lost, Note, Picture, Price, Ratio,
    Saying, Scene, Score, ShopFace, Shots, Size, Slip, Stars, Sum, Sums, Tag, Thumb, Tone, Who, Why, icon,
    icon_filled,
};

/// What pictures look like before they are there.
pub(super) const LEAVES: &str = "deecddeeecdcbcb9ba8a8bcca64685b86a75";
const DESK: &str = "ddddcdcccccbcbbbbaaa9bbaa86b96a85875";
const LAMP: &str = "04515626737828939a49a3aaccdabbeee5aa";

pub(super) fn picture(preview: &'static str, class: &'static str, ratio: Ratio) -> Picture<'static> {
    Picture { preview: Some(preview.into()), ratio, class, ..Picture::default() }
}

pub(super) fn thumb(preview: &'static str) -> Option<Picture<'static>> {
    Some(picture(preview, "thumb", Ratio::Square))
}

pub(super) fn chapter() -> Markup {
    html! {
        div.row.wrapx { (tags()) }
        div.row.wrapx.g3 { @for each in Icon::ALL { (icon(*each)) } (icon_filled(Icon::Heart)) (icon_filled(Icon::Star)) }
        (people())
        div.two { (prices()) (dockets()) }
        (goods())
        div.two { (lines()) (shots()) }
        (notes())
        div.two.even { @for (scene, title, button) in EMPTY { div.card { (empty(scene, title, button)) } } }
        div.card { (lost()) }
    }
}

fn tags() -> Markup {
    html! {
        (Tag::new("second hand")) (Tag::new("only one exists")) (Tag::ok("Paid").icon(Icon::CheckCircle))
        (Tag::hot("by 6 pm today")) (Tag::wait("waits for the shop"))
    }
}

fn people() -> Markup {
    let face = |name: &'static str, hue, size| Face { name: name.into(), hue, size, picture: None };
    let shop = |name: &'static str, size| ShopFace { name: name.into(), hue: 3, size, picture: None };
    let names = ["Mika", "陈默", "Jun", "Ñico", "Tess", "小美", "Beng", "Paolo"];
    html! {
        div.row.wrapx {
            @for (hue, name) in (0..).zip(names) { (face(name, hue, Size::Usual)) }
            (face("Tess", 1, Size::Tiny)) (face("Tess", 1, Size::Small)) (face("Tess", 1, Size::Large))
            (shop("Ligaya", Size::Small)) (shop("Lumang Lente", Size::Usual)) (shop("小满花房", Size::Large)) (shop("Ukay", Size::Huge))
        }
        div.two {
            div.row {
                (Who {
                    face: shop("Ligaya’s Greenhouse", Size::Large).render(),
                    name: "Ligaya’s Greenhouse".into(),
                    about: Some("Quezon City · replies in about 2 h".into()),
                    href: Some("#main".into()),
                })
                span.push { (Button::plain("Visit shop", Act::to("#main")).small()) }
            }
            (Who {
                face: face("Mika Santos", 0, Size::Usual).render(),
                name: "Mika Santos".into(),
                about: None,
                href: None,
            })
        }
        div.two {
            (Score(vec![
                ("4.8".into(), "as described".into(), "212 ratings".into()),
                ("97%".into(), "shipped on time".into(), "of 388 orders".into()),
                ("0".into(), "cases lost".into(), "in 180 days".into()),
            ]))
            p.row.sm.wrapx {
                (Stars { filled: 5, label: "4.8 from 212 buyers".into() })
                (Stars { filled: 2, label: "2 of 5".into() })
                span { "4.8 from 212 buyers" }
            }
        }
    }
}

pub(super) fn trace() -> Docket<'static> {
    Docket::new(
        "How this price is made",
        Sums(vec![
            Sum::of("List price", "₱760"),
            Sum::of("Shop sale until 30 Nov, paid by the shop", "−₱70"),
            Sum::of("Delivery, J&T, 0.9 kg", "₱85"),
            Sum::of("Fee for you", "₱0"),
            Sum::total("You pay", "₱775"),
        ])
        .render(),
    )
}

fn prices() -> Markup {
    html! {
        div.stack {
            (Price {
                all_in: Some("₱775 with delivery to Quezon City".into()),
                low: Some("Lowest in 30 days: ₱660 on 4 Nov. Today is ₱30 above it.".into()),
                trace: Some(trace()),
                ..Price::of("₱690")
            })
            (Price::of("₱21,500"))
            p.price.huge { "₱2,370.00" }
        }
    }
}

fn dockets() -> Markup {
    html! {
        div.stack {
            (trace().open())
            div.card {
                p.sm.mut { "You pay, all in" }
                p.price.big { "₱2,370" }
                (Docket::new("What we keep", facts()).icon(Icon::ShieldCheck))
            }
            (Slip {
                title: Some("Why you see this".into()),
                body: Why(vec![
                    ("40%".into(), "you follow Mika Santos".into()),
                    ("15%".into(), "you saved 6 posts about indoor plants".into()),
                ])
                .render(),
            })
        }
    }
}

fn facts() -> Markup {
    Facts(vec![
        ("Mail address".into(), html! { "until you delete your account" }),
        ("Passkey".into(), html! { "the public half only; " a href="#main" { "how that works" } }),
    ])
    .render()
}

fn good(preview: &'static str, name: &'static str, price: &'static str, shop: &'static str) -> Good<'static> {
    Good {
        href: "#main".into(),
        picture: picture(preview, "round", Ratio::Tall),
        name: name.into(),
        price: price.into(),
        shop: shop.into(),
        ..Good::default()
    }
}

fn goods() -> Markup {
    let list = vec![
        good(LAMP, "Pendant lamp, iron", "₱1,180", "Kahoy & Kulay · 4.7 (96)"),
        Good {
            tags: vec![Tag::new("second hand"), Tag::new("the last one")],
            ..good(
                DESK,
                "Pine desk, used, very good, with two drawers and an honest scratch",
                "₱3,400",
                "Bahay Ulit · new shop",
            )
        },
        Good {
            beside: Some("30-day low ₱850".into()),
            ..good(LEAVES, "Orchid, two stems", "₱850", "Ligaya’s Greenhouse · 4.8 (212)")
        },
        Good {
            lang: Some("zh-Hans".into()),
            tags: vec![Tag::wait("back on Tue 24 Nov")],
            ..good(LEAVES, "黄盆郁金香", "₱560", "小满花房 · 4.9 (58)")
        },
    ];
    Goods { id: Some("goods".into()), list }.render()
}

fn lines() -> Markup {
    let line = |preview, name: &'static str, detail: &'static str, price: &'static str| Line {
        href: None,
        picture: thumb(preview),
        name: name.into(),
        lang: None,
        detail: detail.into(),
        price: price.into(),
    };
    let lines = [
        line(LEAVES, "Succulent trio in terracotta", "Terracotta · 1", "₱690"),
        Line { href: Some("#main".into()), ..line(DESK, "Pine desk, used", "Kahoy & Kulay", "₱3,400") },
        Line { picture: None, ..line(LAMP, "No picture and no price", "", "") },
    ];
    html! { div.card { (Line::list(&lines)) } }
}

fn shots() -> Markup {
    let thumb = |at: u8| Thumb {
        src: "".into(),
        href: format!("?picture={at}").into(),
        label: format!("Picture {at} of 3").into(),
        current: at == 1,
    };
    let shots = Shots {
        id: "shots".into(),
        label: "Pictures of Succulent trio".into(),
        main: picture(LEAVES, "vt-shot", Ratio::Wide),
        count: Some("1 of 3".into()),
        thumbs: (1..=3).map(thumb).collect(),
    };
    shots.render()
}

fn notes() -> Markup {
    html! {
        div.two {
            (Note::new("In your cart is not reserved. It is held for 15 minutes when you check out."))
            (Note::done("Your address is saved."))
            (Note { tone: Tone::Warn, icon: Some(Icon::Clock), ..Note::new("until Mon 23 Nov, 9:40 am, then it is released.") }
                .title("Held for you"))
            (Note { saying: Saying::Quiet, ..Note::bad("Nothing was charged. Choose another way to pay.") }
                .title("The bank said no."))
        }
    }
}

const EMPTY: [(Scene, &str, &str); 4] = [
    (Scene::Gap, "Nothing saved yet", "Look around"),
    (Scene::Boat, "No messages yet", "Find a shop"),
    (Scene::Reflection, "Nothing like this here yet", "Tell me when there is"),
    (Scene::Calm, "No orders need you", "See all orders"),
];

fn empty(scene: Scene, title: &'static str, button: &'static str) -> Markup {
    let empty = Empty {
        scene,
        title: title.into(),
        whole_page: false,
        text: "Save things; we tell you when the price really drops, measured against 30 days.".into(),
        action: Some(Button::plain(button, Act::to("#main"))),
        example: Some("For example: “Pocket camera 1963, was ₱1,600, now ₱1,450.”".into()),
    };
    empty.render()
}

fn lost() -> Markup {
    let lost = Lost {
        drawing: "A bridge with one stone missing".into(),
        title: "The payment service did not answer".into(),
        text: "We do not know yet whether it took your ₱2,370. We ask it again every minute until we do.".into(),
        safe: Some((
            "What is safe.".into(),
            "Your three items are held for you until 4:10 pm. You cannot be charged twice: if a second payment \
             arrives, it goes back by itself."
                .into(),
        )),
        actions: vec![
            Button::go("Watch this payment", Act::to("#main")),
            Button::plain("Talk to a person", Act::to("#main")),
        ],
        details: Some(Docket::new(
            "Details for support",
            Facts(vec![
                ("Reference".into(), html! { code { "e7-20417-b" } }),
                ("What failed".into(), html! { "e-wallet, no reply in 20 s" }),
            ])
            .render(),
        )),
    };
    lost.render()
}
