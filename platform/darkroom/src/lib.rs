//! Pictures as bytes: `look` says whether a file may be opened and what that costs, `develop` makes ours of it.

mod develop;
mod divide;
mod look;
mod open;
mod shrink;
mod sizes;
mod unfit;

pub use develop::{BLUR_ACROSS, BLUR_DOWN, Developed, Ending, Face, Print, Sheet, develop};
pub use look::{Head, MOST_BYTES, MOST_MEMORY, MOST_PIXELS, MOST_SIDE, look};
pub use sizes::jpeg_width;
pub use unfit::Unfit;
