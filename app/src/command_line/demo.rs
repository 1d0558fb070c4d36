//! `rialto demo`: a market that has lived, or a sample catalogue, and the practice gateway in the same process on its own
//! port and file; `rialto simulate`: lives on.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use ::demo::world::World;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use db::{Db, Faults};
use jiff::{Timestamp, ToSpan as _};
use kernel::clock::{Ahead, Clock, Stopwatch, System};
use kernel::{Secret, Span};
use media::Media;

use super::serve::{Signals, begin_log, until_told};
use super::{Failure, sandbox};
use crate::demo::Story;
use crate::{Config, Market, Start, demo, wiring};

/// Known to everybody, like the gateway's money.
const KEY: &str = "sk_sandbox_demo";
const WEBHOOK_SECRET: &str = "whsec_demo";

/// How long a new demo has lived, in days.
const DAYS: u16 = 120;
/// Which world it is.
const SEED: u64 = 1;

pub(super) fn grammar() -> Command {
    let number = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("NUMBER").value_parser(value_parser!(u64)).help(help)
    };
    Command::new("demo")
        .about("Serve a market that has lived, or a sample catalogue, with a practice gateway.")
        .arg(number(
            "days",
            "How many days it has lived; 0 for a sample catalogue without a past. 120 otherwise.",
        ))
        .arg(number("seed", "Which world it is; 1 otherwise."))
        .arg(number("members", "How many people live there, in shops and at home; 2000 otherwise."))
        .arg(
            Arg::new("until")
                .long("until")
                .value_name("INSTANT")
                .value_parser(value_parser!(Timestamp))
                .help("Until when it has lived, as 2026-11-24T08:00:00Z; now otherwise."),
        )
        .arg(
            Arg::new("without-pictures")
                .long("without-pictures")
                .action(ArgAction::SetTrue)
                .help("Leave the sample's pictures out, which are drawn while the market is open already."),
        )
}

pub(super) fn simulate_grammar() -> Command {
    Command::new("simulate").about("Let a demo's market live on while nobody serves it.").arg(
        Arg::new("days")
            .long("days")
            .value_name("NUMBER")
            .required(true)
            .value_parser(value_parser!(u16).range(1..=366))
            .help("How many days."),
    )
}

pub(super) fn run(config: Config, typed: &ArgMatches) -> Result<ExitCode, Failure> {
    let is_bare = typed.get_flag("without-pictures");
    begin_log(&config.log)?;
    std::fs::create_dir_all(&config.data)?;
    super::runtime()?.block_on(async {
        let mut signals = Signals::catch()?;
        let config = of_the_demo(config);
        let story = story(&config, typed)?;
        let handles = story.as_ref().map_or_else(demo::sellers_and_a_buyer, Story::can_sign_in);
        let accounts = demo::accounts(&config.data, &handles)?;
        if let Some(story) = story.as_ref().filter(|_| matches!(Story::of(&config.data), Ok(None))) {
            tokio::select! {
                lived = live(&config, story, &accounts) => lived?,
                () = signals.next() => return Ok(ExitCode::FAILURE),
            }
        }
        let ahead = ahead(story.as_ref())?;
        let in_the_gateway = move || (::sandbox::system_clock())() + ahead.micros().microseconds();
        let settings = ::sandbox::Config { clock: Arc::new(in_the_gateway), ..sandbox::settings(&config) };
        let mut gateway = ::sandbox::bind(settings).await?;
        let config = Config { gateway_url: format!("http://{}", gateway.address()), ..config };
        let (data, settings) = (config.data.clone(), config.clone());
        let clock: Arc<dyn Clock> =
            if ahead > Span::ZERO { Arc::new(Ahead::by(ahead)?) } else { Arc::new(System::new()?) };
        let start = Start { store: config.store(), config, clock, faults: Faults::default() };
        let market = Market::open(start).await?;
        let here = market.here();
        gateway.send_webhooks_to(&format!("{here}/api/v1/webhooks/sandbox"))?;
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let gateway = tokio::spawn(gateway.run(async { drop(stopped.await) }));
        if story.is_none() {
            demo::fill(&market.db, here, &data, &accounts).await?;
        }
        for (handle, password) in &accounts {
            println!("account: {handle} {password}");
        }
        let media = wiring::media(&settings, &market.url)?;
        let world = story.map(|story| story.world());
        let hanging = (!is_bare).then(|| tokio::spawn(hang(market.db.clone(), media, data, world)));
        until_told(market, &mut signals).await;
        if let Some(hanging) = hanging {
            hanging.abort();
        }
        drop(stop);
        gateway.await??;
        Ok(ExitCode::SUCCESS)
    })
}

pub(super) fn simulate(config: Config, typed: &ArgMatches) -> Result<ExitCode, Failure> {
    let days = typed.get_one::<u16>("days").copied().unwrap_or(1);
    begin_log(&config.log)?;
    super::runtime()?.block_on(async {
        let config = of_the_demo(config);
        let mut diary = Diary::begin();
        let (story, lived) = demo::go_on(&config, days, |progress| diary.tells(progress)).await?;
        diary.ends(&lived, story.until);
        Ok(ExitCode::SUCCESS)
    })
}

fn of_the_demo(config: Config) -> Config {
    Config {
        gateway_key: Secret::from_text(KEY),
        gateway_webhook_secret: Secret::from_text(WEBHOOK_SECRET),
        demo: true,
        ..config
    }
}

/// What this folder's market has lived, or is to live first; nothing for a catalogue without a past.
fn story(config: &Config, typed: &ArgMatches) -> Result<Option<Story>, Failure> {
    if let Some(lived) = Story::of(&config.data)? {
        return Ok(Some(lived));
    }
    let number = |name: &str| typed.get_one::<u64>(name).copied();
    let days = number("days").map_or(Ok(DAYS), u16::try_from)?;
    if days == 0 || (number("days").is_none() && demo::is_filled(&config.data)) {
        return Ok(None);
    }
    let (seed, members) =
        (number("seed").unwrap_or(SEED), number("members").map(usize::try_from).transpose()?);
    Ok(Some(match typed.get_one::<Timestamp>("until") {
        Some(until) => Story::until(seed, days, members, kernel::Time::from_micros(until.as_microsecond())),
        None => Story::until_now(seed, days, members)?,
    }))
}

/// How far the market's clock is ahead of the machine's: a market that has lived beyond today goes on from there.
fn ahead(story: Option<&Story>) -> std::io::Result<Span> {
    let Some(story) = story else { return Ok(Span::ZERO) };
    let ahead = story.until - System::new()?.now();
    Ok(if ahead > Span::ZERO { ahead } else { Span::ZERO })
}

async fn live(config: &Config, story: &Story, accounts: &[(String, String)]) -> Result<(), Failure> {
    let mut diary = Diary::begin();
    let lived = demo::live(config, story, accounts, |progress| diary.tells(progress)).await?;
    diary.ends(&lived, story.until);
    Ok(())
}

/// Tells who started it how far the life has come.
struct Diary {
    watch: Stopwatch,
    told: i64,
}

impl Diary {
    fn begin() -> Self {
        Self { watch: Stopwatch::start(), told: 0 }
    }

    /// Ten times on the way.
    fn tells(&mut self, progress: &life::Progress) {
        let life::Progress { day, days, lived } = progress;
        if day * 10 / days.max(&1) > self.told {
            self.told = day * 10 / days.max(&1);
            say(&format!("living: day {day} of {days}, {} people, {} orders", lived.people, lived.orders));
        }
    }

    fn ends(&self, lived: &life::Lived, until: kernel::Time) {
        let life::Lived { people, shops, listings, visits, orders, commands, jobs, .. } = lived;
        let life::Lived { posts, comments, reactions, saves, .. } = lived;
        let seconds = self.watch.elapsed().as_secs_f64();
        say(&format!(
            "lived: until {until}, {people} people, {shops} shops, {listings} listings, {visits} visits, {orders} \
             orders, {posts} posts, {comments} comments, {reactions} reactions, {saves} things kept, {commands} commands and {jobs} jobs in {seconds:.1} s"
        ));
        tracing::info!(refused = ?lived.refused, "what the market's rules refused");
    }
}

/// Whoever started the market may not listen any more.
fn say(words: &str) {
    drop(writeln!(std::io::stdout(), "{words}"));
}

/// The shelves are open while their pictures are drawn.
async fn hang(db: Db, media: Media, data: PathBuf, world: Option<World>) {
    match demo::hang(db, media, &data, world.as_ref()).await {
        Ok(0) => {}
        Ok(hung) => say(&format!("pictures: {hung}")),
        Err(why) => {
            tracing::warn!(%why, "the sample's pictures are not all there; the next start goes on with them")
        }
    }
}
