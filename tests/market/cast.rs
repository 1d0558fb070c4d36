//! Who plays in the stories: a shop and its keeper, buyers with and without an account, and what they say to the
//! market. Everything goes through the API.

use kernel::Span;
use market_tests::{Answer, Client, Market, Member};
use serde_json::{Value, json};

/// A shop in Manila: prices in PHP with 12% tax in them, two days to hand over, cash welcome.
pub struct Shop {
    /// Its owner.
    pub keeper: Member,
    /// `shp_…`.
    pub id: String,
}

/// What delivery to anywhere in the Philippines costs at [`open_shop`]'s.
pub const DELIVERY: i64 = 9_500;

/// Opens a shop with one way to deliver and a place for its money.
pub fn open_shop(market: &Market, handle: &str) -> Shop {
    let keeper = market.sign_up(&handle.replace('-', "_"));
    let new = json!({ "handle": handle, "name": handle, "currency": "PHP", "country": "PH",
        "tax_rate": 1200, "ship_days": 2, "cash_on_delivery": true });
    let id = text(&keeper.post("/shops", new).is(201), "/id");
    let rate = json!({ "name": "Standard", "places": ["PH"], "brackets": [{ "fee": DELIVERY }],
        "days_min": 2, "days_max": 5 });
    keeper.post(&format!("/shops/{id}/shipping-rates"), rate).is(201);
    let account = json!({ "method": "sandbox", "destination": "PH-GCASH-0917" });
    keeper.put(&format!("/shops/{id}/payout-destination"), account).is(200);
    Shop { keeper, id }
}

impl Shop {
    /// Puts something up for sale and answers its one variant.
    pub fn offers(&self, title: &str, price: i64, stock: u32) -> String {
        let listing = json!({ "title": title, "state": "published",
            "variants": [{ "price": php(price), "stock": stock, "grams": 400 }] });
        let path = format!("/shops/{}/listings", self.id);
        text(&self.keeper.post(&path, listing).is(201), "/variants/0/id")
    }

    /// Hands an order's goods to a carrier and answers the parcel.
    pub fn ships(&self, order: &str) -> String {
        let parcel = json!({ "shop": self.id, "carrier": "J&T", "tracking": "JT-2026-0001" });
        let path = format!("/orders/{order}/shipments");
        text(&self.keeper.post(&path, parcel).is(201), "/parcel")
    }

    /// Scans a parcel.
    pub fn scans(&self, market: &Market, parcel: &str, status: &str) {
        let scan = json!({ "status": status, "at": market.now(), "event": format!("{parcel}-{status}") });
        self.keeper.post(&format!("/parcels/{parcel}/scans"), scan).is(201);
    }

    /// Moves an order of the shop.
    pub fn moves(&self, order: &str, event: &str) -> Answer {
        let path = format!("/shops/{}/orders/{order}/events", self.id);
        self.keeper.post(&path, json!({ "event": event }))
    }

    /// Of a variant: available, held, sold.
    pub fn shelf(&self, variant: &str) -> (i64, i64, i64) {
        let stock = self.keeper.get(&format!("/shops/{}/stock", self.id)).is(200);
        let lines = stock["data"].as_array().unwrap();
        let line = lines.iter().find(|line| line["variant"] == variant).unwrap();
        let count = |name: &str| line[name].as_i64().unwrap();
        (count("available"), count("held"), count("sold"))
    }
}

/// Somebody at a checkout.
pub struct Buyer {
    /// With an account's session or a cart's secret.
    pub client: Client,
    /// `crt_…`.
    pub cart: String,
}

/// A guest with a cart.
pub fn guest(market: &Market) -> Buyer {
    let opened = market.anyone.post("/carts", Value::Null).is(201);
    Buyer { client: market.anyone.holding(&text(&opened, "/secret")), cart: text(&opened, "/id") }
}

/// Somebody with an account and a cart.
pub fn shopper(member: &Member) -> Buyer {
    let opened = member.post("/carts", Value::Null).is(201);
    Buyer { client: member.client(), cart: text(&opened, "/id") }
}

/// An agreed quote.
#[derive(Clone)]
pub struct Quote {
    /// `chk_…`.
    pub checkout: String,
    /// All in.
    pub total: Value,
}

/// What a confirmation made.
#[derive(Clone)]
pub struct Bought {
    /// `ord_…`, the first of them.
    pub order: String,
    /// `pay_…`, which is also the gateway's reference; empty for cash.
    pub payment: String,
    /// Minor units.
    pub total: i64,
}

impl Buyer {
    /// Puts so many into the cart.
    pub fn takes(&self, variant: &str, quantity: i64) -> &Self {
        let line = json!({ "variant": variant, "quantity": quantity });
        self.client.post(&format!("/carts/{}/lines", self.cart), line).is(201);
        self
    }

    /// Asks what it costs to have it sent to Manila.
    pub fn asks(&self) -> Quote {
        let ask = json!({ "cart": self.cart, "destination": { "country": "PH", "region": "NCR" } });
        let quote = self.client.post("/checkouts", ask).is(201);
        Quote { checkout: text(&quote, "/id"), total: quote["quote"]["total"].clone() }
    }

    /// Confirms a quote, however the market answers.
    pub fn says_yes(&self, quote: &Quote, method: &str) -> Answer {
        self.client.post(&format!("/checkouts/{}/confirmation", quote.checkout), yes(quote, method))
    }

    /// Confirms a quote.
    pub fn buys(&self, quote: &Quote, method: &str) -> Bought {
        bought(&self.says_yes(quote, method).is(201))
    }

    /// Moves an order that this buyer bought.
    pub fn moves(&self, order: &str, event: &str) -> Answer {
        self.client.post(&format!("/orders/{order}/events"), json!({ "event": event }))
    }

    /// Where an order stands.
    pub fn sees(&self, order: &str) -> String {
        text(&self.client.get(&format!("/orders/{order}")).is(200), "/state")
    }

    /// Waits until the order stands there.
    #[track_caller]
    pub fn awaits(&self, market: &Market, order: &str, state: &str) {
        market.until(state, || (self.sees(order) == state).then_some(()));
    }

    /// Waits for the gateway's page, so that it can be paid.
    pub fn awaits_page(&self, market: &Market, bought: &Bought) {
        market.until("a page to pay on", || {
            let payment = self.client.get(&format!("/payments/{}", bought.payment)).is(200);
            payment["hosted_url"].is_string().then_some(())
        });
    }

    /// Waits for the gateway's page and pays on it.
    pub fn pays(&self, market: &Market, bought: &Bought) {
        self.awaits_page(market, bought);
        market.gateway.press(&bought.payment, "pay");
    }
}

/// The body of a confirmation.
pub fn yes(quote: &Quote, method: &str) -> Value {
    json!({ "address": address(), "method": method, "total": quote.total })
}

/// Reads a confirmation's answer.
pub fn bought(confirmation: &Value) -> Bought {
    let total = confirmation["orders"].as_array().unwrap().iter();
    Bought {
        order: text(confirmation, "/orders/0/id"),
        payment: confirmation["payment"]["id"].as_str().unwrap_or_default().into(),
        total: total.map(|order| order["total"]["amount"].as_i64().unwrap()).sum(),
    }
}

/// An address in Manila.
pub fn address() -> Value {
    json!({ "recipient": "Ana Reyes", "phone": "+63 917 555 0123", "country": "PH", "region": "NCR",
        "city": "Quezon City", "barangay": "Bagumbayan", "street": "1 Katipunan Avenue", "postal_code": "1110" })
}

/// So many centavos.
pub fn php(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "PHP" })
}

/// The text at a pointer.
#[track_caller]
pub fn text(value: &Value, pointer: &str) -> String {
    let text = value.pointer(pointer).and_then(Value::as_str);
    assert!(text.is_some(), "no text at {pointer} in {value}");
    text.unwrap_or_default().into()
}

/// Longer than a buyer has to pay once, shorter than twice that.
pub const TOO_LATE_TO_PAY: Span = Span::minutes(61);
