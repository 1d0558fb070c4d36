//! The Following feed says exactly what a plain and slow reading would, and says it soon.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use db::{Migration, No, Rx, Tx, params, sql};
use kernel::clock::Stopwatch;
use kernel::{Account, Actor, Chance, Cx, Id, Limit, Page, Role, Scopes, Span, Uid, Wiring};
use social::feed::following;
use social::{Post, PostView};
use testkit::{Bench, sized};
use web::Paging;

sql! {
    ACCOUNT = "INSERT INTO account (id, handle, name, language, password, role, epoch, created)
        VALUES ($1, $2, $2, 'en', '', 'member', 1, 0)";
    FOLLOW = "INSERT INTO follow (follower, whom_kind, whom, since) VALUES ($1, 'acc', $2, 0)";
    MUTE = "INSERT INTO mute (muter, whom_kind, whom, since) VALUES ($1, 'acc', $2, 0)";
    MEMBER = "INSERT INTO circle_member (circle, member, since) VALUES ($1, $2, 0)";
    POST = "INSERT INTO post (id, voice_kind, voice, writer, audience, circle, language, text, pictures, published, removed)
        VALUES ($1, 'acc', $2, $2, $3, $4, 'en', 'News', '[]', 0, $5)";
    /// Every post of whom the reader follows that the reader may see, as one would say it plainly.
    PLAIN = "SELECT p.id FROM post p JOIN follow w ON w.whom = p.voice AND w.follower = $1
        WHERE p.removed IS NULL AND w.whom NOT IN (SELECT whom FROM mute WHERE muter = $1)
            AND (p.audience IN ('everyone', 'followers')
                OR (p.audience = 'circle' AND p.circle IN (SELECT circle FROM circle_member WHERE member = $1)))
        ORDER BY p.id DESC";
}

fn migrations() -> Vec<Migration> {
    [
        facts::MIGRATIONS,
        web::MIGRATIONS,
        media::MIGRATIONS,
        identity::MIGRATIONS,
        catalog::MIGRATIONS,
        social::MIGRATIONS,
    ]
    .concat()
}

fn account(number: u32) -> Id<Account> {
    let mut bytes = [7; 16];
    bytes[12..].copy_from_slice(&number.to_be_bytes());
    Id::from_uid(Uid(bytes))
}

/// Who follows many.
const MANY: u32 = 0;
/// Who follows few, of whom the market's newest posts are not.
const FEW: u32 = 2_000_000;

fn reader(number: u32) -> Actor {
    Actor::Account { id: account(number), role: Role::Member, scopes: Scopes::all() }
}

/// So many authors that the reader follows and that are strangers, with so many posts each, in the order of chance.
#[derive(Clone, Copy)]
struct Size {
    followed: u32,
    strangers: u32,
    posts: u32,
}

/// Writes a slice of the market; posts of every kind, the wide ones most.
fn write(tx: &mut Tx, cx: &Cx, (size, round): &(Size, u32)) -> Result<(), No> {
    let (all, me) = (size.followed + size.strangers, account(0));
    if *round == 0 {
        for number in 0..=all {
            tx.run(&ACCOUNT, &params![account(number), format!("person_{number}")])?;
        }
        for number in 1..=size.followed {
            tx.run(&FOLLOW, &params![me, account(number)])?;
        }
        for number in 1..=size.followed.div_ceil(50) {
            tx.run(&FOLLOW, &params![account(FEW), account(number * 7)])?;
        }
        for reader in [me, account(FEW)] {
            tx.run(&MUTE, &params![reader, account(1)])?;
            tx.run(&MEMBER, &params![circle(2), reader])?;
        }
    }
    for number in 1..=all {
        let kind = cx.chance(|chance| chance.below(10));
        let at =
            cx.now - Span::minutes(cx.chance(|chance| i64::try_from(chance.below(400_000)).unwrap_or(0)));
        let id: Id<Post> = Id::from_uid(cx.chance(|chance| chance.uid(at)));
        let (audience, of) = match kind {
            0 => ("me", None),
            1 => ("circle", Some(circle(number % 3))),
            2 => ("followers", None),
            _ => ("everyone", None),
        };
        let removed = (kind == 9 && number % 4 == 0).then_some(cx.now);
        tx.run(&POST, &params![id, account(number), audience, of, removed])?;
    }
    Ok(())
}

fn circle(number: u32) -> Uid {
    account(1_000_000 + number).uid()
}

async fn fill(bench: &Bench, size: Size) {
    for round in 0..size.posts {
        bench.db.background().write(&Actor::Engine, (size, round), write).await.unwrap();
    }
}

fn plain(rx: &mut Rx, _: &Cx, reader: &u32) -> Result<Vec<Uid>, No> {
    Ok(rx.all(&PLAIN, &params![account(*reader)])?)
}

fn page(limit: u16, after: Option<String>) -> Paging {
    let after = after.map(|text| kernel::Cursor::parse(&text).unwrap());
    Paging { limit: Limit::new(limit).unwrap(), after }
}

/// Every page, to the end.
async fn walked(bench: &Bench, number: u32) -> Vec<Uid> {
    let (mut told, mut after) = (Vec::new(), None);
    loop {
        let shown: Page<PostView> = bench.db.read(&reader(number), page(7, after), following).await.unwrap();
        told.extend(shown.data.iter().map(|post| post.id.uid()));
        after = shown.next;
        if after.is_none() {
            return told;
        }
    }
}

#[tokio::test]
async fn the_feed_is_page_by_page_what_a_plain_reading_says() {
    let size = Size { followed: 60, strangers: 300, posts: 5 };
    for bench in testkit::both(&migrations(), Wiring::default) {
        fill(&bench, size).await;
        for (number, at_least) in [(MANY, 200), (FEW, 5)] {
            let expected = bench.db.read(&Actor::Engine, number, plain).await.unwrap();
            assert!(expected.len() >= at_least, "{} posts", expected.len());
            assert_eq!(walked(&bench, number).await, expected, "{} {number}", bench.engine);
        }
    }
}

/// Printed with `RIALTO_FULL=1`, in a build with optimisation: 2,000 authors followed of 22,000, with ten posts each. The
/// second reader follows 40 and never fills a page from the market's newest.
#[tokio::test]
async fn a_feed_of_two_thousand_authors_is_read_within_twenty_milliseconds() {
    let size = sized(
        Size { followed: 2_000, strangers: 20_000, posts: 10 },
        Size { followed: 60, strangers: 20, posts: 4 },
    );
    let rounds = sized(500_u64, 20);
    let bench = testkit::sqlite(&migrations(), Wiring::default());
    fill(&bench, size).await;
    for number in [MANY, FEW] {
        let mut chance = Chance::from_number(7);
        let (mut took, mut after) = (Vec::new(), None);
        for _ in 0..rounds {
            let watch = Stopwatch::start();
            let shown: Page<PostView> =
                bench.db.read(&reader(number), page(24, after), following).await.unwrap();
            took.push(watch.elapsed());
            // People read a page or a few, and begin again.
            after = shown.next.filter(|_| chance.below(3) > 0);
        }
        took.sort();
        let at = |hundredths: usize| took[(took.len() - 1) * hundredths / 100];
        let (posts, followed) = (size.posts * (size.followed + size.strangers), size.followed);
        let who = if number == MANY { followed } else { followed.div_ceil(50) };
        println!(
            "following feed: {who} authors of {posts} posts: p50 {:?}, p99 {:?}, most {:?}",
            at(50),
            at(99),
            at(100)
        );
        // A small feed on a busy machine proves nothing either way.
        assert!(sized(at(99).as_millis() < 20, true), "p99 {:?}", at(99));
    }
}
