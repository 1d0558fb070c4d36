//! The one way into the tables and the one way out of them again.

use db::{Broken, No, Rx, Tx, params, row};
use kernel::{Cx, Id, Time};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{State, fold, pictures, plain, store};
use crate::exchange::{Extra, Format, ImageDraft, ListingDraft, OptionDraft, VariantDraft};
use crate::shops::Kept;
use crate::stock::movements::{self, Counted};
use crate::{Listing, Variant, categories};

/// Characters of the text that a search looks at.
const MAX_FOLDED: usize = 2_000;

/// A listing as its row has it.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub id: Id<Listing>,
    place: i64,
    handle: String,
    title: String,
    source_html: String,
    vendor: Option<String>,
    kind: Option<String>,
    tags: String,
    category: Option<String>,
    options: String,
    images: String,
    source: Option<String>,
    extra: String,
    pub state: State,
    pub published_at: Option<Time>,
}
row!(Row {
    id,
    place,
    handle,
    title,
    source_html,
    vendor,
    kind,
    tags,
    category,
    options,
    images,
    source,
    extra,
    state,
    published_at,
});

/// A variant as its row and its stock have it.
#[derive(Clone, Debug)]
pub(crate) struct VariantRow {
    pub id: Id<Variant>,
    pub place: i64,
    pub sku: Option<String>,
    pub choice: String,
    pub price: i64,
    pub compare_at: Option<i64>,
    pub grams: Option<i64>,
    pub barcode: Option<String>,
    tax_code: Option<String>,
    pub requires_shipping: bool,
    pub image: Option<String>,
    extra: String,
    pub version: i64,
    pub gone: bool,
    pub tracked: bool,
    counted: bool,
    pub received: i64,
    pub held: i64,
    pub sold: i64,
}
row!(VariantRow {
    id,
    place,
    sku,
    choice,
    price,
    compare_at,
    grams,
    barcode,
    tax_code,
    requires_shipping,
    image,
    extra,
    version,
    gone,
    tracked,
    counted,
    received,
    held,
    sold,
});

impl VariantRow {
    /// Pieces in the shop, promised ones among them: what a count of the shelf finds.
    pub fn on_hand(&self) -> i64 {
        (self.received - self.sold).max(0)
    }

    /// As a file describes it.
    fn draft(&self) -> Result<VariantDraft, Broken> {
        Ok(VariantDraft {
            sku: self.sku.clone(),
            option_values: read(&self.choice)?,
            price: self.price,
            compare_at: self.compare_at,
            quantity: self.counted.then(|| self.on_hand()),
            track: self.tracked,
            grams: self.grams,
            barcode: self.barcode.clone(),
            tax_code: self.tax_code.clone(),
            requires_shipping: self.requires_shipping,
            image: self.image.clone(),
            extra: read::<Extra>(&self.extra)?,
        })
    }
}

pub(crate) fn written<T: Serialize + ?Sized>(value: &T) -> Result<String, Broken> {
    serde_json::to_string(value).map_err(|error| Broken::Stored(error.to_string()))
}

pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Broken> {
    serde_json::from_str(text).map_err(|error| Broken::Stored(format!("a listing's JSON: {error}")))
}

/// A listing with everything a file says of it.
#[derive(Clone, Debug)]
pub(crate) struct Whole {
    pub row: Row,
    pub variants: Vec<VariantRow>,
}

impl Whole {
    /// Its images as the row has them.
    pub fn images(&self) -> &str {
        &self.row.images
    }

    pub fn with_variants(rx: &mut Rx, row: Row) -> Result<Self, Broken> {
        let variants = rx.all(&store::VARIANTS, &params![row.id])?;
        Ok(Self { row, variants })
    }

    /// As a file describes it; `line` is 0.
    pub fn draft(&self) -> Result<ListingDraft, Broken> {
        let row = &self.row;
        Ok(ListingDraft {
            source: row
                .source
                .as_deref()
                .map(|word| word.parse::<Format>().map_err(|no| Broken::Stored(no.to_string())))
                .transpose()?,
            line: 0,
            handle: row.handle.clone(),
            title: row.title.clone(),
            description_html: row.source_html.clone(),
            vendor: row.vendor.clone(),
            kind: row.kind.clone(),
            tags: read(&row.tags)?,
            published: row.state == State::Published,
            category: row.category.clone(),
            options: read::<Vec<OptionDraft>>(&row.options)?,
            variants: self
                .variants
                .iter()
                .filter(|variant| !variant.gone)
                .map(VariantRow::draft)
                .collect::<Result<_, _>>()?,
            images: read::<Vec<ImageDraft>>(&row.images)?,
            extra: read(&row.extra)?,
        })
    }
}

/// The listing of this handle in the shop.
pub(crate) fn by_handle(rx: &mut Rx, shop: crate::ShopId, handle: &str) -> Result<Option<Whole>, Broken> {
    let row = rx.opt::<Row>(&store::BY_HANDLE, &params![shop, handle])?;
    row.map(|row| Whole::with_variants(rx, row)).transpose()
}

/// Up to `most` listings behind `place`, in the order they came.
pub(crate) fn in_order(
    rx: &mut Rx,
    shop: crate::ShopId,
    place: i64,
    most: i64,
) -> Result<Vec<(i64, ListingDraft)>, Broken> {
    let rows = rx.all::<Row>(&store::IN_ORDER, &params![shop, place, most])?;
    rows.into_iter()
        .map(|row| {
            let kept = Whole::with_variants(rx, row)?;
            Ok((kept.row.place, kept.draft()?))
        })
        .collect()
}

/// Whose word about stock counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Counting {
    /// The file's: its quantity is what a count of the shelf found.
    Told,
    /// The shelf's: only variants that are new bring stock with them; the rest moves by stock movements.
    NewOnly,
}

/// What is to stand in the shop.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub shop: Kept,
    pub at: Time,
    pub draft: &'a ListingDraft,
    pub state: State,
    pub counting: Counting,
    /// Why stock that comes with it came.
    pub reason: &'static str,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Placed {
    pub id: Id<Listing>,
    pub was: Option<State>,
    /// Whether anything of it is another now.
    pub is_changed: bool,
}

/// Makes the listing be so: inserts it, or changes what differs from `before`. What is as it was is not touched, so
/// the same file twice leaves no trace the second time.
///
/// The caller holds the shop's family and has made sure that stock is not counted below what is held
/// ([`uncountable`]).
pub(crate) fn put(tx: &mut Tx, cx: &Cx, wanted: &Wanted, before: Option<&Whole>) -> Result<Placed, No> {
    let id = before.map_or_else(|| cx.id(), |before| before.row.id);
    let was = before.map(|before| before.row.state);
    let mut draft = pictures::recognised(&wanted.draft.images, before)?
        .map(|images| ListingDraft { images, ..wanted.draft.clone() });
    if let Some(before) = before
        && is_same(&Wanted { draft: draft.as_ref().unwrap_or(wanted.draft), ..*wanted }, before)?
    {
        return Ok(Placed { id, was, is_changed: false });
    }
    if let Some(draft) = &mut draft {
        pictures::claim(tx, cx, id, &mut draft.images)?;
    }
    let wanted = &Wanted { draft: draft.as_ref().unwrap_or(wanted.draft), ..*wanted };
    write_listing(tx, cx, wanted, id, before)?;
    let known: &[VariantRow] = before.map_or(&[], |before| &before.variants);
    for (place, draft) in (1..).zip(&wanted.draft.variants) {
        let choice = written(&draft.option_values)?;
        match known.iter().find(|known| known.choice == choice) {
            Some(known) => change_variant(tx, cx, wanted, (id, known), place, draft)?,
            None => add_variant(tx, cx, wanted, id, place, draft, &choice)?,
        }
    }
    for known in known {
        let choice: Vec<String> = read(&known.choice)?;
        if !wanted.draft.variants.iter().any(|draft| draft.option_values == choice) {
            tx.run(&store::DROP_VARIANT, &params![known.id, id])?;
        }
    }
    Ok(Placed { id, was, is_changed: true })
}

fn is_same(wanted: &Wanted, before: &Whole) -> Result<bool, Broken> {
    let mut stored = before.draft()?;
    stored.line = wanted.draft.line;
    stored.published = wanted.draft.published;
    if wanted.counting == Counting::NewOnly {
        // Existing variants keep their stock: theirs must not look like a difference.
        for (stored, wanted) in stored.variants.iter_mut().zip(&wanted.draft.variants) {
            stored.quantity = wanted.quantity;
            stored.track = wanted.track;
        }
    }
    Ok(stored == *wanted.draft && before.row.state == wanted.state)
}

/// The first variant whose stock would be counted below what is promised to buyers: its options, and how many are.
pub(crate) fn uncountable(draft: &ListingDraft, before: &Whole) -> Result<Option<(String, i64)>, Broken> {
    for variant in &draft.variants {
        let choice = written(&variant.option_values)?;
        let known = before.variants.iter().find(|known| known.choice == choice);
        if let Some(known) = known
            && variant.track
            && variant.quantity.unwrap_or(0) < known.held
        {
            return Ok(Some((variant.option_values.join(" / "), known.held)));
        }
    }
    Ok(None)
}

fn write_listing(
    tx: &mut Tx,
    cx: &Cx,
    wanted: &Wanted,
    id: Id<Listing>,
    before: Option<&Whole>,
) -> Result<(), No> {
    let Wanted { shop, at, draft, state, .. } = *wanted;
    let published_at = match (state, before.and_then(|before| before.row.published_at)) {
        (State::Published, None) => Some(at),
        (_, since) => since,
    };
    let price_from = draft.variants.iter().map(|variant| variant.price).min().unwrap_or(0);
    let row = params![
        id,
        shop.id,
        &draft.handle,
        &draft.title,
        plain(&draft.description_html),
        &draft.description_html,
        draft.vendor.as_deref(),
        draft.kind.as_deref(),
        written(&draft.tags)?,
        draft.category.as_deref(),
        category_path(draft),
        written(&draft.options)?,
        written(&draft.images)?,
        draft.source.map(Format::word),
        written(&draft.extra)?,
        folded(draft),
        price_from,
        state.word(),
        published_at,
        cx.now,
    ];
    let statement = if before.is_some() { &store::UPDATE } else { &store::INSERT };
    let changed = tx.run(statement, &row)?;
    if changed == 1 {
        return Ok(());
    }
    Err(kernel::Refusal::conflict(
        "handle_taken",
        "The shop has a listing of this handle. Nothing was changed.",
    )
    .into())
}

/// "/home/kitchen/", or "/" where the shop's word has no place in our tree.
fn category_path(draft: &ListingDraft) -> String {
    draft
        .category
        .as_deref()
        .and_then(categories::place)
        .map_or_else(|| "/".into(), categories::Category::path)
}

fn folded(draft: &ListingDraft) -> String {
    let codes = draft.variants.iter().filter_map(|variant| variant.sku.as_deref());
    let words = [Some(draft.title.as_str()), draft.vendor.as_deref(), draft.kind.as_deref()];
    let all: Vec<&str> =
        words.into_iter().flatten().chain(draft.tags.iter().map(String::as_str)).chain(codes).collect();
    fold(&all.join(" ")).chars().take(MAX_FOLDED).collect()
}

fn change_variant(
    tx: &mut Tx,
    cx: &Cx,
    wanted: &Wanted,
    (listing, known): (Id<Listing>, &VariantRow),
    place: i64,
    draft: &VariantDraft,
) -> Result<(), No> {
    if known.place != place || known.gone || !is_same_offer(draft, known)? {
        tx.run(
            &store::UPDATE_VARIANT,
            &params![
                known.id,
                listing,
                place,
                draft.sku.as_deref(),
                draft.price,
                draft.compare_at,
                draft.grams,
                draft.barcode.as_deref(),
                draft.tax_code.as_deref(),
                draft.requires_shipping,
                draft.image.as_deref(),
                written(&draft.extra)?,
            ],
        )?;
    }
    if (known.price, known.compare_at) != (draft.price, draft.compare_at) {
        tx.run(&store::LOG_PRICE, &params![known.id, wanted.at])?;
    }
    let told = (draft.quantity, draft.track);
    if wanted.counting == Counting::Told && told != (known.counted.then(|| known.on_hand()), known.tracked) {
        let counted = Counted { tracked: draft.track, on_hand: draft.quantity, reason: wanted.reason };
        movements::count(tx, cx, known.id, &counted)?;
    }
    Ok(())
}

/// Whether all but the stock is as it was.
fn is_same_offer(draft: &VariantDraft, known: &VariantRow) -> Result<bool, Broken> {
    let stored = VariantDraft { quantity: draft.quantity, track: draft.track, ..known.draft()? };
    Ok(stored == *draft)
}

fn add_variant(
    tx: &mut Tx,
    cx: &Cx,
    wanted: &Wanted,
    listing: Id<Listing>,
    place: i64,
    draft: &VariantDraft,
    choice: &str,
) -> Result<(), No> {
    let id: Id<Variant> = cx.id();
    tx.run(
        &store::INSERT_VARIANT,
        &params![
            id,
            listing,
            wanted.shop.id,
            place,
            draft.sku.as_deref(),
            choice,
            draft.price,
            draft.compare_at,
            draft.grams,
            draft.barcode.as_deref(),
            draft.tax_code.as_deref(),
            draft.requires_shipping,
            draft.image.as_deref(),
            written(&draft.extra)?,
        ],
    )?;
    tx.run(&store::LOG_PRICE, &params![id, wanted.at])?;
    let counted = Counted { tracked: draft.track, on_hand: draft.quantity, reason: wanted.reason };
    movements::begin(tx, cx, id, wanted.shop.id, &counted)
}
