//! A variable product and its variations, put together when the file has ended.

use std::collections::BTreeSet;

use super::attributes::Attribute;
use super::spread::Spread;
use crate::exchange::draft::{ListingDraft, OptionDraft, VariantDraft, gather_values};
use crate::exchange::limits::{MAX_OPTIONS, MAX_VARIANTS};
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
        self.settle_options()?;
        let (mut explicit, mut open) = (Vec::new(), Vec::new());
        for child in self.children {
            let values = chosen(&child, &self.draft.options);
            match values.iter().cloned().collect::<Option<Vec<String>>>() {
                Some(option_values) => explicit.push(VariantDraft { option_values, ..child.variant }),
                None => open.push((child.line, child.variant, values)),
            }
        }
        gather_values(&mut self.draft.options, &explicit);
        let mut spread = Spread::around(&explicit);
        self.draft.variants = explicit;
        for (line, variant, values) in open {
            // An open variation may be the only one to name a value of its closed options.
            add_values(&mut self.draft.options, &values);
            spread.add(&mut self.draft, line, &variant, &values)?;
        }
        self.draft.check()?;
        Ok(self.draft)
    }

    /// Divides the product's attributes into options, which variations name, and descriptions.
    fn settle_options(&mut self) -> Result<(), RefusedLine> {
        let mut named: Vec<&Attribute> = Vec::new();
        let mut seen = BTreeSet::new();
        for attribute in self.children.iter().flat_map(|child| &child.attributes) {
            if seen.insert(attribute.name.to_lowercase()) {
                named.push(attribute);
            }
            if named.len() > MAX_OPTIONS {
                return Err(RefusedLine::at(
                    self.draft.line,
                    "options",
                    Reason::TooMany { limit: MAX_OPTIONS },
                ));
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
                if values.len() > MAX_VARIANTS {
                    let reason = Reason::TooMany { limit: MAX_VARIANTS };
                    return Err(RefusedLine::at(self.draft.line, &attribute.name, reason));
                }
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
        Ok(())
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
