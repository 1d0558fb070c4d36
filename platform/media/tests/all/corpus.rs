//! What strangers send to do harm: refused by name, or harmless; never much memory, never much time.
//!
//! The files are made here and brought in a process of its own, so that the most memory which that one ever held is
//! what they cost.

use std::process::Command;

use image::RgbImage;
use kernel::Chance;
use testkit::Folder;

use crate::brush::{gif, jpeg, png_of, quarters, webp_of};
use crate::ill::{Flat, flat_png, gif as ill_gif, png, png_in_passes, swollen_chunks, webp_canvas};
use crate::rig::{Stall, stalls};

const IN_THE_CHILD: &str = "RIALTO_MEDIA_CORPUS";
/// Bytes beyond what the process held before.
const MOST_MEMORY: u64 = 256 << 20;
/// Of the processor, for one file.
const MOST_SECONDS: f64 = 2.0;

/// A file, and the code it is refused with; none where it is taken.
type Case = (&'static str, Vec<u8>, Option<&'static str>);
/// The word for none.
const TAKEN: &str = "taken";

fn large() -> Vec<Case> {
    let flat = |width, height, progressive| Flat {
        width,
        height,
        channels: &[90, 140, 200],
        progressive,
        more_scans: 0,
    };
    let grey = Flat { channels: &[90], ..flat(5_000, 5_000, true) };
    let solid = |width, height| RgbImage::from_pixel(width, height, image::Rgb([9, 9, 9]));
    vec![
        ("a JPEG of 40 megapixels", flat(8_000, 5_000, false).jpeg(), None),
        ("a JPEG of 40 megapixels and some", flat(8_000, 5_001, false).jpeg(), Some("picture_pixels")),
        (
            "a JPEG that says 4 gigapixels",
            flat(65_500, 65_500, false).jpeg()[..900].to_vec(),
            Some("picture_pixels"),
        ),
        ("a progressive JPEG as large as is taken", flat(3_800, 3_800, true).jpeg(), None),
        ("a progressive JPEG that is larger", flat(8_000, 5_000, true).jpeg(), Some("picture_memory")),
        ("a JPEG of ninety scans", Flat { more_scans: 89, ..grey }.jpeg(), None),
        (
            "a JPEG of fifty thousand scans",
            Flat { more_scans: 50_000, ..grey }.jpeg(),
            Some("picture_broken"),
        ),
        ("a PNG of 40 megapixels", flat_png(8_000, 5_000, 8, 4, &[]), None),
        ("a PNG of 40 megapixels, 16 bits", flat_png(8_000, 5_000, 16, 4, &[]), None),
        ("a PNG that is hardly made smaller", flat_png(3_800, 7_600, 8, 4, &[]), Some("picture_memory")),
        ("a PNG in seven passes", interlaced(5_000, 5_000), None),
        ("a larger PNG in seven passes", interlaced(8_000, 5_000), Some("picture_memory")),
        ("a PNG of grey and transparency", flat_png(8_000, 5_000, 8, 2, &[]), None),
        ("a PNG of 225 megapixels", flat_png(15_000, 15_000, 8, 3, &[]), Some("picture_pixels")),
        (
            "a PNG that says 4 exapixels",
            png(u32::MAX >> 1, u32::MAX >> 1, 8, 6, b"", &[]),
            Some("picture_pixels"),
        ),
        ("a PNG of one long line", flat_png(40_000_000, 1, 8, 3, &[]), Some("picture_pixels")),
        ("a PNG of the longest line", flat_png(30_000, 1, 8, 3, &[]), None),
        ("a PNG with swollen words and colours", flat_png(8, 8, 8, 3, &swollen_chunks()), None),
        ("a GIF of 4 gigapixels", ill_gif(65_535, 65_535, (65_535, 65_535)), Some("picture_pixels")),
        ("a GIF of 25 megapixels", ill_gif(5_000, 5_000, (5_000, 5_000)), Some("picture_memory")),
        ("a GIF of ten thousand frames", gif(&vec![solid(8, 8); 10_000]), None),
        (
            "a WebP that says 268 megapixels",
            webp_canvas(16_384, 16_383, &webp_of(&solid(1, 1))),
            Some("picture_pixels"),
        ),
        ("a WebP of 25 megapixels", webp_of(&solid(5_000, 5_000)), None),
        ("a WebP of 30 megapixels", webp_of(&solid(6_000, 5_000)), Some("picture_memory")),
        ("a WebP without loss of 16 megapixels", lossless(&solid(4_000, 4_000)), None),
        ("a WebP without loss of 25 megapixels", lossless(&solid(5_000, 5_000)), Some("picture_memory")),
    ]
}

/// Adam7: each pass is a picture of its own, of lines that begin with their filter.
fn interlaced(width: u32, height: u32) -> Vec<u8> {
    let passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
    let bytes = passes.map(|(left, top, across, down)| {
        (1 + 4 * (width - left).div_ceil(across) as usize) * (height - top).div_ceil(down) as usize
    });
    png_in_passes(width, height, bytes.iter().sum())
}

fn lossless(picture: &RgbImage) -> Vec<u8> {
    webp::Encoder::from_rgb(picture.as_raw(), picture.width(), picture.height()).encode_lossless().to_vec()
}

/// What a page must never run.
const SCRIPT: &[u8] = b"<script>alert('rialto')</script>";

fn double() -> Vec<Case> {
    let picture = quarters(64, 64);
    let behind = |file: Vec<u8>, more: &[u8]| [file.as_slice(), more].concat();
    let in_comment = crate::brush::with_segment(&jpeg(&picture), 0xfe, SCRIPT);
    vec![
        ("a page behind a JPEG", behind(jpeg(&picture), SCRIPT), None),
        ("a page in a JPEG's comment", in_comment, None),
        (
            "an archive behind a PNG",
            behind(png_of(&picture), b"PK\x03\x04<script>alert('rialto')</script>"),
            None,
        ),
        ("a page behind a GIF", behind(gif(std::slice::from_ref(&picture)), SCRIPT), None),
        ("a page behind a WebP", behind(webp_of(&picture), SCRIPT), None),
        (
            "a program that begins like a GIF",
            b"GIF89a/*\0\0\0\0\0\0\0*/=1;alert('rialto')//;".to_vec(),
            Some("picture_broken"),
        ),
        (
            "a drawing",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec(),
            Some("picture_svg"),
        ),
        (
            "a drawing behind a mark",
            b"\xef\xbb\xbf<?xml version=\"1.0\"?><!-- x --><SVG onload='alert(1)'/>".to_vec(),
            Some("picture_svg"),
        ),
        ("a page", b"  <!DOCTYPE html><script>alert(1)</script>".to_vec(), Some("picture_text")),
        ("words", b"once upon a time".to_vec(), Some("picture_text")),
        ("nothing", Vec::new(), Some("picture_empty")),
        ("a phone's HEIC", b"\0\0\0\x24ftypheic\0\0\0\0mif1heic".to_vec(), Some("picture_heic")),
        ("an AVIF", b"\0\0\0\x1cftypavif\0\0\0\0mif1avif".to_vec(), Some("picture_avif")),
        ("a film", b"\0\0\0\x18ftypisom\0\0\0\0isom".to_vec(), Some("picture_format")),
        ("a document", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), Some("picture_format")),
        ("an archive", b"PK\x03\x04\x14\0\0\0\x08\0".to_vec(), Some("picture_format")),
        ("a packed drawing", b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec(), Some("picture_format")),
        ("a program", b"MZ\x90\0\x03\0\0\0".to_vec(), Some("picture_format")),
        ("a BMP", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0".to_vec(), Some("picture_format")),
        ("a TIFF", b"II*\0\x08\0\0\0".to_vec(), Some("picture_format")),
    ]
}

/// Each format without its second half.
fn halves() -> Vec<Case> {
    let picture = quarters(200, 200);
    [
        ("half a JPEG", jpeg(&picture)),
        ("half a PNG", png_of(&picture)),
        ("half a WebP", webp_of(&picture)),
        ("half a GIF", gif(&[picture])),
    ]
    .map(|(name, file)| (name, file[..file.len() / 2].to_vec(), Some("picture_broken")))
    .into()
}

#[test]
fn the_corpus_is_refused_or_harmless_within_its_memory_and_time() {
    let folder = Folder::new("corpus");
    for (number, (name, file, code)) in double().into_iter().chain(halves()).chain(large()).enumerate() {
        let name = format!("{number:02}~{}~{name}", code.unwrap_or(TAKEN));
        std::fs::write(folder.path().join(name), file).unwrap();
    }
    let this = std::env::current_exe().unwrap();
    let child = Command::new(this)
        .args(["--exact", "corpus::the_child_brings_all_of_it", "--nocapture", "--test-threads=1"])
        .env(IN_THE_CHILD, folder.path())
        // What pictures hold, not what the allocator keeps for its next tenth of a second, which is longer on a
        // machine with much to do.
        .env("MIMALLOC_PURGE_DELAY", "0")
        .env_remove("RIALTO_TEST_POSTGRES")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout).into_owned();
    assert!(child.status.success(), "{said}\n{}", String::from_utf8_lossy(&child.stderr));
    let bytes =
        |what: &str| -> u64 { said.lines().find_map(|line| line.strip_prefix(what)?.parse().ok()).unwrap() };
    let most = bytes("most memory: ") - bytes("before: ");
    assert!(most < MOST_MEMORY, "{} MiB\n{said}", most >> 20);
    println!("{said}");
}

/// Does nothing where it is not the child.
#[tokio::test]
async fn the_child_brings_all_of_it() {
    let Some(folder) = std::env::var_os(IN_THE_CHILD) else { return };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 40, "the corpus is there");
    let stall = stalls().remove(0);
    let before = memory("VmRSS:");
    let mut wrong = Vec::new();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let [_, expected, name] = name.split('~').collect::<Vec<_>>()[..] else { panic!("{name}") };
        let file = std::fs::read(&path).unwrap();
        let bytes = file.len();
        let watch = seconds();
        let brought = stall.bring(1, file).await;
        let took = seconds() - watch;
        let code = brought.as_ref().err().map_or(TAKEN, db::No::code);
        let (now, most) = (memory("VmRSS:") >> 20, memory("VmHWM:") >> 20);
        println!("{name}: {bytes} bytes, {took:.2} s, {code}, {now} MiB, at most {most}");
        if code != expected {
            wrong.push(format!("{name}: {code} and not {expected}"));
        }
        if took > MOST_SECONDS {
            wrong.push(format!("{name}: {took} seconds"));
        }
        if let Ok(kept) = brought {
            wrong.extend(harmful(&stall, name, &kept).await);
        }
    }
    println!("before: {}\nmost memory: {}", before, memory("VmHWM:"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is given out is a picture of ours and holds nothing of the file's words.
async fn harmful(stall: &Stall, name: &str, kept: &media::PictureView) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in kept.shown.webp.iter().chain([&kept.shown.jpeg]) {
        let (_, _, bytes) = stall.get(&file.url, &[]).await;
        if bytes.windows(6).any(|part| part == b"rialto") {
            wrong.push(format!("{name}: its words are in {}", file.url));
        }
        let begins_well = bytes.starts_with(b"RIFF") || bytes.starts_with(&[0xff, 0xd8, 0xff]);
        if !begins_well || image::load_from_memory(&bytes).is_err() {
            wrong.push(format!("{name}: {} is no picture", file.url));
        }
    }
    wrong
}

/// What this process holds, or ever held at most (`VmHWM:`), in bytes.
fn memory(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap();
    line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap() * 1_024
}

/// Of the processor, of all threads of this process; a loaded machine changes nothing in it.
fn seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().unwrap();
    (ticks(11) + ticks(12)) / 100.0 // USER_HZ of every Linux that Rust knows
}

#[tokio::test]
async fn a_picture_with_some_bytes_changed_is_taken_or_refused_and_breaks_nothing() {
    let stall = stalls().remove(0);
    let picture = quarters(40, 30);
    let moved = crate::brush::with_segment(&jpeg(&picture), 0xe1, &crate::brush::exif(6));
    let whole =
        [jpeg(&picture), moved, png_of(&picture), webp_of(&picture), lossless(&picture), gif(&[picture])];
    let mut chance = Chance::from_number(30);
    let mut taken = 0;
    for round in 0..600 {
        let mut file = whole[round % whole.len()].clone();
        for _ in 0..=round % 4 {
            let [high, low, byte] = chance.bytes::<3>();
            let at = usize::from(u16::from_be_bytes([high, low])) % file.len();
            file[at] = byte;
        }
        match stall.bring(1, file).await {
            Ok(_) => taken += 1,
            Err(db::No::Refused(refusal)) => assert!(refusal.code.starts_with("picture_"), "{refusal}"),
            Err(no) => panic!("round {round}: {no}"),
        }
    }
    assert!((50..550).contains(&taken), "{taken} of 600 taken: the changes reach the pictures");
}

#[tokio::test]
async fn four_colours_of_a_printer_are_seen_as_three() {
    let stall = stalls().remove(0);
    // Adobe writes ink upside down: 255 is none. Full yellow and magenta are red.
    let red = Flat { width: 64, height: 64, channels: &[255, 0, 0, 255], progressive: false, more_scans: 0 };
    let kept = stall.bring(1, red.jpeg()).await.unwrap();
    let [red, green, blue] =
        [1, 3, 5].map(|at| u8::from_str_radix(&kept.shown.colour[at..at + 2], 16).unwrap());
    assert!(red > 200 && green < 40 && blue < 40, "{}", kept.shown.colour);
}
