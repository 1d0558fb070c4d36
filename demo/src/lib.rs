//! A market of our own to look at: its makers and members ([`world`]), what they say ([`words`]), and the studio that
//! draws its pictures. All of it is decided by names and seeds.

mod arrange;
mod goods;
mod layer;
mod lines;
mod scene;
mod seed;
mod tone;
mod turned;
pub mod words;
pub mod world;

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

fn written(scene: &Scene, width: u32) -> Option<Vec<u8>> {
    let pixels = scene.painted(width)?.pixels;
    let rgb: Vec<u8> =
        pixels.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&rgb).ok()?;
    writer.finish().ok()?;
    Some(file)
}
