//! A market to look around in: four shops of our own, somebody behind each counter, and somebody who buys. Filled
//! once, through the API and the importer that everybody uses.

mod faces;
mod lived;
mod pictures;
mod walls;

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use db::Db;
use kernel::clock::fresh_seed;
use kernel::{Actor, Chance};
use serde_json::{Value, json};
use ureq::Agent;

pub(crate) use lived::go_on;
pub use lived::{Story, fill as live};
pub(crate) use pictures::hang;

/// A shop of the sample catalogue.
struct Sample {
    /// Its handle, and its keeper's.
    handle: &'static str,
    name: &'static str,
    currency: &'static str,
    country: &'static str,
    /// Minor units for the first kilogram at home, and for anything anywhere.
    fees: (i64, i64),
    products: &'static str,
}

const SHOPS: &[Sample] = &[
    Sample {
        handle: "emalya",
        name: "Emalya",
        currency: "PHP",
        country: "PH",
        fees: (9_000, 120_000),
        products: include_str!("../../demo/enamel.csv"),
    },
    Sample {
        handle: "habi",
        name: "Habi",
        currency: "PHP",
        country: "PH",
        fees: (8_500, 110_000),
        products: include_str!("../../demo/weaving.csv"),
    },
    Sample {
        handle: "yunwu",
        name: "云雾 Yunwu",
        currency: "CNY",
        country: "CN",
        fees: (800, 9_800),
        products: include_str!("../../demo/tea.csv"),
    },
    Sample {
        handle: "dahon",
        name: "Dahon at Luma",
        currency: "PHP",
        country: "PH",
        fees: (15_000, 250_000),
        products: include_str!("../../demo/plants-and-vintage.csv"),
    },
];

/// Who buys.
const BUYER: &str = "mia";
/// Handles and passwords, one a line, for who looks around.
const ACCOUNTS: &str = "demo-accounts.txt";
/// Says that the shelves are full.
const FILLED: &str = "demo-filled";

pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Who can sign in to the sample catalogue: who sells, and who buys.
pub(crate) fn sellers_and_a_buyer() -> Vec<String> {
    SHOPS.iter().map(|shop| shop.handle).chain([BUYER]).map(str::to_owned).collect()
}

/// Whether this folder holds the sample catalogue, which has not lived.
pub(crate) fn is_filled(data: &Path) -> bool {
    data.join(FILLED).exists()
}

/// These handles, each with a password: made up once and kept in the data folder, readable to its owner alone.
///
/// # Errors
/// The file cannot be read or written.
pub(crate) fn accounts(data: &Path, handles: &[String]) -> io::Result<Vec<(String, String)>> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let path = data.join(ACCOUNTS);
    if !path.exists() {
        let mut chance = Chance::from_seed(fresh_seed()?);
        let part = data.join("demo-accounts.part");
        let mut file =
            fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
        for handle in handles {
            let password: String = chance.secret().reveal().chars().take(12).collect();
            writeln!(file, "{handle} {password}")?;
        }
        file.sync_all()?;
        fs::rename(part, &path)?;
    }
    let text = fs::read_to_string(path)?;
    Ok(text.lines().filter_map(|line| line.split_once(' ')).map(|(h, p)| (h.into(), p.into())).collect())
}

/// Fills the market, once. What broke off goes on from there: each call has the same key again, and the importer
/// knows what it has taken.
///
/// # Errors
/// The market refused something, in words.
pub(crate) async fn fill(
    db: &Db,
    url: String,
    data: &Path,
    accounts: &[(String, String)],
) -> Result<(), Failure> {
    let done = data.join(FILLED);
    if done.exists() {
        return Ok(());
    }
    let people = accounts.to_vec();
    tokio::task::spawn_blocking(move || open(&url, &people)).await??;
    let mut shelves: Vec<_> = SHOPS.iter().map(|shop| (shop, armfuls(shop.products).into_iter())).collect();
    let mut is_left = true;
    while is_left {
        is_left = false;
        for (shop, armfuls) in &mut shelves {
            let Some(armful) = armfuls.next() else { continue };
            is_left = true;
            let path = data.join(format!("{}.csv", shop.handle));
            fs::write(&path, armful)?;
            let imported = catalog::import_file(db, &Actor::Operator, &path, Some(shop.handle), |_| ()).await;
            fs::remove_file(&path)?;
            tracing::debug!(shop = shop.handle, report = ?imported?.report, "filled a shelf");
        }
    }
    Ok(fs::write(done, "")?)
}

/// Listings that a shop lays out before the next one has its turn: the front page, which shows what came last, is then
/// everybody's.
const ARMFUL: usize = 2;

/// A product file in parts of so many listings, each with its head. Lines of one listing stay together.
fn armfuls(file: &str) -> Vec<String> {
    let (head, lines) = file.split_once('\n').unwrap_or((file, ""));
    let (mut armfuls, mut handle, mut laid) = (Vec::<String>::new(), "", 0);
    for line in lines.lines() {
        let first = line.split(',').next().unwrap_or_default();
        if first != handle {
            if laid % ARMFUL == 0 {
                armfuls.push(format!("{head}\n"));
            }
            (handle, laid) = (first, laid + 1);
        }
        if let Some(armful) = armfuls.last_mut() {
            armful.push_str(line);
            armful.push('\n');
        }
    }
    armfuls
}

/// Signs everybody up and opens the shops.
fn open(url: &str, people: &[(String, String)]) -> Result<(), Failure> {
    let counter = Counter {
        url,
        agent: Agent::config_builder().http_status_as_error(false).proxy(None).build().into(),
    };
    for (handle, password) in people {
        let account = json!({ "handle": handle, "password": password, "name": handle, "language": "en" });
        counter.post("/accounts", None, handle, &account)?;
        let Some(shop) = SHOPS.iter().find(|shop| shop.handle == handle) else { continue };
        let credentials = json!({ "handle": handle, "password": password });
        let session = counter.post("/sessions", None, handle, &credentials)?;
        let secret = session["secret"].as_str();
        let opened = json!({
            "handle": shop.handle, "name": shop.name, "currency": shop.currency, "country": shop.country,
            "tax_rate": 0, "ship_days": 3, "cash_on_delivery": shop.country == "PH",
        });
        let opened = counter.post("/shops", secret, handle, &opened)?;
        let rates = format!("/shops/{}/shipping-rates", opened["id"].as_str().unwrap_or_default());
        for (name, place, fee, days) in
            [("Courier", shop.country, shop.fees.0, 5), ("Airmail", "*", shop.fees.1, 21)]
        {
            let rate = json!({
                "name": name, "places": [place], "brackets": [{ "fee": fee }], "days_min": 2, "days_max": days,
            });
            counter.post(&rates, secret, &format!("{handle}-{name}"), &rate)?;
        }
    }
    Ok(())
}

/// Where the demo's people stand.
struct Counter<'a> {
    url: &'a str,
    agent: Agent,
}

impl Counter<'_> {
    /// `who` makes the key, so that the same call again is the same call.
    fn post(&self, path: &str, secret: Option<&str>, who: &str, body: &Value) -> Result<Value, Failure> {
        let key = format!("demo{}-{who}-of-the-sample", path.replace('/', "-"));
        let mut call = self.agent.post(format!("{}/api/v1{path}", self.url)).header("Idempotency-Key", key);
        if let Some(secret) = secret {
            call = call.header("Authorization", format!("Bearer {secret}"));
        }
        let mut answer = call.send_json(body)?;
        let said: Value = answer.body_mut().read_json()?;
        if answer.status().is_success() {
            return Ok(said);
        }
        Err(format!("the demo's {path} for {who} was refused: {} {}", said["code"], said["detail"]).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn armfuls_are_the_whole_file_and_tear_no_listing_apart() {
        let file = "Handle,Title\na,A\na,\nb,B\nc,C\nc,\n";
        assert_eq!(armfuls(file), ["Handle,Title\na,A\na,\nb,B\n", "Handle,Title\nc,C\nc,\n"]);
        for shop in SHOPS {
            let (head, lines) = shop.products.split_once('\n').unwrap();
            let again: Vec<String> = armfuls(shop.products)
                .iter()
                .map(|armful| armful.strip_prefix(&format!("{head}\n")).unwrap().to_owned())
                .collect();
            assert_eq!(again.concat().trim_end(), lines.trim_end());
        }
    }
}
