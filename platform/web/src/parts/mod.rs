//! The parts of a page: plain view structs that render to markup. They know no domain and no language: every text,
//! also those that only a screen reader says, comes in translated, every amount and date already written. A part is
//! a struct, filled in where it is used: `html! { (Tag::ok("Paid")) }`. README.md of this crate lists them; the
//! page `/parts` of a demo shows each in every state.
//!
//! No part writes a style attribute or a script: what varies is a class or an attribute of a drawing.

mod arch;
mod bridge;
mod button;
mod chart;
mod chip;
mod docket;
mod document;
mod empty;
mod face;
mod field;
mod gallery;
mod goods;
mod icon;
mod masthead;
mod note;
mod option;
mod paybar;
mod picture;
mod price;
mod quantity;
mod score;
mod section;
mod sheet;
mod table;
mod task;
mod timeline;
mod upload;

use std::borrow::Cow;

pub use arch::Arch;
pub use bridge::{Boat, Bridge, Coin};
pub use button::{Act, Button, IconButton, Mark};
pub use chart::Chart;
pub use chip::{Chip, ChipSet, Tag};
pub use docket::{Docket, Facts, Slip, Sum, Sums, Why};
pub use document::{Document, Frame, Theme};
pub use empty::{Empty, Lost, Scene};
pub use face::{Face, ShopFace, Size, Who};
pub use field::{Choice, Errors, Field, Kind, Tick};
pub use gallery::gallery;
pub use goods::{Good, Goods, Line};
pub use icon::{Icon, icon, icon_filled};
pub use masthead::{Bar, Cart, Language, Masthead, Search, Tab, TabMark};
pub use note::{Note, Offline, Saying, Toast, Tone};
pub use option::{OptionTile, Options};
pub use paybar::Paybar;
pub use picture::{Picture, Ratio, Shots, Thumb};
pub use price::Price;
pub use quantity::{Amount, Quantity};
pub use score::{Score, Stars};
pub use section::{Breadcrumb, Dateline, Folio, Link, Pager, Segment, Segments};
pub use sheet::Sheet;
pub use table::{Cell, Column, Kpi, Kpis, Measure, Meter, Table, Trend};
pub use task::Task;
pub use timeline::{Step, Timeline, When};
pub use upload::Upload;

/// A text that is ready to be read: translated, formatted, not yet escaped.
pub type Text<'a> = Cow<'a, str>;

/// What the tests of parts share: markup in, one expectation out.
#[cfg(test)]
mod seen {
    use maud::Render;

    /// A text that would run, close or open something if any part forgot to escape it.
    pub(super) const HOSTILE: &str = "\"'><script>alert(1)</script>&";

    /// What a part renders, after the checks that hold for all: no style, no script, nothing hostile whole.
    #[track_caller]
    pub(super) fn of(part: &impl Render) -> String {
        let text = part.render().into_string();
        for forbidden in ["style=", "<script>", "\"'>", "onclick", "javascript:"] {
            assert!(!text.contains(forbidden), "{forbidden} in {text}");
        }
        text
    }

    /// That it holds each of these.
    #[track_caller]
    pub(super) fn holds(text: &str, wanted: &[&str]) {
        for want in wanted {
            assert!(text.contains(want), "no {want} in {text}");
        }
    }
}
