//! A market that has lived: the world of the crate `demo`, lived through by the crate `life` before anybody is served.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::demo::world::{Size, World};
use ::life::{House, Lived, Plan, Practice, Progress, Shows};
use db::{Db, Store};
use jiff::Timestamp;
use kernel::clock::{Clock, Manual, System};
use kernel::{Span, Time};
use payments::Gateways;
use sandbox::Books;

use super::{Failure, walls};
use crate::product::product;
use crate::{Config, wiring};

/// Says how far this market has lived, and by what.
const LIVED: &str = "demo-lived.txt";
/// Says that a life has begun in the market's own database and has not ended.
const LIVING: &str = "demo-living";
/// Where a new market lives until it has the market's name.
const UNBORN: &str = "living.db";
/// The practice gateway's file, and where it lives until then.
const GATEWAY: &str = "sandbox.db";
const UNBORN_GATEWAY: &str = "living-sandbox.db";
/// Commands that share a commit.
const EVERY: usize = 500;
/// How often an open payment is asked for while nobody waits for it.
const LOOK: Span = Span::minutes(20);

/// What a market has lived, or is to live.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Story {
    /// What decides everything.
    pub seed: u64,
    /// Days that the world's story is spread over.
    pub days: u16,
    /// When it began.
    pub first: Time,
    /// How far it has come.
    pub until: Time,
    /// How much of it there is.
    pub size: Size,
}

impl Story {
    /// So many days until now, to the whole minute.
    pub fn until_now(seed: u64, days: u16, members: Option<usize>) -> std::io::Result<Self> {
        let now = System::new()?.now();
        let minute = Span::minutes(1).micros();
        let until = Time::from_micros(now.micros() - now.micros().rem_euclid(minute));
        Ok(Self::until(seed, days, members, until))
    }

    /// So many days until then. A world of fewer members has fewer shops and goods.
    pub fn until(seed: u64, days: u16, members: Option<usize>, until: Time) -> Self {
        let whole = Size::WHOLE;
        let size = members.filter(|members| *members < whole.people).map_or(whole, |people| Size {
            people,
            shops: (people / 5).clamp(4, whole.shops),
            listings: (people * 3 / 2).clamp(40, whole.listings),
        });
        Self { seed, days, first: until - Span::days(i64::from(days)), until, size }
    }

    /// What this folder's market has lived.
    pub fn of(data: &Path) -> Result<Option<Self>, Failure> {
        let text = match fs::read_to_string(data.join(LIVED)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let words: BTreeMap<&str, i64> = text
            .lines()
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(word, number)| Some((word, number.parse().ok()?)))
            .collect();
        let word =
            |name: &str| words.get(name).copied().ok_or_else(|| format!("{LIVED} does not say `{name}`"));
        let count = |name: &str| word(name).map(|number| usize::try_from(number).unwrap_or(0));
        Ok(Some(Self {
            seed: word("seed")?.cast_unsigned(),
            days: u16::try_from(word("days")?).unwrap_or(u16::MAX),
            first: Time::from_micros(word("first")?),
            until: Time::from_micros(word("until")?),
            size: Size { shops: count("shops")?, listings: count("listings")?, people: count("people")? },
        }))
    }

    fn keep(&self, data: &Path) -> std::io::Result<()> {
        let Self { seed, days, first, until, size } = self;
        let text = format!(
            "seed {}\ndays {days}\nfirst {}\nuntil {}\nshops {}\nlistings {}\npeople {}\n",
            seed.cast_signed(),
            first.micros(),
            until.micros(),
            size.shops,
            size.listings,
            size.people,
        );
        let part = data.join("demo-lived.part");
        fs::write(&part, text)?;
        fs::rename(part, data.join(LIVED))
    }

    /// Who and what is in it.
    pub fn world(&self) -> World {
        World::of(self.seed, self.size)
    }

    /// Who can sign in: some keepers, and members who come often.
    pub fn can_sign_in(&self) -> Vec<String> {
        let world = self.world();
        let keepers = world.people.iter().take(6);
        let mut often: Vec<_> = world.people.iter().filter(|person| person.keeps.is_none()).collect();
        often.sort_by(|one, other| other.activity.total_cmp(&one.activity));
        let members = often.into_iter().filter(|person| person.joins == 0).take(14);
        keepers.chain(members).map(|person| person.handle.clone()).collect()
    }
}

/// Lives a story in an empty folder, or on an empty server. What broke off begins anew.
///
/// # Errors
/// What broke; a life that broke off in a database that was there before cannot be begun again in it.
pub async fn fill(
    config: &Config,
    story: &Story,
    accounts: &[(String, String)],
    tell: impl FnMut(&Progress) + Send,
) -> Result<Lived, Failure> {
    let data = &config.data;
    if data.join(LIVING).exists() {
        let words = "a demo's life broke off in this market's database, which was there before it; take an empty \
                     folder or an empty database";
        return Err(words.into());
    }
    let store = config.store();
    let is_new = store.path().is_some_and(|path| !path.exists());
    let place = if is_new {
        for file in [UNBORN, UNBORN_GATEWAY] {
            forget(&data.join(file))?;
        }
        Store::file(data.join(UNBORN))
    } else {
        fs::write(data.join(LIVING), "")?;
        store
    };
    let gateway = data.join(if is_new { UNBORN_GATEWAY } else { GATEWAY });
    let plan = Plan {
        seed: story.seed,
        first: story.first,
        story: story.days,
        from: story.first,
        until: story.until,
        passwords: hashed(config, accounts).await?,
    };
    let (lived, shows) = live(config, place, &gateway, &plan, story, tell).await?;
    walls::forget(data)?;
    walls::keep(data, &shows)?;
    if is_new {
        fs::rename(&gateway, data.join(GATEWAY))?;
        fs::rename(data.join(UNBORN), data.join(crate::config::FILE))?;
        forget(&data.join(UNBORN))?;
    }
    story.keep(data)?;
    forget(&data.join(LIVING))?;
    Ok(lived)
}

/// Lives on from where the folder's market stands, which nobody may be serving.
///
/// # Errors
/// What broke; the folder has no life to go on with.
pub(crate) async fn go_on(
    config: &Config,
    days: u16,
    tell: impl FnMut(&Progress) + Send,
) -> Result<(Story, Lived), Failure> {
    let words = "this folder's market has not lived: `rialto demo` fills an empty one";
    let before = Story::of(&config.data)?.ok_or(words)?;
    let from = newest(config).await?.max(before.until);
    let story = Story { until: from + Span::days(i64::from(days)), ..before };
    let plan = Plan {
        seed: story.seed,
        first: story.first,
        story: story.days,
        from,
        until: story.until,
        passwords: BTreeMap::new(),
    };
    let gateway = config.data.join(GATEWAY);
    let (lived, shows) = live(config, config.store(), &gateway, &plan, &story, tell).await?;
    walls::keep(&config.data, &shows)?;
    story.keep(&config.data)?;
    Ok((story, lived))
}

async fn live(
    config: &Config,
    store: Store,
    gateway: &Path,
    plan: &Plan,
    story: &Story,
    tell: impl FnMut(&Progress) + Send,
) -> Result<(Lived, Vec<Shows>), Failure> {
    // Another seed for another beginning: two halves of a life make no two things of one id.
    let clock = Arc::new(Manual::new(plan.from, plan.seed ^ plan.from.micros().cast_unsigned()));
    let at = Timestamp::from_microsecond(plan.from.micros())?;
    let books = Books::open_to_live(gateway, config.gateway_webhook_secret.reveal(), at)?;
    let practice = Arc::new(Practice::new(books, Arc::clone(&clock), config.gateway_url.clone()));
    let wiring = wiring::for_commands(config)
        .with(Gateways(vec![Arc::clone(&practice) as _]))
        .with(payments::Terms { look_every: LOOK, ..payments::Terms::default() });
    let (migrations, for_db) = (product().migrations(), Arc::clone(&clock) as Arc<dyn Clock>);
    let open = move || Db::alone(store, &migrations, for_db, Arc::new(wiring), EVERY);
    let db = tokio::task::spawn_blocking(open).await??;
    let house = House {
        db: db.clone(),
        clock,
        gateway: Arc::clone(&practice),
        kinds: product().kinds(),
        jobs: product().jobs()?,
        listeners: product().listeners().collect(),
    };
    let lived = ::life::live(&house, plan, &story.world(), tell).await;
    tokio::task::spawn_blocking(move || db.close()).await?;
    practice.rest()?;
    Ok(lived?)
}

/// The newest thing that happened.
async fn newest(config: &Config) -> Result<Time, Failure> {
    let (store, wiring, clock) = (config.store(), wiring::for_commands(config), Arc::new(System::new()?));
    let look = move || Db::look(store, &product().migrations(), clock, Arc::new(wiring));
    let db = tokio::task::spawn_blocking(look).await??;
    let newest = db.read(&kernel::Actor::Engine, (), crate::running::newest).await?;
    Ok(newest.unwrap_or(Time::from_micros(0)))
}

/// Passwords are hashed before anybody is born.
async fn hashed(
    config: &Config,
    accounts: &[(String, String)],
) -> Result<BTreeMap<String, identity::Hashed>, Failure> {
    let passwords = wiring::passwords(config, System::new()?.seed())?;
    let mut hashed = BTreeMap::new();
    for (handle, password) in accounts {
        hashed.insert(handle.clone(), passwords.hash(identity::Password::new(password.as_str())).await?);
    }
    Ok(hashed)
}

/// A database's file with what lies beside it.
fn forget(path: &Path) -> std::io::Result<()> {
    let beside = ["-wal", "-shm"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    });
    for file in beside.into_iter().chain([path.with_extension("lock"), path.to_path_buf()]) {
        match fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
