//! Every format that is taken, and what of it is kept.

use image::RgbImage;
use media::PictureView;

use crate::brush::{exif, gif, jpeg, png, png_of, quarters, webp_of, with_segment};
use crate::rig::{Stall, stalls};

/// The corners clockwise from the upper left, as letters: red, green, blue, white.
async fn corners(stall: &Stall, kept: &PictureView) -> String {
    let opened = stall.opened(&kept.shown.webp[0].url).await.to_rgb8();
    let (right, down) = (opened.width() * 7 / 8, opened.height() * 7 / 8);
    let (left, up) = (opened.width() / 8, opened.height() / 8);
    [(left, up), (right, up), (right, down), (left, down)].map(|at| letter(&opened, at)).iter().collect()
}

fn letter(picture: &RgbImage, (x, y): (u32, u32)) -> char {
    match picture.get_pixel(x, y).0 {
        [red, green, blue] if red > 200 && green > 200 && blue > 200 => 'w',
        [red, green, blue] if red > 150 && green < 90 && blue < 90 => 'r',
        [red, green, blue] if green > 110 && red < 90 && blue < 90 => 'g',
        [red, green, blue] if blue > 150 && red < 90 && green < 90 => 'b',
        _ => '?',
    }
}

/// SQLite is enough where nothing but the picture is looked at.
fn stall() -> Stall {
    stalls().remove(0)
}

#[tokio::test]
async fn every_way_up_that_a_camera_can_say_ends_upright_and_the_place_is_forgotten() {
    let stall = stall();
    // What the eye must see of red, green, blue, white stored clockwise, by Exif orientation 1 to 8.
    let seen = ["rgbw", "grwb", "bwrg", "wbgr", "rwbg", "wrgb", "bgrw", "gbwr"];
    for (orientation, expected) in (1..).zip(seen) {
        let file = with_segment(&jpeg(&quarters(600, 400)), 0xe1, &exif(orientation));
        let place = b"14.5995N 120.9842E Quiapo";
        assert!(file.windows(place.len()).any(|part| part == place));
        let kept = stall.bring(1, file).await.unwrap();
        assert_eq!(corners(&stall, &kept).await, expected, "orientation {orientation}");
        let upright = if orientation < 5 { (600, 400) } else { (400, 600) };
        assert_eq!((kept.shown.width, kept.shown.height), upright, "orientation {orientation}");
        for file in kept.shown.webp.iter().chain([&kept.shown.jpeg]) {
            let (_, _, bytes) = stall.get(&file.url, &[]).await;
            assert!(!bytes.windows(6).any(|part| part == b"Quiapo" || part == b"Exif\0\0"), "{}", file.url);
        }
    }
}

#[tokio::test]
async fn each_format_is_seen_as_it_was_meant() {
    let stall = stall();
    let picture = quarters(200, 200);
    let sixteen: Vec<u8> = picture.as_raw().iter().flat_map(|byte| [*byte, *byte]).collect();
    let clear: Vec<u8> = picture.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect();
    let moving = [picture.clone(), RgbImage::new(200, 200)];
    for (name, file) in [
        ("JPEG", jpeg(&picture)),
        ("PNG", png_of(&picture)),
        ("PNG of 16 bits", png(200, 200, png::ColorType::Rgb, png::BitDepth::Sixteen, &sixteen)),
        ("PNG with transparency", png(200, 200, png::ColorType::Rgba, png::BitDepth::Eight, &clear)),
        ("WebP", webp_of(&picture)),
        ("GIF that moves: its first picture", gif(&moving)),
    ] {
        let kept = stall.bring(1, file).await.unwrap();
        assert_eq!(corners(&stall, &kept).await, "rgbw", "{name}");
    }
    let grey = png(8, 8, png::ColorType::Grayscale, png::BitDepth::Eight, &[128; 64]);
    assert_eq!(stall.bring(1, grey).await.unwrap().shown.colour, "#808080");
}
