//! Why a file is no picture that we take.

use kernel::Refusal;

use crate::look::{MOST_PIXELS, MOST_SIDE};

/// Megapixels that are taken at most.
const MEGAPIXELS: u64 = MOST_PIXELS / 1_000_000;

/// Why not. Nothing was kept of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unfit {
    /// No bytes at all.
    #[error("The file is empty. Nothing was kept; choose the picture again.")]
    Empty,
    /// HEIC, the format of many phones' cameras.
    #[error(
        "This is a HEIC picture, which not every browser can show. Nothing was kept. Save it as JPEG and send \
         that; on an iPhone choose Settings, Camera, Formats, Most Compatible."
    )]
    Heic,
    /// AVIF.
    #[error("This is an AVIF picture. Nothing was kept; save it as JPEG, PNG or WebP and send that.")]
    Avif,
    /// A drawing that can carry programs.
    #[error(
        "This is an SVG drawing, which can carry programs. Nothing was kept; save it as PNG and send that."
    )]
    Svg,
    /// A web page or another text.
    #[error("This is a text or a web page and no picture. Nothing was kept.")]
    Text,
    /// Anything else.
    #[error("This is no picture that is taken here: JPEG, PNG, WebP or GIF. Nothing was kept.")]
    Unknown,
    /// Too many pixels, or too long on one side.
    #[error(
        "This picture has {width} by {height} pixels; at most {MEGAPIXELS} million are taken, {MOST_SIDE} on a \
         side. Nothing was kept; save it smaller and send that."
    )]
    Pixels {
        /// Across.
        width: u32,
        /// Down.
        height: u32,
    },
    /// Within the pixels, but of a kind that takes too much memory to open.
    #[error(
        "This picture has {width} by {height} pixels in a form that takes too much memory to open. Nothing was \
         kept; save it smaller, or as an ordinary JPEG, and send that."
    )]
    Memory {
        /// Across.
        width: u32,
        /// Down.
        height: u32,
    },
    /// It begins like a picture and is not whole.
    #[error("This picture is damaged or not whole. Nothing was kept; open it to see, and send it again.")]
    Broken,
}

impl Unfit {
    /// The stable word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "picture_empty",
            Self::Heic => "picture_heic",
            Self::Avif => "picture_avif",
            Self::Svg => "picture_svg",
            Self::Text => "picture_text",
            Self::Unknown => "picture_format",
            Self::Pixels { .. } => "picture_pixels",
            Self::Memory { .. } => "picture_memory",
            Self::Broken => "picture_broken",
        }
    }

    /// Every code, for the document.
    pub const CODES: &'static [&'static str] = &[
        "picture_empty",
        "picture_heic",
        "picture_avif",
        "picture_svg",
        "picture_text",
        "picture_format",
        "picture_pixels",
        "picture_memory",
        "picture_broken",
    ];
}

impl From<Unfit> for Refusal {
    fn from(unfit: Unfit) -> Self {
        let refusal = Self::invalid(unfit.code(), unfit.to_string());
        match unfit {
            Unfit::Unknown | Unfit::Text | Unfit::Svg | Unfit::Heic | Unfit::Avif => {
                refusal.allowing(["image/jpeg", "image/png", "image/webp", "image/gif"])
            }
            _ => refusal,
        }
    }
}
