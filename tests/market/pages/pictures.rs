//! Pictures through the form of the studio, as a phone sends them: taken as they come from a camera, refused in the
//! words of whoever sends what is none.

use market_tests::Market;

use crate::cast::open_shop;

/// Noise, which no format makes small: 6 megapixels of it, more than what a framework lets through by itself.
fn photograph() -> Vec<u8> {
    let mut state = 1_u32;
    let picture = image::RgbImage::from_fn(3_000, 2_000, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [red, green, blue, _] = state.to_be_bytes();
        image::Rgb([red, green, blue])
    });
    jpeg(&picture, 90)
}

fn jpeg(picture: &image::RgbImage, quality: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, quality);
    picture.write_with_encoder(encoder).unwrap();
    file
}

fn png(picture: &image::RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(picture.as_raw()).unwrap();
    file
}

/// A PNG whose head says so many pixels, and nothing that could be them.
fn says(width: u32, height: u32) -> Vec<u8> {
    let small = png(&image::RgbImage::new(1, 1));
    let mut head = [b"IHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), &small[24..29]].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&head);
    head.extend(sum.sum().to_be_bytes());
    [&small[..12], &head, &small[33..]].concat()
}

#[test]
fn a_phones_picture_comes_with_the_form_and_stands_on_the_page() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let mut browser = market.signed_in("enamel", "en");
        let photograph = photograph();
        assert!(photograph.len() > 4 << 20, "{} bytes", photograph.len());
        browser.open(&format!("/studio/{}/listings/new", shop.id));
        browser.fill("title", "Cup").fill("price", "250").fill("alt", "A cup, grey all over");
        let page = browser.choose("file", "IMG_0001.JPG", photograph).press("Put it up for sale");
        assert_eq!((page.status, page.heading()), (200, "Cup"), "{}", page.main());
        let shown = page.all("img").find(|image| image.get("alt") == Some("A cup, grey all over")).unwrap();
        assert_eq!((shown.get("loading"), shown.get("fetchpriority")), (Some("eager"), Some("high")));
        let widths = ["320w", "640w", "960w", "1280w", "1920w"];
        let srcset = shown.get("srcset").unwrap();
        assert_eq!(srcset.split(", ").map(|one| one.split_once(' ').unwrap().1).collect::<Vec<_>>(), widths);
    }
}

#[test]
fn what_is_no_picture_is_refused_in_everybodys_own_words_and_leaves_no_listing() {
    let small = image::RgbImage::from_pixel(8, 8, image::Rgb([9, 99, 199]));
    let half = jpeg(&small, 80);
    let ill: [(&str, Vec<u8>, [&str; 3]); 6] = [
        (
            "cup.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec(),
            ["an SVG drawing", "SVG 图形", "guhit na SVG"],
        ),
        (
            "cup.jpg",
            b"<!DOCTYPE html><script>alert(1)</script>".to_vec(),
            ["a text or a web page", "文字或网页", "teksto o web page"],
        ),
        ("cup.png", says(60_000, 60_000), ["more pixels", "像素太多", "mas maraming pixel"]),
        ("cup.jpg", half[..half.len() / 2].to_vec(), ["damaged or not whole", "损坏", "sira o hindi buo"]),
        ("cup.heic", b"\0\0\0\x24ftypheic\0\0\0\0mif1heic".to_vec(), ["HEIC", "HEIC", "HEIC"]),
        (
            "cup.zip",
            b"PK\x03\x04\x14\0\0\0\x08\0".to_vec(),
            ["no picture that is taken here", "不是", "hindi larawan"],
        ),
    ];
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let here = format!("/studio/{}/listings/new", shop.id);
        for (nth, language) in ["en", "zh-Hans", "fil"].into_iter().enumerate() {
            let mut browser = market.signed_in("enamel", language);
            let show = ["Put it up for sale", "上架出售", "Ibenta na"][nth];
            for (name, file, words) in &ill {
                browser.open(&here);
                browser.fill("title", "Tasa").fill("price", "250");
                let page = browser.choose("file", name, file.clone()).press(show);
                assert_eq!(page.status, 422, "{name} in {language}");
                assert!(page.says(words[nth]), "{name} in {language}: {}", page.main());
                assert!(
                    page.all("input").any(|input| input.get("value") == Some("Tasa")),
                    "what was typed stays"
                );
            }
        }
        let listings = shop.keeper.get(&format!("/shops/{}/listings", shop.id)).is(200);
        assert_eq!(listings["data"], serde_json::json!([]), "nothing is left of any");
        assert_eq!(shop.keeper.get("/media").is(200)["data"], serde_json::json!([]));

        // A page behind a picture is a picture, and the page is gone.
        let mut browser = market.signed_in("enamel", "en");
        browser.open(&here);
        browser.fill("title", "Cup").fill("price", "250");
        let two = [png(&small).as_slice(), b"<script>alert('rialto')</script>"].concat();
        let page = browser.choose("file", "cup.png", two).press("Put it up for sale");
        let path = page.all("img").find_map(|image| image.get("src")).unwrap().to_owned();
        let agent = ureq::Agent::new_with_config(ureq::Agent::config_builder().proxy(None).build());
        let mut answer = agent.get(format!("{}{path}", market.base)).call().unwrap();
        assert_eq!(answer.headers()["content-type"], "image/jpeg");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        let bytes = answer.body_mut().read_to_vec().unwrap();
        assert!(!bytes.windows(6).any(|part| part == b"rialto"));
    }
}
