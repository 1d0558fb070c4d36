//! Every setting of the market, once: the same table parses, prints and documents.

/// What a setting's text must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An address and a port to listen on.
    Address,
    /// A folder or file.
    Path,
    /// An `http://` or `https://` address without a slash at its end; may be empty.
    Url,
    /// Words that are never printed; may be empty.
    Secret,
    /// A whole number from the first to the second.
    Number(u32, u32),
    /// Addresses and ranges, separated by commas; may be empty.
    Nets,
    /// An IANA time zone.
    Zone,
    /// Any words.
    Words,
}

/// One setting: `listen` is the flag `--listen`, the variable `RIALTO_LISTEN` and the key `listen`.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in `rialto.toml`.
    pub name: &'static str,
    /// What its text must be.
    pub kind: Kind,
    /// What it is where nobody says otherwise.
    pub default: &'static str,
    /// What it means, with its unit.
    pub meaning: &'static str,
}

impl Setting {
    /// `RIALTO_PUBLIC_URL`.
    pub fn variable(&self) -> String {
        format!("RIALTO_{}", self.name.to_ascii_uppercase())
    }

    /// `public-url`, without the dashes in front.
    pub fn flag(&self) -> String {
        self.name.replace('_', "-")
    }
}

const fn setting(name: &'static str, kind: Kind, default: &'static str, meaning: &'static str) -> Setting {
    Setting { name, kind, default, meaning }
}

use Kind::{Address, Nets, Number, Path, Secret, Url, Words, Zone};

/// Every setting, in the order of its printing.
pub const SETTINGS: &[Setting] = &[
    // where
    setting(
        "listen",
        Address,
        "127.0.0.1:8080",
        "Where the market listens. It speaks plain HTTP; put a proxy with TLS in front of it.",
    ),
    setting(
        "public_url",
        Url,
        "",
        "What people type to get here; empty: http://localhost with the port. An https address tells browsers never to come without.",
    ),
    setting("name", Words, "Rialto", "What people call the market."),
    setting(
        "time_zone",
        Zone,
        "Asia/Manila",
        "Where a reader is taken to be whose browser has not said so: an IANA name such as Europe/Rome.",
    ),
    setting("data", Path, "data", "The folder of the market: its SQLite file and its lock."),
    setting(
        "database_url",
        Secret,
        "",
        "postgres://user:password@host:port/database?sslmode=verify-full; empty: SQLite in the data folder.",
    ),
    setting("database_writers", Number(1, 256), "8", "PostgreSQL connections for commands."),
    setting("database_readers", Number(1, 256), "4", "PostgreSQL connections for readings."),
    setting(
        "nats_url",
        Secret,
        "",
        "Not used yet: hints travel inside the process. A market that sets it is told so at its start.",
    ),
    setting(
        "object_store",
        Secret,
        "",
        "Where pictures lie: s3://KEY:SECRET@BUCKET/FOLDER?endpoint=https://s3.example&region=eu-1; empty: the folder `media` of the data folder.",
    ),
    setting(
        "media_url",
        Url,
        "",
        "Where browsers get pictures: another host that leads to this market, or a cache in front of it; empty: the market's own address.",
    ),
    setting(
        "log",
        Words,
        "info",
        "What is written to standard error: a level, or levels by part such as `info,access=warn`.",
    ),
    // whom to believe
    setting(
        "trusted_proxies",
        Nets,
        "",
        "Proxies whose X-Forwarded-For is believed: addresses and ranges, separated by commas.",
    ),
    setting(
        "metrics_from",
        Nets,
        "",
        "Who may read /metrics besides this machine: addresses and ranges, separated by commas.",
    ),
    // how much and how long
    setting(
        "connections",
        Number(1, 1_000_000),
        "8192",
        "Connections in all; more wait in the kernel's queue.",
    ),
    setting(
        "connections_per_address",
        Number(1, 1_000_000),
        "1024",
        "Connections of one IPv4 address or one IPv6 /64; more are closed at once.",
    ),
    setting("head_seconds", Number(1, 3_600), "10", "Seconds for a request's head."),
    setting("idle_seconds", Number(1, 86_400), "60", "Seconds a connection may rest between two requests."),
    setting(
        "write_seconds",
        Number(1, 3_600),
        "30",
        "Seconds without one byte of an answer taken by the client.",
    ),
    setting(
        "drain_seconds",
        Number(0, 3_600),
        "25",
        "Seconds for requests and jobs under way when the market stops.",
    ),
    setting(
        "body_bytes",
        Number(1_024, 1_073_741_824),
        "65536",
        "Bytes of a body, where the route does not say otherwise.",
    ),
    setting(
        "body_seconds",
        Number(1, 3_600),
        "10",
        "Seconds until a JSON body must be there, and the longest pause in an upload.",
    ),
    setting(
        "request_seconds",
        Number(1, 3_600),
        "30",
        "Seconds until there must be an answer, where the route does not say otherwise.",
    ),
    // how often: a reading costs one token, a writing three unless its route says otherwise
    setting(
        "rate_per_address",
        Number(1, 100_000_000),
        "1200",
        "Tokens a minute for one IPv4 address or one IPv6 /64. A reading costs 1, a writing 3 unless its route says otherwise.",
    ),
    setting(
        "burst_per_address",
        Number(1, 100_000_000),
        "400",
        "Tokens such an address may spend at once after a rest.",
    ),
    setting(
        "rate_per_principal",
        Number(1, 100_000_000),
        "600",
        "Tokens a minute for one account or guest, from wherever they ask.",
    ),
    setting(
        "burst_per_principal",
        Number(1, 100_000_000),
        "200",
        "Tokens they may spend at once after a rest.",
    ),
    // what goes on by itself
    setting("workers", Number(1, 1_024), "16", "Jobs that run at the same time on this node."),
    setting("keep_jobs_days", Number(1, 365), "7", "Days that done jobs are kept for the operator to see."),
    setting(
        "log_milliseconds",
        Number(1, 10_000),
        "50",
        "Milliseconds between two looks for facts without a place in the log.",
    ),
    setting(
        "sweep_milliseconds",
        Number(1, 60_000),
        "250",
        "Milliseconds between two looks for deadlines that have come. No answer depends on it.",
    ),
    // who somebody is
    setting("session_idle_days", Number(1, 3_650), "14", "Days that a session may rest before it has ended."),
    setting("session_longest_days", Number(1, 3_650), "90", "Days that a session lasts at most."),
    setting("token_longest_days", Number(1, 3_650), "366", "Days that a program's token lasts at most."),
    setting(
        "password_desks",
        Number(1, 64),
        "2",
        "Passwords hashed at the same time, 19 MiB and a core each.",
    ),
    setting(
        "picture_desks",
        Number(1, 64),
        "2",
        "Pictures developed at the same time, a core and up to 88 MiB each; a very large one takes the memory of two.",
    ),
    // an order's terms; they are frozen into each when it is made
    setting(
        "commission_basis_points",
        Number(0, 10_000),
        "500",
        "The market's commission on goods, in ten-thousandths.",
    ),
    setting("quote_minutes", Number(1, 1_440), "30", "Minutes that a quote holds."),
    setting("pay_minutes", Number(1, 10_080), "60", "Minutes that a buyer has to pay, each of two times."),
    setting(
        "give_up_hours",
        Number(1, 2_160),
        "72",
        "Hours after a shop's promise until the market calls an order off that was not sent.",
    ),
    setting(
        "overdue_days",
        Number(1, 365),
        "10",
        "Days after the promised time on the way until a buyer may say it never came.",
    ),
    setting("silence_days", Number(1, 365), "30", "Days after that until silence counts as content."),
    setting("look_days", Number(1, 365), "7", "Days for a buyer to look at what came from the same country."),
    setting(
        "look_abroad_days",
        Number(1, 365),
        "14",
        "Days for a buyer to look at what came across a border.",
    ),
    setting("extension_days", Number(1, 90), "3", "Days that one extension adds."),
    setting("hold_days", Number(0, 365), "3", "Days that a shop's share waits after an order is complete."),
    // money
    setting("gateway_url", Url, "http://127.0.0.1:8090", "Where the gateway `sandbox` listens."),
    setting(
        "gateway_key",
        Secret,
        "",
        "What the market presents to it, beginning with sk_sandbox_; empty: no gateway, and buyers pay at the door.",
    ),
    setting("gateway_webhook_secret", Secret, "", "What the gateway signs its webhooks with."),
    setting(
        "gateway_seconds",
        Number(1, 300),
        "20",
        "Seconds that one call to the gateway may take; after them its outcome is open and asked for.",
    ),
    setting(
        "gateway_look_seconds",
        Number(1, 86_400),
        "120",
        "Seconds between two looks at an open payment, so that lost webhooks lose nothing.",
    ),
    // the practice gateway
    setting(
        "sandbox_listen",
        Address,
        "127.0.0.1:8090",
        "Where `rialto sandbox` and the demo's practice gateway listen.",
    ),
    setting(
        "sandbox_webhooks_to",
        Url,
        "http://127.0.0.1:8080/api/v1/webhooks/sandbox",
        "Where `rialto sandbox` sends its webhooks: plain http.",
    ),
];

/// The setting of this name.
pub fn find(name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.name == name)
}
