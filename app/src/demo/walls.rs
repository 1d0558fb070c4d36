//! Which posts of a market that has lived are to show which pictures: written down when it has, a line a picture, because
//! they are drawn when it is open already.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use ::demo::words::Shot;
use ::life::Shows;

use super::Failure;
use super::pictures::HUNG;

/// Post, listing or `-`, whether the picture is of that, its name and what it shows, with tabs between.
const POSTS: &str = "demo-posts.txt";

/// Forgets what a life wrote down that broke off.
pub(super) fn forget(data: &Path) -> std::io::Result<()> {
    match fs::remove_file(data.join(POSTS)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes down what came; it hangs with the next start.
pub(super) fn keep(data: &Path, shows: &[Shows]) -> std::io::Result<()> {
    let mut text = String::new();
    for Shows { post, pictures, listing } in shows {
        let listing = listing.map_or_else(|| "-".to_owned(), |listing| listing.to_string());
        for Shot { name, shows, is_of_it } in pictures {
            text.push_str(&format!("{post}\t{listing}\t{is_of_it}\t{name}\t{shows}\n"));
        }
    }
    fs::OpenOptions::new().create(true).append(true).open(data.join(POSTS))?.write_all(text.as_bytes())?;
    match fs::remove_file(data.join(HUNG)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// What is written down, the latest first.
pub(super) fn read(data: &Path) -> Result<Vec<Shows>, Failure> {
    let text = match fs::read_to_string(data.join(POSTS)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        text => text?,
    };
    let mut all: Vec<Shows> = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.splitn(5, '\t').collect();
        let [post, listing, is_of_it, name, shows] = words[..] else {
            return Err(format!("{POSTS} has a line that is none: {line}").into());
        };
        let (post, listing) = (post.parse()?, (listing != "-").then(|| listing.parse()).transpose()?);
        let shot = Shot { name: name.into(), shows: shows.into(), is_of_it: is_of_it == "true" };
        match all.last_mut().filter(|last| last.post == post) {
            Some(last) => last.pictures.push(shot),
            None => all.push(Shows { post, pictures: vec![shot], listing }),
        }
    }
    all.reverse();
    Ok(all)
}
