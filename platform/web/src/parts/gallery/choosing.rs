//! Buttons, chips, fields, tiles, quantities, uploads.

use maud::{Markup, Render, html};

use super::reading::{LEAVES, picture};
use crate::parts::{
    Act, Amount, Button, Chip, ChipSet, Choice, Errors, Field, Icon, IconButton, Kind, Link, Mark,
    OptionTile, Options, Quantity, Ratio, Tick, Upload,
};

pub(super) fn chapter() -> Markup {
    html! {
        (buttons())
        (marks())
        (chips())
        div.two { (fields()) (wrong()) }
        div.two { (options()) (amounts()) }
        div.two { (upload()) (refused()) }
    }
}

fn to() -> Act<'static> {
    Act::to("#main")
}

fn buttons() -> Markup {
    html! {
        div.row.wrapx {
            (Button::go("Pay ₱2,370.00", to()))
            (Button::plain("Add to cart", to()))
            (Button::bare("Not now", to()))
            (Button::stop("Cancel this order", to()).icon(Icon::XCircle))
            (Button::text("I need more time", Act::Send))
        }
        div.row.wrapx {
            (Button::plain("Print 3 labels", to()).small().icon(Icon::Printer))
            (Button::plain("Take the last seat", Act::Send).off())
            button.btn.go aria-busy="true" { "Claiming seat" }
            (IconButton { count: Some("3".into()), ..IconButton::new(Icon::Bell, "News, 3", to()) })
            (IconButton::new(Icon::DotsThree, "More about this order", to()))
        }
        div.narrow { (Button::go("Pay ₱2,370.00", Act::Send).full().icon(Icon::LockSimple).busy("Asking the bank")) }
    }
}

fn marks() -> Markup {
    let mark = |on, label: &'static str| Mark {
        action: "#main".into(),
        carries: Markup::default(),
        on,
        icon: Some(Icon::BookmarkSimple),
        text: None,
        label: label.into(),
        count: None,
        sorry: "Not saved. Try again.".into(),
    };
    let counted = |on, label: &'static str| Mark {
        icon: Some(Icon::Heart),
        count: Some((128, "128".into())),
        ..mark(on, label)
    };
    html! {
        div.row.wrapx {
            (mark(false, "Save Pine desk"))
            (mark(true, "Save Aloe"))
            (counted(false, "Like, 128"))
            (counted(true, "Like this too, 128"))
            (Mark { icon: None, text: Some("Follow".into()), ..mark(false, "Follow Ligaya’s Greenhouse") })
            span.said { "Not saved. Try again." }
        }
    }
}

fn chips() -> Markup {
    let colours = ChipSet {
        legend: "Pot colour".into(),
        note: Some("14 in stock now".into()),
        chips: vec![
            Chip::radio("Terracotta", "colour", "1", true),
            Chip::radio("Chalk white", "colour", "2", false),
            Chip::radio("Moss, sold out", "colour", "3", false).off(),
        ],
    };
    let wishes = ChipSet {
        legend: "What do you like".into(),
        note: None,
        chips: vec![
            Chip::tick("Plants", "likes", "plants", true),
            Chip::tick("Cameras", "likes", "cameras", false),
        ],
    };
    let filters = ["All", "Second hand", "Near Quezon City", "Under ₱1,000", "Ships today"];
    html! {
        div.rail role="group" aria-label="Filters" {
            @for filter in filters { (Chip::link(filter, "#main", filter == "All").swap("goods")) }
        }
        div.two { (colours) (wishes) }
    }
}

fn fields() -> Markup {
    let ways = vec![
        Choice { value: "gcash".into(), text: "GCash".into() },
        Choice { value: "maya".into(), text: "Maya".into() },
    ];
    html! {
        div.stack {
            (Field { value: "Mika Santos".into(), autocomplete: Some("name"), required: true, ..Field::new("name", "Name") })
            (Field {
                kind: Kind::Phone,
                hint: Some("The courier calls this number.".into()),
                autocomplete: Some("tel"),
                example: Some("0917 555 0142".into()),
                ..Field::new("phone", "Mobile number")
            })
            (Field { kind: Kind::Decimal, prefix: Some("₱".into()), value: "690.00".into(), ..Field::new("price", "Price") })
            (Field { kind: Kind::Whole { min: 0, max: 9_999 }, value: "14".into(), ..Field::new("stock", "In stock") })
            (Field { kind: Kind::Date, ..Field::new("day", "Ships on") })
            (Field { kind: Kind::Password, autocomplete: Some("current-password"), ..Field::new("password", "Password") })
            (Field { kind: Kind::Select(ways), value: "maya".into(), ..Field::new("wallet", "Wallet") })
            (Field {
                kind: Kind::Lines,
                value: "The pot is sealed inside.".into(),
                ..Field::new("words", "What should a buyer know (you may leave this empty)")
            })
        }
    }
}

fn wrong() -> Markup {
    html! {
        div.stack {
            (Errors {
                title: "Two things need another look.".into(),
                list: vec![
                    ("email".into(), "The mail address has no @.".into()),
                    ("postcode".into(), "A Philippine postcode has four digits.".into()),
                ],
            })
            (Field {
                kind: Kind::Email,
                value: "mika.example.com".into(),
                error: Some("The mail address has no @.".into()),
                hint: Some("Only for this order. No promotion.".into()),
                ..Field::new("email", "Mail address")
            })
            (Field {
                value: "110".into(),
                error: Some("A Philippine postcode has four digits.".into()),
                ..Field::new("postcode", "Postcode")
            })
            (Tick {
                name: "gift".into(),
                value: "1".into(),
                label: "This is a gift".into(),
                hint: Some("No prices in the parcel.".into()),
                ..Tick::default()
            })
            (Tick { name: "same".into(), value: "1".into(), label: "Keep this address".into(), ticked: true, ..Tick::default() })
            (Tick {
                name: "adult".into(),
                value: "1".into(),
                label: "I am 18 or older".into(),
                error: Some("The shop may only sell this to adults.".into()),
                ..Tick::default()
            })
        }
    }
}

fn options() -> Markup {
    let tile =
        |value: &'static str, title: &'static str, detail: &'static str, amount: &'static str| OptionTile {
            value: value.into(),
            title: title.into(),
            detail: detail.into(),
            amount: Some(amount.into()),
            ..OptionTile::default()
        };
    let options = Options {
        name: "delivery".into(),
        legend: "Delivery".into(),
        link: Some(Link::new("#main", "Change address")),
        tiles: vec![
            OptionTile {
                chosen: true,
                ..tile("std", "J&T, two parcels", "Arrives Wed 25 – Fri 27 Nov", "₱180")
            },
            tile("one", "One parcel", "Arrives Fri 27 – Mon 30 Nov · less packing", "₱120"),
            OptionTile { off: true, ..tile("lala", "Lalamove", "Not for glass over 5 kg", "₱240") },
        ],
        error: None,
    };
    options.render()
}

fn amounts() -> Markup {
    let quantity = |label: &'static str, value| Quantity {
        name: "quantity".into(),
        label: label.into(),
        less: "One less".into(),
        more: "One more".into(),
        value,
        min: 1,
        max: 3,
        limit: Some("Only 3 are left".into()),
    };
    html! {
        div.stack {
            form.row.wrapx { (quantity("Quantity of Aloe", 2)) }
            form.row.wrapx { (quantity("Quantity of Orchid", 3)) }
            form.row.wrapx {
                (Amount {
                    name: "quantity".into(),
                    label: "Quantity".into(),
                    less: "One less".into(),
                    more: "One more".into(),
                    value: 1,
                    max: 14,
                })
            }
        }
    }
}

fn upload() -> Markup {
    let upload = Upload {
        name: "pictures".into(),
        label: "Add pictures".into(),
        hint: "JPEG, PNG or WebP, up to 12 MB each. Drop them here, or choose.".into(),
        accept: "image/jpeg,image/png,image/webp".into(),
        several: true,
        largest: 12_000_000,
        too_large: "This picture is larger than 12 MB.".into(),
        pictures: vec![picture(LEAVES, "", Ratio::Square), picture(LEAVES, "", Ratio::Square)],
        ..Upload::default()
    };
    upload.render()
}

fn refused() -> Markup {
    let upload = Upload {
        name: "photo".into(),
        label: "Take a picture".into(),
        hint: "JPEG, PNG or WebP, up to 12 MB.".into(),
        accept: "image/jpeg,image/png,image/webp".into(),
        camera: true,
        largest: 12_000_000,
        too_large: "This picture is larger than 12 MB.".into(),
        error: Some("This file is not a picture we can read. Try a JPEG.".into()),
        ..Upload::default()
    };
    upload.render()
}
