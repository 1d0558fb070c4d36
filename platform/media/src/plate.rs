//! A plate: what a picture was developed into, as pages and rows know it. Nothing of it ever changes, so whoever shows
//! a picture may keep a copy of its plate and asks no table.

use std::fmt::Write as _;

use darkroom::{BLUR_ACROSS, BLUR_DOWN, Ending, Print, jpeg_width};
use db::{Broken, FromRow, Row};
use kernel::{Digest, Id, Kind, Uid};
use serde::{Deserialize, Serialize};

/// Grows when the same file would be developed into other files: names are for ever.
const RECIPE: &[u8] = b"1";
/// The same for what is cut to stand beside a name.
const FACE_RECIPE: &[u8] = b"face 1";
/// The files of a picture.
pub struct Plate;
impl Kind for Plate {
    const PREFIX: &'static str = "plt";
}
/// Which files: 128 bits of the hash of what was brought, so the same picture twice is kept once.
pub type PlateId = Id<Plate>;

/// The name of these bytes' plate.
pub(crate) fn plate_of(file: &[u8], print: Print) -> PlateId {
    let recipe = match print {
        Print::Whole => RECIPE,
        Print::Face => FACE_RECIPE,
    };
    let digest = Digest::of_parts([recipe, file]);
    let mut half = [0; 16];
    half.copy_from_slice(&digest.0[..16]);
    Id::from_uid(Uid(half))
}

/// The name of one file: `26 letters of the plate-640.webp`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FileName {
    /// Whose.
    pub plate: PlateId,
    /// Pixels across.
    pub width: u32,
    /// How it is written.
    pub ending: Ending,
}

impl FileName {
    /// The file of this name; none where no file of ours is called so.
    pub fn parse(name: &str) -> Option<Self> {
        let (plate, rest) = name.split_once('-')?;
        let plate: PlateId = format!("{}_{plate}", Plate::PREFIX).parse().ok()?;
        let (width, ending) = rest.split_once('.')?;
        let is_plain = !width.starts_with('0') && width.bytes().all(|byte| byte.is_ascii_digit());
        let width = width.parse().ok().filter(|_| is_plain && width.len() <= 5)?;
        let ending = [Ending::WebP, Ending::Jpeg].into_iter().find(|one| one.word() == ending)?;
        Some(Self { plate, width, ending })
    }
}

impl std::fmt::Display for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}.{}", self.plate.uid(), self.width, self.ending.word())
    }
}

/// Everything that a page needs to show a picture.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shown {
    /// Its files.
    pub plate: PlateId,
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
    /// The widths it is kept in as WebP, smallest first.
    pub widths: Vec<u32>,
    /// Its average, as `#rrggbb`.
    pub colour: String,
    /// A coarse grid of its colours, [`BLUR_ACROSS`] by [`BLUR_DOWN`], row by row, three hexadecimal digits each.
    pub blur: String,
}

impl Shown {
    /// Its files as WebP, smallest first.
    pub fn files(&self) -> impl Iterator<Item = FileName> {
        let plate = self.plate;
        self.widths.iter().map(move |width| FileName { plate, width: *width, ending: Ending::WebP })
    }

    /// Its file as JPEG, which everything can show.
    pub fn plain(&self) -> FileName {
        FileName { plate: self.plate, width: jpeg_width(&self.widths), ending: Ending::Jpeg }
    }

    /// The height that goes with a width, for the fixed box of a page.
    pub fn height_at(&self, width: u32) -> u32 {
        let exact = u64::from(width) * u64::from(self.height) / u64::from(self.width.max(1));
        u32::try_from(exact).unwrap_or(u32::MAX).max(1)
    }

    /// The blur as an SVG of coloured fields, to be stretched under the picture and softened by a class of the
    /// stylesheet: colours are attributes, so no policy against inline styles minds, and nobody asks for a file.
    pub fn blur_svg(&self) -> String {
        let mut svg = format!(
            r#"<svg class="blur" viewBox="0 0 {BLUR_ACROSS} {BLUR_DOWN}" preserveAspectRatio="none" aria-hidden="true">"#
        );
        for (place, field) in (0..).zip(self.blur.as_bytes().chunks_exact(3)) {
            let (x, y) = (place % BLUR_ACROSS, place / BLUR_ACROSS);
            // Only digits go into the page, whatever the row holds.
            let colour: String =
                field.iter().filter(|byte| byte.is_ascii_hexdigit()).map(|byte| char::from(*byte)).collect();
            let _ = write!(svg, r##"<path fill="#{colour}" d="M{x} {y}h1v1h-1z"/>"##); // a String takes all
        }
        svg + "</svg>"
    }
}

/// Widths as a column holds them.
pub(crate) fn written(widths: &[u32]) -> String {
    widths.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

impl FromRow for Shown {
    /// `id, width, height, widths, colour, blur` of a plate.
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let (plate, width, height) = (row.take()?, row.take()?, row.take()?);
        let text: String = row.take()?;
        let widths: Result<Vec<u32>, _> = text.split(',').map(str::parse).collect();
        let widths = widths.map_err(|_| Broken::Stored(format!("widths of a plate: `{text}`")))?;
        Ok(Self { plate, width, height, widths, colour: row.take()?, blur: row.take()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back_and_nothing_else_is() {
        let plate = plate_of(b"a picture", Print::Whole);
        let name = FileName { plate, width: 640, ending: Ending::WebP };
        let text = name.to_string();
        assert_eq!(text, format!("{}-640.webp", plate.uid()));
        assert_eq!(FileName::parse(&text), Some(name));
        let head = plate.uid();
        for bad in [
            "",
            "-",
            "../market.db",
            &format!("{head}-640.svg"),
            &format!("{head}-0640.webp"),
            &format!("{head}-+64.webp"),
            &format!("{head}-.webp"),
            &format!("{head}-999999.webp"),
            &format!("{head}-640.webp/.."),
            &format!("../{head}-640.webp"),
        ] {
            assert_eq!(FileName::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_blur_is_fields_of_colour_and_no_style() {
        let shown = Shown {
            plate: plate_of(b"", Print::Whole),
            width: 4_000,
            height: 3_000,
            widths: vec![320, 640],
            colour: "#806040".into(),
            blur: "0123456789ab".repeat(3),
        };
        let svg = shown.blur_svg();
        assert!(svg.contains(r##"<path fill="#345" d="M1 0h1v1h-1z"/>"##), "{svg}");
        assert_eq!((svg.matches("<path").count(), svg.contains("style")), (12, false));
        assert_eq!(shown.height_at(640), 480);
        assert_eq!(shown.plain().width, 640);
    }
}
