//! How long a For-you feed takes to put together, from the database, for whoever follows many.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use catalog::{ListingId, ShopId, fresh, windows};
use db::{Migration, No, Rx, Tx, params, sql};
use discover::feed::feed;
use kernel::clock::Stopwatch;
use kernel::{Account, Actor, Chance, Cx, Id, Limit, Role, Scopes, Span, Uid, Wiring};
use social::{Post, Target};
use testkit::{Bench, sized};
use web::Paging;

sql! {
    ACCOUNT = "INSERT INTO account (id, handle, name, language, password, role, epoch, created)
        VALUES ($1, $2, $2, 'en', '', 'member', 1, 0)";
    FOLLOW = "INSERT INTO follow (follower, whom_kind, whom, since) VALUES ($1, 'acc', $2, 0)";
    POST = "INSERT INTO post (id, voice_kind, voice, writer, audience, language, text, pictures, published)
        VALUES ($1, 'acc', $2, $2, $3, 'en', 'News', '[]', $4)";
    /// What a database does by itself some time after so much was written: it counts what its tables hold.
    COUNT = "ANALYZE";
    WARM = "INSERT INTO feed_heat (post, level) VALUES ($1, $2)";
    SHOP = "INSERT INTO shop (id, handle, name, currency, country, tax_rate, ship_days, cash_on_delivery, opened)
        VALUES ($1, $2, $2, 'PHP', 'PH', 1200, 3, FALSE, $3)";
    LISTING = "INSERT INTO listing (id, shop, place, handle, title, description, source_html, tags, category_path,
            options, images, extra, folded, price_from, state, published_at, made, changed)
        VALUES ($1, $2, 1, $3, $3, '', '', '[]', '', '[]', '[]', '{}', $3, 9900, 'published', $4, $4, $4)";
    VARIANT = "INSERT INTO variant (id, listing, shop, place, choice, price, requires_shipping, extra, version, gone)
        VALUES ($1, $2, $3, 1, '[]', 9900, TRUE, '{}', 1, FALSE)";
    STOCK = "INSERT INTO stock (variant, shop, tracked, counted, received, held, sold)
        VALUES ($1, $2, TRUE, TRUE, 9, 0, 0)";
    TAG = "INSERT INTO post_tag (post, place, listing) VALUES ($1, 1, $2)";
    REACT = "INSERT INTO reaction (about_kind, about, kind, who, since) VALUES ('pst', $1, $2, $3, 0)";
    SAY = "INSERT INTO comment (id, about_kind, about, writer, language, text, written)
        VALUES ($1, 'pst', $2, $3, 'en', 'So it is', 0)";
}

fn migrations() -> Vec<Migration> {
    [
        facts::MIGRATIONS,
        web::MIGRATIONS,
        media::MIGRATIONS,
        identity::MIGRATIONS,
        catalog::MIGRATIONS,
        social::MIGRATIONS,
        discover::MIGRATIONS,
    ]
    .concat()
}

fn account(number: u32) -> Id<Account> {
    let mut bytes = [7; 16];
    bytes[12..].copy_from_slice(&number.to_be_bytes());
    Id::from_uid(Uid(bytes))
}

fn reader() -> Actor {
    Actor::Account { id: account(0), role: Role::Member, scopes: Scopes::all() }
}

/// As many as there are makers beside so many people, with something for sale each.
const SHOPS: u32 = 150;

fn shop(number: u32) -> ShopId {
    Id::from_uid(account(1_000_000 + number).uid())
}

fn listing(number: u32) -> ListingId {
    Id::from_uid(account(2_000_000 + number).uid())
}

fn open(tx: &mut Tx, cx: &Cx) -> Result<(), No> {
    for number in 0..SHOPS {
        let (shop, listing, at) = (shop(number), listing(number), cx.now - Span::hours(i64::from(number)));
        let (variant, name) = (account(3_000_000 + number), format!("maker-{number}"));
        tx.run(&SHOP, &params![shop, &name, at])?;
        tx.run(&LISTING, &params![listing, shop, &name, at])?;
        tx.run(&VARIANT, &params![variant, listing, shop])?;
        tx.run(&STOCK, &params![variant, shop])?;
    }
    Ok(())
}

/// What people make of one post in three.
fn answer(tx: &mut Tx, cx: &Cx, post: Id<Post>, number: u32) -> Result<(), No> {
    let level = cx.chance(|chance| i64::try_from(chance.below(300_000_000)).unwrap_or(0));
    tx.run(&WARM, &params![post, level])?;
    tx.run(&TAG, &params![post, listing(number % SHOPS)])?;
    for (kind, who) in [("like", 1), ("love", 2), ("like", 3)] {
        tx.run(&REACT, &params![post, kind, account(who)])?;
    }
    let comment = cx.chance(|chance| chance.uid(cx.now));
    tx.run(&SAY, &params![comment, post, account(1)])?;
    Ok(())
}

/// So many authors that the reader follows and that are strangers, with so many posts each, in the order of chance.
#[derive(Clone, Copy)]
struct Size {
    followed: u32,
    strangers: u32,
    posts: u32,
}

/// A slice of the market: one post of everybody, for the world or for followers, and one in three answered.
fn write(tx: &mut Tx, cx: &Cx, (size, round): &(Size, u32)) -> Result<(), No> {
    let all = size.followed + size.strangers;
    if *round == 0 {
        for number in 0..=all {
            tx.run(&ACCOUNT, &params![account(number), format!("person_{number}")])?;
        }
        for number in 1..=size.followed {
            tx.run(&FOLLOW, &params![account(0), account(number)])?;
        }
        open(tx, cx)?;
    }
    for number in 1..=all {
        let ago = cx.chance(|chance| i64::try_from(chance.below(400_000)).unwrap_or(0));
        let at = cx.now - Span::minutes(ago);
        let id: Id<Post> = Id::from_uid(cx.chance(|chance| chance.uid(at)));
        let audience = if number % 5 == 0 { "followers" } else { "everyone" };
        tx.run(&POST, &params![id, account(number), audience, at])?;
        if number % 3 == 0 {
            answer(tx, cx, id, number)?;
        }
    }
    Ok(())
}

async fn fill(bench: &Bench, size: Size) {
    for round in 0..size.posts {
        bench.db.background().write(&Actor::Engine, (size, round), write).await.unwrap();
    }
    let count = |tx: &mut Tx, _: &Cx, (): &()| -> Result<(), No> { Ok(tx.run(&COUNT, &[]).map(|_| ())?) };
    bench.db.background().write(&Actor::Engine, (), count).await.unwrap();
}

/// What Home's first page asks of whoever has the answer, however much is on it: seven times for what may be shown, four
/// for what is, three for what is made of it, four for what the shops show.
const QUESTIONS: u32 = 18;

/// What Home reads: the feed, what stands below each post, and, on its first page, what the shops show.
fn home(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Option<String>, No> {
    let page = feed(rx, cx, paging)?;
    let things: Vec<Target> = page.data.iter().map(|item| Target::Post(item.post.id)).collect();
    social::reactions::counts(rx, cx, &things)?;
    social::comments::counts(rx, cx, &things)?;
    social::saves::kept_by(rx, cx, &things)?;
    if paging.after.is_none() {
        windows(rx, cx)?;
        fresh(rx, cx)?;
    }
    assert!(page.data.iter().all(|item| !item.why.is_empty()), "each says why");
    Ok(page.next)
}

fn questions(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<(u32, bool), No> {
    let is_more = home(rx, cx, paging)?.is_some();
    Ok((rx.asked(), is_more))
}

#[tokio::test]
async fn home_asks_as_many_questions_for_twelve_posts_as_for_three() {
    for bench in testkit::both(&migrations(), Wiring::default) {
        fill(&bench, Size { followed: 60, strangers: 20, posts: 4 }).await;
        for posts in [3, 12] {
            let paging = Paging { limit: Limit::new(posts).unwrap(), after: None };
            let asked = bench.db.read(&reader(), paging, questions).await.unwrap();
            assert_eq!(asked, (QUESTIONS, true), "{}: {posts} posts", bench.engine);
        }
    }
}

/// `RIALTO_FULL=1`: 2,000 authors followed of 22,000, with ten posts each.
#[tokio::test]
async fn a_feed_for_you_over_two_thousand_authors_is_put_together_and_its_time_is_printed() {
    let size = sized(
        Size { followed: 2_000, strangers: 20_000, posts: 10 },
        Size { followed: 60, strangers: 20, posts: 4 },
    );
    let rounds = sized(500_u64, 10);
    for bench in testkit::both(&migrations(), Wiring::default) {
        fill(&bench, size).await;
        let mut chance = Chance::from_number(7);
        let (mut took, mut after) = (Vec::new(), None::<String>);
        for _ in 0..rounds {
            let after_this = after.map(|text| kernel::Cursor::parse(&text).unwrap());
            let paging = Paging { limit: Limit::new(12).unwrap(), after: after_this };
            let watch = Stopwatch::start();
            let next = bench.db.read(&reader(), paging, home).await.unwrap();
            took.push(watch.elapsed());
            // People read a page or a few, and begin again.
            after = next.filter(|_| chance.below(3) > 0);
        }
        took.sort();
        let at = |hundredths: usize| took[(took.len() - 1) * hundredths / 100];
        println!(
            "home, {}: {} followed of {} posts: p50 {:?}, p99 {:?}, most {:?}",
            bench.engine,
            size.followed,
            size.posts * (size.followed + size.strangers),
            at(50),
            at(99),
            at(100)
        );
    }
}
