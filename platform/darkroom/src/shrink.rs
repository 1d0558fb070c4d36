//! Pictures made smaller by Lanczos, and averaged over a grid. Every pixel has four bytes here, colours and how much
//! they cover: the library builds all its arithmetic anew for each kind of pixel, and one kind is enough.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x4;
use fast_image_resize::{FilterType, MulDiv, ResizeAlg, ResizeOptions, Resizer};

use crate::Unfit;

/// Width and height in pixels.
pub(crate) type Size = (u32, u32);

/// Bytes of a pixel.
const WIDE: usize = 4;

/// Made smaller. Colours under transparency are weighed by it, in place: a second copy of a large picture would be the
/// dearest part of all.
///
/// # Errors
/// There are not as many pixels as the size says.
pub(crate) fn shrunk(mut pixels: Vec<u8>, from: Size, to: Size, is_clear: bool) -> Result<Vec<u8>, Unfit> {
    if !is_clear {
        return smaller(&pixels, from, to, &ResizeOptions::new().use_alpha(false));
    }
    let weigh = MulDiv::new();
    weigh.multiply_alpha_inplace_typed(&mut writable(&mut pixels, from)?).map_err(|_| Unfit::Broken)?;
    let mut small = smaller(&pixels, from, to, &ResizeOptions::new().use_alpha(false))?;
    drop(pixels);
    weigh.divide_alpha_inplace_typed(&mut writable(&mut small, to)?).map_err(|_| Unfit::Broken)?;
    Ok(small)
}

/// The same of a picture that is needed again.
///
/// # Errors
/// There are not as many pixels as the size says.
pub(crate) fn scaled(pixels: &[u8], from: Size, to: Size, is_clear: bool) -> Result<Vec<u8>, Unfit> {
    smaller(pixels, from, to, &ResizeOptions::new().use_alpha(is_clear))
}

/// The mean colours of a coarse grid laid over it, row by row.
///
/// # Errors
/// There are not as many pixels as the size says.
pub(crate) fn averaged(pixels: &[u8], from: Size, grid: Size) -> Result<Vec<u8>, Unfit> {
    let by_area = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Box)).use_alpha(false);
    smaller(pixels, from, grid, &by_area)
}

/// Grey, grey with transparency, colours or colours with it, in four bytes a pixel; grows where it lies.
pub(crate) fn widened(mut pixels: Vec<u8>, channels: u8) -> Vec<u8> {
    let narrow = usize::from(channels);
    let count = pixels.len() / narrow.max(1);
    pixels.resize(count * WIDE, u8::MAX);
    // From behind: no pixel is written over before it was read.
    for at in (0..count).rev() {
        let byte = |place: usize| pixels[at * narrow + place];
        let wide = match channels {
            1 => [byte(0), byte(0), byte(0), u8::MAX],
            2 => [byte(0), byte(0), byte(0), byte(1)],
            3 => [byte(0), byte(1), byte(2), u8::MAX],
            _ => return pixels,
        };
        pixels[at * WIDE..(at + 1) * WIDE].copy_from_slice(&wide);
    }
    pixels
}

fn smaller(pixels: &[u8], from: Size, to: Size, options: &ResizeOptions) -> Result<Vec<u8>, Unfit> {
    let source = TypedImageRef::<U8x4>::from_buffer(from.0, from.1, pixels).map_err(|_| Unfit::Broken)?;
    let mut small = vec![0; to.0 as usize * to.1 as usize * WIDE];
    let mut sheet = writable(&mut small, to)?;
    Resizer::new().resize_typed(&source, &mut sheet, options).map_err(|_| Unfit::Broken)?;
    Ok(small)
}

fn writable(pixels: &mut [u8], size: Size) -> Result<TypedImage<'_, U8x4>, Unfit> {
    TypedImage::from_buffer(size.0, size.1, pixels).map_err(|_| Unfit::Broken)
}

#[cfg(test)]
mod tests {
    use super::widened;

    #[test]
    fn every_kind_of_pixel_grows_to_four_bytes_where_it_lies() {
        assert_eq!(widened(vec![7, 9], 1), [7, 7, 7, 255, 9, 9, 9, 255]);
        assert_eq!(widened(vec![7, 1, 9, 2], 2), [7, 7, 7, 1, 9, 9, 9, 2]);
        assert_eq!(widened(vec![1, 2, 3, 4, 5, 6], 3), [1, 2, 3, 255, 4, 5, 6, 255]);
        assert_eq!(widened(vec![1, 2, 3, 4], 4), [1, 2, 3, 4]);
    }
}
