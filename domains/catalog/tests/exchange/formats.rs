//! Rules of the formats, one small file each.

use catalog::exchange::{Format, Layout, Reader, recognise};
use kernel::Currency;

use crate::{read, reasons};

const SHOPIFY: &str = "Handle,Title,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,\
                       Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Image Position,Gift Card,Status\n";

fn shopify(rows: &str) -> Vec<u8> {
    format!("{SHOPIFY}{rows}").into_bytes()
}

#[test]
fn a_shopify_handle_that_comes_again_is_refused_once_with_its_line() {
    let file = shopify(
        "mug,Mug,true,Size,S,m-s,shopify,3,100,,,,,\n\
         mug,,,,L,m-l,shopify,0,120,150,,,,\n\
         pot,Pot,,Title,Default Title,,,,80,80,,,,\n\
         mug,Mug,true,Size,M,,,,100,,,,,\n\
         mug,,,,XL,,,,100,,,,,\n",
    );
    let (taken, refused) = read(&file, Currency::PHP);
    assert_eq!(reasons(&refused), [(5, "Handle", "repeated_handle")]);
    assert_eq!(
        taken.iter().map(|draft| (draft.handle.as_str(), draft.line)).collect::<Vec<_>>(),
        [("mug", 2), ("pot", 4)]
    );
    let sizes: Vec<_> =
        taken[0].variants.iter().map(|one| (one.price, one.compare_at, one.quantity, one.track)).collect();
    assert_eq!(sizes, [(10_000, None, Some(3), true), (12_000, Some(15_000), Some(0), true)]);
    assert!(taken[1].published, "a blank cell publishes");
    assert_eq!(taken[1].variants[0].compare_at, None, "the same price is no reduction");
}

#[test]
fn a_shopify_listing_with_one_bad_row_is_not_half_taken() {
    let file = shopify(
        "a,A,true,Size,S,,,,100,,,,,\n\
         a,,,,M,,,,-1,,,,,\n\
         a,,,,L,,,,100,,,,,\n\
         b,B,true,,,,,,1,000,,,,,\n\
         c,C,true,Size,S,,,-4,10,,,,,\n\
         d,D,true,,,,,,10 USD,,,,,\n\
         e,E,true,,,,,,10,,ftp://x/y.jpg,,,\n\
         f,F,true,,,,,,10,,,,true,\n\
         g,G,true,Size,S,,,,10,,,,,\n\
         g,,,,S,,,,11,,,,,\n\
         ,H,true,,,,,,10,,,,,\n\
         i,,true,,,,,,10,,,,,\n\
         j,J,perhaps,,,,,,10,,,,,\n\
         k,K,true,,,,,,10,,,,,archived\n\
         l,L,true,,Red,,,,10,,,,,\n",
    );
    let (taken, refused) = read(&file, Currency::PHP);
    assert_eq!(
        reasons(&refused),
        [
            (3, "Variant Price", "negative"),
            (5, "", "cell_count"),
            (6, "Variant Inventory Qty", "negative"),
            (7, "Variant Price", "other_currency"),
            (8, "Image Src", "not_a_web_address"),
            (9, "Gift Card", "gift_card"),
            // Said at once, while the listing before it is still open.
            (12, "Handle", "missing"),
            (10, "options", "same_options"),
            (13, "Title", "missing"),
            (14, "Published", "not_yes_or_no"),
            (16, "Option1 Name", "missing"),
        ]
    );
    assert_eq!(
        taken.iter().map(|draft| (draft.handle.as_str(), draft.published)).collect::<Vec<_>>(),
        [("k", false)]
    );
}

#[test]
fn a_byte_order_mark_semicolons_and_crlf_are_read_like_any_file() {
    let file = "\u{feff}Handle;Title;Variant Price\r\n\"mug\";\"Tasse; groß\";\"12.50\"\r\n".as_bytes();
    assert_eq!(recognise(file).unwrap().layout, Layout::Separated(b';'));
    let mut reader = Reader::open(file, Currency::PHP).unwrap();
    let draft = reader.next().unwrap().unwrap();
    assert_eq!((draft.title.as_str(), draft.variants[0].price), ("Tasse; groß", 1_250));
    assert!(reader.next().is_none());
    assert_eq!(reader.bytes_read(), file.len() as u64);
}

#[test]
fn shopifys_newer_column_names_mean_the_same() {
    let file = b"Title,URL handle,Description,Published on online store,Status,SKU,Option1 name,Option1 value,Price,\
        Inventory tracker,Inventory quantity,Weight value (grams),Requires shipping,Product image URL,Image position\n\
        Mug,mug,<p>x</p>,TRUE,active,m-1,Size,S,9.90,shopify,5,250.4,TRUE,https://x.example/2.jpg,2\n\
        ,mug,,,,,,,,,,,,https://x.example/1.jpg,1\n";
    let (taken, refused) = read(file, Currency::PHP);
    assert_eq!(reasons(&refused), []);
    let mug = &taken[0];
    assert_eq!((mug.variants.len(), mug.variants[0].price, mug.variants[0].grams), (1, 990, Some(250)));
    assert_eq!((mug.variants[0].track, mug.variants[0].quantity), (true, Some(5)));
    let images: Vec<&str> = mug.images.iter().map(|image| image.url.as_str()).collect();
    assert_eq!(images, ["https://x.example/1.jpg", "https://x.example/2.jpg"]);
}

const WOO: &str = "ID,Type,SKU,Name,Published,Visibility in catalog,In stock?,Stock,Weight (lbs),Sale price,Regular price,\
                   Date sale price ends,Tax class,Images,Parent,Attribute 1 name,Attribute 1 value(s)\n";

fn woocommerce(rows: &str) -> Vec<u8> {
    format!("{WOO}{rows}").into_bytes()
}

#[test]
fn woocommerce_variations_find_their_parent_by_number_or_code_from_anywhere() {
    let file = woocommerce(
        "9,variation,t-s,,1,,1,4,,,10,,parent,,id:7,Size,S\n\
         7,variable,tee,Tee,1,,1,,2,,,,reduced,,,Size,\"S, M, L\"\n\
         3,simple,cap,Cap,1,,0,,,8,9,,,,,,\n\
         8,variation,t-m,,1,,1,0,,,11,,standard,https://x.example/m.jpg,tee,Size,M\n\
         5,variation,o,,1,,1,,,,11,,,,nobody,Size,M\n\
         6,variation,,,1,,1,,,,11,,,,,Size,M\n",
    );
    let (taken, refused) = read(&file, Currency::PHP);
    assert_eq!(reasons(&refused), [(7, "Parent", "missing"), (6, "Parent", "no_parent")]);
    assert_eq!(taken.iter().map(|draft| draft.title.as_str()).collect::<Vec<_>>(), ["Cap", "Tee"]);
    assert_eq!((taken[0].variants[0].price, taken[0].variants[0].compare_at), (800, Some(900)));
    assert_eq!((taken[0].variants[0].quantity, taken[0].variants[0].track), (Some(0), true), "out of stock");
    let tee = &taken[1];
    assert_eq!(tee.options[0].values, ["S", "M", "L"]);
    let found: Vec<_> = tee
        .variants
        .iter()
        .map(|one| (one.option_values[0].as_str(), one.quantity, one.tax_code.as_deref(), one.grams))
        .collect();
    assert_eq!(
        found,
        [("M", Some(0), Some("standard"), Some(907)), ("S", Some(4), Some("reduced"), Some(907))]
    );
    assert_eq!(tee.variants[0].image.as_deref(), Some("https://x.example/m.jpg"));
}

#[test]
fn what_woocommerce_sells_in_a_way_we_cannot_is_refused_by_name() {
    let file = woocommerce(
        "1,grouped,,All,1,,1,,,,,,,,,,\n\
         2,external,,Elsewhere,1,,1,,,,5,,,,,,\n\
         3,subscription,,Monthly,1,,1,,,,5,,,,,,\n\
         4,variable,lone,Lone,1,,1,,,,,,,,,Size,S\n\
         5,variable,off,Off,1,,1,,,,,,,,,Size,\"S, M\"\n\
         ,variation,,,0,,1,,,,,,,,off,Size,S\n\
         ,variation,,,1,,1,,,,5,,,,off,Size,M\n\
         6,variable,shared,Shared,1,,1,9,,,,,,,,Size,S\n\
         ,variation,,,1,,1,parent,,,5,,,,shared,Size,S\n\
         7,variable,any,Any,1,,1,,,,,,,,,Size,\"S, M\"\n\
         ,variation,,,1,,1,9,,,5,,,,any,Size,\n\
         8,variable,off,Twice,1,,1,,,,,,,,,Size,S\n\
         9,simple,,Free of price,1,,1,,,,,,,,,,\n\
         10,simple,,Unseen,1,hidden,1,,,,5,,,,,,\n\
         11,simple,,Timed,1,,1,,,4,5,2026-01-01,,,,,\n",
    );
    let (taken, refused) = read(&file, Currency::PHP);
    assert_eq!(
        reasons(&refused),
        [
            (2, "Type", "grouped"),
            (3, "Type", "sold_elsewhere"),
            (4, "Type", "unknown_type"),
            (7, "Published", "switched_off"),
            (13, "SKU", "repeated_parent"),
            (14, "Regular price", "missing"),
            (5, "", "no_variations"),
            (10, "Stock", "stock_at_parent"),
            (12, "", "any_with_stock"),
        ]
    );
    let found: Vec<_> =
        taken.iter().map(|draft| (draft.title.as_str(), draft.published, draft.variants[0].price)).collect();
    assert_eq!(found, [("Unseen", false, 500), ("Timed", true, 500), ("Off", true, 500)]);
}

#[test]
fn a_variation_for_any_size_leaves_the_sizes_that_have_their_own() {
    let file = woocommerce(
        "1,variable,tee,Tee,1,,1,,,,,,,,,Size,\"S, M, L\"\n\
         2,variation,t,,1,,1,,,,5,,,,tee,Size,\n\
         3,variation,t-l,,1,,1,,,,7,,,,tee,Size,L\n",
    );
    let (taken, refused) = read(&file, Currency::PHP);
    assert_eq!(reasons(&refused), []);
    let found: Vec<_> = taken[0]
        .variants
        .iter()
        .map(|one| (one.option_values[0].as_str(), one.price, one.sku.as_deref()))
        .collect();
    assert_eq!(found, [("L", 700, Some("t-l")), ("S", 500, Some("t-s")), ("M", 500, Some("t-m"))]);
}

fn rss(items: &str) -> Vec<u8> {
    let head =
        "<rss xmlns:g=\"http://base.google.com/ns/1.0\" version=\"2.0\">\n<channel><title>Shop</title>\n";
    format!("{head}{items}</channel></rss>\n").into_bytes()
}

fn item(id: &str, group: &str, more: &str) -> String {
    let group =
        if group.is_empty() { String::new() } else { format!("<g:item_group_id>{group}</g:item_group_id>") };
    format!("<item><g:id>{id}</g:id><g:title>Shirt</g:title><g:price>10 PHP</g:price>{group}{more}</item>\n")
}

#[test]
fn items_of_one_group_are_the_variants_of_one_listing() {
    let file = rss(&[
        item(
            "1",
            "shirt",
            "<g:color>Red</g:color><g:size>S</g:size><g:image_link>https://x.example/r.jpg</g:image_link>",
        ),
        item("2", "shirt", "<g:color>Blue</g:color><g:size>S</g:size><g:sale_price>8.50 PHP</g:sale_price>"),
        item("3", "", "<g:color>Green</g:color><g:availability>out of stock</g:availability>"),
        item("4", "shirt", "<g:color>Red</g:color><g:size>M</g:size>"),
        item("3", "", ""),
    ]
    .concat());
    let (taken, refused) = read(&file, Currency::PHP);
    assert_eq!(reasons(&refused), [(6, "item_group_id", "repeated_handle"), (7, "id", "repeated_id")]);
    let shirt = &taken[0];
    assert_eq!(
        shirt.options.iter().map(|option| option.name.as_str()).collect::<Vec<_>>(),
        ["Color", "Size"]
    );
    let found: Vec<_> =
        shirt.variants.iter().map(|one| (one.option_values.join(" "), one.price, one.compare_at)).collect();
    assert_eq!(found, [("Red S".to_owned(), 1_000, None), ("Blue S".to_owned(), 850, Some(1_000))]);
    assert_eq!(shirt.images.len(), 1);
    assert_eq!((taken[1].variants[0].quantity, taken[1].variants[0].track), (Some(0), true));
    assert_eq!(taken[1].variants[0].extra["color"], "Green", "one item alone offers no choice");
}

#[test]
fn fields_in_fields_and_repeated_fields_are_kept() {
    let file = rss(&item(
        "1",
        "",
        "<g:shipping><g:country>PH</g:country><g:price>50 PHP</g:price></g:shipping>\
         <g:shipping><g:country>CN</g:country></g:shipping>\
         <g:shipping_weight>1.5 kg</g:shipping_weight><guid>7</guid><c:season>wet</c:season>\
         <g:additional_image_link>https://x.example/a.jpg</g:additional_image_link>\
         <g:additional_image_link>https://x.example/b.jpg</g:additional_image_link>",
    ));
    let (taken, refused) = read(&file, Currency::PHP);
    assert_eq!(reasons(&refused), []);
    let variant = &taken[0].variants[0];
    let kept: Vec<_> = variant.extra.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(
        kept,
        [
            (":guid", "7"),
            ("c:season", "wet"),
            ("shipping/country", "PH"),
            ("shipping/price", "50 PHP"),
            ("shipping[002]/country", "CN"),
        ]
    );
    assert_eq!((variant.grams, taken[0].images.len()), (Some(1_500), 2));
}

#[test]
fn a_bad_item_does_not_take_the_next_one_with_it() {
    let file = rss(&[
        item("1", "", "<g:description>a&nbsp;b</g:description>"),
        item("2", "", "<g:shipping><g:a><g:b>x</g:b></g:a></g:shipping>"),
        "<item><g:id>3</g:id><g:title>No price</g:title></item>\n".to_owned(),
        "<item></item>\n".to_owned(),
        item("4", "", "<g:description><![CDATA[<b>&amp;</b>]]> &#x4e2d;</g:description>"),
        item("5", "", "<g:availability>someday</g:availability>"),
    ]
    .concat());
    let (taken, refused) = read(&file, Currency::PHP);
    assert_eq!(
        reasons(&refused),
        [
            (3, "", "unknown_entity"),
            (4, "shipping/a", "nested_too_deep"),
            (5, "price", "missing"),
            (6, "id", "missing"),
            (8, "availability", "not_yes_or_no")
        ]
    );
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].description_html, "<b>&amp;</b> 中");
}

#[test]
fn atom_and_tab_separated_text_are_the_same_feed() {
    let atom = "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:g=\"http://base.google.com/ns/1.0\">\
        <title>Shop</title><entry><title>Mug</title><link href=\"https://x.example/p/big-mug?a=1&amp;b=2\"/><summary>Blue</summary>\
        <g:id>M1</g:id><g:price>9.90 PHP</g:price><g:quantity>4</g:quantity></entry></feed>";
    let text = "id\ttitle\tdescription\tlink\tprice\tavailability\tgoogle product category\tadditional image link\n\
        M1\tMug\tBlue\thttps://x.example/p/big-mug\t9.90\tin stock\t2169\thttps://x.example/1.jpg,https://x.example/2.jpg\n";
    assert_eq!(recognise(atom.as_bytes()).unwrap().layout, Layout::Xml);
    assert_eq!(recognise(text.as_bytes()).unwrap().layout, Layout::Separated(b'\t'));
    assert_eq!(recognise(text.as_bytes()).unwrap().format, Format::Google);
    let (from_atom, refused) = read(atom.as_bytes(), Currency::PHP);
    assert_eq!(reasons(&refused), []);
    let (from_text, refused) = read(text.as_bytes(), Currency::PHP);
    assert_eq!(reasons(&refused), []);
    for (draft, handle) in [(&from_atom[0], "mug"), (&from_text[0], "big-mug")] {
        assert_eq!((draft.title.as_str(), draft.description_html.as_str()), ("Mug", "Blue"));
        assert_eq!((draft.handle.as_str(), draft.variants[0].price), (handle, 990));
    }
    assert_eq!(from_atom[0].variants[0].quantity, Some(4));
    assert_eq!((from_text[0].category.as_deref(), from_text[0].images.len()), (Some("2169"), 2));
}
