//! What people say: posts, comments, answers, reasons, names of circles. A frame, its places taken by what is true of
//! the listing or by chance; always the same for the same world and number.

mod frames;

use frames::{Frames, Slots, frames};

use crate::seed::Seed;
use crate::world::{Craft, Language, Listing, Season, World};

/// What a post is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    /// A maker at work.
    Making,
    /// A maker shows what is new on the shelf; needs a listing.
    New,
    /// A maker says that it is there again; needs a listing.
    Back,
    /// Somebody bought it, and lives with it; needs a listing.
    Using,
    /// A day, without goods.
    Day,
    /// A time of the year.
    Season(Season),
}

/// A post.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Post {
    /// Plain text.
    pub text: String,
    /// Of the text.
    pub language: Language,
    /// May be none.
    pub pictures: Vec<Shot>,
}

/// A picture of a post.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shot {
    /// A name for [`crate::picture`].
    pub name: String,
    /// What it shows, in words.
    pub shows: String,
    /// Whether it is of the very listing that the post is about.
    pub is_of_it: bool,
}

/// What a comment asks or says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Topic {
    /// Kind words.
    Praise,
    /// Somebody who bought it agrees.
    Owner,
    /// How large it is, or how much of it.
    Size,
    /// Which colours, glazes, patterns there are.
    Colour,
    /// How it is looked after.
    Care,
    /// When it would arrive.
    Ship,
    /// Whether it comes back.
    Stock,
    /// Who made it, where, from what.
    Origin,
    /// Between people, without goods.
    Friend,
}

impl Topic {
    fn word(self) -> &'static str {
        match self {
            Self::Praise => "praise",
            Self::Owner => "owner",
            Self::Size => "size",
            Self::Colour => "colour",
            Self::Care => "care",
            Self::Ship => "ship",
            Self::Stock => "stock",
            Self::Origin => "origin",
            Self::Friend => "friend",
        }
    }

    /// Whether the maker owes an answer.
    pub fn is_question(self) -> bool {
        !matches!(self, Self::Praise | Self::Owner | Self::Friend)
    }
}

/// A comment below a post.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    /// Plain text.
    pub text: String,
    /// What it is about, and which words it has: the answer depends on both.
    pub asks: Asks,
}

/// What an answer answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asks {
    /// What about.
    pub topic: Topic,
    /// Which of its section's frames it was.
    line: usize,
}

impl Asks {
    /// Words about this that ask nothing.
    pub fn nothing(topic: Topic) -> Self {
        Self { topic, line: 0 }
    }
}

/// Why somebody writes to the other side of an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// A buyer who has changed their mind before it left.
    BuyerCancels,
    /// A shop that cannot send it.
    ShopCancels,
    /// A buyer sends it back.
    Returns,
    /// A buyer says that something is wrong.
    Complains,
}

/// The world's `nth` post: by this person, about this listing. A listing that a mood needs and that is not given is
/// one of the author's day.
pub fn post(world: &World, author: usize, about: Option<usize>, mood: Mood, nth: u64) -> Post {
    let language = world.people.get(author).map_or(Language::English, |person| person.language);
    let frames = frames(language);
    let mut slots = Slots::new(world, author, about, language, Seed::nth(world.seed() ^ 0x706f_7374, nth));
    let listing = about.and_then(|about| world.listings.get(about));
    let craft = listing.map(|listing| listing.craft);
    let own = world.people.get(author).and_then(|person| person.keeps).and_then(|shop| world.shops.get(shop));
    let craft = craft.or(own.map(|shop| shop.craft));
    let (text, pictures) = match (mood, listing, craft) {
        (Mood::Making, _, Some(craft)) => {
            (making(frames, craft, &mut slots, nth), at_work(craft, listing, nth))
        }
        (Mood::New, Some(listing), _) => {
            (shelf(frames, "new", listing, &mut slots, nth), laid_out(listing, nth))
        }
        (Mood::Back, Some(listing), _) => (shelf(frames, "back", listing, &mut slots, nth), shown(listing)),
        (Mood::Using, Some(listing), _) => using(frames, listing, &mut slots, nth),
        (Mood::Season(season), ..) => seasonal(frames, season, listing, &mut slots, nth),
        _ => day(frames, &mut slots, nth),
    };
    let shot = |name: String| {
        let own = listing.filter(|listing| listing.pictures.contains(&name));
        let shows = own.map_or_else(|| frames.picture(&name), |listing| listing.shows.clone());
        Shot { name, shows, is_of_it: own.is_some() }
    };
    Post { text, language, pictures: pictures.into_iter().map(shot).collect() }
}

fn making(frames: &Frames, craft: Craft, slots: &mut Slots, nth: u64) -> String {
    let body = format!("making {}", craft.word());
    frames.said(&["open", &body, "close maker"], slots, nth)
}

fn shelf(frames: &Frames, section: &str, listing: &Listing, slots: &mut Slots, nth: u64) -> String {
    let body = format!("making {}", listing.craft.word());
    frames.said(&[section, &body, "close shop"], slots, nth)
}

fn using(frames: &Frames, listing: &Listing, slots: &mut Slots, nth: u64) -> (String, Vec<String>) {
    let body = format!("using {}", listing.craft.word());
    let text = frames.said(&["got", &body, "close owner"], slots, nth);
    // At home it stands elsewhere than in the shop; now and then that is shown, too.
    let pictures = match nth % 8 {
        0 => home(listing),
        1 | 5 => [shown(listing), home(listing)].concat(),
        _ => shown(listing),
    };
    (text, pictures)
}

fn seasonal(
    frames: &Frames,
    season: Season,
    listing: Option<&Listing>,
    slots: &mut Slots,
    nth: u64,
) -> (String, Vec<String>) {
    let section = format!("season {}", word(season));
    let mut sections = vec![section.as_str()];
    let body = listing.map(|listing| format!("using {}", listing.craft.word()));
    sections.extend(body.as_deref());
    sections.push("close day");
    let pictures = listing.map_or_else(|| vec![format!("day.{}.0", word(season))], shown);
    (frames.said(&sections, slots, nth), pictures)
}

fn word(season: Season) -> &'static str {
    match season {
        Season::Rain => "rain",
        Season::Christmas => "christmas",
        Season::MidAutumn => "mid-autumn",
        Season::DoubleEleven => "eleven",
        Season::Payday => "payday",
        Season::NewYear => "new-year",
        Season::Heat => "heat",
    }
}

/// The kinds of days that people tell of; each has pictures of its own.
const DAYS: [&str; 8] = ["morning", "kitchen", "walk", "night", "market", "window", "work", "sunday"];

fn day(frames: &Frames, slots: &mut Slots, nth: u64) -> (String, Vec<String>) {
    let kind = DAYS[usize::try_from(nth).unwrap_or(0) % DAYS.len()];
    let text = frames.said(&[&format!("day {kind}"), "close day"], slots, nth / 8);
    // Two thirds of such posts show nothing: there are few such pictures.
    let round = nth / 8;
    let pictures =
        if round.is_multiple_of(3) { vec![format!("day.{kind}.{}", 1 + round / 3 % 2)] } else { Vec::new() };
    (text, pictures)
}

fn bench(craft: Craft) -> Vec<String> {
    vec![format!("bench.{}.0", craft.word())]
}

/// The bench, and half of the time first what came off it.
fn at_work(craft: Craft, listing: Option<&Listing>, nth: u64) -> Vec<String> {
    let first = listing.filter(|_| !nth.is_multiple_of(2)).map_or_else(Vec::new, shown);
    [first, bench(craft)].concat()
}

fn laid_out(listing: &Listing, nth: u64) -> Vec<String> {
    if nth.is_multiple_of(3) { [shown(listing), bench(listing.craft)].concat() } else { shown(listing) }
}

fn home(listing: &Listing) -> Vec<String> {
    vec![format!("home.{}.0", listing.craft.word())]
}

fn shown(listing: &Listing) -> Vec<String> {
    listing.pictures.iter().take(1).cloned().collect()
}

/// Below what somebody writes a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Below {
    /// The listing that the post is about.
    pub about: Option<usize>,
    /// Whether its maker wrote the post: only a maker is asked what a maker knows.
    pub by_maker: bool,
}

/// A comment below a post. `owns` is whether who writes has bought what it is about.
pub fn comment(
    world: &World,
    author: usize,
    Below { about, by_maker }: Below,
    owns: bool,
    nth: u64,
) -> Comment {
    use Topic::{Care, Colour, Friend, Origin, Owner, Praise, Ship, Size, Stock};
    let language = world.people.get(author).map_or(Language::English, |person| person.language);
    let mut seed = Seed::nth(world.seed() ^ 0x636f_6d6d, nth);
    let topic = match (about, owns) {
        (None, _) => Friend,
        (Some(_), true) => Owner,
        (Some(_), false) => {
            let of_a_maker = [Praise, Praise, Praise, Size, Colour, Care, Ship, Stock, Origin, Size];
            let of_an_owner = [Praise, Praise, Praise, Size, Care];
            let topics: &[Topic] = if by_maker { &of_a_maker } else { &of_an_owner };
            let topic = seed.one(topics).unwrap_or(Praise);
            // Nobody asks for a plant or a tea in a darker colour, or for another one of what somebody had before.
            let craft = about.and_then(|about| world.listings.get(about)).map(|listing| listing.craft);
            let has_one_colour = matches!(craft, Some(Craft::Plants | Craft::Tea | Craft::Vintage));
            if topic == Colour && has_one_colour { Care } else { topic }
        }
    };
    let listing = about.and_then(|about| world.listings.get(about));
    // Half of the kind words are of the craft, the others of anything that is made.
    let is_of_any_craft = topic == Praise && seed.share() < 0.5;
    let section = if is_of_any_craft { topic.word().to_owned() } else { section(topic, listing) };
    let frames = frames(language);
    let mut slots = Slots::new(world, author, about, language, seed);
    if topic.is_question() {
        let (text, line) = frames.asked(&section, &mut slots, nth);
        return Comment { text, asks: Asks { topic, line } };
    }
    let close = if topic == Praise { "close praise" } else { "" };
    Comment { text: frames.said(&[&section, close], &mut slots, nth), asks: Asks::nothing(topic) }
}

/// Where what is said about this stands.
fn section(topic: Topic, listing: Option<&Listing>) -> String {
    match (topic, listing) {
        (Topic::Size, Some(listing)) if listing.variants.len() > 1 => "sizes".to_owned(),
        (Topic::Praise | Topic::Care | Topic::Origin, Some(listing)) => {
            format!("{} {}", topic.word(), listing.craft.word())
        }
        _ => topic.word().to_owned(),
    }
}

/// What one answers another in: a shop in the language it was asked in where it speaks it, else everybody in their own.
fn answers_in(world: &World, author: usize, asked_in: Language) -> Language {
    let Some(person) = world.people.get(author) else { return asked_in };
    let shop = person.keeps.and_then(|shop| world.shops.get(shop));
    let speaks = shop.is_some_and(|shop| shop.languages.contains(&asked_in));
    if speaks { asked_in } else { person.language }
}

/// An answer to such a comment of somebody, by the one who is asked, with what is true of the listing; and its language.
pub fn reply(
    world: &World,
    (author, to): (usize, usize),
    about: Option<usize>,
    Asks { topic, line }: Asks,
    nth: u64,
) -> (String, Language) {
    let asks = world.people.get(to);
    let language = answers_in(world, author, asks.map_or(Language::English, |person| person.language));
    let listing = about.and_then(|about| world.listings.get(about));
    let frames = frames(language);
    let mut slots = Slots::new(world, author, about, language, Seed::nth(world.seed() ^ 0x7265_706c, nth));
    if let Some(person) = asks {
        slots.set("town", person.place.to_owned());
    }
    if !topic.is_question() {
        return (frames.said(&[&format!("answer {}", topic.word())], &mut slots, nth), language);
    }
    let is_gone = topic == Topic::Stock && listing.is_some_and(|listing| listing.restock.is_none());
    let section = if is_gone { "last".to_owned() } else { section(topic, listing) };
    (frames.answered(&format!("answer {section}"), line, &mut slots), language)
}

/// What one writes to the other side of an order.
pub fn why(language: Language, why: Why, nth: u64) -> String {
    let section = match why {
        Why::BuyerCancels => "cancel buyer",
        Why::ShopCancels => "cancel shop",
        Why::Returns => "return",
        Why::Complains => "complain",
    };
    frames(language).said(&[section], &mut Slots::bare(Seed::nth(0x0077_6879, nth)), nth)
}

/// What somebody from this town calls their circle.
pub fn circle(language: Language, place: &str, nth: u64) -> String {
    let mut slots = Slots::bare(Seed::nth(0x6369_7263, nth));
    slots.set("place", place.to_owned());
    frames(language).said(&["circle"], &mut slots, nth)
}

/// What somebody from this town says of themselves.
pub fn of_oneself(language: Language, place: &str, nth: u64) -> String {
    let mut slots = Slots::bare(Seed::nth(0x7365_6c66, nth));
    slots.set("place", place.to_owned());
    frames(language).said(&["self"], &mut slots, nth)
}

/// What somebody calls a private collection.
pub fn collection(language: Language, nth: u64) -> String {
    frames(language).said(&["collection"], &mut Slots::bare(Seed::nth(0x636f_6c6c, nth)), nth)
}

/// Every name of a picture that a post of this world may ask for, besides those of listings.
pub fn pictures() -> Vec<String> {
    let benches = crate::world::CRAFTS
        .into_iter()
        .flat_map(|craft| ["bench", "home"].map(|kind| format!("{kind}.{}.0", craft.word())));
    let days = DAYS.into_iter().flat_map(|kind| (1..3).map(move |nth| format!("day.{kind}.{nth}")));
    let seasons = ["rain", "christmas", "mid-autumn", "eleven", "payday", "new-year", "heat"];
    let seasons = seasons.into_iter().map(|word| format!("day.{word}.0"));
    benches.chain(days).chain(seasons).collect()
}
