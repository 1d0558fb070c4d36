//! Product files in and out, and the demo that is made of them.

use std::fs;
use std::path::Path;

use crate::shell::Shell;

fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo").join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_file_goes_into_a_shop_of_its_own_and_out_again() {
    let shell = Shell::open("goods");
    let said = shell.run(&["import", &sample("enamel.csv")]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains("shop: enamel (opened for it)\n"), "{}", said.out);
    assert!(
        said.out.contains("Shopify CSV: 15 listings with 21 variants taken, 0 lines refused"),
        "{}",
        said.out
    );
    for format in ["shopify", "woocommerce", "google"] {
        let said = shell.run(&["export", "out", "--shop", "enamel", "--format", format]);
        assert_eq!((said.code, said.out.as_str()), (Some(0), "15 listings to out\n"), "{}", said.err);
        assert!(fs::read_to_string(shell.folder().join("out")).unwrap().contains("Tasa ni Lola"), "{format}");
    }
    assert_eq!(shell.run(&["verify"]).code, Some(0));
}

#[test]
fn a_picture_inside_is_not_fetched_and_the_file_is_taken_all_the_same() {
    let shell = Shell::open("inside");
    let file = "Handle,Title,Image Src,Variant Price\n\
        cup,Cup,http://169.254.169.254/latest/meta-data/,250.00\n\
        plate,Plate,http://127.0.0.1:22/,300.00\n";
    fs::write(shell.folder().join("clay.csv"), file).unwrap();
    let said = shell.run(&["import", "clay.csv", "--fetch-images"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains("2 listings with 2 variants taken"), "{}", said.out);
    let (_, pictures) = said.out.split_once("pictures: ").unwrap();
    assert_eq!(
        pictures,
        "0 fetched, 2 not\n  \
         cup: http://169.254.169.254/latest/meta-data/: 169.254.169.254 is not on the public internet (fetch_inside)\n  \
         plate: http://127.0.0.1:22/: port 22 is not fetched from: only 80 and 443 are (fetch_port)\n"
    );
}

#[test]
fn a_file_that_is_none_is_refused_and_a_market_that_runs_is_left_alone() {
    let shell = Shell::open("no-goods");
    fs::write(shell.folder().join("letter.txt"), "Dear shop,\n").unwrap();
    assert_eq!(shell.run(&["import", "letter.txt"]).code, Some(1));
    let _market = shell.serve();
    let said = shell.run(&["import", &sample("tea.csv")]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("stop the market first"), "{}", said.err);
}

#[test]
fn the_demo_fills_its_shelves_once_and_takes_every_line_of_its_own_files() {
    let shell = Shell::open("demo");
    let mut market = shell.demo();
    let accounts = market.before.clone();
    assert_eq!(accounts.len(), 5, "{accounts:?}");
    assert_eq!(market.hears("pictures: "), "59", "one for each");
    let products = market.text("/api/v1/products?limit=100");
    assert_eq!(products.matches("\"lst_").count(), 59, "{products}");
    assert_eq!(products.matches("\"blur\":").count(), 59, "{products}");
    let products = products.replace(&market.url, "");
    assert_eq!(market.end("TERM").code(), Some(0));
    let mut market = shell.demo();
    assert_eq!(market.before, accounts, "the same people, the same passwords");
    assert_eq!(market.text("/api/v1/products?limit=100").replace(&market.url, ""), products);
    assert_eq!(market.end("TERM").code(), Some(0));
    assert_eq!(shell.run(&["verify"]).code, Some(0));
}
