//! The sample catalogue's studio: still lifes of our own, drawn by rule.

mod arrange;
mod goods;
mod layer;
mod lines;
mod scene;
mod seed;
mod tone;
mod turned;

/// The picture of a listing, so many pixels wide and a quarter more high, as a PNG. None where nothing is known of it.
pub fn picture(handle: &str, width: u32) -> Option<Vec<u8>> {
    let painted = arrange::scene(handle)?.painted(width)?;
    let pixels = painted.pixels;
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
