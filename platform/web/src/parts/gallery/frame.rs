//! Heads of pages, ways through them, bars at their edge.

use maud::{Markup, Render, html};

use super::{boxed, masthead};
use crate::parts::{
    Act, Bar, Breadcrumb, Button, Cart, Dateline, Folio, Icon, IconButton, Link, Masthead, Offline, Pager,
    Paybar, Search, Segment, Segments, Sheet, Slip, Toast,
};

pub(super) fn chapter() -> Markup {
    let back =
        Bar::Back { href: "#main".into(), label: "Back".into(), title: "Ligaya’s Greenhouse".into() };
    // The frame's own cart has the id that the script looks for.
    let cart = Cart { href: "#main".into(), label: "Cart, 3 items".into(), count: 3 }.render();
    let cart = maud::PreEscaped(cart.into_string().replace(" id=\"cart-count\"", ""));
    html! {
        (boxed(masthead(Bar::Full, "Main, of the gallery", &[])))
        (boxed(Masthead { search: None, ..masthead(back, "Main, on a listing", &[cart]) }))
        (boxed(masthead(Bar::Minimal { help: Link::new("#main", "Help") }, "None", &[])))
        (Search { action: "#main".into(), label: "Search this shop".into(), value: "terrarium".into() })
        (Dateline {
            date: "Sunday, 22 November 2026".into(),
            motto: "What news on the Rialto?".into(),
            here: Some("Rialto Maynila · 4 shops are open".into()),
        })
        (Folio::new("Only a title"))
        (Folio { count: Some("212".into()), small: Some("high and low together".into()), ..Folio::new("Reviews") }
            .link("#main", "See all"))
        (segments())
        (Breadcrumb {
            label: "You are here".into(),
            above: vec![Link::new("#main", "Shop"), Link::new("#main", "Plants")],
            here: "Succulents".into(),
        })
        (pager(None, "1 to 24 of 212", Some("Next 24"), "Pages, the first"))
        (pager(Some("Earlier 24"), "25 to 48 of 212", Some("Next 24"), "Pages, in between"))
        (pager(Some("Earlier 24"), "193 to 212 of 212", None, "Pages, the last"))
        div.two {
            (boxed(listing_bar()))
            (boxed(cart_bar()))
        }
        (boxed(Toast {
            text: "Pine desk is out of your cart.".into(),
            undo: html! { form { (Button::plain("Undo", Act::Send).small()) } },
        }))
        (sheet())
        (offline())
    }
}

fn segments() -> Markup {
    let item = |text: &'static str, current| Segment {
        href: "#main".into(),
        text: text.into(),
        current,
        count: None,
    };
    let segments = Segments {
        label: "Orders".into(),
        items: vec![
            item("All", true),
            Segment { count: Some("2".into()), ..item("Needs you", false) },
            item("On the way", false),
            item("Done", false),
        ],
    };
    segments.render()
}

fn pager(
    previous: Option<&'static str>,
    here: &'static str,
    next: Option<&'static str>,
    label: &'static str,
) -> Markup {
    let link = |text| Link::new("#main", text);
    let pager =
        Pager { label: label.into(), previous: previous.map(link), here: here.into(), next: next.map(link) };
    pager.render()
}

fn listing_bar() -> Paybar<'static> {
    Paybar {
        label: "Buy Succulent trio".into(),
        total: None,
        buttons: html! {
            (IconButton::new(Icon::ChatCircle, "Ask the shop", Act::to("#main")))
            (IconButton::new(Icon::BookmarkSimple, "Save", Act::Send))
            (Button::plain("Add to cart", Act::Send).grow())
            (Button::go("Buy now", Act::to("#main")).grow())
        },
        phone_only: false,
    }
}

fn cart_bar() -> Paybar<'static> {
    Paybar {
        label: "Total and check out".into(),
        total: Some(("All in".into(), "₱2,370".into())),
        buttons: Button::go("Check out 3 items", Act::to("#main")).render(),
        phone_only: false,
    }
}

fn sheet() -> Markup {
    let sheet = Sheet {
        id: "rules".into(),
        title: "How returns work".into(),
        close: "Close".into(),
        body: html! {
            p { "Say within 7 days of delivery that something is not right. The clock stops while it is looked at." }
            (Button::go("Open a case", Act::to("#main")).full())
            (Button::plain("Ask the shop first", Act::to("#main")).full())
        },
    };
    let open = Act::Open { sheet: "rules".into(), href: "#main".into() };
    html! { div.row.wrapx { (Button::plain("How returns work", open)) } (sheet) div.card { (sheet.page()) } }
}

fn offline() -> Markup {
    // The page has its own; this one is for looking at, so it is neither hidden nor found by the script.
    let note = Offline("You are offline. What you see here may be old.".into()).render().into_string();
    let shown = maud::PreEscaped(note.replace(" id=\"offline\"", "").replace(" hidden", ""));
    html! { (shown) (Slip { title: None, body: html! { p { "Rose paper says why. It lies open here." } } }) }
}
