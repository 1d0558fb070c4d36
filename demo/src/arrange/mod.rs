//! Which things stand together in which light: one shop a file.

mod emalya;
mod garden;
mod habi;
mod lives;
mod made;
mod rural;
mod yunwu;

use crate::scene::{Ground, Scene};
use crate::tone::Tone;

/// The still life of a listing of the sample catalogue, of what the grammar makes, or of a post.
pub(crate) fn scene(name: &str) -> Option<Scene> {
    let shops = [emalya::scene, habi::scene, yunwu::scene, garden::scene, made::scene, lives::scene];
    shops.into_iter().find_map(|shop| shop(name))
}

/// A table before a wall, for what stands.
fn table(wall: Tone, table: Tone) -> Ground {
    Ground::Table { wall, table, at: 720.0 }
}
