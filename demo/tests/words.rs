//! What people say is theirs: whole sentences in their own language, and seldom twice.

use std::collections::BTreeMap;

use demo::words::{Below, Mood, Topic, Why, circle, collection, comment, post, reply, why};
use demo::world::{Language, Season, Size, World};

const POSTS: usize = 4_000;

/// Posts as a market has them: half by makers, a fifth about nothing that is sold.
fn posts(world: &World) -> Vec<(String, Language)> {
    use Season::{Christmas, DoubleEleven, Heat, MidAutumn, NewYear, Payday, Rain};
    let seasons = [Rain, Christmas, MidAutumn, DoubleEleven, Payday, NewYear, Heat];
    let shelves: Vec<Vec<usize>> = (0..world.shops.len()).map(|shop| world.shelf(shop).collect()).collect();
    (0..POSTS)
        .map(|nth| {
            let shop = nth % world.shops.len();
            let of_shop = Some(shelves[shop][nth / 7 % shelves[shop].len()]);
            let member = world.shops.len() + nth * 37 % (world.people.len() - world.shops.len());
            let bought = Some(nth * 13 % world.listings.len());
            let (author, about, mood) = match nth % 10 {
                0 | 1 => (shop, None, Mood::Making),
                2 | 3 => (shop, of_shop, Mood::New),
                4 => (shop, of_shop, Mood::Back),
                5..=7 => (member, bought, Mood::Using),
                8 => (member, None, Mood::Day),
                _ if nth % 20 == 9 => (member, None, Mood::Day),
                _ => (member, bought, Mood::Season(seasons[nth / 10 % seasons.len()])),
            };
            let post = post(world, author, about, mood, nth as u64);
            assert_eq!(post, demo::words::post(world, author, about, mood, nth as u64));
            (post.text, post.language)
        })
        .collect()
}

/// Whole, in the marks of its language, without shouting.
fn is_well_said(text: &str, language: Language) -> bool {
    let has_hole = text.is_empty() || text.contains(['{', '}', '!', '！', '—', '|']) || text.contains("  ");
    let is_apart = text.contains(" .") || text.contains(" ,") || text.contains("..") || text.trim() != text;
    let han = |letter: char| ('一'..='龥').contains(&letter);
    let letters: Vec<char> = text.chars().collect();
    let half_width = letters.windows(3).any(|next| {
        han(next[0]) && (matches!(next[1], ',' | '.' | ':' | ';' | '?') || (next[1] == ' ' && han(next[2])))
    });
    let ends = text.ends_with(['.', '?', '。', '？', '”']);
    let is_foreign = language == Language::Chinese && half_width;
    ends && !(has_hole || is_apart || is_foreign)
}

#[test]
fn four_thousand_posts_are_four_thousand_texts_and_few_sentences_come_often() {
    let world = World::of(1, Size::WHOLE);
    let posts = posts(&world);
    let (mut texts, mut sentences) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    for (text, language) in &posts {
        assert!(is_well_said(text, *language), "{text}");
        *texts.entry(text).or_default() += 1;
        for sentence in text.split_inclusive(['.', '?', '。', '？']) {
            *sentences.entry(sentence.trim()).or_default() += 1;
        }
    }
    let said: usize = sentences.values().sum();
    let often: Vec<_> = sentences.iter().filter(|(_, times)| **times > 12).collect();
    let repeated: usize = often.iter().map(|(_, times)| **times).sum();
    let twice: Vec<_> = texts.iter().filter(|(_, times)| **times > 1).collect();
    assert_eq!(texts.len(), POSTS, "{twice:?}");
    assert!(repeated * 100 < said * 3, "{repeated} of {said}: {often:?}");
}

#[test]
fn comments_and_answers_are_whole_and_fit_what_is_sold() {
    let world = World::of(2, Size { shops: 62, listings: 700, people: 400 });
    for nth in 0..3_000_u64 {
        let author = usize::try_from(nth).unwrap() * 7 % world.people.len();
        let about = (nth % 5 != 0).then(|| usize::try_from(nth).unwrap() * 11 % world.listings.len());
        let below = Below { about, by_maker: nth % 2 == 0 };
        let comment = comment(&world, author, below, nth % 4 == 1, nth);
        assert!(is_well_said(&comment.text, world.people[author].language), "{}", comment.text);
        assert_eq!(comment.asks.topic == Topic::Friend, about.is_none());
        let keeper = about.map_or(author, |about| world.listings[about].shop);
        let (answer, language) = reply(&world, (keeper, author), about, comment.asks, nth);
        assert!(is_well_said(&answer, language), "{:?}: {answer}", comment.asks);
        if let (Topic::Size, Some(listing)) = (comment.asks.topic, about.map(|about| &world.listings[about]))
        {
            for value in listing.choices.iter().flat_map(|choice| &choice.values) {
                assert!(answer.to_lowercase().contains(&value.to_lowercase()), "{value}: {answer}");
            }
        }
    }
    for language in [Language::English, Language::Chinese, Language::Filipino] {
        for nth in 0..40 {
            for reason in [Why::BuyerCancels, Why::ShopCancels, Why::Returns, Why::Complains] {
                assert!(is_well_said(&why(language, reason, nth), language));
            }
            assert!(!circle(language, "Lipa", nth).contains('{'));
            assert!(!collection(language, nth).contains('{'));
        }
    }
}

#[test]
fn of_five_thousand_comments_three_thousand_are_said_once_and_none_is_said_everywhere() {
    let world = World::of(1, Size::WHOLE);
    let mut texts = BTreeMap::<String, usize>::new();
    for nth in 0..5_000_u64 {
        let author = usize::try_from(nth).unwrap() * 37 % world.people.len();
        let about = (nth % 5 != 0).then(|| usize::try_from(nth).unwrap() * 11 % world.listings.len());
        let below = Below { about, by_maker: nth % 2 == 0 };
        *texts.entry(comment(&world, author, below, nth % 4 == 1, nth).text).or_default() += 1;
    }
    let often: Vec<_> = texts.iter().filter(|(_, times)| **times > 40).collect();
    assert!(texts.len() > 3_000 && often.is_empty(), "{} texts: {often:?}", texts.len());
}

#[test]
fn what_a_post_shows_is_told_in_words() {
    let world = World::of(3, Size { shops: 62, listings: 400, people: 200 });
    for nth in 0..900_u64 {
        let author = usize::try_from(nth).unwrap() % world.people.len();
        let about = Some(author % world.listings.len());
        let mood = [Mood::Making, Mood::Using, Mood::Day, Mood::Season(Season::Rain)][author % 4];
        let post = post(&world, author, about.filter(|_| nth % 3 != 0), mood, nth);
        for picture in &post.pictures {
            assert!(!picture.shows.is_empty(), "{post:?}");
            let own = about.is_some_and(|about| world.listings[about].pictures.contains(&picture.name));
            assert!(!picture.is_of_it || own, "{post:?}");
        }
    }
}
