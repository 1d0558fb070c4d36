//! Markets that have lived.

use std::collections::BTreeMap;

use app::{Config, Story, config};
use db::{Db, No, Rx, Store, params, row, sql};
use kernel::{Actor, Currency, Cx, Digest, Time};
use testkit::{Folder, sized};

use crate::shell::Shell;

sql! {
    STATES = "SELECT state, COUNT(*) FROM orders WHERE placed_at <= $1 GROUP BY state ORDER BY state";
    OPEN_JOBS = "SELECT COUNT(*) FROM job WHERE due <= $1";
    CLOCKS = "SELECT COUNT(*) FROM clock WHERE at <= $1";
    UNHEARD = "SELECT COUNT(*) FROM fact WHERE pos IS NULL AND at <= $1";
}

struct State {
    word: String,
    many: i64,
}
row!(State { word, many });

/// What a life came to.
struct Life {
    states: BTreeMap<String, i64>,
    /// Jobs, clocks and facts that are due and were left.
    left: [i64; 3],
    pesos: i64,
    digest: (String, Digest),
    lived: life::Lived,
}

fn seen(rx: &mut Rx, _: &Cx, until: &Time) -> Result<(Vec<State>, [i64; 3], i64), No> {
    let states = rx.all(&STATES, &params![*until])?;
    let left = [&OPEN_JOBS, &CLOCKS, &UNHEARD].map(|left| rx.one::<i64>(left, &params![*until]));
    let [jobs, clocks, facts] = left;
    let begin = Time::from_micros(0);
    Ok((states, [jobs?, clocks?, facts?], ledger::net_sales(rx, Currency::PHP, begin, *until)?.amount))
}

/// Lives a market through in a folder, or on a server, and looks at all of it.
fn lives(seed: u64, (days, members): (u16, Option<usize>), url: Option<String>) -> Life {
    let folder = Folder::new("life");
    let config = Config { database_url: url, ..config_in(&folder) };
    let story = Story::until(seed, days, members, testkit::BEGIN);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let lived = app::live(&config, &story, &[], |_| ()).await.unwrap();
        assert!(lived.people > 0 && lived.shops > 0, "{lived:?}");
        let store = config.store();
        let db = look(store).await;
        let mut wrong = Vec::new();
        let files = media::Files::memory();
        let well = app::verify(&db, &files, |finding| wrong.extend(finding.wrong.clone())).await.unwrap();
        assert!(well, "{wrong:?}");
        let (states, left, pesos) = db.read(&Actor::Engine, testkit::BEGIN, seen).await.unwrap();
        let digest = app::digest(&db, testkit::BEGIN).await.unwrap();
        tokio::task::spawn_blocking(move || db.close()).await.unwrap();
        Life {
            states: states.into_iter().map(|state| (state.word, state.many)).collect(),
            left,
            pesos,
            digest,
            lived,
        }
    })
}

/// As many days and members as it takes for every end of an order; and fewer.
const SMALL: (u16, Option<usize>) = (12, Some(240));
const WHOLE: (u16, Option<usize>) = (120, None);
const TINY: (u16, Option<usize>) = (2, Some(40));
const ENDS: [&str; 4] = ["cancelled", "expired", "refused", "settled"];

fn config_in(folder: &Folder) -> Config {
    let typed = |setting: &config::Setting| match setting.name {
        "data" => Some(folder.path().display().to_string()),
        "gateway_key" => Some("sk_sandbox_life".into()),
        "gateway_webhook_secret" => Some("whsec_life".into()),
        _ => None,
    };
    Config::of(&config::Values::read(typed, |_| None, None).unwrap()).unwrap()
}

async fn look(store: Store) -> Db {
    let migrations = app::product::product().migrations();
    let clock = std::sync::Arc::new(kernel::clock::Manual::new(testkit::BEGIN, 1));
    let look = move || Db::look(store, &migrations, clock, std::sync::Arc::default());
    tokio::task::spawn_blocking(look).await.unwrap().unwrap()
}

#[test]
fn a_market_that_has_lived_is_whole_and_one_seed_is_one_market_on_both_engines() {
    let size = sized(WHOLE, SMALL);
    let one = lives(7, size, None);
    for end in ENDS {
        assert!(one.states.contains_key(end), "no order is {end}: {:?}", one.states);
    }
    assert_eq!(one.left, [0; 3], "what was due is done");
    assert!(one.pesos > 0);
    let again = lives(7, size, None);
    assert_eq!((&one.states, one.pesos, &one.digest), (&again.states, again.pesos, &again.digest));
    let life::Lived { posts, reactions, comments, answers, saves, .. } = again.lived;
    let talk = format!("{posts} posts, {comments} comments, {reactions} reactions, {saves} things kept");
    assert!(one.digest.0.contains(&talk), "what the life counts is there: {talk} of {}", one.digest.0);
    match sized(WHOLE, SMALL) == SMALL {
        true => assert_eq!((posts, reactions, comments, answers, saves), (255, 685, 150, 50, 51)),
        false => assert!(posts >= 4_000 && reactions >= 20_000 && answers >= 1_000, "{talk}"),
    }
    if let Some(url) = testkit::postgres_url() {
        let migrations = app::product::product().migrations();
        let server = lives(7, size, Some(testkit::clone_of_template(&url, &migrations)));
        assert_eq!(server.digest, one.digest, "the engines agree to the last fact");
        assert_eq!((server.states, server.left, server.pesos), (one.states, one.left, one.pesos));
    }
    assert_ne!(lives(8, TINY, None).digest, lives(7, TINY, None).digest);
}

#[test]
fn a_demo_lives_before_it_opens_lives_on_by_command_and_starts_at_once_the_next_time() {
    let shell = Shell::open("lived");
    let words = [
        "demo",
        "--days",
        "3",
        "--members",
        "60",
        "--until",
        "2026-11-24T08:00:00Z",
        "--without-pictures",
        "--listen",
        "127.0.0.1:0",
        "--sandbox-listen",
        "127.0.0.1:0",
        "--log",
        "error",
    ];
    let mut market = shell.start(&words, &[]);
    let told = |market: &crate::shell::Serving, word: &str| {
        market.before.iter().filter(|line| line.starts_with(word)).count()
    };
    assert_eq!((told(&market, "lived: until 2026-11-24"), told(&market, "account: ")), (1, 20));
    assert_eq!(market.get("/"), 200);
    let home = market.text("/");
    assert!(home.contains("class=\"demo\""), "the frame says that it is a demo");
    assert!(market.end("TERM").success());
    let digest = |shell: &Shell| {
        let said = shell.run(&["verify"]);
        assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
        said.out.lines().find(|line| line.starts_with("digest until ")).unwrap().to_owned()
    };
    let before = digest(&shell);
    let said = shell.run(&["simulate", "--days", "2"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains("lived: until "), "{}", said.out);
    assert_ne!(digest(&shell), before);
    let mut market =
        shell.start(&["demo", "--listen", "127.0.0.1:0", "--sandbox-listen", "127.0.0.1:0"], &[]);
    assert_eq!((told(&market, "lived: "), told(&market, "account: ")), (0, 20));
    assert!(market.end("TERM").success());
}
