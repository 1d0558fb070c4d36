//! Every page and every form's target, by eight kinds of principal, on an object of one side of the market, of the other
//! side, and on one that does not exist. `pages/table.rs` says by hand what each is to be answered; a page without a row
//! fails, and so does a denied form that left anything behind.

mod table;

use std::collections::BTreeSet;

use db::{No, Tx, params, sql};
use kernel::{Actor, Cx, Uid};
use market_tests::{Browser, Market, Sending};

use super::world::{NAMES, Object, People, Side, World};
use crate::books::rows;

use table::{ROWS, Row};

sql! {
    /// A job that was given up, and a transfer: what the operator's pages name and no story makes at once.
    DEAD = "INSERT INTO job (id, kind, subject_kind, subject, payload, once, state, due, fence, attempts, created, ended, last_error)
        VALUES ($1, 'test/dead', 'ord', $1, 'null', NULL, 'dead', NULL, 1, 15, $2, $2, 'no answer')
        ON CONFLICT (id) DO NOTHING";
    MOVED = "INSERT INTO transfer (id, debit_kind, debit_owner, credit_kind, credit_owner, amount, currency, code, at, root)
        VALUES ($1, 'gateway', $1, 'escrow', $1, 100, 'PHP', 'capture', $2, NULL)
        ON CONFLICT (id) DO NOTHING";
}

/// Something that is always there.
const THERE: Object = Object::Of(Side::A);

#[test]
fn every_page_has_its_row() {
    let api = app::product::product().api().unwrap();
    let pages: BTreeSet<String> = api.pages().map(|(_, page)| page.name()).collect();
    let rows: BTreeSet<String> = ROWS.iter().map(|row| row.page.to_string()).collect();
    assert_eq!(rows.len(), ROWS.len(), "a page has one row");
    assert_eq!(pages.difference(&rows).collect::<Vec<_>>(), Vec::<&String>::new(), "pages without a row");
    assert_eq!(rows.difference(&pages).collect::<Vec<_>>(), Vec::<&String>::new(), "rows without a page");
}

#[test]
fn everybody_is_shown_the_pages_that_the_table_says_and_who_is_denied_changes_nothing() {
    let market = Market::both().remove(0);
    let people = People::gather(&market);
    let style = style(&market);
    let mut wrong = Vec::new();
    for (number, row) in ROWS.iter().enumerate() {
        let world = World::build(&market, &people, number, &needs(row.page));
        for uid in [uid(Side::A), uid(Side::B)] {
            market.block_on(market.db.write(&Actor::Engine, uid, extras)).unwrap();
        }
        let told = walk(&market, &people, &world, row, &style, &mut wrong);
        if told != row.answers {
            wrong.push(format!("{}\n    is answered {told:?}\n    and not      {:?}", row.page, row.answers));
        }
        people.gather_again(&market, true);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names that a page needs to be there, beside those of its path.
fn needs(page: &str) -> String {
    let more = match page {
        "POST /saved" => " {listing}",
        page if page.starts_with("POST /cart/lines") => " {variant}",
        _ => "",
    };
    page.replace("{thing}", "{order}") + more
}

/// A file that every page loads.
fn style(market: &Market) -> String {
    let mut anyone = market.browser();
    let page = anyone.open("/");
    let sheet = page.all("link").find(|link| link.get("rel") == Some("stylesheet")).unwrap();
    sheet.get("href").unwrap().trim_start_matches("/ui/").to_owned()
}

pub(crate) fn uid(side: Side) -> Uid {
    Uid::v7(1_764_000_000_000, [if side == Side::A { 1 } else { 2 }; 10])
}

/// What no story makes at once, so that the operator's pages have something to show.
pub(crate) fn extras(tx: &mut Tx, cx: &Cx, uid: &Uid) -> Result<(), No> {
    tx.run(&DEAD, &params![*uid, cx.now])?;
    tx.run(&MOVED, &params![*uid, cx.now])?;
    Ok(())
}

fn path(world: &World, page: &str, object: Object, style: &str) -> String {
    let (missing, side) = match object {
        Object::Of(side) => (false, side),
        Object::Missing => (true, Side::A),
    };
    let other = if missing { "7zzzzzzzzzzzzzzzzzzzzzzzzz".to_owned() } else { uid(side).to_string() };
    let pick = |there: &str, not: &str| if missing { not.to_owned() } else { there.to_owned() };
    let mut filled = page
        .replace("{person}", "{account}")
        .replace("{name}", &pick(style, "nothing.css"))
        .replace("{category}", &pick("home", "nowhere"))
        .replace("{event}", &pick("confirm", "vanish"))
        .replace("reactions/{kind}", "reactions/love")
        .replace("{kind}", &pick("escrow", "piggy_bank"))
        .replace("{owner}", &format!("own_{other}"))
        .replace("{transfer}", &format!("trf_{other}"))
        .replace("{job}", &format!("job_{other}"));
    if filled.contains("{thing}") {
        filled = filled.replace("{thing}", "{order}");
    }
    if page == "/studio/orders/{order}" && !missing {
        filled = filled.replace("{order}", &world.of(object, "to_ship"));
    }
    world.path(&filled, object)
}

/// Asks as everybody: first those whom the table denies, then the others.
fn walk(
    market: &Market,
    people: &People,
    world: &World,
    row: &Row,
    style: &str,
    wrong: &mut Vec<String>,
) -> Vec<[u16; 8]> {
    let mut told = vec![[0; 8]; row.answers.len()];
    let (method, page) = row.page.split_once(' ').unwrap();
    for denied in [true, false] {
        for (group, expected) in row.answers.iter().enumerate() {
            for (who, status) in expected.iter().enumerate() {
                if (*status >= 400) != denied {
                    continue;
                }
                let object = [Object::Of(Side::A), Object::Of(Side::B), Object::Missing][group];
                let form: Option<Sending> = (method == "POST").then(|| (row.form)(world, object));
                let before = rows(market);
                told[group][who] =
                    browser(market, people, who).knock(&path(world, page, object, style), form.as_ref());
                if told[group][who] >= 400 && before != rows(market) {
                    wrong.push(format!("{} by {} was denied and left something", row.page, NAMES[who]));
                }
            }
        }
    }
    told
}

fn browser(market: &Market, people: &People, who: usize) -> Browser {
    match people.client(who).secret() {
        Some(secret) => market.browser().with_cookie("rialto-session", secret),
        None => market.browser(),
    }
}
