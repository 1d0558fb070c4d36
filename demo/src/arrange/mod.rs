//! Which things stand together in which light: one shop a file.

mod emalya;
mod garden;
mod habi;
mod yunwu;

use crate::scene::{Ground, Scene};
use crate::tone::Tone;

/// The still life of a listing of the sample catalogue.
pub(crate) fn scene(handle: &str) -> Option<Scene> {
    let shops = [emalya::scene, habi::scene, yunwu::scene, garden::scene];
    shops.into_iter().find_map(|shop| shop(handle))
}

/// A table before a wall, for what stands.
fn table(wall: Tone, table: Tone) -> Ground {
    Ground::Table { wall, table, at: 720.0 }
}

/// The picture of something that the grammar made, `mug.white-blue`, or of a post, `day.rain.1`.
pub(crate) fn made(name: &str) -> Option<Scene> {
    let form = name.split_once('.')?.0;
    let sample = SAMPLES.iter().find(|(key, _)| *key == form).map_or("mug-blue-rim", |(_, sample)| *sample);
    Some(scene(sample)?.moved(name))
}

/// Which good of the sample stands for a form.
const SAMPLES: &[(&str, &str)] = &[
    ("mug", "mug-blue-rim"),
    ("bench", "cord-bundle"),
    ("home", "tray-merienda"),
    ("day", "postcards-manila"),
];
