//! What the index holds of a listing: words to find it by, and numbers to order and count it by. Nothing in it is ever
//! shown; cards are read from the database.

use std::sync::Arc;

use catalog::ListingId;
use catalog::categories::{self, Category};
use catalog::listings::finder::{self, Entry};
use db::{Broken, No, Rx};
use facts::Fact;
use kernel::{Currency, Cx, Id, Uid};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, TantivyDocument, Term};

use super::gather::Shops;
use super::keep::{AT_ONCE, DIGEST, Subject, digest};
use super::letters::{Piece, pairs, pieces, single};
use super::{stems, synonyms};

/// Bytes of a description that are read: what stands far down says little about a thing.
const MOST_TEXT: usize = 4_000;

/// The fields. Those with words have a weight in `rank.rs`.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// The listing's id.
    pub id: Field,
    /// Its name.
    pub title: Field,
    /// Name, maker, kind, tags, codes and the shop's name. Whoever mistyped a word may have meant one of these.
    pub about: Field,
    /// Its description.
    pub text: Field,
    /// The names of its category and of the one above, in three languages.
    pub shelf: Field,
    /// English stems of all but the shelf.
    pub english: Field,
    /// Filipino roots of the same.
    pub filipino: Field,
    /// The shop's id, in hexadecimal.
    pub shop: Field,
    /// Category, currency and whether it can be bought: [`Traits`].
    pub traits: Field,
    /// The lowest price, minor units.
    pub price: Field,
    /// Microseconds.
    pub published: Field,
    /// The id's two halves, to be answered without a look at stored text.
    pub high: Field,
    /// The other half.
    pub low: Field,
    /// Of all that the index was told: a listing that is as it was is not written again.
    pub digest: Field,
}

/// Words without those that say nothing, and runs of characters.
pub const WORDS: &str = "words";
/// Every word: a name has none that says nothing.
pub const NAMES: &str = "names";
/// English stems.
pub const ENGLISH: &str = "english";
/// Filipino roots.
pub const FILIPINO: &str = "filipino";

/// A field that is found by words, read in one of the ways above.
pub fn words(schema: &mut SchemaBuilder, name: &str, tokenizer: &str) -> Field {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(IndexRecordOption::WithFreqs);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

/// Tells an index how its fields are read.
pub fn register(index: &Index) {
    let tokenizers = index.tokenizers();
    tokenizers.register(WORDS, Reading::default());
    tokenizers.register(NAMES, Reading { is_whole: true, ..Reading::default() });
    tokenizers.register(ENGLISH, Reading { stem: Some(stems::english), ..Reading::default() });
    tokenizers.register(FILIPINO, Reading { stem: Some(stems::filipino), ..Reading::default() });
}

impl Subject for Fields {
    type Key = ListingId;
    type Entry = Entry;
    type Mark = Uid;
    type Beside = Arc<Shops>;
    const FOLDER: &'static str = "things-1";

    fn schema() -> (Schema, Self) {
        let mut schema = SchemaBuilder::new();
        let fields = Self {
            id: schema.add_bytes_field("id", INDEXED),
            title: words(&mut schema, "title", WORDS),
            about: words(&mut schema, "about", WORDS),
            text: words(&mut schema, "text", WORDS),
            shelf: words(&mut schema, "shelf", WORDS),
            english: words(&mut schema, "english", ENGLISH),
            filipino: words(&mut schema, "filipino", FILIPINO),
            shop: schema.add_text_field("shop", TextOptions::default().set_fast("raw")),
            traits: schema.add_u64_field("traits", FAST),
            price: schema.add_i64_field("price", FAST),
            published: schema.add_i64_field("published", FAST),
            high: schema.add_u64_field("high", FAST),
            low: schema.add_u64_field("low", FAST),
            digest: schema.add_u64_field(DIGEST, FAST),
        };
        (schema.build(), fields)
    }

    fn register(index: &Index) {
        register(index);
    }

    fn named(&self, listing: ListingId) -> Term {
        Term::from_field_bytes(self.id, &listing.uid().0)
    }

    fn document(&self, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        let Uid(id) = entry.id.uid();
        let (high, low) = halves(entry.id.uid());
        let about = format!("{} {}", entry.folded, entry.shop_name);
        let text: String = entry.description.chars().take(MOST_TEXT).collect();
        let all = format!("{about} {text}");
        document.add_bytes(self.id, &id);
        document.add_text(self.title, &entry.title);
        document.add_text(self.about, about);
        document.add_text(self.text, text);
        document.add_text(self.shelf, shelf(entry.category));
        document.add_text(self.english, &all);
        document.add_text(self.filipino, &all);
        document.add_text(self.shop, hex(entry.shop.uid()));
        document.add_u64(self.traits, Traits::of(entry).packed());
        document.add_i64(self.price, entry.price_from);
        document.add_i64(self.published, entry.published_at.micros());
        document.add_u64(self.high, high);
        document.add_u64(self.low, low);
        document.add_u64(self.digest, digest(entry));
        document
    }

    fn read_on(rx: &mut Rx, _: &Cx, after: &Uid) -> Result<(Vec<Entry>, Uid), No> {
        let entries = finder::entries(rx, *after, AT_ONCE)?;
        let last = entries.last().map_or(*after, |entry| entry.id.uid());
        Ok((entries, last))
    }

    fn touched(rx: &mut Rx, fact: &Fact) -> Result<Vec<ListingId>, Broken> {
        finder::touched(rx, &fact.process, &fact.event, fact.id)
    }

    fn entry(rx: &mut Rx, _: &Cx, listing: ListingId) -> Result<Option<Entry>, No> {
        Ok(finder::entry(rx, listing)?)
    }
}

/// The names of a category and of the one above it.
fn shelf(category: Option<&'static Category>) -> String {
    let mut names = String::new();
    let above = category.and_then(Category::parent);
    for one in category.into_iter().chain(above) {
        for name in [one.english, one.chinese, one.filipino] {
            names.push_str(name);
            names.push(' ');
        }
    }
    names
}

/// What is counted and left out by, in one number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Traits {
    /// The category's place in the tree, from 1; 0 where it has none.
    pub category: usize,
    /// The currency's letters.
    pub currency: u32,
    /// Whether any of it can be bought.
    pub in_stock: bool,
}

impl Traits {
    fn of(entry: &Entry) -> Self {
        Self { category: place(entry.category), currency: letters(entry.currency), in_stock: !entry.sold_out }
    }

    const fn packed(self) -> u64 {
        ((self.category as u64) << 32) | ((self.currency as u64) << 1) | self.in_stock as u64
    }

    /// As packed.
    pub const fn unpacked(number: u64) -> Self {
        Self {
            category: (number >> 32) as usize,
            currency: ((number >> 1) & 0x7fff) as u32,
            in_stock: number & 1 == 1,
        }
    }
}

/// A category's place in the tree, from 1.
pub fn place(category: Option<&'static Category>) -> usize {
    let found = category.and_then(|one| categories::all().iter().position(|other| other == one));
    found.map_or(0, |place| place + 1)
}

/// A currency's three letters in 15 bits.
pub fn letters(currency: Currency) -> u32 {
    currency.code().bytes().fold(0, |number, letter| (number << 5) | u32::from(letter & 31))
}

/// One of a currency in its minor units.
pub fn one_in_minor(currency: Currency) -> i64 {
    10_i64.saturating_pow(currency.exponent())
}

/// An id's two halves.
pub fn halves(Uid(id): Uid) -> (u64, u64) {
    let whole = u128::from_be_bytes(id);
    ((whole >> 64) as u64, whole as u64)
}

/// The id of two halves.
pub fn whole(high: u64, low: u64) -> ListingId {
    let whole = (u128::from(high) << 64) | u128::from(low);
    Id::from_uid(Uid(whole.to_be_bytes()))
}

/// An id as the shop's column has it.
pub fn hex(Uid(id): Uid) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The id of its hexadecimal.
pub fn unhex(text: &str) -> Option<Uid> {
    u128::from_str_radix(text, 16).ok().map(|whole| Uid(whole.to_be_bytes()))
}

/// Reads a text into words, and runs into single characters and pairs.
#[derive(Clone, Default)]
struct Reading {
    stem: Option<fn(&str) -> String>,
    /// Whether words that say nothing stay.
    is_whole: bool,
    tokens: Vec<Token>,
}

impl Tokenizer for Reading {
    type TokenStream<'a> = Tokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens<'a> {
        self.tokens.clear();
        let mut push = |text: String| {
            let position = self.tokens.len();
            self.tokens.push(Token { position, text, offset_from: 0, offset_to: 0, position_length: 1 });
        };
        for piece in pieces(text) {
            match (piece, self.stem) {
                (Piece::Word(word), _) if !self.is_whole && synonyms::is_empty(&word) && word.len() < 4 => {}
                (Piece::Word(word), Some(stem)) => push(stem(&word)),
                (Piece::Word(word), None) => push(word),
                // A stem is a word's; the characters are in the other fields already.
                (Piece::Run(_), Some(_)) => {}
                (Piece::Run(run), None) => {
                    single(&run).for_each(&mut push);
                    pairs(&run).for_each(&mut push);
                }
            }
        }
        Tokens { tokens: &mut self.tokens, next: 0 }
    }
}

struct Tokens<'a> {
    tokens: &'a mut [Token],
    next: usize,
}

impl TokenStream for Tokens<'_> {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_and_ids_come_back_as_they_were() {
        for traits in [
            Traits { category: 0, currency: letters(Currency::PHP), in_stock: true },
            Traits { category: categories::all().len(), currency: letters(Currency::CNY), in_stock: false },
        ] {
            assert_eq!(Traits::unpacked(traits.packed()), traits);
        }
        let id = Uid([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255]);
        let (high, low) = halves(id);
        assert_eq!(whole(high, low).uid(), id);
        assert_eq!(unhex(&hex(id)), Some(id));
    }
}
