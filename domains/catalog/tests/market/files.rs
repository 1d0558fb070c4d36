//! Product files through the database: in, out, in again, out again.

use std::path::{Path, PathBuf};

use catalog::exchange::{Exporter, FeedHead, Format, Heading, Pass, Reader};
use catalog::imports::{FileError, Imported};
use catalog::listings::{Change, ListingChange, State};
use catalog::{PublicUrl, ShopKey, VariantId};
use db::Db;
use kernel::{Actor, Limit};
use process::StockMove;
use testkit::Folder;
use web::Paging;

use crate::rig::{Take, benches, end, member, offers, shop, sound, take, uid};

const FILES: [(&str, usize); 4] = [
    ("shopify-csv/apparel.csv", 0),
    ("shopify-csv/home-and-garden.csv", 0),
    ("woocommerce/sample_products.csv", 2),
    ("google-merchant/xcommerceweb-sample.xml", 0),
];

fn real(name: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("RIALTO_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = shared.join("data/catalogs").join(name);
    let there = path.exists();
    if !there {
        println!("skipped: {name} is not here");
    }
    there.then_some(path)
}

async fn import(db: &Db, path: &Path, shop: Option<&str>) -> Result<Imported, FileError> {
    catalog::import_file(db, &Actor::Operator, path, shop, |_| {}).await
}

async fn export(db: &Db, shop: &str, format: Format, path: &Path) -> String {
    let url = PublicUrl("https://market.example".into());
    let key: ShopKey = shop.parse().unwrap();
    catalog::export_file(db, &Actor::Operator, &key, format, &url, path).await.unwrap();
    std::fs::read_to_string(path).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_shop_writes_out_an_empty_shop_takes_and_writes_out_the_same_to_the_byte() {
    let folder = Folder::new("files");
    for (name, refused) in FILES {
        let Some(path) = real(name) else { return };
        for format in [Format::Shopify, Format::WooCommerce, Format::Google] {
            // Two markets, so that both shops can have one name.
            for (first, second) in benches().iter().zip(benches().iter()) {
                let taken = import(&first.db, &path, None).await.unwrap();
                assert_eq!(taken.report.refused_count(), refused as u64, "{}", taken.report);
                assert!(taken.opened && taken.report.listings > 0);
                let handle = taken.shop.handle.as_str();
                let out =
                    export(&first.db, handle, format, &folder.path().join(format!("{handle}.out"))).await;

                assert_eq!(
                    out,
                    straight(&path, &taken, format),
                    "{name}: the database lost or added something"
                );

                let again = folder.path().join(format!("{handle}.csv"));
                std::fs::write(&again, &out).unwrap();
                let new = catalog::shops::NewShop {
                    handle: handle.into(),
                    name: taken.shop.name.clone(),
                    currency: taken.shop.currency,
                    country: "PH".into(),
                    tax_rate: 0,
                    ship_days: 1,
                    cash_on_delivery: true,
                    story: String::new(),
                };
                second.db.write(&member(1), new, catalog::shops::open).await.unwrap();
                let retaken = import(&second.db, &again, Some(handle)).await.unwrap();
                assert_eq!(retaken.report.refused_count(), 0, "{}", retaken.report);
                assert_eq!(retaken.report.listings, taken.report.listings);
                let twice = export(&second.db, handle, format, &folder.path().join("twice")).await;
                assert_eq!(out, twice, "{} {name} {format:?}", first.engine);
                sound(&first.db).await;
                sound(&second.db).await;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_files_are_refused_by_name_and_open_no_shop() {
    let Some(vendure) = real("vendure/products.csv") else { return };
    for bench in benches() {
        for (path, said) in [
            (vendure.clone(), "Vendure"),
            (vendure.with_file_name("countries.json"), "JSON"),
            (vendure.with_file_name("nothing.csv"), "nothing.csv"),
        ] {
            let no = import(&bench.db, &path, None).await.unwrap_err();
            assert!(no.to_string().contains(said), "{no}");
        }
        let paging = Paging { limit: Limit::DEFAULT, after: None };
        let shops = bench.db.read(&Actor::Anyone, paging, catalog::shops::all).await.unwrap();
        assert_eq!(shops.data, [], "{}", bench.engine);
    }
}

/// What the file says, written out again without a database in between.
fn straight(path: &Path, taken: &Imported, format: Format) -> String {
    let currency = taken.shop.currency;
    let drafts: Vec<_> =
        Reader::open(std::fs::File::open(path).unwrap(), currency).unwrap().filter_map(Result::ok).collect();
    let link = format!("https://market.example/s/{}", taken.shop.handle);
    let head = FeedHead {
        title: taken.shop.name.clone(),
        listing_base: format!("{link}/"),
        link,
        description: taken.shop.name.clone(),
    };
    let mut heading = Heading::new(format);
    drafts.iter().for_each(|draft| heading.see(draft));
    let mut exporter = Exporter::begin(Vec::new(), &heading, &head, currency).unwrap();
    for pass in Pass::of(format) {
        drafts.iter().for_each(|draft| exporter.write(*pass, draft).unwrap());
    }
    String::from_utf8(exporter.finish().unwrap()).unwrap()
}

const HEAD: &str = "Handle,Title,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,\
                    Variant Inventory Qty,Variant Price\n";

fn written(folder: &Folder, rows: &str) -> PathBuf {
    let path = folder.path().join("shop.csv");
    std::fs::write(&path, format!("{HEAD}{rows}")).unwrap();
    path
}

async fn variant(db: &Db, title: &str) -> VariantId {
    let paging = Paging { limit: Limit::DEFAULT, after: None };
    let ask = catalog::stock::StockQuery { shop: "ina".parse().unwrap(), low: None, paging };
    let page = db.read(&Actor::Operator, ask, catalog::stock::shelf).await.unwrap();
    page.data.into_iter().find(|line| line.title == title).unwrap().variant
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_file_twice_leaves_no_trace_and_another_changes_what_it_says() {
    let folder = Folder::new("again");
    for bench in benches() {
        let db = &bench.db;
        shop(db, 1, "ina").await;
        let first =
            "mug,Mug,true,Title,Default Title,M,shopify,5,100\npot,Pot,true,Title,Default Title,P,,,50\n";
        import(db, &written(&folder, first), Some("ina")).await.unwrap();
        let (mug, pot) = (variant(db, "Mug").await, variant(db, "Pot").await);
        let before = db.read(&Actor::Anyone, vec![mug, pot], offers).await.unwrap();
        assert_eq!(before.iter().map(|offer| offer.available).collect::<Vec<_>>(), [5, 1_000_000_000]);

        let ask = Take { hold: uid(1), variant: mug, quantity: 2, order: uid(9) };
        db.write(&Actor::Anyone, ask, take).await.unwrap();
        import(db, &written(&folder, first), Some("ina")).await.unwrap();
        let after = db.read(&Actor::Anyone, vec![mug, pot], offers).await.unwrap();
        assert_eq!(after.iter().map(|offer| offer.version).collect::<Vec<_>>(), [1, 1], "{}", bench.engine);
        assert_eq!(after[0].available, 3, "what is held stays held");

        // Counted lower than what is promised: refused with its line, and nothing of the listing changed.
        let fewer = "mug,New name,true,Title,Default Title,M,shopify,1,900\npot,Pot,true,Title,Default Title,P,,,60\n";
        let report = import(db, &written(&folder, fewer), Some("ina")).await.unwrap().report;
        assert_eq!((report.listings, report.refused[0].line), (1, 2));
        assert_eq!(report.refused[0].reason.code(), "stock_promised");
        let after = db.read(&Actor::Anyone, vec![mug, pot], offers).await.unwrap();
        assert_eq!((after[0].title.as_str(), after[0].price.amount, after[0].version), ("Mug", 10_000, 1));
        assert_eq!((after[1].price.amount, after[1].version), (6_000, 2));

        // Two are sold; the shelf is counted anew at four.
        db.write(&Actor::Engine, vec![StockMove::Consume { hold: uid(1) }], end).await.unwrap();
        let four = "mug,Mug,true,Title,Default Title,M,shopify,4,100\n";
        import(db, &written(&folder, four), Some("ina")).await.unwrap();
        assert_eq!(db.read(&Actor::Anyone, vec![mug], offers).await.unwrap()[0].available, 4);
        sound(db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_listing_leaves_nothing_of_itself() {
    let folder = Folder::new("refused");
    for bench in benches() {
        let db = &bench.db;
        shop(db, 1, "ina").await;
        let rows = "a,A,true,Size,S,,shopify,1,100\na,,,,M,,shopify,1,-1\n\
                    b,B,true,Size,S,,shopify,1,100\nc,C,true,Size,S,,shopify,1,100 USD\nd,,true,,,,,,1\n";
        let report = import(db, &written(&folder, rows), Some("ina")).await.unwrap().report;
        let refused: Vec<_> = report.refused.iter().map(|line| (line.line, line.reason.code())).collect();
        assert_eq!(refused, [(3, "negative"), (5, "other_currency"), (6, "missing")]);
        let paging = Paging { limit: Limit::DEFAULT, after: None };
        let ask = ("ina".parse().unwrap(), None, paging);
        let lines = db.read(&member(1), ask, catalog::listings::seller_list).await.unwrap();
        let handles: Vec<String> = lines.data.into_iter().map(|line| line.handle).collect();
        assert_eq!(handles, ["b"], "{}", bench.engine);
        let no = import(db, &written(&folder, rows), Some("nowhere")).await.unwrap_err();
        assert!(matches!(no, FileError::No(no) if no.is_missing()));
        sound(db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_shop_took_down_stays_down_until_a_file_publishes_it() {
    let folder = Folder::new("down");
    for bench in benches() {
        let db = &bench.db;
        shop(db, 1, "ina").await;
        let draft = "mug,Mug,false,Title,Default Title,M,shopify,5,100\n";
        import(db, &written(&folder, draft), Some("ina")).await.unwrap();
        let mug = variant(db, "Mug").await;
        let listing = db.read(&Actor::Anyone, vec![mug], offers).await.unwrap()[0].listing;
        let change = ListingChange { state: Some(State::Archived), ..ListingChange::default() };
        db.write(&member(1), Change { listing, change }, catalog::listings::change).await.unwrap();
        let state =
            async || db.read(&member(1), listing, catalog::listings::behind_the_counter).await.unwrap().state;
        import(db, &written(&folder, draft), Some("ina")).await.unwrap();
        assert_eq!(state().await, State::Archived, "{}", bench.engine);
        import(db, &written(&folder, &draft.replace("false", "true")), Some("ina")).await.unwrap();
        assert_eq!(state().await, State::Published);
    }
}
