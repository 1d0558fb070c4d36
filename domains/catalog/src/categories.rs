//! The market's own categories: a small tree in three languages, and where another shop's words and Google's
//! numbers fall in it.

mod google;
mod tree;

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One category.
#[derive(Debug, PartialEq, Eq)]
pub struct Category {
    /// Its word in addresses; never changes.
    pub slug: &'static str,
    /// The parent's slug; "" at the top.
    under: &'static str,
    /// English name.
    pub english: &'static str,
    /// 简体中文 name.
    pub chinese: &'static str,
    /// Filipino name.
    pub filipino: &'static str,
    /// Numbers of Google's product taxonomy that mean this; the first is the one we write.
    pub google: &'static [u32],
    /// Other shops' words for it, in small letters.
    also: &'static [&'static str],
}

impl Category {
    /// Its name in a locale's language: `zh` in any form is Chinese, `fil` and `tl` are Filipino.
    pub fn name(&self, locale: &str) -> &'static str {
        match locale.split(['-', '_']).next() {
            Some("zh") => self.chinese,
            Some("fil" | "tl") => self.filipino,
            _ => self.english,
        }
    }

    /// The category above it.
    pub fn parent(&self) -> Option<&'static Self> {
        by_slug(self.under)
    }

    /// Those directly under it, in the order shown.
    pub fn children(&self) -> impl Iterator<Item = &'static Self> {
        tree::TREE.iter().filter(|one| one.under == self.slug)
    }

    /// Its slug behind those above it: "/home/kitchen/". Whatever is under it has a path that begins so.
    pub fn path(&self) -> String {
        let above = self.parent().map_or_else(|| "/".to_owned(), Self::path);
        format!("{above}{}/", self.slug)
    }

    /// The category at the top above it, or itself.
    pub fn root(&'static self) -> &'static Self {
        self.parent().map_or(self, |parent| parent.root())
    }
}

/// Every category, a parent before its children.
pub fn all() -> &'static [Category] {
    tree::TREE
}

/// Those at the top, in the order shown.
pub fn roots() -> impl Iterator<Item = &'static Category> {
    tree::TREE.iter().filter(|one| one.under.is_empty())
}

/// The category of this slug.
pub fn by_slug(slug: &str) -> Option<&'static Category> {
    INDEX.slugs.get(slug).map(|place| &tree::TREE[*place])
}

/// Where a number of Google's product taxonomy belongs: at the category of its nearest ancestor.
pub fn by_google(number: u32) -> Option<&'static Category> {
    google::slug_of(number).and_then(by_slug)
}

/// Parts of a path that are looked at, from its end: Google's longest has seven.
const MAX_PARTS: usize = 10;

/// Where another shop's word for a category belongs: a Google number, or a path such as
/// "Clothing > Hoodies", of which the last part that we know counts.
///
/// A word that means several things ("Accessories") is settled by the parts before it.
pub fn place(text: &str) -> Option<&'static Category> {
    let text = text.trim();
    if let Ok(number) = text.parse() {
        return by_google(number);
    }
    let mut parts: Vec<Vec<usize>> = text.rsplit(['>', '/', '»', '|']).take(MAX_PARTS).map(named).collect();
    parts.reverse();
    for (depth, candidates) in parts.iter().enumerate().rev() {
        if let [only] = candidates.as_slice() {
            return Some(&tree::TREE[*only]);
        }
        let above = || parts[..depth].iter().rev().flatten().map(|place| &tree::TREE[*place]);
        let beside =
            |place: &&usize| above().any(|above| tree::TREE[**place].root().slug == above.root().slug);
        if let Some(place) = candidates.iter().find(beside) {
            return Some(&tree::TREE[*place]);
        }
    }
    None
}

/// The places of all categories of a name in any language.
fn named(name: &str) -> Vec<usize> {
    INDEX.names.get(&name.trim().to_lowercase()).cloned().unwrap_or_default()
}

struct Index {
    slugs: BTreeMap<&'static str, usize>,
    names: BTreeMap<String, Vec<usize>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { slugs: BTreeMap::new(), names: BTreeMap::new() };
    for (place, category) in tree::TREE.iter().enumerate() {
        index.slugs.insert(category.slug, place);
        let own = [category.slug, category.english, category.chinese, category.filipino];
        for name in own.iter().chain(category.also) {
            let places = index.names.entry(name.to_lowercase()).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    index
});

#[cfg(test)]
mod tests;
