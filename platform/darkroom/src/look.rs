//! What can be seen of a file without opening it: its format by its first bytes, and from its header how large the
//! picture is and what opening it would cost. Names and declared types say nothing, so nobody asks them.

use std::io::Cursor;

use image::ImageDecoder as _;
use image::codecs::{gif::GifDecoder, jpeg::JpegDecoder, webp::WebPDecoder};

use crate::Unfit;
use crate::sizes::{division, largest};

/// Bytes of a file that is taken.
pub const MOST_BYTES: usize = 20 << 20;
/// Pixels of a picture that is taken.
pub const MOST_PIXELS: u64 = 40_000_000;
/// Pixels along one side.
pub const MOST_SIDE: u32 = 30_000;
/// Bytes that opening one picture may take.
pub const MOST_MEMORY: u64 = 128 << 20;

/// What we open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    Jpeg,
    Png,
    WebP,
    Gif,
}

/// A file that may be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    pub(crate) format: Format,
    /// Pixels across as stored: a camera held upright may store it lying.
    pub width: u32,
    /// Pixels down as stored.
    pub height: u32,
    /// Bytes that opening it and making it smaller takes at most.
    pub memory: u64,
}

/// Looks at a file.
///
/// # Errors
/// It is nothing that may be opened.
pub fn look(file: &[u8]) -> Result<Head, Unfit> {
    let format = format(file)?;
    let (width, height, bytes_a_pixel) = match format {
        Format::Jpeg => jpeg(file)?,
        Format::Png => png(file)?,
        Format::WebP => webp(file)?,
        Format::Gif => gif(file)?,
    };
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(Unfit::Broken);
    }
    if pixels > MOST_PIXELS || width > MOST_SIDE || height > MOST_SIDE {
        return Err(Unfit::Pixels { width, height });
    }
    let memory = (pixels * bytes_a_pixel).max(shrinking(width, height));
    if memory > MOST_MEMORY {
        return Err(Unfit::Memory { width, height });
    }
    Ok(Head { format, width, height, memory })
}

/// Bytes that making it smaller takes: the divided picture, what is made of it line by line, and the largest size.
fn shrinking(width: u32, height: u32) -> u64 {
    let by = division(width, height);
    let (across, down) = (u64::from(width.div_ceil(by)), u64::from(height.div_ceil(by)));
    let one_way =
        |(to_across, to_down): (u32, u32), down: u64| u64::from(to_across) * (down + u64::from(to_down));
    let halfway = one_way(largest(width, height), down).max(one_way(largest(height, width), across));
    4 * (across * down + halfway)
}

fn format(file: &[u8]) -> Result<Format, Unfit> {
    let begins = |magic: &[u8]| file.starts_with(magic);
    if file.is_empty() {
        return Err(Unfit::Empty);
    }
    if begins(&[0xff, 0xd8, 0xff]) {
        return Ok(Format::Jpeg);
    }
    if begins(b"\x89PNG\r\n\x1a\n") {
        return Ok(Format::Png);
    }
    if begins(b"GIF87a") || begins(b"GIF89a") {
        return Ok(Format::Gif);
    }
    if begins(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        return Ok(Format::WebP);
    }
    if file.get(4..8) == Some(b"ftyp") {
        let brand = file.get(8..12).unwrap_or_default();
        return Err(if brand.starts_with(b"avi") { Unfit::Avif } else { heic(brand) });
    }
    Err(text(file))
}

/// Brands of ISO/IEC 23008-12 that phones write.
fn heic(brand: &[u8]) -> Unfit {
    let known: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];
    if known.contains(&brand) { Unfit::Heic } else { Unfit::Unknown }
}

/// Words or not, to say it in the refusal.
fn text(file: &[u8]) -> Unfit {
    let head = &file[..file.len().min(4_096)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let letters = String::from_utf8_lossy(head).to_ascii_lowercase();
    let letters = letters.trim_start();
    if letters.contains("<svg") {
        Unfit::Svg
    } else if letters.starts_with('<') || is_written(head) {
        Unfit::Text
    } else {
        Unfit::Unknown
    }
}

/// UTF-8 without control characters; its end may be cut.
fn is_written(head: &[u8]) -> bool {
    let whole = std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true);
    whole && head.iter().all(|byte| *byte >= b' ' || b"\t\r\n".contains(byte))
}

/// Width, height and bytes a pixel of a JPEG (ITU-T T.81, B.2.2). A progressive one is opened with all its
/// coefficients, two bytes each, beside the pixels.
fn jpeg(file: &[u8]) -> Result<(u32, u32, u64), Unfit> {
    let mut at = 2;
    loop {
        let (marker, segment, next) = segment(file, at).ok_or(Unfit::Broken)?;
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            let is_progressive = matches!(marker, 0xc2 | 0xc6 | 0xca | 0xce);
            let (width, height, colours, samples) = frame(segment).ok_or(Unfit::Broken)?;
            // Four colours are turned into three, line by line.
            let coefficients = if is_progressive { 2 * samples } else { 0 };
            return Ok((width, height, colours.min(3) + coefficients));
        }
        if matches!(marker, 0xd9 | 0xda) {
            return Err(Unfit::Broken);
        }
        at = next;
    }
}

/// The segment at this place: its marker, what is in it, and where the next one begins.
fn segment(file: &[u8], mut at: usize) -> Option<(u8, &[u8], usize)> {
    // Any number of 0xff may stand in front of a marker.
    while file.get(at)? == &0xff && file.get(at + 1)? == &0xff {
        at += 1;
    }
    if file.get(at)? != &0xff {
        return None;
    }
    let length = usize::from(u16::from_be_bytes([*file.get(at + 2)?, *file.get(at + 3)?]));
    Some((*file.get(at + 1)?, file.get(at + 4..at + 2 + length)?, at + 2 + length))
}

/// Width, height, colours, and samples of all colours for each pixel, rounded up.
fn frame(segment: &[u8]) -> Option<(u32, u32, u64, u64)> {
    let side = |at: usize| Some(u32::from(u16::from_be_bytes([*segment.get(at)?, *segment.get(at + 1)?])));
    let (height, width, colours) = (side(1)?, side(3)?, u64::from(*segment.get(5)?));
    let factors: Vec<(u64, u64)> = segment
        .get(6..)?
        .chunks_exact(3)
        .take(usize::try_from(colours).ok()?)
        .map(|colour| (u64::from(colour[1] >> 4), u64::from(colour[1] & 15)))
        .collect();
    let across = factors.iter().map(|factor| factor.0).max()?;
    let down = factors.iter().map(|factor| factor.1).max()?;
    let samples: u64 = factors.iter().map(|factor| factor.0 * factor.1).sum();
    Some((width, height, colours, samples.div_ceil((across * down).max(1))))
}

/// Sixteen bits are read as eight, palettes as their colours, and lines are divided as they come; but one that is
/// interlaced comes in seven passes over the whole, of four bytes a pixel at most.
fn png(file: &[u8]) -> Result<(u32, u32, u64), Unfit> {
    let side = |at: usize| {
        let bytes = file.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map(u32::from_be_bytes).ok_or(Unfit::Broken)
    };
    if file.get(12..16) != Some(b"IHDR") {
        return Err(Unfit::Broken);
    }
    let is_interlaced = file.get(28) != Some(&0);
    Ok((side(16)?, side(20)?, if is_interlaced { 4 } else { 0 }))
}

fn webp(file: &[u8]) -> Result<(u32, u32, u64), Unfit> {
    let decoder = WebPDecoder::new(Cursor::new(file)).map_err(|_| Unfit::Broken)?;
    let (width, height) = decoder.dimensions();
    // A lossy one is opened in planes of one and a half bytes beside the pixels; a lossless one in four, and again.
    let is_lossy = file.get(12..16) == Some(b"VP8 ");
    Ok((width, height, if is_lossy { 5 } else { 8 }))
}

fn gif(file: &[u8]) -> Result<(u32, u32, u64), Unfit> {
    let decoder = GifDecoder::new(Cursor::new(file)).map_err(|_| Unfit::Broken)?;
    let (width, height) = decoder.dimensions();
    // The frame, and the canvas it is put on.
    Ok((width, height, 8))
}

/// Whether a JPEG goes on to its end: decoders fill up with grey what is missing.
pub(crate) fn is_whole_jpeg(file: &[u8]) -> bool {
    // Within the picture 0xff is followed by 0x00 or a restart, so the first end behind the scan's start is its own.
    let mut at = 2;
    loop {
        match segment(file, at) {
            Some((0xda, _, scan)) => return file[scan..].windows(2).any(|pair| pair == [0xff, 0xd9]),
            Some((_, _, next)) => at = next,
            None => return false,
        }
    }
}

/// A decoder that has read the header and nothing else.
pub(crate) fn jpeg_decoder(file: &[u8]) -> Result<JpegDecoder<Cursor<&[u8]>>, Unfit> {
    JpegDecoder::new(Cursor::new(file)).map_err(|_| Unfit::Broken)
}
