//! The platform's own tables, each crate as a domain of its own, so that one fold serves all.

use db::{No, Rx, Sql, Tx};
use domain::{Column, Domain, Erase, Footprint, Forget, Keep, Steps, Trail};
use kernel::{Account, Cx, Id, Time};

use crate::running;

/// In the order their migrations have always run.
pub(super) fn domains() -> [Domain; 5] {
    [
        Domain { statements: LAYER, data_map: DB, ..Domain::named("db") },
        Domain {
            migrations: facts::MIGRATIONS,
            statements: facts::STATEMENTS,
            data_map: FACTS,
            erase: Some(salts),
            trails: &[Trail { name: "facts", follow: facts_until }],
            ..Domain::named("facts")
        },
        Domain {
            migrations: jobs::MIGRATIONS,
            statements: jobs::STATEMENTS,
            data_map: JOBS,
            // The workers sweep by themselves, after as many days as the operator has set.
            forgets: &[Forget { name: "jobs that are done", of: &["job"], run: None }],
            ..Domain::named("jobs")
        },
        Domain {
            migrations: runner::MIGRATIONS,
            statements: runner::STATEMENTS,
            data_map: CLOCKS,
            ..Domain::named("runner")
        },
        Domain {
            migrations: web::MIGRATIONS,
            statements: WEB,
            pages: web::page::shell_routes,
            texts: Some(web::TEXTS),
            data_map: KEYS,
            forgets: &[Forget { name: "answers to requests", of: &["idempotency"], run: Some(answers) }],
            ..Domain::named("web")
        },
    ]
}

fn facts_until(rx: &mut Rx, _: &Cx, (until, after): &(Time, Footprint)) -> Result<Steps, No> {
    let leaves = facts::leaves(rx, after.number, *until)?;
    let placed = |(number, leaf)| (Footprint { number, ..Footprint::default() }, leaf);
    Ok(leaves.into_iter().map(placed).collect())
}

fn salts(tx: &mut Tx, cx: &Cx, (account, place): &(Id<Account>, Footprint)) -> Result<Option<Footprint>, No> {
    let next = facts::erase(tx, cx, &(*account, place.number))?;
    Ok(next.map(|number| Footprint { number, ..Footprint::default() }))
}

fn answers(tx: &mut Tx, cx: &Cx, (): &()) -> Result<bool, No> {
    const SLICE: u32 = 500;
    let ask = web::Forget { before: cx.now - web::KEEP, most: SLICE };
    Ok(web::forget(tx, cx, &ask)? >= u64::from(SLICE))
}

const LAYER: &[&[&Sql]] = &[db::STATEMENTS, running::STATEMENTS, life::STATEMENTS];
const WEB: &[&[&Sql]] = &[web::STATEMENTS];

const fn plain(table: &'static str, columns: &'static str, purpose: &'static str) -> Column {
    Column { table, columns, purpose, keep: Keep::WithRow, erase: Erase::NotPersonal }
}

const fn kept(table: &'static str, columns: &'static str, purpose: &'static str, erase: Erase) -> Column {
    Column { table, columns, purpose, keep: Keep::Books, erase }
}

/// `family` is made by db's own migration, which runs before any domain's; so is `migration`, the list of what ran.
const DB: &[Column] = &[
    Column {
        erase: Erase::Pseudonym,
        ..plain("family", "root", "what one command locks: an account, an order")
    },
    plain("family", "kind", "of which kind it is"),
    plain("family", "seq, at", "numbers the family's facts and keeps their instants in order"),
];

const FACTS: &[Column] = &[
    kept("fact", "root", "whose history it is: an account's, an order's", Erase::Pseudonym),
    kept("fact", "seq, at, pos", "where and when in the history", Erase::NotPersonal),
    kept("fact", "actor", "who did it: an account's id, the engine, a timer", Erase::Pseudonym),
    kept(
        "fact",
        "id, note",
        "which thing, and what readers of the log need: ids, codes, amounts",
        Erase::Pseudonym,
    ),
    kept(
        "fact",
        "process, event, was, now, transfers",
        "what happened to it, and what money moved",
        Erase::NotPersonal,
    ),
    kept("fact", "salt", "without it a leaf proves nothing about anybody", Erase::Deleted),
    kept("fact", "leaf", "the fact's leaf in the seal", Erase::NotPersonal),
    plain("log_head", "name, pos, fence, until", "who may place facts, and how far the log goes"),
    kept(
        "seal",
        "no, first, last, tree, previous, digest, at",
        "proves that the log was not changed",
        Erase::NotPersonal,
    ),
    plain("listener", "name, pos", "how far each listener has read"),
    plain("parked", "listener, pos, root, why, at", "facts that a listener could not take, for the operator"),
];

const JOBS: &[Column] = &[Column {
    table: "job",
    columns: "id, kind, subject_kind, subject, payload, once, state, due, fence, attempts, created, ended, last_error",
    purpose: "what is to be done after a commit: ids and amounts",
    keep: Keep::Days(7),
    erase: Erase::NotPersonal,
}];

const CLOCKS: &[Column] = &[
    plain("clock", "process, id, name, root, kind", "which deadline of which thing"),
    plain("clock", "at, held, held_since, rung", "when it rings"),
];

const KEYS: &[Column] = &[Column {
    table: "idempotency",
    columns: "id, request, salt, answer, at",
    purpose: "that the same request is done once; sealed under the client's own key",
    keep: Keep::Days(1),
    erase: Erase::Deleted,
}];
