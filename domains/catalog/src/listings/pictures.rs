//! A listing's pictures: those that were brought here, beside those that another shop's file names by address.
//!
//! A picture that was brought here goes into a file as its address. Where a file comes back, the address names the same
//! picture again, as does the address that a picture was fetched from.

use db::{Broken, No, Tx};
use kernel::{Cx, Id};
use media::{Address, PATH, PictureId, Shown, ShownView};
use serde::Serialize;
use utoipa::ToSchema;

use super::keep::{Whole, read};
use crate::Listing;
use crate::exchange::ImageDraft;

/// The files of a picture that was brought here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = ListingPicture)]
pub struct PictureView {
    /// Its id.
    pub id: PictureId,
    /// What a page needs to show it.
    #[serde(skip)]
    pub shown: Shown,
    /// Its files.
    #[serde(flatten)]
    pub files: ShownView,
}

/// One picture.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ImageView {
    /// Where it is.
    pub url: String,
    /// What it shows.
    pub alt: Option<String>,
    /// Its files in several sizes, where it was brought here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub picture: Option<PictureView>,
}

impl ImageView {
    /// As the listing keeps it; pictures that were brought here under these addresses.
    pub(super) fn of(image: ImageDraft, address: &Address) -> Self {
        let own = image.picture.and_then(|picture| Some((picture.id, picture.shown?)));
        match own {
            None => Self { url: image.url, alt: image.alt, picture: None },
            Some((id, shown)) => {
                let files = shown.view(address);
                let url = files.jpeg.url.clone();
                Self { url, alt: image.alt, picture: Some(PictureView { id, shown, files }) }
            }
        }
    }

    /// Under other addresses.
    pub(super) fn move_to(&mut self, address: &Address) {
        if let Some(picture) = &mut self.picture {
            picture.files = picture.shown.view(address);
            self.url.clone_from(&picture.files.jpeg.url);
        }
    }
}

/// Every picture of a file needs an address.
pub(crate) fn addressed(images: &mut [ImageDraft], address: &Address) {
    for image in images.iter_mut().filter(|image| image.url.is_empty()) {
        if let Some(shown) = image.shown() {
            image.url = address.whole(shown.plain());
        }
    }
}

/// Whether a stored listing has pictures that were brought here, by its text alone: a file of a thousand listings
/// without any is not read for them.
fn has_own(images: &str) -> bool {
    images.contains("\"picture\":")
}

/// The images with what the listing knows of its own pictures filled in; none where neither has any.
pub(super) fn recognised(
    images: &[ImageDraft],
    before: Option<&Whole>,
) -> Result<Option<Vec<ImageDraft>>, Broken> {
    let stored = before.map(|before| before.images()).filter(|images| has_own(images));
    let stored: Vec<ImageDraft> = stored.map_or(Ok(Vec::new()), read)?;
    if stored.is_empty() && images.iter().all(|image| image.picture.is_none()) {
        return Ok(None);
    }
    let known = |image: &ImageDraft| stored.iter().find(|known| is_same(known, image));
    let recognised = images.iter().map(|image| match known(image) {
        None => image.clone(),
        Some(known) => ImageDraft { alt: image.alt.clone(), ..known.clone() },
    });
    Ok(Some(recognised.collect()))
}

fn is_same(known: &ImageDraft, image: &ImageDraft) -> bool {
    let Some(own) = &known.picture else { return false };
    if let Some(wanted) = &image.picture {
        return own.id == wanted.id;
    }
    let is_its_source = !known.url.is_empty() && known.url == image.url;
    let is_its_file =
        known.shown().is_some_and(|shown| image.url.ends_with(&format!("{PATH}{}", shown.plain())));
    is_its_source || is_its_file
}

/// Says which pictures the listing shows from now on, and fills in their files.
pub(super) fn claim(tx: &mut Tx, cx: &Cx, listing: Id<Listing>, images: &mut [ImageDraft]) -> Result<(), No> {
    let wanted: Vec<PictureId> = images.iter().filter_map(|image| Some(image.picture.as_ref()?.id)).collect();
    let shown = media::show_in(tx, cx, &listing.address(), &wanted)?;
    for image in images {
        let Some(own) = &mut image.picture else { continue };
        let Some(kept) = shown.iter().find(|kept| kept.id == own.id) else { continue };
        own.shown = Some(kept.shown.clone());
        if image.alt.is_none() && !kept.alt.is_empty() {
            image.alt = Some(kept.alt.clone());
        }
    }
    Ok(())
}
