//! What the year does to a market.

use super::Craft;

/// A time of the year that people talk about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Season {
    /// June to October in the Philippines: plants grow, and everybody is at home.
    Rain,
    /// September to December in the Philippines: the songs play, lists are written.
    Christmas,
    /// The weeks before the full moon of the eighth month: tea, paper, lanterns.
    MidAutumn,
    /// The first eleven days of November.
    DoubleEleven,
    /// The 15th and the 30th, and the day after.
    Payday,
    /// January and February: red paper, new cups.
    NewYear,
    /// March to May in the Philippines: fans, hammocks, iced tea.
    Heat,
}

/// The seasons of a day in a country, which is given by its two letters.
pub fn seasons(country: &str, month: u8, day: u8) -> Vec<Season> {
    let is_home = country == "PH";
    let is_chinese = matches!(country, "CN" | "HK" | "MO" | "TW" | "SG" | "MY");
    let mut seasons = Vec::new();
    let mut when = |is_now: bool, season: Season| seasons.extend(is_now.then_some(season));
    when(is_home && (6..=10).contains(&month), Season::Rain);
    when(is_home && (3..=5).contains(&month), Season::Heat);
    when(is_home && (9..=12).contains(&month), Season::Christmas);
    when(!is_home && month == 12 && day <= 24, Season::Christmas);
    when(is_chinese && ((month == 9 && day >= 8) || (month == 10 && day <= 4)), Season::MidAutumn);
    when(is_chinese && matches!((month, day), (1, 10..) | (2, ..=15)), Season::NewYear);
    when(month == 11 && day <= 11, Season::DoubleEleven);
    when(is_home && matches!(day, 15 | 16 | 30 | 31 | 1), Season::Payday);
    seasons
}

/// How much more of a craft is wanted on such a day than on another: 1 is as ever.
pub fn demand(craft: Craft, country: &str, month: u8, day: u8) -> f32 {
    seasons(country, month, day).into_iter().map(|season| wanted(craft, season)).product()
}

fn wanted(craft: Craft, season: Season) -> f32 {
    match (season, craft) {
        (Season::Rain, Craft::Plants) => 1.7,
        (Season::Rain, Craft::Tea | Craft::Enamel) => 1.15,
        (Season::Heat, Craft::Baskets | Craft::Weaving) => 1.3,
        (Season::Christmas, Craft::Weaving | Craft::Enamel | Craft::Soap | Craft::Paper) => 1.35,
        (Season::Christmas, _) => 1.12,
        (Season::MidAutumn, Craft::Tea) => 2.1,
        (Season::MidAutumn, Craft::Ceramics | Craft::Paper) => 1.4,
        (Season::NewYear, Craft::Paper | Craft::Prints | Craft::Ceramics) => 1.6,
        (Season::DoubleEleven, _) => 1.8,
        (Season::Payday, _) => 1.45,
        _ => 1.0,
    }
}
