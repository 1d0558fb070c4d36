//! Why a line of a file was not taken: a stable code, its arguments, and a sentence in English.

use std::fmt;

use serde::Serialize;

/// One listing, or one line that belongs to none, that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusedLine {
    /// From 1, as a text editor counts.
    pub line: u64,
    /// The column or field at fault, as the file names it.
    pub column: Option<String>,
    /// Why.
    pub reason: Reason,
}

impl RefusedLine {
    pub(super) fn new(line: u64, reason: Reason) -> Self {
        Self { line, column: None, reason: reason.shown() }
    }

    pub(crate) fn at(line: u64, column: &str, reason: Reason) -> Self {
        Self { line, column: Some(column.to_owned().shown()), reason: reason.shown() }
    }
}

/// Characters of a cell that a refusal repeats: a report is for reading, and holds many.
const SHOWN_CHARS: usize = 80;

/// What a refusal keeps of a value.
trait Shown {
    fn shown(self) -> Self;
}

impl Shown for String {
    fn shown(self) -> Self {
        match self.char_indices().nth(SHOWN_CHARS) {
            Some((end, _)) => format!("{}…", &self[..end]),
            None => self,
        }
    }
}

macro_rules! shown_as_they_are {
    ($($number:ty),*) => { $( impl Shown for $number { fn shown(self) -> Self { self } } )* };
}
shown_as_they_are!(u32, u64, usize);

impl fmt::Display for RefusedLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(f, "line {}, {column}: {}", self.line, self.reason),
            None => write!(f, "line {}: {}", self.line, self.reason),
        }
    }
}

impl std::error::Error for RefusedLine {}

/// Declares each reason once: its code, its arguments and its English.
macro_rules! reasons {
    ($( $(#[$doc:meta])* $code:literal $name:ident $({ $( $(#[$arg_doc:meta])* $arg:ident : $kind:ty ),* $(,)? })? => $text:literal; )*) => {
        /// Why a line was refused. Locale keys are built from [`code`](Self::code) and take
        /// [`args`](Self::args); the sentences here are for logs and for English.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
        pub enum Reason {
            $( $(#[$doc])* #[error($text)] $name $({ $( $(#[$arg_doc])* $arg: $kind ),* })?, )*
        }

        impl Reason {
            /// A word that stays the same from version to version.
            pub fn code(&self) -> &'static str {
                match self { $( Self::$name { .. } => $code, )* }
            }

            /// What the sentence for a reader needs, by name.
            pub fn args(&self) -> Vec<(&'static str, String)> {
                match self { $( Self::$name $({ $( $arg ),* })? => vec![ $( $( (stringify!($arg), $arg.to_string()) ),* )? ], )* }
            }

            /// The reason with what it repeats of the file cut to a length for reading.
            fn shown(self) -> Self {
                match self { $( Self::$name $({ $( $arg ),* })? => Self::$name $({ $( $arg: $arg.shown() ),* })?, )* }
            }

            /// Every code there is, so that no locale forgets one.
            pub const CODES: &'static [&'static str] = &[ $( $code ),* ];
        }
    };
}

reasons! {
    // the file itself
    /// A cut or shifted row: its cells cannot be told apart.
    "cell_count" CellCount {
        /// Cells in the row.
        found: usize,
        /// Columns in the header.
        expected: usize,
    } => "the row has {found} cells, the header has {expected}";
    /// Bytes that are not UTF-8, as a spreadsheet saves them in an older encoding.
    "not_utf8" NotUtf8 => "the text is not UTF-8: save the file as \"CSV UTF-8\"";
    /// A NUL character.
    "control_character" ControlCharacter => "there is a NUL character in the text";
    /// Beyond `MAX_ROW_BYTES` or `MAX_COLUMNS`.
    "row_too_long" RowTooLong {
        /// Bytes.
        limit: usize,
    } => "the row is longer than {limit} bytes, or has too many cells";
    /// The rest of the file is inside a quoted cell.
    "unclosed_quote" UnclosedQuote => "a quotation mark opens a cell and nothing closes it: the rest was not read";
    /// `"abc"def`.
    "text_after_quote" TextAfterQuote => "there is text after a cell's closing quotation mark";
    /// Not well-formed.
    "broken_xml" BrokenXml {
        /// What the parser says.
        fault: String,
    } => "the XML is broken ({fault}): the rest was not read";
    /// `&nbsp;` and its like, which XML does not know.
    "unknown_entity" UnknownEntity {
        /// Its name.
        name: String,
    } => "&{name}; is no XML entity";
    /// Elements in elements in a field.
    "nested_too_deep" NestedTooDeep => "elements are nested deeper than a feed's are";
    /// The disk or the network gave out.
    "unreadable" Unreadable {
        /// What the system says.
        fault: String,
    } => "the file could not be read further ({fault})";

    // one value
    /// An empty cell that has to be filled.
    "missing" Missing => "the cell is empty";
    /// Beyond `MAX_NAME_CHARS`.
    "too_long" TooLong {
        /// Characters.
        limit: usize,
    } => "the text is longer than {limit} characters";
    /// Neither.
    "not_yes_or_no" NotYesOrNo {
        /// What stands there.
        text: String,
    } => "\"{text}\" is neither yes nor no";
    /// Not a decimal number in plain figures.
    "not_a_number" NotANumber {
        /// What stands there.
        text: String,
    } => "\"{text}\" is not a number";
    /// Below zero.
    "negative" Negative {
        /// What stands there.
        text: String,
    } => "\"{text}\" is below zero";
    /// Beyond `MAX_PRICE`, `MAX_QUANTITY` or `MAX_GRAMS`.
    "too_large" TooLarge {
        /// What stands there.
        text: String,
    } => "\"{text}\" is too large";
    /// More than the unit has.
    "too_many_decimals" TooManyDecimals {
        /// What stands there.
        text: String,
        /// Decimals that the unit has.
        limit: u32,
    } => "\"{text}\" has more than {limit} decimals";
    /// `1,200` is twelve hundred to some and one and a fifth to others.
    "separator" Separator {
        /// What stands there.
        text: String,
    } => "\"{text}\" can be read in two ways: write it without thousands separators, with a point for decimals";
    /// A shop has one currency.
    "other_currency" OtherCurrency {
        /// The price's.
        found: String,
        /// The shop's.
        expected: String,
    } => "the price is in {found}, the shop sells in {expected}";
    /// Not `http://` or `https://`.
    "not_a_web_address" NotAWebAddress {
        /// What stands there.
        text: String,
    } => "\"{text}\" is not a web address";

    // one listing
    /// The same handle further up, with other rows between.
    "repeated_handle" RepeatedHandle {
        /// The handle.
        handle: String,
    } => "\"{handle}\" came before: put all rows of one listing together";
    /// The same id further up.
    "repeated_id" RepeatedId {
        /// The id.
        id: String,
    } => "the id \"{id}\" came before";
    /// A buyer could not say which of two variants is meant.
    "same_options" SameOptions {
        /// The values both have.
        values: String,
    } => "two variants have the same options ({values})";
    /// Two choices of one name.
    "repeated_option" RepeatedOption {
        /// The name.
        name: String,
    } => "there are two options \"{name}\"";
    /// Beyond `MAX_VARIANTS`, `MAX_IMAGES` or `MAX_OPTIONS`.
    "too_many" TooMany {
        /// How many may be.
        limit: usize,
    } => "there are more than {limit}";
    /// Beyond `MAX_LISTING_BYTES`.
    "listing_too_long" ListingTooLong {
        /// Bytes.
        limit: usize,
    } => "the listing is longer than {limit} bytes";
    /// Beyond `MAX_LISTINGS`.
    "too_many_listings" TooManyListings {
        /// How many may be.
        limit: u64,
    } => "the file has more than {limit} listings: divide it; the rest was not read";
    /// Money kept for somebody: not goods, and not sold by an import.
    "gift_card" GiftCard => "gift cards are not taken";

    /// Fewer were counted than are promised to buyers.
    "stock_promised" StockPromised {
        /// How many are promised.
        held: u64,
        /// Which choice.
        values: String,
    } => "{held} of it ({values}) are promised to buyers: stock cannot be counted lower";

    // WooCommerce's kinds of product
    /// A page that shows other products.
    "grouped" Grouped => "a grouped product only shows other products: those are taken by themselves";
    /// An "external" product.
    "sold_elsewhere" SoldElsewhere => "the product is sold on another site";
    /// An extension's own kind.
    "unknown_type" UnknownType {
        /// Its name.
        text: String,
    } => "\"{text}\" is not a kind of product that can be taken";
    /// A variation of nothing.
    "no_parent" NoParent {
        /// What the variation names.
        parent: String,
    } => "no variable product \"{parent}\" is in the file";
    /// Two variable products of one name.
    "repeated_parent" RepeatedParent {
        /// What variations would name.
        parent: String,
    } => "there are two variable products \"{parent}\"";
    /// Nothing to sell.
    "no_variations" NoVariations => "the variable product has no variations";
    /// Not on sale in the other shop.
    "switched_off" SwitchedOff => "the variation is switched off";
    /// One stock for several variants, which we do not have.
    "stock_at_parent" StockAtParent => "the variations share one stock: give each its own";
    /// "Any size", counted: which size is it that runs out?
    "any_with_stock" AnyWithStock {
        /// The attribute that is left open.
        option: String,
    } => "the variation is for any {option} but has one stock: make one variation for each";
    /// Beyond `MAX_WAITING_BYTES`.
    "too_much_waiting" TooMuchWaiting {
        /// Bytes.
        limit: usize,
    } => "variable products of more than {limit} bytes wait for variations: divide the file; the rest was not read";
}
