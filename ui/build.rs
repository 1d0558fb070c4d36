//! Makes of the readable sources what a browser loads: sheets joined and stripped, the icons as one sprite, each file
//! under a name with its hash, and compressed twice. No other tool takes part.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

type Made<T> = Result<T, Box<dyn Error>>;

/// The order of the cascade's files.
const SHEET: &[&str] = &["tokens", "base", "layout", "parts", "controls", "drawings", "single"];

fn main() -> Made<()> {
    println!("cargo::rerun-if-changed=build.rs");
    for folder in ["css", "js", "icons", "fonts", "vendor", "app"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    let mut shelf = Shelf { out: PathBuf::from(env::var("OUT_DIR")?), ..Shelf::default() };

    // What others name comes first: the sheet names the font, the manifest the pictures, the worker all of them.
    shelf.lasting(
        "FONT",
        "rialto-old-style.woff2",
        "font/woff2",
        fs::read("fonts/rialto-old-style.woff2")?,
    )?;
    shelf.lasting("ICONS", "icons.svg", "image/svg+xml", sprite(Path::new("icons"))?.into_bytes())?;
    let sheet = SHEET.iter().map(|name| css(name)).collect::<Made<Vec<_>>>()?.concat();
    shelf.lasting("STYLE", "rialto.css", "text/css; charset=utf-8", sheet.into_bytes())?;
    shelf.lasting("STUDIO", "studio.css", "text/css; charset=utf-8", css("studio")?.into_bytes())?;
    let script = "text/javascript; charset=utf-8";
    shelf.lasting("HTMX", "htmx.js", script, fs::read("vendor/htmx-4.0.1.min.js")?)?;
    shelf.lasting("SCRIPT", "rialto.js", script, js("js/rialto.js")?.into_bytes())?;
    shelf.lasting("PASSKEY", "passkey.js", script, js("js/passkey.js")?.into_bytes())?;
    shelf.lasting("COMPOSE", "compose.js", script, js("js/compose.js")?.into_bytes())?;
    shelf.lasting("COUNT", "count.js", script, js("js/count.js")?.into_bytes())?;
    for (constant, name) in [
        ("ICON_SMALL", "icon-192.png"),
        ("ICON_LARGE", "icon-512.png"),
        ("ICON_MASKABLE", "maskable-512.png"),
    ] {
        shelf.lasting(constant, name, "image/png", fs::read(format!("app/{name}"))?)?;
    }
    shelf.lasting("ICON_TOUCH", "touch-180.png", "image/png", fs::read("app/touch-180.png")?)?;
    shelf.lasting("FAVICON", "favicon.svg", "image/svg+xml", fs::read("app/favicon.svg")?)?;
    let manifest = fs::read("app/manifest.webmanifest")?;
    shelf.at("MANIFEST", "/manifest.webmanifest", "application/manifest+json", manifest, false)?;
    shelf.at("WORKER", "/sw.js", script, js("js/sw.js")?.into_bytes(), false)?;

    fs::write(shelf.out.join("shelf.rs"), shelf.code())?;
    Ok(())
}

/// What has been made so far.
#[derive(Default)]
struct Shelf {
    out: PathBuf,
    /// Source name → path in the browser.
    paths: BTreeMap<String, String>,
    constants: String,
    assets: String,
}

impl Shelf {
    /// A file that never changes under its path: the hash of its bytes is in it.
    fn lasting(&mut self, constant: &str, name: &str, media: &str, bytes: Vec<u8>) -> Made<()> {
        let bytes = self.linked(name, bytes)?;
        let (stem, ending) = name.rsplit_once('.').ok_or("a file without an ending")?;
        let path = format!("/ui/{stem}.{}.{ending}", hash(&bytes));
        self.paths.insert(name.to_owned(), path.clone());
        self.at(constant, &path, media, bytes, true)
    }

    fn at(&mut self, constant: &str, path: &str, media: &str, bytes: Vec<u8>, lasting: bool) -> Made<()> {
        let bytes = self.linked(path, bytes)?;
        let file = self.out.join(path.rsplit('/').next().unwrap_or(path));
        fs::write(&file, &bytes)?;
        let field = |ending: &str, small: Vec<u8>| -> Made<String> {
            // A picture or a font is compressed already: a second copy would be dead weight.
            if small.len() * 10 > bytes.len() * 9 {
                return Ok("None".to_owned());
            }
            let file = file.with_extension(format!("{}.{ending}", bytes.len()));
            fs::write(&file, small)?;
            Ok(format!("Some(include_bytes!({file:?}))"))
        };
        let (gzip, brotli) = (field("gz", gzip(&bytes)?)?, field("br", brotli(&bytes)?)?);
        writeln!(self.constants, "/// `{}`", path.rsplit('/').next().unwrap_or(path))?;
        writeln!(self.constants, "pub const {constant}: &str = {path:?};")?;
        writeln!(
            self.assets,
            "Asset {{ path: {path:?}, media: {media:?}, hash: {:?}, lasting: {lasting}, bytes: include_bytes!({file:?}), gzip: {gzip}, brotli: {brotli} }},",
            hash(&bytes)
        )?;
        Ok(())
    }

    /// Text with each `asset:NAME` replaced by the path of what was made before.
    fn linked(&self, name: &str, bytes: Vec<u8>) -> Made<Vec<u8>> {
        if !["css", "js", "webmanifest"].iter().any(|ending| name.ends_with(ending)) {
            return Ok(bytes);
        }
        let mut text = String::from_utf8(bytes)?;
        for (source, path) in &self.paths {
            text = text.replace(&format!("asset:{source}"), path);
        }
        match text.contains("asset:") {
            true => Err(format!("{name} names an asset that is not made before it").into()),
            false => Ok(text.into_bytes()),
        }
    }

    fn code(&self) -> String {
        format!("{}\nconst ASSETS: &[Asset] = &[\n{}];\n", self.constants, self.assets)
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(5).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

fn gzip(bytes: &[u8]) -> Made<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(bytes: &[u8]) -> Made<Vec<u8>> {
    let mut small = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut small, &best)?;
    Ok(small)
}

/// Every icon as a symbol with its file's name.
fn sprite(folder: &Path) -> Made<String> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Made<Vec<_>>>()?;
    files.sort();
    let mut sprite = String::from(r#"<svg xmlns="http://www.w3.org/2000/svg">"#);
    for file in files {
        let text = fs::read_to_string(&file)?;
        let inside = text.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</svg>"));
        let inside = inside.ok_or("an icon that is not one svg element")?;
        let name = file.file_stem().and_then(|name| name.to_str()).ok_or("an icon without a name")?;
        write!(sprite, r#"<symbol id="{name}" viewBox="0 0 256 256">{inside}</symbol>"#)?;
    }
    Ok(sprite + "</svg>")
}

/// A sheet without its comments and without the space that only people need.
fn css(name: &str) -> Made<String> {
    let text = fs::read_to_string(format!("css/{name}.css"))?;
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").ok_or("a comment without an end")?.1;
        } else if next == '"' {
            let end = rest[1..].find('"').ok_or("a string without an end")? + 2;
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if next.is_whitespace() {
            rest = rest.trim_start();
            let before = out.chars().next_back().unwrap_or('{');
            let after = rest.chars().next().unwrap_or('}');
            if !"{};,:>".contains(before) && !"{};,>".contains(after) {
                out.push(' ');
            }
        } else {
            if next == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    Ok(out)
}

/// A script without indentation and without the lines that are comments.
fn js(path: &str) -> Made<String> {
    let text = fs::read_to_string(path)?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    Ok(lines.fold(String::new(), |out, line| out + line + "\n"))
}
