//! Variations for "any" value of an option, made into one variant for each value.

use std::collections::BTreeSet;

use crate::exchange::draft::{ListingDraft, VariantDraft};
use crate::exchange::handles::slug;
use crate::exchange::limits::{MAX_LISTING_BYTES, MAX_VARIANTS};
use crate::exchange::refusal::{Reason, RefusedLine};

/// What a listing's open variations have been made into so far.
pub(super) struct Spread {
    taken: BTreeSet<Vec<String>>,
    /// Combinations looked at and bytes copied: a short file must not make long work or a large listing.
    combinations: usize,
    bytes: usize,
}

impl Spread {
    /// Variations that name a value of every option keep what they name.
    pub(super) fn around(explicit: &[VariantDraft]) -> Self {
        let taken = explicit.iter().map(|variant| variant.option_values.clone()).collect();
        Self { taken, combinations: 0, bytes: 0 }
    }

    /// Adds one variant of each value that the variation leaves open and no other has.
    ///
    /// One stock for several variants cannot be kept, so an open variation with stock of its own is refused.
    pub(super) fn add(
        &mut self,
        draft: &mut ListingDraft,
        line: u64,
        variant: &VariantDraft,
        values: &[Option<String>],
    ) -> Result<(), RefusedLine> {
        let open = || {
            draft.options.iter().zip(values).filter(|(_, value)| value.is_none()).map(|(option, _)| option)
        };
        if variant.track
            && let Some(option) = open().next()
        {
            return Err(RefusedLine::new(line, Reason::AnyWithStock { option: option.name.clone() }));
        }
        if let Some(option) = open().find(|option| option.values.is_empty()) {
            return Err(RefusedLine::at(line, &option.name, Reason::Missing));
        }
        let count = open().map(|option| option.values.len()).fold(1_usize, usize::saturating_mul);
        self.combinations = self.combinations.saturating_add(count);
        if self.combinations > MAX_VARIANTS {
            return Err(RefusedLine::new(line, Reason::TooMany { limit: MAX_VARIANTS }));
        }
        let size: usize = variant.extra.iter().map(|(name, cell)| name.len() + cell.len()).sum();
        self.bytes = self.bytes.saturating_add(size.saturating_mul(count));
        if self.bytes > MAX_LISTING_BYTES {
            return Err(RefusedLine::new(line, Reason::ListingTooLong { limit: MAX_LISTING_BYTES }));
        }
        for option_values in combinations(draft, values) {
            if self.taken.insert(option_values.clone()) {
                draft.variants.push(closed(variant, option_values, values));
            }
        }
        Ok(())
    }
}

/// Every way to fill the open values, the last option changing fastest.
fn combinations(draft: &ListingDraft, values: &[Option<String>]) -> Vec<Vec<String>> {
    let mut filled: Vec<Vec<String>> = vec![Vec::new()];
    for (option, value) in draft.options.iter().zip(values) {
        let choices = value.as_ref().map_or(option.values.as_slice(), std::slice::from_ref);
        let extended = filled.iter().flat_map(|before| {
            choices.iter().map(move |choice| [before.as_slice(), std::slice::from_ref(choice)].concat())
        });
        filled = extended.collect();
    }
    filled
}

/// The variation for one combination. Its row's number and name do not fit several variants; its code with
/// the filled values added is still a code.
fn closed(variant: &VariantDraft, option_values: Vec<String>, values: &[Option<String>]) -> VariantDraft {
    let filled = option_values.iter().zip(values).filter(|(_, value)| value.is_none());
    let filled: Vec<&str> = filled.map(|(one, _)| one.as_str()).collect();
    let suffix = slug(&filled.join(" "));
    let mut closed = VariantDraft { option_values, ..variant.clone() };
    closed.extra.remove("ID");
    closed.extra.remove("Name");
    closed.sku = closed.sku.map(|sku| format!("{sku}-{suffix}"));
    closed
}
