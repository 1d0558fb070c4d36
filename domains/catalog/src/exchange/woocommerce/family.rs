//! A variable product and its variations, put together when the file has ended.

use std::collections::BTreeSet;

use super::attributes::Attribute;
use crate::exchange::draft::{ListingDraft, OptionDraft, VariantDraft, gather_values};
use crate::exchange::handles::slug;
use crate::exchange::limits::MAX_VARIANTS;
use crate::exchange::lists;
use crate::exchange::refusal::{Reason, RefusedLine};

/// A variable product that waits for its variations.
pub(super) struct Family {
    pub draft: ListingDraft,
    pub attributes: Vec<Attribute>,
    pub tax_code: Option<String>,
    /// Of a variation that has no weight of its own.
    pub grams: Option<i64>,
    pub children: Vec<Child>,
    /// The first of its lines that was refused: the listing is taken whole or not at all.
    pub refused: Option<RefusedLine>,
}

/// One variation.
pub(super) struct Child {
    pub line: u64,
    pub variant: VariantDraft,
    pub attributes: Vec<Attribute>,
    /// Whether its tax class is "parent".
    pub inherits_tax: bool,
}

impl Family {
    /// The listing with its variants.
    pub(super) fn finish(mut self) -> Result<ListingDraft, RefusedLine> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        if self.children.is_empty() {
            return Err(RefusedLine::new(self.draft.line, Reason::NoVariations));
        }
        for child in &mut self.children {
            child.variant.grams = child.variant.grams.or(self.grams);
            if child.inherits_tax {
                child.variant.tax_code.clone_from(&self.tax_code);
            }
        }
        self.settle_options();
        let (mut explicit, mut open) = (Vec::new(), Vec::new());
        for child in self.children {
            let values = chosen(&child, &self.draft.options);
            match values.iter().cloned().collect::<Option<Vec<String>>>() {
                Some(option_values) => explicit.push(VariantDraft { option_values, ..child.variant }),
                None => open.push((child.line, child.variant, values)),
            }
        }
        gather_values(&mut self.draft.options, &explicit);
        self.draft.variants = explicit;
        for (line, variant, values) in open {
            // An open variation may be the only one to name a value of its closed options.
            add_values(&mut self.draft.options, &values);
            spread(&mut self.draft, line, &variant, &values)?;
        }
        self.draft.check()?;
        Ok(self.draft)
    }

    /// Divides the product's attributes into options, which variations name, and descriptions.
    fn settle_options(&mut self) {
        let mut named: Vec<&Attribute> = Vec::new();
        let mut seen = BTreeSet::new();
        for attribute in self.children.iter().flat_map(|child| &child.attributes) {
            if seen.insert(attribute.name.to_lowercase()) {
                named.push(attribute);
            }
        }
        let (mut options, others): (Vec<&Attribute>, Vec<&Attribute>) =
            self.attributes.iter().partition(|attribute| seen.contains(&attribute.name.to_lowercase()));
        let unlisted = named.into_iter().filter(|child| !options.iter().any(|own| own.is_named(&child.name)));
        let unlisted: Vec<&Attribute> = unlisted.collect();
        let listed = options.len();
        options.extend(unlisted);
        for (place, attribute) in options.iter().chain(&others).enumerate() {
            let is_option = place < options.len();
            if place < listed || !is_option {
                attribute.keep(place + 1, is_option, &mut self.draft.extra);
            }
            if is_option {
                let values = if place < listed { attribute.values.as_deref().unwrap_or("") } else { "" };
                let values = lists::split(values);
                self.draft.options.push(OptionDraft { name: attribute.name.clone(), values });
            }
        }
        for child in &mut self.children {
            for (place, option) in self.draft.options.iter().enumerate() {
                if let Some(attribute) = child.attributes.iter().find(|own| own.is_named(&option.name)) {
                    attribute.keep(place + 1, true, &mut child.variant.extra);
                }
            }
        }
    }
}

/// The child's value of each option; none is "any".
fn chosen(child: &Child, options: &[OptionDraft]) -> Vec<Option<String>> {
    let of = |option: &OptionDraft| {
        child.attributes.iter().find(|own| own.is_named(&option.name)).and_then(|own| own.values.clone())
    };
    options.iter().map(of).collect()
}

fn add_values(options: &mut [OptionDraft], chosen: &[Option<String>]) {
    for (option, value) in options.iter_mut().zip(chosen) {
        if let Some(value) = value
            && !option.values.contains(value)
        {
            option.values.push(value.clone());
        }
    }
}

/// Makes one variant of each value that a variation leaves open, except where another variation is for
/// exactly that value.
///
/// One stock for several variants cannot be kept, so an open variation with stock of its own is refused.
fn spread(
    draft: &mut ListingDraft,
    line: u64,
    variant: &VariantDraft,
    values: &[Option<String>],
) -> Result<(), RefusedLine> {
    let open =
        || draft.options.iter().zip(values).filter(|(_, value)| value.is_none()).map(|(option, _)| option);
    if variant.track
        && let Some(option) = open().next()
    {
        return Err(RefusedLine::new(line, Reason::AnyWithStock { option: option.name.clone() }));
    }
    if let Some(option) = open().find(|option| option.values.is_empty()) {
        return Err(RefusedLine::at(line, &option.name, Reason::Missing));
    }
    let combinations = open().map(|option| option.values.len()).try_fold(1_usize, usize::checked_mul);
    if combinations.is_none_or(|count| count > MAX_VARIANTS) {
        return Err(RefusedLine::new(line, Reason::TooMany { limit: MAX_VARIANTS }));
    }
    let mut filled: Vec<Vec<String>> = vec![Vec::new()];
    for (option, value) in draft.options.iter().zip(values) {
        let choices = value.as_ref().map_or(option.values.as_slice(), std::slice::from_ref);
        filled = filled
            .into_iter()
            .flat_map(|before| {
                choices.iter().map(move |choice| [before.as_slice(), std::slice::from_ref(choice)].concat())
            })
            .collect();
    }
    let taken: BTreeSet<Vec<String>> = draft.variants.iter().map(|one| one.option_values.clone()).collect();
    for option_values in filled.into_iter().filter(|combination| !taken.contains(combination)) {
        let closed: Vec<&str> = option_values
            .iter()
            .zip(values)
            .filter(|(_, value)| value.is_none())
            .map(|(one, _)| one.as_str())
            .collect();
        let mut variant = VariantDraft { option_values: option_values.clone(), ..variant.clone() };
        // One row's number and name do not fit several variants; a code with the value added stays a code.
        variant.extra.remove("ID");
        variant.extra.remove("Name");
        variant.sku = variant.sku.map(|sku| format!("{sku}-{}", slug(&closed.join(" "))));
        draft.variants.push(variant);
    }
    Ok(())
}
