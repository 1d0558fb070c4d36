//! A market of our own to look at: its makers and members ([`world`]), what they say ([`words`]), and the studio that
//! draws its pictures. All of it is decided by names and seeds.

mod arrange;
mod faces;
mod goods;
mod layer;
mod lines;
mod motifs;
mod scene;
mod seed;
mod tone;
mod turned;
pub mod words;
pub mod world;

use layer::Layer;
use scene::Scene;
pub use seed::Seed;

/// The picture of a name that a listing or a post gives, so many pixels wide and a quarter more high, as a PNG. None where nothing is known of it.
pub fn picture(handle: &str, width: u32) -> Option<Vec<u8>> {
    written(&arrange::scene(handle)?, width)
}

/// The same goods in another room and light, which the name decides: for a catalogue with more listings than goods.
pub fn variation(handle: &str, name: &str, width: u32) -> Option<Vec<u8>> {
    written(&arrange::scene(handle)?.moved(name), width)
}

/// Which picture stands beside the name of whoever has this handle, for [`face`]; many people show none, and many show
/// the same.
pub fn face_of(handle: &str) -> Option<String> {
    faces::of(handle)
}

/// The picture of such a name, or of a shop's sign: square, so many pixels wide, as a PNG.
pub fn face(name: &str, side: u32) -> Option<Vec<u8>> {
    let (kind, nth) = name.split_once('-')?;
    let nth: usize = nth.parse().ok()?;
    square(side, |sheet| match kind {
        "head" => faces::paint(sheet, nth),
        _ => motifs::liked(sheet, nth),
    })
}

/// What hangs over the door of the shop that has this handle and this craft: square, so many pixels wide, as a PNG.
pub fn sign(handle: &str, craft: world::Craft, side: u32) -> Option<Vec<u8>> {
    square(side, |sheet| motifs::sign(sheet, craft, handle))
}

/// The upper square of a sheet.
fn square(side: u32, draw: impl FnOnce(&mut Layer)) -> Option<Vec<u8>> {
    let mut sheet = Layer::new(side)?;
    draw(&mut sheet);
    png_of(&sheet, side)
}

fn written(scene: &Scene, width: u32) -> Option<Vec<u8>> {
    let sheet = scene.painted(width)?;
    png_of(&sheet, sheet.pixels.height())
}

/// So many rows of a sheet.
fn png_of(sheet: &Layer, height: u32) -> Option<Vec<u8>> {
    let pixels = &sheet.pixels;
    let rows = usize::try_from(pixels.width() * height).unwrap_or(usize::MAX);
    let rgb: Vec<u8> =
        pixels.data().chunks_exact(4).take(rows).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&rgb).ok()?;
    writer.finish().ok()?;
    Some(file)
}
