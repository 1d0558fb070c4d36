//! A shop that brings its goods along in a file.

use market_tests::Market;

use crate::books::stand;
use crate::cast::{guest, open_shop, text};

/// A Shopify product file of our own: a cup in two colours, a plate, and a bowl whose price is none.
const FILE: &str = "\
Handle,Title,Body (HTML),Vendor,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Requires Shipping,Status
enamel-cup,Enamel cup,<p>Holds 350 ml.</p>,Baryo,kitchen,TRUE,Colour,Blue,CUP-B,300,shopify,4,deny,250.00,TRUE,active
enamel-cup,,,,,,,White,CUP-W,300,shopify,2,deny,250.00,TRUE,
enamel-plate,Enamel plate,<p>22 cm.</p>,Baryo,kitchen,TRUE,Title,Default Title,PLATE,420,shopify,7,deny,320.50,TRUE,active
enamel-bowl,Enamel bowl,<p>For soup.</p>,Baryo,kitchen,TRUE,Title,Default Title,BOWL,380,shopify,3,deny,ask us,TRUE,active
";

#[test]
fn a_file_of_another_shop_is_taken_line_by_line_and_what_it_brought_is_sold() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let path = format!("/shops/{}/imports", shop.id);
        let begun = shop.keeper.upload(&path, "text/csv", FILE.as_bytes()).is(202);
        let import = format!("/imports/{}", text(&begun, "/id"));
        let done = market.until("the import's end", || {
            let import = shop.keeper.get(&import).is(200);
            (import["state"] == "done").then_some(import)
        });
        assert_eq!((&done["listings"], &done["variants"]), (&2.into(), &3.into()), "{done}");
        assert_eq!((&done["refused"], &done["read"]), (&1.into(), &FILE.len().into()), "{done}");
        let refused = &done["refusals"]["data"][0];
        assert_eq!(refused["line"], 5, "{done}");
        sold(&market, &shop);
    }
}

fn sold(market: &Market, shop: &crate::cast::Shop) {
    market.indexed();
    let found = market.anyone.get("/products?query=plate").is(200);
    let plate = market.anyone.get(&format!("/products/{}", text(&found, "/data/0/id"))).is(200);
    let plate = text(&plate, "/variants/0/id");
    assert_eq!(shop.shelf(&plate), (7, 0, 0));
    let buyer = guest(market);
    let bought = buyer.buys(&buyer.takes(&plate, 7).asks(), "gateway");
    assert_eq!(bought.total, 7 * 32_050 + 9_500);
    buyer.pays(market, &bought);
    buyer.awaits(market, &bought.order, "to_ship");
    assert_eq!(shop.shelf(&plate), (0, 7, 0));
    stand(market, &[("escrow", bought.total), ("gateway", -bought.total)]);
}

#[test]
fn a_file_that_is_none_or_another_programs_is_refused_by_name() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let path = format!("/shops/{}/imports", shop.id);
        let send = |bytes: &[u8]| shop.keeper.upload(&path, "text/csv", bytes);
        send(b"name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets\n").refuses(422, "vendure");
        assert_eq!(send(b"\xff\xfe\x00broken").status, 422);
        send(b"colour,taste\nblue,sweet\n").refuses(422, "unknown_columns");
        assert_eq!(market.anyone.get("/products").is(200)["data"], serde_json::json!([]));
    }
}
