//! Opening a file that was looked at: its pixels, eight bits a channel, with which way up and in which colours they
//! are. All of it is Rust without C: what a stranger wrote is read by nothing that could be overrun.

use std::io::Cursor;

use image::codecs::{gif::GifDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, Limits};

use crate::Unfit;
use crate::divide::{Divided, Pixels};
use crate::look::{Format, Head, MOST_MEMORY, is_whole_jpeg, jpeg_decoder};

/// Bytes of a colour profile that is looked at; those of cameras have some hundred to some thousand.
const MOST_PROFILE: usize = 256 << 10;

/// Bytes that a PNG's decoder takes beside the pixels.
const PNG_BESIDE: usize = 4 << 20;

/// An opened picture, divided already.
pub(crate) struct Raster {
    /// Across and down as it was stored.
    pub stored: (u32, u32),
    /// Its pixels.
    pub divided: Pixels,
    /// How they are to be turned to stand upright.
    pub turn: Orientation,
    /// The ICC profile that explains the colours, where there is one.
    pub profile: Option<Vec<u8>>,
}

/// Opens it: of what moves, the first picture.
pub(crate) fn open(file: &[u8], head: &Head) -> Result<Raster, Unfit> {
    let raster = match head.format {
        Format::Jpeg if !is_whole_jpeg(file) => return Err(Unfit::Broken),
        Format::Jpeg => decoded(jpeg_decoder(file)?)?,
        Format::WebP => decoded(WebPDecoder::new(Cursor::new(file)).map_err(|_| Unfit::Broken)?)?,
        Format::Gif => decoded(GifDecoder::new(Cursor::new(file)).map_err(|_| Unfit::Broken)?)?,
        Format::Png => png(file)?,
    };
    // The decoder's own reading of the header must be the one that was judged.
    let is_as_looked_at = raster.stored == (head.width, head.height);
    if is_as_looked_at { Ok(raster) } else { Err(Unfit::Broken) }
}

fn decoded(mut decoder: impl ImageDecoder) -> Result<Raster, Unfit> {
    let broken = |_| Unfit::Broken;
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    decoder.set_limits(limits).map_err(broken)?;
    let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| profile.len() <= MOST_PROFILE);
    let channels = match decoder.color_type() {
        ColorType::L8 => 1,
        ColorType::La8 => 2,
        ColorType::Rgb8 => 3,
        ColorType::Rgba8 => 4,
        _ => return Err(Unfit::Broken),
    };
    let (width, height) = decoder.dimensions();
    let size = usize::try_from(decoder.total_bytes()).ok().filter(|size| *size as u64 <= MOST_MEMORY);
    let mut pixels = vec![0; size.ok_or(Unfit::Memory { width, height })?];
    decoder.read_image(&mut pixels).map_err(broken)?;
    let divided = Divided::new(width, height, channels).in_place(pixels);
    Ok(Raster { stored: (width, height), divided, turn, profile })
}

/// PNG without the detour over sixteen bits, and without the whole of it where it comes line by line.
fn png(file: &[u8]) -> Result<Raster, Unfit> {
    let broken = |_| Unfit::Broken;
    // The rows go into our own buffer; what the decoder unpacks besides is a profile and its own rows.
    let limits = png::Limits { bytes: PNG_BESIDE };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(file), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let mut reader = decoder.read_info().map_err(broken)?;
    let (width, height) = (reader.info().width, reader.info().height);
    let turn = reader.info().exif_metadata.as_deref().and_then(Orientation::from_exif_chunk);
    let profile = reader.info().icc_profile.as_deref().filter(|profile| profile.len() <= MOST_PROFILE);
    let profile = profile.map(<[u8]>::to_vec);
    let channels = match reader.output_color_type().0 {
        png::ColorType::Grayscale => 1,
        png::ColorType::GrayscaleAlpha => 2,
        png::ColorType::Rgb => 3,
        png::ColorType::Rgba => 4,
        png::ColorType::Indexed => return Err(Unfit::Broken),
    };
    let mut divided = Divided::new(width, height, channels);
    let divided = if reader.info().interlaced {
        let size = reader.output_buffer_size().filter(|size| *size as u64 <= MOST_MEMORY);
        let mut pixels = vec![0; size.ok_or(Unfit::Memory { width, height })?];
        reader.next_frame(&mut pixels).map_err(broken)?;
        divided.in_place(pixels)
    } else {
        for _ in 0..height {
            divided.row(reader.next_row().map_err(broken)?.ok_or(Unfit::Broken)?.data());
        }
        divided.done()
    };
    let turn = turn.unwrap_or(Orientation::NoTransforms);
    Ok(Raster { stored: (width, height), divided, turn, profile })
}
