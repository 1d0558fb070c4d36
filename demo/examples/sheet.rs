//! Draws pictures into a folder: `cargo run -p demo --example sheet -- FOLDER WIDTH NAME…`. A name with `~OTHER` behind
//! it is drawn in the room and light of that other name; without any name, every picture of the whole market is drawn.
//! `head-3`, `likes-3` and a shop's handle are drawn square, as they stand beside a name.

use std::collections::BTreeSet;

use demo::world::{Size, World};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let folder = std::path::PathBuf::from(words.next().ok_or("which folder?")?);
    let width = words.next().ok_or("how wide?")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    let mut names: BTreeSet<String> = words.collect();
    if names.is_empty() {
        names.extend(World::of(1, Size::WHOLE).listings.into_iter().flat_map(|listing| listing.pictures));
        names.extend(demo::words::pictures());
    }
    for name in names {
        let file = match name.split_once('~') {
            Some((name, other)) => demo::variation(name, other, width),
            None => demo::picture(&name, width)
                .or_else(|| demo::face(&name, width))
                .or_else(|| sign(&name, width)),
        };
        let file = file.ok_or_else(|| format!("{name}: nothing to draw"))?;
        std::fs::write(folder.join(format!("{name}.png")), file)?;
    }
    Ok(())
}

/// What hangs over a shop's door.
fn sign(handle: &str, side: u32) -> Option<Vec<u8>> {
    let world = World::of(1, Size { shops: Size::WHOLE.shops, listings: 0, people: 0 });
    let shop = world.shops.into_iter().find(|shop| shop.handle == handle)?;
    demo::sign(shop.handle, shop.craft, side)
}
