//! Listings as their shop writes them, through the API.

use std::collections::BTreeSet;

use db::{No, Tx, params};
use facts::Happened;
use kernel::{Currency, Cx, Money, Refusal, Time};
use media::PictureId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::keep::{self, Counting, Placed, Wanted, Whole};
use super::pictures::ImageView;
use super::show::{ListingView, VariantView, shown_to_shop};
use super::{State, plain, store};
use crate::exchange::limits::{MAX_GRAMS, MAX_IMAGES, MAX_PRICE, MAX_QUANTITY};
use crate::exchange::{ImageDraft, ListingDraft, OptionDraft, OwnPicture, VariantDraft, slug};
use crate::shops::{Kept, Reach, ShopKey, kept};
use crate::words::{bounded, tidy};
use crate::{ListingId, ShopId, categories};

/// Characters of a title.
const MAX_TITLE: usize = 200;
/// Characters of a description.
const MAX_DESCRIPTION: usize = 20_000;
/// Characters of a name, a tag or a code.
const MAX_WORD: usize = 100;
/// Characters of an alternative text.
const MAX_ALT: usize = 500;
/// Characters of a web address.
const MAX_URL: usize = 2_000;
/// Tags of a listing.
const MAX_TAGS: usize = 30;
/// Options that a listing made here may have. A file may bring more; they stay.
const MAX_OPTIONS: usize = 3;
/// Variants of a listing made here. A file may bring more; they stay.
const MAX_VARIANTS: usize = 100;

/// What a buyer chooses between.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionWish {
    /// "Size".
    pub name: String,
    /// In the order shown.
    pub values: Vec<String>,
}

/// One thing that can be bought.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VariantWish {
    /// One value for each option, in their order; none where there is nothing to choose.
    #[serde(default)]
    pub choice: Vec<String>,
    /// Tax included, in the shop's currency.
    pub price: Money,
    /// The price before the reduction; above the price.
    pub compare_at: Option<Money>,
    /// The shop's code.
    pub sku: Option<String>,
    /// Units it begins with. Of a variant that is there already, stock moves by stock movements only.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub stock: u32,
    /// Whether sales stop when none is available; yes unless said otherwise.
    #[serde(default = "yes")]
    pub tracked: bool,
    /// Grams of one piece.
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub grams: Option<u32>,
    /// GTIN, EAN, UPC or ISBN.
    pub barcode: Option<String>,
    /// False for what is delivered without a parcel.
    #[serde(default = "yes")]
    pub requires_shipping: bool,
    /// Web address of its own picture.
    pub image: Option<String>,
}

impl VariantWish {
    /// The only variant of something without choices: one piece in a parcel, counted.
    pub fn of(price: Money) -> Self {
        Self {
            choice: Vec::new(),
            price,
            compare_at: None,
            sku: None,
            stock: 0,
            tracked: true,
            grams: None,
            barcode: None,
            requires_shipping: true,
            image: None,
        }
    }

    /// A variant as it is, at another price.
    pub fn again(variant: &VariantView, price: Money) -> Self {
        Self {
            choice: variant.choice.clone(),
            price,
            compare_at: variant.compare_at.filter(|before| before.amount > price.amount),
            sku: variant.sku.clone(),
            stock: 0,
            tracked: variant.available.is_some(),
            grams: variant.grams.and_then(|grams| u32::try_from(grams).ok()),
            barcode: variant.barcode.clone(),
            requires_shipping: variant.requires_shipping,
            image: variant.image.clone(),
        }
    }
}

fn yes() -> bool {
    true
}

/// A picture: one that was brought here, or one by its web address, which nobody fetches.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImageWish {
    /// A picture of one's own, from `POST /media`, or one that the listing has already.
    #[schema(nullable = false)]
    pub picture: Option<PictureId>,
    /// `https://` or `http://`, where it is not one that was brought here.
    #[schema(nullable = false)]
    pub url: Option<String>,
    /// What it shows, for those who do not see it, up to 500 characters; the picture's own words where left out.
    pub alt: Option<String>,
}

impl ImageWish {
    /// A picture that was just brought.
    pub fn of(picture: PictureId, alt: &str) -> Self {
        let alt = Some(alt.trim().to_owned()).filter(|alt| !alt.is_empty());
        Self { picture: Some(picture), url: None, alt }
    }

    /// A picture that a listing has already.
    pub fn again(image: &ImageView) -> Self {
        let picture = image.picture.as_ref().map(|picture| picture.id);
        let url = picture.is_none().then(|| image.url.clone());
        Self { picture, url, alt: image.alt.clone() }
    }
}

/// A listing to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewListing {
    /// 1 to 200 characters.
    pub title: String,
    /// Plain text, up to 20,000 characters.
    #[serde(default)]
    pub description: String,
    /// Its word in addresses; made from the title where it is left out.
    pub handle: Option<String>,
    /// Maker or brand.
    pub vendor: Option<String>,
    /// A category's slug.
    pub category: Option<String>,
    /// Words to find it by, up to 30.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Up to 3.
    #[serde(default)]
    pub options: Vec<OptionWish>,
    /// 1 to 100.
    pub variants: Vec<VariantWish>,
    /// Up to 250.
    #[serde(default)]
    pub images: Vec<ImageWish>,
    /// A draft unless said otherwise.
    #[serde(default)]
    pub state: State,
}

impl NewListing {
    /// Something of this name with one variant and nothing else said.
    pub fn of(title: String, variant: VariantWish) -> Self {
        Self {
            title,
            description: String::new(),
            handle: None,
            vendor: None,
            category: None,
            tags: Vec::new(),
            options: Vec::new(),
            variants: vec![variant],
            images: Vec::new(),
            state: State::Draft,
        }
    }
}

/// What changes of a listing; what is left out stays. Options, variants and images are replaced as wholes: a variant
/// is known again by its choice and keeps its id and its stock, one that is left out is taken off.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListingChange {
    /// 1 to 200 characters.
    #[schema(nullable = false)]
    pub title: Option<String>,
    /// Plain text, up to 20,000 characters.
    #[schema(nullable = false)]
    pub description: Option<String>,
    /// Maker or brand; empty takes it away.
    #[schema(nullable = false)]
    pub vendor: Option<String>,
    /// A category's slug; empty takes it away.
    #[schema(nullable = false)]
    pub category: Option<String>,
    /// Words to find it by, up to 30.
    #[schema(nullable = false)]
    pub tags: Option<Vec<String>>,
    /// Up to 3.
    #[schema(nullable = false)]
    pub options: Option<Vec<OptionWish>>,
    /// 1 to 100.
    #[schema(nullable = false)]
    pub variants: Option<Vec<VariantWish>>,
    /// Up to 250.
    #[schema(nullable = false)]
    pub images: Option<Vec<ImageWish>>,
    /// Publish, take back or archive.
    #[schema(nullable = false)]
    pub state: Option<State>,
}

/// A new listing of a shop.
#[derive(Clone, Debug)]
pub struct New {
    /// Whose.
    pub shop: ShopKey,
    /// What.
    pub listing: NewListing,
}

/// Makes a listing.
///
/// # Errors
/// No such shop for this actor; a field that cannot be right; `wrong_currency`; `handle_taken`.
pub fn create(tx: &mut Tx, cx: &Cx, new: &New) -> Result<ListingView, No> {
    let shop = kept(tx, &new.shop, Reach::keeping(cx)?)?;
    let at = tx.lock(cx, shop.id.uid())?.at;
    let wish = &new.listing;
    let mut draft = ListingDraft {
        title: title(&wish.title)?,
        description_html: description(&wish.description)?,
        vendor: word("/vendor", wish.vendor.as_deref())?,
        tags: tags(&wish.tags)?,
        category: category(wish.category.as_deref())?,
        options: options(&wish.options)?,
        variants: variants(&wish.variants, shop.currency)?,
        images: images(&wish.images)?,
        published: wish.state == State::Published,
        ..ListingDraft::default()
    };
    draft.handle = handle(tx, shop.id, wish.handle.as_deref(), &draft.title)?;
    choices_fit(&draft)?;
    let (state, counting, reason) = (wish.state, Counting::NewOnly, "received");
    let placed = keep::put(tx, cx, &Wanted { shop, at, draft: &draft, state, counting, reason }, None)?;
    tell(tx, cx, shop, at, placed, state)?;
    shown_to_shop(tx, cx, placed.id)
}

/// A change of one listing.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which.
    pub listing: ListingId,
    /// What.
    pub change: ListingChange,
}

/// Changes a listing.
///
/// # Errors
/// No such listing for this actor; a field that cannot be right; `wrong_currency`.
pub fn change(tx: &mut Tx, cx: &Cx, ask: &Change) -> Result<ListingView, No> {
    let reach = Reach::keeping(cx)?;
    let shop: Kept = tx
        .opt(&store::KEPT, &params![ask.listing, reach.every(), reach.account()])?
        .ok_or_else(|| Refusal::missing("listing"))?;
    let at = tx.lock(cx, shop.id.uid())?.at;
    // Read under the lock: two changes at once are one after the other.
    let row = tx.one(&store::BY_ID, &params![ask.listing])?;
    let before = Whole::with_variants(tx, row)?;
    let mut draft = before.draft()?;
    apply(&mut draft, &ask.change, shop.currency)?;
    let state = ask.change.state.unwrap_or(before.row.state);
    draft.published = state == State::Published;
    let (counting, reason) = (Counting::NewOnly, "received");
    let wanted = Wanted { shop, at, draft: &draft, state, counting, reason };
    let placed = keep::put(tx, cx, &wanted, Some(&before))?;
    tell(tx, cx, shop, at, placed, state)?;
    shown_to_shop(tx, cx, placed.id)
}

fn apply(draft: &mut ListingDraft, change: &ListingChange, currency: Currency) -> Result<(), Refusal> {
    if let Some(text) = &change.title {
        draft.title = title(text)?;
    }
    if let Some(text) = &change.description {
        draft.description_html = description(text)?;
    }
    if let Some(name) = &change.vendor {
        draft.vendor = word("/vendor", Some(name))?;
    }
    if let Some(slug) = &change.category {
        draft.category = category(Some(slug))?;
    }
    if let Some(wishes) = &change.tags {
        draft.tags = tags(wishes)?;
    }
    if let Some(wishes) = &change.images {
        draft.images = images(wishes)?;
    }
    if let Some(wishes) = &change.options {
        draft.options = options(wishes)?;
    }
    if let Some(wishes) = &change.variants {
        let mut wanted = variants(wishes, currency)?;
        for variant in &mut wanted {
            // What another shop's file said of it and we do not interpret stays with it.
            let before = draft.variants.iter().find(|known| known.option_values == variant.option_values);
            if let Some(before) = before {
                variant.tax_code.clone_from(&before.tax_code);
                variant.extra.clone_from(&before.extra);
            }
        }
        draft.variants = wanted;
    }
    if change.options.is_some() || change.variants.is_some() {
        choices_fit(draft)?;
    }
    Ok(())
}

/// The facts of a listing whose state is another now, or of which everybody sees something else.
pub(crate) fn tell(tx: &mut Tx, cx: &Cx, shop: Kept, at: Time, placed: Placed, now: State) -> Result<(), No> {
    let stays = placed.was == Some(now);
    if (stays && (now != State::Published || !placed.is_changed))
        || (placed.was.is_none() && now == State::Draft)
    {
        return Ok(());
    }
    let event = match now {
        State::Published if stays => "changed",
        State::Draft => "taken_back",
        State::Published => "published",
        State::Archived => "archived",
    };
    let mut happened = Happened::to("listing", placed.id.uid(), event, at);
    if !stays {
        (happened.was, happened.now) = (placed.was.map(State::word), Some(now.word()));
    }
    facts::record(tx, cx, shop.id.uid(), &[happened])?;
    Ok(())
}

fn title(text: &str) -> Result<String, Refusal> {
    bounded("/title", text, 1, MAX_TITLE)?;
    Ok(tidy(text))
}

/// Plain text in, kept as the HTML that says the same.
fn description(text: &str) -> Result<String, Refusal> {
    let length = text.chars().count();
    if length > MAX_DESCRIPTION {
        let rule = format!("A description has at most {MAX_DESCRIPTION} characters. Nothing was changed.");
        return Err(Refusal::field("/description", "text_length", rule));
    }
    Ok(super::escaped(&plain(&super::escaped(text))))
}

fn word(field: &str, text: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    bounded(field, text, 0, MAX_WORD)?;
    Ok(Some(tidy(text)).filter(|word| !word.is_empty()))
}

fn tags(wishes: &[String]) -> Result<Vec<String>, Refusal> {
    if wishes.len() > MAX_TAGS {
        return Err(too_many("/tags", MAX_TAGS));
    }
    let mut seen = BTreeSet::new();
    let mut tags = Vec::new();
    for (number, tag) in wishes.iter().enumerate() {
        bounded(&format!("/tags/{number}"), tag, 1, MAX_WORD)?;
        let tag = tidy(tag);
        if seen.insert(tag.to_lowercase()) {
            tags.push(tag);
        }
    }
    Ok(tags)
}

/// Kept as Google's number: every format of a file understands it.
fn category(slug: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(slug) = slug.filter(|slug| !slug.is_empty()) else { return Ok(None) };
    let known = categories::by_slug(slug).ok_or_else(|| {
        Refusal::field("/category", "category", "There is no such category: see GET /categories.")
    })?;
    Ok(Some(known.google.first().map_or_else(|| slug.to_owned(), ToString::to_string)))
}

fn options(wishes: &[OptionWish]) -> Result<Vec<OptionDraft>, Refusal> {
    if wishes.len() > MAX_OPTIONS {
        return Err(too_many("/options", MAX_OPTIONS));
    }
    let mut names = BTreeSet::new();
    let mut options = Vec::new();
    for (number, wish) in wishes.iter().enumerate() {
        let field = format!("/options/{number}");
        bounded(&format!("{field}/name"), &wish.name, 1, MAX_WORD)?;
        if wish.values.is_empty() || wish.values.len() > MAX_VARIANTS {
            let rule = format!("An option has 1 to {MAX_VARIANTS} values. Nothing was changed.");
            return Err(Refusal::field(format!("{field}/values"), "option_values", rule));
        }
        for (place, value) in wish.values.iter().enumerate() {
            bounded(&format!("{field}/values/{place}"), value, 1, MAX_WORD)?;
        }
        let values: Vec<String> = wish.values.iter().map(|value| tidy(value)).collect();
        let distinct: BTreeSet<&String> = values.iter().collect();
        if !names.insert(wish.name.to_lowercase()) || distinct.len() != values.len() {
            let rule = "Options and their values differ from each other. Nothing was changed.";
            return Err(Refusal::field(field, "repeated_option", rule));
        }
        options.push(OptionDraft { name: tidy(&wish.name), values });
    }
    Ok(options)
}

fn variants(wishes: &[VariantWish], currency: Currency) -> Result<Vec<VariantDraft>, Refusal> {
    if wishes.is_empty() || wishes.len() > MAX_VARIANTS {
        let rule = format!("A listing has 1 to {MAX_VARIANTS} variants. Nothing was changed.");
        return Err(Refusal::field("/variants", "variants", rule));
    }
    wishes.iter().enumerate().map(|(number, wish)| variant(number, wish, currency)).collect()
}

fn variant(number: usize, wish: &VariantWish, currency: Currency) -> Result<VariantDraft, Refusal> {
    let field = |name: &str| format!("/variants/{number}/{name}");
    let price = price(field("price"), wish.price, currency)?;
    let compare_at =
        wish.compare_at.map(|before| self::price(field("compare_at"), before, currency)).transpose()?;
    if compare_at.is_some_and(|before| before <= price) {
        let rule = "The price before a reduction is above the price. Nothing was changed.";
        return Err(Refusal::field(field("compare_at"), "compare_at", rule));
    }
    for (name, n, most) in [("stock", Some(wish.stock), MAX_QUANTITY), ("grams", wish.grams, MAX_GRAMS)] {
        if n.is_some_and(|n| i64::from(n) > most) {
            return Err(Refusal::field(
                field(name),
                "too_large",
                format!("At most {most}. Nothing was changed."),
            ));
        }
    }
    Ok(VariantDraft {
        sku: word(&field("sku"), wish.sku.as_deref())?,
        option_values: wish.choice.iter().map(|value| tidy(value)).collect(),
        price,
        compare_at,
        quantity: Some(wish.stock.into()),
        track: wish.tracked,
        grams: wish.grams.map(i64::from),
        barcode: word(&field("barcode"), wish.barcode.as_deref())?,
        tax_code: None,
        requires_shipping: wish.requires_shipping,
        image: wish.image.as_deref().map(|url| web_address(field("image"), url)).transpose()?,
        extra: crate::exchange::Extra::new(),
    })
}

fn price(field: String, price: Money, currency: Currency) -> Result<i64, Refusal> {
    if price.currency != currency {
        let rule = format!("The shop sells in {currency}, this is {}. Nothing was changed.", price.currency);
        return Err(Refusal::field(field, "wrong_currency", rule));
    }
    if !(0..=MAX_PRICE).contains(&price.amount) {
        let rule = format!("A price is 0 to {MAX_PRICE} minor units. Nothing was changed.");
        return Err(Refusal::field(field, "price", rule));
    }
    Ok(price.amount)
}

fn images(wishes: &[ImageWish]) -> Result<Vec<ImageDraft>, Refusal> {
    if wishes.len() > MAX_IMAGES {
        return Err(too_many("/images", MAX_IMAGES));
    }
    let image = |(number, wish): (usize, &ImageWish)| {
        let field = format!("/images/{number}");
        let words = wish.alt.as_deref().unwrap_or_default();
        bounded(&format!("{field}/alt"), words, 0, MAX_ALT)?;
        let alt = Some(tidy(words)).filter(|words| !words.is_empty());
        match (wish.picture, &wish.url) {
            (Some(id), None) => {
                Ok(ImageDraft { url: String::new(), alt, picture: Some(OwnPicture { id, shown: None }) })
            }
            (None, Some(url)) => Ok(ImageDraft::at(web_address(format!("{field}/url"), url)?, alt)),
            _ => {
                let rule = "A picture is named by `picture` or by `url`, not both. Nothing was changed.";
                Err(Refusal::field(field, "picture_or_url", rule))
            }
        }
    };
    wishes.iter().enumerate().map(image).collect()
}

/// Only what a browser loads as a picture: no script and no data can hide in the address.
fn web_address(field: String, url: &str) -> Result<String, Refusal> {
    let url = url.trim();
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_plain = !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'\\`".contains(c));
    if is_web && is_plain && url.chars().count() <= MAX_URL {
        return Ok(url.to_owned());
    }
    let rule = format!("A picture is an http or https address of at most {MAX_URL} characters.");
    Err(Refusal::field(field, "web_address", rule))
}

fn too_many(field: &'static str, most: usize) -> Refusal {
    Refusal::field(field, "too_many", format!("At most {most}. Nothing was changed."))
}

/// Every variant chooses one value of every option, and no two choose alike.
fn choices_fit(draft: &ListingDraft) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for (number, variant) in draft.variants.iter().enumerate() {
        let field = format!("/variants/{number}/choice");
        let fits = variant.option_values.len() == draft.options.len()
            && variant
                .option_values
                .iter()
                .zip(&draft.options)
                .all(|(value, option)| option.values.contains(value));
        if !fits {
            let rule = "A variant chooses one of the values of each option. Nothing was changed.";
            return Err(Refusal::field(field, "choice", rule));
        }
        if !seen.insert(&variant.option_values) {
            let rule = "Another variant has the same choice. Nothing was changed.";
            return Err(Refusal::field(field, "same_choice", rule));
        }
    }
    Ok(())
}

/// The handle wished for, or one made of the title that is still free in the shop.
fn handle(tx: &mut Tx, shop: ShopId, wish: Option<&str>, title: &str) -> Result<String, No> {
    if let Some(wish) = wish {
        bounded("/handle", wish, 1, MAX_WORD)?;
        if slug(wish) != wish {
            let rule = "A handle is letters and digits in lower case with single hyphens between them.";
            return Err(Refusal::field("/handle", "handle", rule).into());
        }
        return Ok(wish.to_owned());
    }
    let made: String = slug(title).chars().take(MAX_WORD - 8).collect();
    let made = if made.is_empty() { "listing" } else { made.trim_end_matches('-') };
    if keep::by_handle(tx, shop, made)?.is_none() {
        return Ok(made.to_owned());
    }
    // The first free number of a few; beyond them the shop chooses.
    for number in 2..100 {
        let numbered = format!("{made}-{number}");
        if keep::by_handle(tx, shop, &numbered)?.is_none() {
            return Ok(numbered);
        }
    }
    let taken = "A hundred listings of this shop have this title: give this one a handle of its own.";
    Err(Refusal { field: Some("/handle".into()), ..Refusal::conflict("handle_taken", taken) }.into())
}
