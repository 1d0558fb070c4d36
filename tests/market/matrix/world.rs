//! The eight who ask, and two sides of a market: a buyer and a seller here, another buyer and another seller there,
//! each with everything that a route can name.

use std::cell::RefCell;
use std::collections::BTreeMap;

use kernel::Span;
use market_tests::{Client, Market, Member};
use serde_json::{Value, json};
use testkit::device::Device;

use crate::books::settled;
use crate::cast::{DELIVERY, address, php, text, yes};

/// The smallest picture: one black pixel.
const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// Who asks, in the order of the table's columns.
pub const NAMES: [&str; 8] =
    ["nobody", "buyer", "other buyer", "seller", "other seller", "staff", "operator", "banned"];

/// The smallest product file: its header.
const FILE: &str = "Handle,Title,Body (HTML),Vendor,Variant SKU,Variant Price\n";

/// Which side of the market an object is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The buyer's and the seller's.
    A,
    /// The other buyer's and the other seller's.
    B,
}

/// Which object a path names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Object {
    /// One that is there.
    Of(Side),
    /// None: an id of the right shape.
    Missing,
}

/// The eight.
pub struct People {
    anyone: Client,
    members: RefCell<Vec<Member>>,
}

impl People {
    /// Signs everybody up; the operator gives staff their role and closes the last account.
    pub fn gather(market: &Market) -> Self {
        let operator = market.operator("operator");
        let mut members: Vec<Member> = ["buyer", "other_buyer", "seller", "other_seller", "warden"]
            .map(|one| market.sign_up(one))
            .into();
        let banned = market.sign_up("banned_one");
        let staff = json!({ "role": "staff", "reason": "helps" });
        operator.put(&format!("/accounts/{}/role", members[4].id), staff).is(200);
        members[4] = market.sign_in("warden");
        let ban = json!({ "reason": "sold what was not there" });
        operator.put(&format!("/accounts/{}/ban", banned.id), ban).is(200);
        members.extend([operator, banned]);
        Self { anyone: market.anyone.clone(), members: RefCell::new(members) }
    }

    /// Opens accounts again that a row's own effect has closed, and signs everybody in whose session it has ended.
    pub fn gather_again(&self, market: &Market, ended: bool) {
        if !ended {
            return;
        }
        let mut members = self.members.borrow_mut();
        members[5] = market.sign_in("operator");
        let operator = members[5].client();
        for member in members.iter_mut().take(5) {
            operator.delete(&format!("/accounts/{}/ban", member.id)).is(200);
            *member = market.sign_in(&member.handle);
        }
    }

    /// The client of a column.
    pub fn client(&self, who: usize) -> Client {
        match who {
            0 => self.anyone.clone(),
            member => self.members.borrow()[member - 1].client(),
        }
    }

    fn account(&self, who: usize) -> String {
        self.members.borrow()[who - 1].id.clone()
    }
}

/// Everything that paths and bodies name, by side and name.
pub struct World {
    names: BTreeMap<(bool, &'static str), String>,
    /// Different in each world, for what must be unique.
    pub number: usize,
    quotes: Vec<Value>,
}

impl World {
    /// Builds both sides through the API, as far as the route needs them.
    pub fn build(market: &Market, people: &People, number: usize, route: &str) -> Self {
        let names = |some: &[&str]| some.iter().any(|name| route.contains(name));
        let buys = names(&["{cart}", "{checkout}", "{order}", "{parcel}", "{payment}", "POST /checkouts"]);
        let sells = buys || names(&["{shop}", "{listing}", "{variant}", "{import}", "{thing}", "{about}"]);
        let mut world = Self { names: BTreeMap::new(), number, quotes: Vec::new() };
        for (side, buyer, seller) in [(Side::A, 1, 3), (Side::B, 2, 4)] {
            world.account(market, side, people, buyer, route);
            if sells {
                world.shop(side, &people.client(seller), route);
            }
            if buys {
                world.purchases(market, side, &people.client(buyer), &people.client(seller));
            }
        }
        // What an import does by itself is nobody's call.
        settled(market);
        world
    }

    /// An id by its name in paths.
    pub fn of(&self, object: Object, name: &'static str) -> String {
        match object {
            Object::Of(side) => self.names[&(side == Side::A, name)].clone(),
            Object::Missing => {
                let there = &self.names[&(true, name)];
                let prefix = there.split_once('_').map_or("", |(prefix, _)| prefix);
                format!("{prefix}_7zzzzzzzzzzzzzzzzzzzzzzzzz")
            }
        }
    }

    /// The total that a side's quote has.
    pub fn total(&self, object: Object) -> Value {
        self.quotes[usize::from(object == Object::Of(Side::B))]["quote"]["total"].clone()
    }

    /// A route's path with its names filled in.
    pub fn path(&self, path: &str, object: Object) -> String {
        const NAMES: [&str; 27] = [
            "account",
            "shop",
            "listing",
            "variant",
            "cart",
            "checkout",
            "order",
            "parcel",
            "payment",
            "job",
            "rate",
            "session",
            "token",
            "address",
            "payout",
            "refund",
            "import",
            "picture",
            "passkey",
            "whom",
            "circle",
            "post",
            "search",
            "comment",
            "collection",
            "code",
            "notice",
        ];
        let mut filled =
            path.replace("{gateway}", if object == Object::Missing { "none" } else { "sandbox" });
        filled =
            filled.replace("{thing}", "{listing}").replace("{about}", "{shop}").replace("{kind}", "helpful");
        // A parcel can be sent for the order that is still to ship; everything else is asked about the one under way.
        if filled.ends_with("/shipments") {
            filled = filled.replace("{order}", &self.of(object, "to_ship"));
        }
        if filled.ends_with("/export") {
            filled.push_str("?format=shopify");
        }
        for name in NAMES {
            if filled.contains(&format!("{{{name}}}")) {
                filled = filled.replace(&format!("{{{name}}}"), &self.of(object, name));
            }
        }
        filled
    }

    fn keep(&mut self, side: Side, name: &'static str, id: String) {
        self.names.insert((side == Side::A, name), id);
    }

    fn account(&mut self, market: &Market, side: Side, people: &People, buyer: usize, route: &str) {
        let client = people.client(buyer);
        self.keep(side, "account", people.account(buyer));
        let session = client.get("/sessions").is(200);
        self.keep(side, "session", text(&session, "/data/0/id"));
        if route.contains("{token}") {
            let new = json!({ "name": "A program", "scopes": ["orders:read"],
                "expires_at": market.now() + Span::days(30) });
            self.keep(side, "token", text(&client.post("/tokens", new).is(201), "/id"));
        }
        if route.contains("{notice}") {
            // Who makes a token is told of it.
            let new = json!({ "name": "Another program", "scopes": ["orders:read"],
                "expires_at": market.now() + Span::days(30) });
            client.post("/tokens", new).is(201);
            let told = market.until("a notice of the token", || {
                client.get("/notices").is(200)["data"][0]["id"].as_str().map(str::to_owned)
            });
            self.keep(side, "notice", told);
        }
        if route.contains("{address}") {
            let kept = client.post("/me/addresses", address()).is(201);
            self.keep(side, "address", text(&kept, "/id"));
        }
        if route.contains("{passkey}") {
            let asked = client.post("/passkeys/challenges", json!({ "purpose": "add" })).is(201);
            let origin = market.base.replace("127.0.0.1", "localhost");
            let made = Device::new(&origin, self.number * 10 + buyer).make(&asked);
            let kept = client.post("/me/passkeys", json!({ "name": "Phone", "passkey": made })).is(201);
            self.keep(side, "passkey", text(&kept, "/id"));
        }
        if route.contains("{picture}") {
            let kept = client.upload("/media", "image/gif", PICTURE).is(201);
            self.keep(side, "picture", text(&kept, "/id"));
        }
        self.keep(side, "whom", people.account(buyer));
        if route.contains("{collection}") {
            let name = json!({ "name": format!("Shelf {}", self.number) });
            self.keep(side, "collection", text(&client.post("/collections", name).is(201), "/id"));
        }
        if route.contains("{code}") {
            let link = client.put(&format!("/links/{}", people.account(buyer)), Value::Null).is(200);
            self.keep(side, "code", text(&link, "/code"));
        }
        if ["{circle}", "{post}", "{comment}"].iter().any(|name| route.contains(name)) {
            let circle = client.post("/circles", json!({ "name": "Family" })).is(201);
            self.keep(side, "circle", text(&circle, "/id"));
            let new = json!({ "text": "Nobody else reads this.", "language": "en", "audience": "circle",
                "circle": circle["id"] });
            let post = text(&client.post("/posts", new).is(201), "/id");
            if route.contains("{comment}") {
                let said = json!({ "text": "Said among us.", "language": "en" });
                let said = client.post(&format!("/posts/{post}/comments"), said).is(201);
                self.keep(side, "comment", text(&said, "/id"));
            }
            self.keep(side, "post", post);
        }
        if route.contains("{search}") {
            let kept = client.post("/saved-searches", json!({ "query": "blue mug" })).is(201);
            self.keep(side, "search", text(&kept, "/id"));
        }
        self.keep(side, "now", text(&json!(market.now()), ""));
        self.keep(side, "soon", text(&json!(market.now() + Span::days(30)), ""));
        // Nobody is shown a refund's id, and a payout takes ten days: only the route's door is tried.
        self.keep(side, "refund", "rfd_7zzzzzzzzzzzzzzzzzzzzzzzzy".into());
        self.keep(side, "payout", "pyo_7zzzzzzzzzzzzzzzzzzzzzzzzy".into());
        self.keep(side, "job", "job_7zzzzzzzzzzzzzzzzzzzzzzzzy".into());
    }

    fn shop(&mut self, side: Side, seller: &Client, route: &str) {
        let letter = if side == Side::A { 'a' } else { 'b' };
        let new = json!({ "handle": format!("shop-{letter}-{}", self.number), "name": "Shop", "currency": "PHP",
            "country": "PH", "tax_rate": 1200, "ship_days": 2, "cash_on_delivery": true });
        let shop = text(&seller.post("/shops", new).is(201), "/id");
        let rate = json!({ "name": "Standard", "places": ["PH"], "brackets": [{ "fee": DELIVERY }],
            "days_min": 2, "days_max": 5 });
        let rate = seller.post(&format!("/shops/{shop}/shipping-rates"), rate).is(201);
        self.keep(side, "rate", text(&rate, "/id"));
        let place = json!({ "method": "sandbox", "destination": "PH-GCASH-0917" });
        seller.put(&format!("/shops/{shop}/payout-destination"), place).is(200);
        let listing = json!({ "title": "Cup", "state": "published",
            "variants": [{ "price": php(25_000), "stock": 50, "grams": 400 }] });
        let listing = seller.post(&format!("/shops/{shop}/listings"), listing).is(201);
        self.keep(side, "listing", text(&listing, "/id"));
        self.keep(side, "variant", text(&listing, "/variants/0/id"));
        if route.contains("{import}") {
            let begun = seller.upload(&format!("/shops/{shop}/imports"), "text/csv", FILE.as_bytes()).is(202);
            self.keep(side, "import", text(&begun, "/id"));
        }
        self.keep(side, "shop", shop);
    }

    fn purchases(&mut self, market: &Market, side: Side, buyer: &Client, seller: &Client) {
        let variant = self.of(Object::Of(side), "variant");
        let shop = self.of(Object::Of(side), "shop");
        let ask = || {
            let cart = text(&buyer.post("/carts", Value::Null).is(201), "/id");
            let line = json!({ "variant": variant, "quantity": 1 });
            buyer.post(&format!("/carts/{cart}/lines"), line).is(201);
            let to = json!({ "cart": cart, "destination": { "country": "PH", "region": "NCR" } });
            (cart, buyer.post("/checkouts", to).is(201))
        };
        let buy = |quote: &Value, method: &str| {
            let quote =
                crate::cast::Quote { checkout: text(quote, "/id"), total: quote["quote"]["total"].clone() };
            let path = format!("/checkouts/{}/confirmation", quote.checkout);
            crate::cast::bought(&buyer.post(&path, yes(&quote, method)).is(201))
        };
        let to_ship = buy(&ask().1, "cash").order;
        let under_way = buy(&ask().1, "cash").order;
        let to_pay = buy(&ask().1, "gateway").payment;
        let (cart, quote) = ask();
        let parcel = json!({ "shop": shop, "carrier": "J&T", "tracking": "JT-2026-0001" });
        let parcel = seller.post(&format!("/orders/{under_way}/shipments"), parcel).is(201);
        self.keep(side, "parcel", text(&parcel, "/parcel"));
        self.keep(side, "to_ship", to_ship);
        self.keep(side, "order", under_way);
        self.keep(side, "payment", to_pay.clone());
        self.keep(side, "cart", cart);
        self.keep(side, "checkout", text(&quote, "/id"));
        self.quotes.push(quote);
        market.until("a page to pay on", || {
            let payment = buyer.get(&format!("/payments/{to_pay}")).is(200);
            payment["hosted_url"].is_string().then_some(())
        });
    }
}
