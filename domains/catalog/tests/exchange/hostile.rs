//! Files that were cut, damaged or made to do harm: never a panic, always a reason.

use std::io::{self, Read};

use catalog::exchange::limits::{MAX_LISTING_BYTES, MAX_ROW_BYTES, MAX_VARIANTS};
use catalog::exchange::{Reader, recognise};
use kernel::Currency;
use proptest::prelude::*;

use crate::{read, reasons};

const SHOPIFY: &str = "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant Price\n\
                       mug,Mug,\"A \"\"fine\"\" mug,\nof clay\",Size,S,12.50\n\
                       mug,,,,L,15\n\
                       pot,Plörtze,,Title,Default Title,80\n";
const WOO: &str = "ID,Type,SKU,Name,Published,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)\n\
                   1,variable,tee,Tee,1,,,Size,\"S, M\"\n\
                   2,variation,t-s,,1,10,tee,Size,S\n\
                   3,simple,cap,Cap,1,9,,,\n";
const RSS: &str = "<?xml version=\"1.0\"?><rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel>\n\
                   <item><g:id>1</g:id><g:title>Mangga &amp; 芒果</g:title><g:price>5 PHP</g:price></item>\n\
                   <item><g:id>2</g:id><g:title><![CDATA[Pot]]></g:title><g:price>6 PHP</g:price></item>\n\
                   </channel></rss>";

fn refused_as(bytes: &[u8]) -> &'static str {
    let code = recognise(bytes).unwrap_err().code();
    assert_eq!(Reader::open(bytes, Currency::PHP).err().unwrap().code(), code);
    code
}

#[test]
fn a_file_that_is_something_else_is_refused_by_name() {
    assert_eq!(refused_as(b""), "empty");
    assert_eq!(refused_as(b" \r\n \n"), "empty");
    assert_eq!(refused_as(b"\xef\xbb\xbf"), "empty");
    assert_eq!(refused_as(b"PK\x03\x04xl/workbook.xml"), "archive");
    assert_eq!(refused_as(b"\x1f\x8b\x08\x00"), "compressed");
    assert_eq!(refused_as(b"\xff\xfeH\x00a\x00"), "utf16");
    assert_eq!(refused_as(b"H\x00a\x00n\x00d\x00"), "utf16");
    assert_eq!(refused_as(b"\x00H\x00a\x00n\x00d"), "utf16");
    assert_eq!(refused_as(b"Handle,Title\x00\x01"), "binary");
    assert_eq!(refused_as(b"[{\"name\":\"x\"}]"), "json");
    assert_eq!(refused_as(b"<!doctype html><html><body>Sign in"), "other_xml");
    assert_eq!(refused_as(b"<rss version=\"2.0\"><channel><item/></channel></rss>"), "news_feed");
    assert_eq!(refused_as(b"< not xml"), "broken_header");
    assert_eq!(refused_as(b"Handle,Title,TITLE,Variant Price\n"), "repeated_column");
    assert_eq!(refused_as(b"Handle,Title,\"Variant Price\n"), "broken_header");
    assert_eq!(refused_as(b"H\xe4ndle,Title,Variant Price\n"), "broken_header");
    assert_eq!(refused_as(b"Name,Email,Total\nAna,a@b.c,5\n"), "unknown_columns");
    let said = recognise(b"Name,Email,Total\n").unwrap_err().to_string();
    assert_eq!(said, "no product file is known with these columns: Name, Email, Total");
}

#[test]
fn a_file_cut_anywhere_gives_only_listings_that_the_whole_file_has() {
    for whole in [SHOPIFY, WOO, RSS] {
        let (all, refused) = read(whole.as_bytes(), Currency::PHP);
        assert_eq!((all.len(), reasons(&refused)), (2, vec![]));
        for end in 0..whole.len() {
            let Ok(reader) = Reader::open(&whole.as_bytes()[..end], Currency::PHP) else { continue };
            for draft in reader.flatten() {
                // The last row of a table may lack a digit of its price, or a variant; nothing else may differ.
                assert!(
                    all.iter().any(|own| own.handle == draft.handle || own.title.starts_with(&draft.title))
                );
            }
        }
    }
}

#[test]
fn a_mark_that_is_never_closed_costs_the_rest_and_says_from_where() {
    let file = format!("{SHOPIFY}jar,\"Jar,,Title,Default Title,5\nvase,Vase,,Title,Default Title,9\n");
    let (taken, refused) = read(file.as_bytes(), Currency::PHP);
    assert_eq!((taken.len(), reasons(&refused)), (2, vec![(6, "", "unclosed_quote")]));
}

#[test]
fn another_encoding_is_refused_line_by_line() {
    let mut file = SHOPIFY.as_bytes().to_vec();
    file.extend(b"jar,Cer\xe1mica,,Title,Default Title,5\nvase,Vase,,Title,Default Title,9\n");
    let (taken, refused) = read(&file, Currency::PHP);
    assert_eq!((taken.len(), reasons(&refused)), (3, vec![(6, "Title", "not_utf8")]));
}

#[test]
fn what_is_too_large_is_refused_and_the_next_listing_taken() {
    let mut file = SHOPIFY.to_owned();
    file.push_str(&format!("big,Big,{},Title,Default Title,5\n", "x".repeat(MAX_ROW_BYTES)));
    file.push_str("many,Many,,Size,0,5\n");
    for size in 1..=MAX_VARIANTS {
        file.push_str(&format!("many,,,,{size},5\n"));
    }
    let near = "y".repeat(MAX_ROW_BYTES - 100);
    file.push_str("long,Long,,Size,0,5\n");
    for size in 1..=MAX_LISTING_BYTES / near.len() + 1 {
        file.push_str(&format!("long,,{near},,{size},5\n"));
    }
    file.push_str(&format!("wordy,{},,Title,Default Title,9\n", "word ".repeat(200)));
    file.push_str("vase,Vase,,Title,Default Title,9\n");
    let (taken, refused) = read(file.as_bytes(), Currency::PHP);
    let codes: Vec<&str> = refused.iter().map(|line| line.reason.code()).collect();
    assert_eq!(codes, ["row_too_long", "too_many", "listing_too_long", "too_long"]);
    assert_eq!(taken.len(), 3);
}

#[test]
fn markup_made_to_explode_is_only_text_or_refused() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>\
        <rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel><item><g:id>1</g:id><g:title>&b;</g:title>\
        <g:price>1 PHP</g:price></item></channel></rss>";
    let (taken, refused) = read(bomb.as_bytes(), Currency::PHP);
    assert_eq!((taken.len(), reasons(&refused)), (0, vec![(1, "", "unknown_entity")]));

    let deep = RSS.replace("<g:id>2</g:id>", &"<g:x>".repeat(100_000));
    let (taken, refused) = read(deep.as_bytes(), Currency::PHP);
    assert_eq!((taken.len(), reasons(&refused)), (1, vec![(3, "", "broken_xml")]));

    let long = RSS.replace("<g:id>2</g:id>", &"z".repeat(MAX_LISTING_BYTES + 1));
    let (taken, refused) = read(long.as_bytes(), Currency::PHP);
    assert_eq!((taken.len(), reasons(&refused)), (1, vec![(3, "", "listing_too_long")]));

    let cut = &RSS[..RSS.len() - 8];
    let (taken, refused) = read(cut.as_bytes(), Currency::PHP);
    assert_eq!((taken.len(), reasons(&refused)), (2, vec![(4, "", "broken_xml")]));
}

#[test]
fn a_short_file_makes_no_long_work() {
    let values: Vec<String> = (0..50).map(|n| format!("v{n}")).collect();
    let values = values.join(", ");
    let head = "ID,Type,Name,Published,Regular price,Parent,Description,Attribute 1 name,Attribute 1 value(s),\
                Attribute 2 name,Attribute 2 value(s)\n";
    let many =
        format!("{head}1,variable,P,1,,,,A,\"{values}\",B,\"{values}\"\n2,variation,,1,5,id:1,,A,,B,\n");
    assert_eq!(reasons(&read(many.as_bytes(), Currency::PHP).1), [(3, "", "too_many")]);
    let large = format!(
        "{head}1,variable,P,1,,,,A,\"{values}\",,\n2,variation,,1,5,id:1,{},A,,,\n",
        "x".repeat(MAX_LISTING_BYTES / 40)
    );
    assert_eq!(reasons(&read(large.as_bytes(), Currency::PHP).1), [(3, "", "listing_too_long")]);

    let nested = format!("<rss xmlns:g=\"http://base.google.com/ns/1.0\">{}", "<a>".repeat(1_000));
    assert_eq!(reasons(&read(nested.as_bytes(), Currency::PHP).1), [(1, "", "nested_too_deep")]);

    let path = "accessories>".repeat(100_000);
    assert!(catalog::categories::place(&path).is_some());
}

#[test]
fn a_refusal_repeats_no_more_of_a_cell_than_one_can_read() {
    let file = format!("{SHOPIFY}jar,Jar,,Title,Default Title,{}\n", "9x".repeat(10_000));
    let (_, refused) = read(file.as_bytes(), Currency::PHP);
    assert_eq!(reasons(&refused), [(6, "Variant Price", "not_a_number")]);
    assert!(refused[0].to_string().chars().count() < 200);
}

/// A disk that gives out in the middle.
struct Failing(usize);

impl Read for Failing {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = SHOPIFY.len() - self.0;
        if left < 20 {
            return Err(io::Error::other("the disk is gone"));
        }
        // The head is read in one piece, so the fault has to come after it.
        let count = left.min(into.len());
        into[..count].copy_from_slice(&SHOPIFY.as_bytes()[self.0..self.0 + count]);
        self.0 += count;
        Ok(count)
    }
}

#[test]
fn a_disk_that_gives_out_is_a_reason_and_an_end() {
    let Err(unread) = Reader::open(Failing(0), Currency::PHP) else { panic!("the head cannot be read") };
    assert_eq!(unread.code(), "unreadable");
    let row = "jar,Jar,,Title,Default Title,5\n";
    let many = SHOPIFY.to_owned() + &(0..4_000).map(|n| format!("{n}{row}")).collect::<String>();
    let mut reader = Reader::open(many.as_bytes().chain(Failing(SHOPIFY.len())), Currency::PHP).unwrap();
    let refused: Vec<_> = reader.by_ref().filter_map(Result::err).collect();
    assert_eq!(refused.iter().map(|line| line.reason.code()).collect::<Vec<_>>(), ["unreadable"]);
    assert!(reader.next().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damage_never_breaks_the_reader(
        which in 0..3_usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        inserted in prop::collection::vec((any::<prop::sample::Index>(), "[\",\n\r<>&;\\-=']{1,3}"), 0..4),
    ) {
        let mut file = [SHOPIFY, WOO, RSS][which].as_bytes().to_vec();
        for (place, byte) in damage {
            let place = place.index(file.len());
            file[place] = byte;
        }
        for (place, text) in inserted {
            let place = place.index(file.len());
            file.splice(place..place, text.bytes());
        }
        if let Ok(reader) = Reader::open(file.as_slice(), Currency::PHP) {
            prop_assert!(reader.count() <= 40);
        }
    }

    #[test]
    fn noise_never_breaks_the_reader(noise in prop::collection::vec(any::<u8>(), 0..400), which in 0..4_usize) {
        let head = ["", "Handle,Title,Variant Price\n", "Type,Name,Regular price\n", "<rss xmlns:g=\"http://base.google.com/ns/1.0\"><item>"];
        let mut file = head[which].as_bytes().to_vec();
        file.extend(noise);
        if let Ok(reader) = Reader::open(file.as_slice(), Currency::PHP) {
            prop_assert!(reader.count() <= 401);
        }
    }
}
