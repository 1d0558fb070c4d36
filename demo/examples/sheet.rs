//! Draws pictures into a folder: `cargo run -p demo --example sheet -- FOLDER WIDTH HANDLE…`. A handle with `~NAME`
//! behind it is drawn in the room and light of that name.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let folder = std::path::PathBuf::from(words.next().ok_or("which folder?")?);
    let width = words.next().ok_or("how wide?")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    for handle in words {
        let file = match handle.split_once('~') {
            Some((handle, name)) => demo::variation(handle, name, width),
            None => demo::picture(&handle, width),
        };
        let file = file.ok_or_else(|| format!("{handle}: nothing to draw"))?;
        std::fs::write(folder.join(format!("{handle}.png")), file)?;
    }
    Ok(())
}
