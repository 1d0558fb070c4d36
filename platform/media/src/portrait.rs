//! A picture that stands beside a name: which files, and nothing else. Small enough to be kept in the row that has the
//! name, so that whoever reads the name has it without asking for more.

use std::fmt;
use std::str::FromStr;

use darkroom::Ending;
use db::{FromVal, Val};
use kernel::{Id, Kind as _};
use serde::Serialize;
use utoipa::ToSchema;
use web::parts::Size;

use crate::address::PATH;
use crate::plate::{FileName, Plate, PlateId, Shown};
use crate::{Address, PictureId};

/// Pixels across, from which on a picture is sharp on a page of its own.
const LARGE: u32 = 192;

/// The files of a face.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(into = "PortraitView")]
pub struct Portrait {
    plate: PlateId,
    small: u32,
    large: u32,
}

/// A small picture that stands beside a name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = Portrait)]
pub struct PortraitView {
    /// Its path on this market, for a line of text; WebP, some 96 pixels across.
    pub small: String,
    /// The same for a page of its own, some 192 pixels across.
    pub large: String,
}

impl Portrait {
    /// The files of a picture that suit best.
    pub fn of(shown: &Shown) -> Self {
        let small = shown.widths.first().copied().unwrap_or(1);
        let large = shown.widths.iter().copied().find(|width| *width >= LARGE);
        Self { plate: shown.plate, small, large: large.or(shown.widths.last().copied()).unwrap_or(small) }
    }

    /// The file for a size of the page.
    pub fn file(self, size: Size) -> FileName {
        let width = if size == Size::Huge { self.large } else { self.small };
        FileName { plate: self.plate, width, ending: Ending::WebP }
    }
}

impl Address {
    /// Where a page finds somebody's picture; nothing where they have none.
    pub fn face(&self, portrait: Option<Portrait>, size: Size) -> Option<String> {
        Some(self.on_page(portrait?.file(size)))
    }
}

impl From<Portrait> for PortraitView {
    fn from(portrait: Portrait) -> Self {
        let path = |size| format!("{PATH}{}", portrait.file(size));
        Self { small: path(Size::Small), large: path(Size::Huge) }
    }
}

impl fmt::Display for Portrait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.plate.uid(), self.small, self.large)
    }
}

impl FromStr for Portrait {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-');
        let (Some(plate), Some(small), Some(large), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(());
        };
        let plate: Id<Plate> = format!("{}_{plate}", Plate::PREFIX).parse().map_err(|_| ())?;
        Ok(Self { plate, small: small.parse().map_err(|_| ())?, large: large.parse().map_err(|_| ())? })
    }
}

impl FromVal for Portrait {
    fn from_val(val: Val) -> Option<Self> {
        String::from_val(val)?.parse().ok()
    }
}

/// Which picture somebody wants to show, or none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPortrait)]
pub struct Wanted {
    /// One of the account's own, best brought by `POST /media?cut=face`; null for none.
    #[schema(value_type = Option<String>)]
    pub picture: Option<PictureId>,
}

#[cfg(test)]
mod tests {
    use kernel::Uid;

    use super::*;

    fn shown(widths: &[u32]) -> Shown {
        let (colour, blur) = ("#806040".into(), "0123456789ab".repeat(3));
        Shown {
            plate: Id::from_uid(Uid([7; 16])),
            width: 9,
            height: 9,
            widths: widths.to_vec(),
            colour,
            blur,
        }
    }

    #[test]
    fn a_face_is_read_back_from_its_row_and_nothing_else_is_one() {
        let portrait = Portrait::of(&shown(&[96, 192]));
        assert_eq!(portrait.to_string().parse(), Ok(portrait));
        let head = portrait.plate.uid();
        for bad in ["", "-", &format!("{head}-96"), &format!("{head}-96-192-1"), &format!("{head}-a-b")] {
            assert_eq!(bad.parse::<Portrait>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn a_line_of_text_shows_the_small_file_and_a_page_of_its_own_the_large_one() {
        let widths = |all: &[u32]| {
            let portrait = Portrait::of(&shown(all));
            [Size::Tiny, Size::Huge].map(|size| portrait.file(size).width)
        };
        assert_eq!(widths(&[96, 192]), [96, 192]);
        assert_eq!(widths(&[320, 640, 960]), [320, 320], "a picture that was brought for something else");
        assert_eq!(widths(&[40]), [40, 40]);
        let view = PortraitView::from(Portrait::of(&shown(&[96, 192])));
        assert!(view.small.starts_with("/media/") && view.small.ends_with("-96.webp"), "{}", view.small);
    }
}
