//! From a stranger's file to our own: looked at, opened, turned upright, brought to sRGB, made smaller, written new.
//! Nothing of the file itself goes on: no metadata, no place where it was taken, nothing hidden behind the picture.

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::Unfit;
use crate::look::look;
use crate::open::{Raster, open};
use crate::shrink::{Size, averaged, scaled, shrunk, widened};
use crate::sizes::{faces, jpeg_width, sizes};

/// Quality of WebP, 0 to 100.
const WEBP_QUALITY: f32 = 78.0;
/// Effort of WebP, 0 to 6.
const WEBP_EFFORT: i32 = 3;
/// Quality of JPEG, 1 to 100.
const JPEG_QUALITY: u8 = 80;

/// Fields of a blur across.
pub const BLUR_ACROSS: u32 = 4;
/// Fields of a blur down.
pub const BLUR_DOWN: u32 = 3;

/// How a file is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Ending {
    /// WebP, in every size.
    WebP,
    /// JPEG, in one.
    Jpeg,
}

impl Ending {
    /// What names end with.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
        }
    }

    /// The media type.
    pub const fn media(self) -> &'static str {
        match self {
            Self::WebP => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// How a picture looks before it is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Face {
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
    /// The widths of its sheets, smallest first.
    pub widths: Vec<u32>,
    /// Its average, `#rrggbb`.
    pub colour: String,
    /// [`BLUR_ACROSS`] by [`BLUR_DOWN`] colours, row by row, three hexadecimal digits each.
    pub blur: String,
}

/// One file of a picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// Pixels across.
    pub width: u32,
    /// How it is written.
    pub ending: Ending,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// A picture in every size.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Developed {
    /// How it looks.
    pub face: Face,
    /// Its files.
    pub sheets: Vec<Sheet>,
}

impl Developed {
    /// Bytes of all files together.
    pub fn bytes(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.bytes.len()).sum()
    }
}

/// What a picture is developed for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Print {
    /// To be looked at: whole, in every size.
    #[default]
    Whole,
    /// To stand beside a name: the middle of it, square, in two small sizes. Of an upright picture the cut lies a third
    /// of the way down, where people hold their heads.
    Face,
}

/// Develops a file. Takes up to a second or two of a core and [`MOST_MEMORY`](crate::MOST_MEMORY) and some:
/// for a thread that may block.
///
/// # Errors
/// It is no picture that we take.
pub fn develop(file: &[u8], print: Print) -> Result<Developed, Unfit> {
    let head = look(file)?;
    let raster = open(file, &head)?;
    let is_lying = matches!(
        raster.turn,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = if is_lying { (head.height, head.width) } else { (head.width, head.height) };
    let sizes = sizes(width, height);
    let (base_width, base_height) = sizes.last().copied().ok_or(Unfit::Broken)?;
    let stored = if is_lying { (base_height, base_width) } else { (base_width, base_height) };
    let is_clear = matches!(raster.divided.channels, 2 | 4);
    let base = upright(raster, stored, is_clear)?;
    match print {
        Print::Whole => printed(&base, (width, height), &sizes, is_clear),
        Print::Face => {
            let base = face_of(&base);
            let sizes: Vec<Size> = faces(base.width()).into_iter().map(|side| (side, side)).collect();
            let largest = sizes.last().copied().ok_or(Unfit::Broken)?;
            printed(&base, largest, &sizes, is_clear)
        }
    }
}

/// The square that stands for a picture beside a name.
fn face_of(base: &RgbaImage) -> RgbaImage {
    let (width, height) = base.dimensions();
    let side = width.min(height);
    image::imageops::crop_imm(base, (width - side) / 2, (height - side) / 3, side, side).to_image()
}

/// The sheets of all sizes, smallest first, of a picture that is called as large as `called`.
fn printed(base: &RgbaImage, called: Size, sizes: &[Size], is_clear: bool) -> Result<Developed, Unfit> {
    let mut sheets = Vec::with_capacity(sizes.len() + 1);
    let widths: Vec<u32> = sizes.iter().map(|size| size.0).collect();
    let jpeg = jpeg_width(&widths);
    let mut smallest = None;
    for (width, height) in sizes.iter().copied() {
        let small = resized(base, width, height, is_clear)?;
        sheets.push(Sheet { width, ending: Ending::WebP, bytes: webp(&small)? });
        if width == jpeg {
            sheets.push(Sheet { width, ending: Ending::Jpeg, bytes: self::jpeg(&small)? });
        }
        smallest = smallest.or(Some(small));
    }
    let smallest = on_white(&smallest.ok_or(Unfit::Broken)?);
    let face = Face {
        width: called.0,
        height: called.1,
        widths,
        colour: colour(&averages(&smallest, 1, 1)?),
        blur: blur(&averages(&smallest, BLUR_ACROSS, BLUR_DOWN)?),
    };
    Ok(Developed { face, sheets })
}

/// The largest size, turned upright, in sRGB; lets the pixels as they came go.
fn upright(raster: Raster, size: Size, is_clear: bool) -> Result<RgbaImage, Unfit> {
    let Raster { turn, profile, divided, .. } = raster;
    let from = (divided.width, divided.height);
    let mut pixels = widened(divided.bytes, divided.channels);
    if from != size {
        pixels = shrunk(pixels, from, size, is_clear)?;
    }
    let has_colours = matches!(divided.channels, 3 | 4);
    if let Some(profile) = profile.filter(|_| has_colours) {
        pixels = in_srgb(pixels, &profile);
    }
    let picture = RgbaImage::from_raw(size.0, size.1, pixels).ok_or(Unfit::Broken)?;
    let mut upright = DynamicImage::ImageRgba8(picture);
    upright.apply_orientation(turn);
    Ok(upright.into_rgba8())
}

/// Explained by its profile, so that dropping the profile does not change what people see. A profile that cannot be
/// read explains nothing: then it is taken for sRGB, as browsers do.
fn in_srgb(pixels: Vec<u8>, profile: &[u8]) -> Vec<u8> {
    let Ok(from) = ColorProfile::new_from_slice(profile) else { return pixels };
    if from.color_space != DataColorSpace::Rgb {
        return pixels;
    }
    let (layout, srgb) = (Layout::Rgba, ColorProfile::new_srgb());
    let Ok(transform) = from.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()) else {
        return pixels;
    };
    let mut seen = vec![0; pixels.len()];
    match transform.transform(&pixels, &mut seen) {
        Ok(()) => seen,
        Err(_) => pixels,
    }
}

fn resized(base: &RgbaImage, width: u32, height: u32, is_clear: bool) -> Result<RgbaImage, Unfit> {
    let from = base.dimensions();
    if from == (width, height) {
        return Ok(base.clone());
    }
    let pixels = scaled(base.as_raw(), from, (width, height), is_clear)?;
    RgbaImage::from_raw(width, height, pixels).ok_or(Unfit::Broken)
}

/// Where nothing is transparent the encoder sees so and leaves the channel out.
fn webp(picture: &RgbaImage) -> Result<Vec<u8>, Unfit> {
    let encoder =
        webp::Encoder::new(picture.as_raw(), webp::PixelLayout::Rgba, picture.width(), picture.height());
    let mut wish = webp::WebPConfig::new().map_err(|()| Unfit::Broken)?;
    (wish.quality, wish.method) = (WEBP_QUALITY, WEBP_EFFORT);
    encoder.encode_advanced(&wish).map(|bytes| bytes.to_vec()).map_err(|_| Unfit::Broken)
}

fn jpeg(picture: &RgbaImage) -> Result<Vec<u8>, Unfit> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    on_white(picture).write_with_encoder(encoder).map_err(|_| Unfit::Broken)?;
    Ok(bytes)
}

/// What a paper print of it would show.
fn on_white(picture: &RgbaImage) -> RgbImage {
    let mut paper = RgbImage::new(picture.width(), picture.height());
    for (from, to) in picture.pixels().zip(paper.pixels_mut()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        let over =
            |colour: u32| u8::try_from((colour * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(255);
        to.0 = [over(red), over(green), over(blue)];
    }
    paper
}

/// The colours of a coarse grid laid over it, row by row.
fn averages(picture: &RgbImage, across: u32, down: u32) -> Result<Vec<[u8; 3]>, Unfit> {
    let pixels = widened(picture.as_raw().clone(), 3);
    let grid = averaged(&pixels, picture.dimensions(), (across, down))?;
    Ok(grid.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect())
}

/// `#rrggbb` of the first.
fn colour(colours: &[[u8; 3]]) -> String {
    let [red, green, blue] = colours.first().copied().unwrap_or([255; 3]);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Three hexadecimal digits a colour: a sixteenth is as fine as a blur can show.
fn blur(colours: &[[u8; 3]]) -> String {
    let digit = |channel: u8| char::from_digit((u32::from(channel) * 15 + 127) / 255, 16).unwrap_or('f');
    colours.iter().flat_map(|colour| colour.map(digit)).collect()
}
