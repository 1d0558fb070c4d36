//! Every route by eight kinds of people, on a thing that is the owner's and on one that is not there.

use std::collections::BTreeSet;

use jobs::Kinds;

use crate::door::Door;
use crate::rig::{account, benches, list, mango, member, shop};

const PEOPLE: [&str; 8] = ["", "guest", "buyer", "rival", "clerk", "owner", "staff", "admin"];

/// Written by hand: nobody's code says what it should answer.
#[rustfmt::skip]
const CELLS: &[(&str, &str, [u16; 8])] = &[
    //                                                                      nobody guest buyer rival clerk owner staff admin
    ("POST /shops",                        r#"{"handle":"new-{n}","name":"N","currency":"PHP","country":"PH","tax_rate":0,"ship_days":1,"cash_on_delivery":false}"#,
                                                                            [401, 401, 201, 201, 201, 201, 201, 201]),
    ("GET /shops",                         "",                              [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /shops/{shop}",                  "",                              [200, 200, 200, 200, 200, 200, 200, 200]),
    ("PATCH /shops/{shop}",                r#"{"name":"Ina"}"#,             [401, 401, 404, 404, 403, 200, 404, 404]),
    ("PUT /shops/{shop}/face",             r#"{"picture":null}"#,           [401, 401, 404, 404, 403, 200, 404, 404]),
    ("PUT /shops/{shop}/staff/{account}",  "",                              [401, 401, 404, 404, 403, 204, 404, 404]),
    ("DELETE /shops/{shop}/staff/{account}", "",                            [401, 401, 404, 404, 403, 204, 404, 404]),
    ("PUT /shops/{shop}/owner/{account}",  "",                              [401, 401, 403, 403, 403, 403, 403, 204]),
    ("GET /products",                      "",                              [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /products/{listing}",            "",                              [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /categories",                    "",                              [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST /shops/{shop}/listings",        r#"{"title":"T{n}","variants":[{"price":{"amount":1,"currency":"PHP"}}]}"#,
                                                                            [401, 401, 404, 404, 201, 201, 404, 404]),
    ("GET /shops/{shop}/listings",         "",                              [401, 401, 404, 404, 200, 200, 200, 200]),
    ("GET /listings/{listing}",            "",                              [401, 401, 404, 404, 200, 200, 200, 200]),
    ("PATCH /listings/{listing}",          r#"{"vendor":"V"}"#,             [401, 401, 404, 404, 200, 200, 404, 404]),
    ("GET /shops/{shop}/stock",            "",                              [401, 401, 404, 404, 200, 200, 200, 200]),
    ("POST /variants/{variant}/stock-movements", r#"{"delta":1,"reason":"received"}"#,
                                                                            [401, 401, 404, 404, 201, 201, 404, 404]),
    ("PUT /variants/{variant}/stock",      r#"{"on_hand":9,"tracked":true}"#,
                                                                            [401, 401, 404, 404, 200, 200, 404, 404]),
    ("POST /shops/{shop}/imports",         "Handle,Title,Variant Price\nmug,Mug,1.00\n",
                                                                            [401, 401, 404, 404, 202, 202, 404, 404]),
    ("GET /imports/{import}",              "",                              [401, 401, 404, 404, 200, 200, 200, 200]),
    ("GET /shops/{shop}/export",           "",                              [401, 401, 404, 404, 200, 200, 200, 200]),
];

struct Things {
    shop: String,
    listing: String,
    variant: String,
    import: String,
}

impl Things {
    fn path(&self, route: &str) -> String {
        // Whose the shop is stays as it is; a helper is somebody who has no other part.
        let account = if route.contains("/owner/") { account(1) } else { account(9) };
        let path = route
            .replace("{shop}", &self.shop)
            .replace("{listing}", &self.listing)
            .replace("{variant}", &self.variant)
            .replace("{import}", &self.import)
            .replace("{account}", &account.to_string());
        if route.ends_with("/export") { format!("{path}?format=shopify") } else { path }
    }
}

#[test]
fn every_route_has_its_row() {
    let rows: BTreeSet<String> = CELLS.iter().map(|(route, _, _)| (*route).to_owned()).collect();
    let routes: BTreeSet<String> = (catalog::domain().routes)().iter().map(web::Route::name).collect();
    assert_eq!(rows, routes);
    assert_eq!(rows.len(), CELLS.len());
}

fn media(route: &str) -> &'static str {
    if route.ends_with("/imports") { "text/csv" } else { "application/json" }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_door_opens_for_exactly_whom_the_table_says() {
    let kinds = Kinds::new(catalog::domain().jobs.iter().copied()).unwrap();
    for bench in benches() {
        let door = Door::open(&bench);
        let own = shop(&bench.db, 1, "ina").await;
        shop(&bench.db, 2, "ben").await;
        let help = catalog::shops::Help { shop: catalog::ShopKey::Id(own.id), account: account(3) };
        bench.db.write(&member(1), help, catalog::shops::hire).await.unwrap();
        let listing = list(&bench.db, 1, own.id, mango()).await;
        let file = "Handle,Title,Variant Price\ncup,Cup,1.00\n".as_bytes().to_vec();
        let import = door.ask("owner", "POST /shops/ina/imports", "first", "text/csv", file).await.json();
        let there = Things {
            shop: own.id.to_string(),
            listing: listing.id.to_string(),
            variant: listing.variants[0].id.to_string(),
            import: import["id"].as_str().unwrap().to_owned(),
        };
        let absent = Things {
            shop: "shp_00000000000000000000000000".into(),
            listing: "lst_00000000000000000000000000".into(),
            variant: "var_00000000000000000000000000".into(),
            import: "imp_00000000000000000000000000".into(),
        };
        let mut n = 0;
        for (route, body, expected) in CELLS {
            for (who, expected) in PEOPLE.iter().zip(expected) {
                n += 1;
                jobs::run_due(&bench.db, &kinds, 10).await.unwrap();
                let body = body.replace("{n}", &n.to_string()).into_bytes();
                let line = there.path(route);
                let reply = door.ask(who, &line, &n.to_string(), media(route), body.clone()).await;
                assert_eq!(reply.status, *expected, "{} {who}: {route} {reply:?}", bench.engine);

                let missing = absent.path(route);
                if missing != line {
                    let reply = door.ask(who, &missing, &format!("m{n}"), media(route), body).await;
                    let known = [401, 403].contains(expected) && ["", "guest"].contains(who);
                    let wanted =
                        if known || (route.contains("/owner/") && *who != "admin") { *expected } else { 404 };
                    assert_eq!(reply.status, wanted, "{} {who} on nothing: {route}", bench.engine);
                }
            }
        }
        crate::rig::sound(&bench.db).await;
    }
}
