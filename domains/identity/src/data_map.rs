//! What is kept about whom, why, and how long.

use domain::{Column, Erase, Keep};

const fn column(
    table: &'static str,
    columns: &'static str,
    purpose: &'static str,
    keep: Keep,
    erase: Erase,
) -> Column {
    Column { table, columns, purpose, keep, erase }
}

use Erase::{Blanked, Deleted, NotPersonal, Pseudonym};
use Keep::{Days, WithRow};

use crate::sweep::AUDIT_DAYS;

/// Every column of every table.
pub(crate) const DATA_MAP: &[Column] = &[
    column("account", "id", "names the account in orders, books and facts", WithRow, Pseudonym),
    column("account", "handle", "how others find it and how its owner signs in", WithRow, Blanked),
    column("account", "name", "what others see", WithRow, Blanked),
    column("account", "face", "which picture others see beside its name", WithRow, Blanked),
    column("account", "language", "in which words it is written to", WithRow, Blanked),
    column("account", "password", "argon2id hash, to know the owner again", WithRow, Blanked),
    column("account", "role", "what the operator trusts it with", WithRow, NotPersonal),
    column("account", "epoch", "ends everything handed out before", WithRow, NotPersonal),
    column("account", "created", "since when it exists", WithRow, NotPersonal),
    column("account", "banned, ban_reason", "that and why the operator closed it", WithRow, Blanked),
    column("account", "erased", "since when it is nobody's", WithRow, NotPersonal),
    column(
        "leaving",
        "id, account, state, version, since, asked, due",
        "that somebody asked to leave, and that it was done",
        WithRow,
        Pseudonym,
    ),
    column("credential", "id, account, kind", "which session or token of whom", Days(366), Deleted),
    column("credential", "secret", "hash of the secret, to know its bearer", Days(366), Deleted),
    column("credential", "epoch, until, ends, idle", "when it ends", Days(366), Deleted),
    column(
        "credential",
        "scopes, parent",
        "what a token may do, and which token made it",
        Days(366),
        Deleted,
    ),
    column("credential", "name", "what its owner calls a token", Days(366), Deleted),
    column("credential", "created, seen", "shown to the owner, who may see a stranger's", Days(366), Deleted),
    column("credential", "proved", "when its owner last showed the password", Days(366), Deleted),
    column("recovery_code", "account, code, used", "hashes of codes for a lost password", WithRow, Deleted),
    column(
        "passkey",
        "id, account, created, used",
        "which key of whom, shown to its owner",
        WithRow,
        Deleted,
    ),
    column(
        "passkey",
        "credential, public_key, algorithm",
        "to know the owner by what they sign",
        WithRow,
        Deleted,
    ),
    column("passkey", "signatures", "to find out a copy of the key", WithRow, Deleted),
    column("passkey", "name", "what its owner calls the key", WithRow, Deleted),
    column(
        "passkey_challenge",
        "challenge, purpose",
        "what a key is asked to sign, as a hash",
        Days(1),
        Deleted,
    ),
    column("passkey_challenge", "holder, owner, until", "who may answer it, and how long", Days(1), Deleted),
    column("guess", "bucket", "hash of handle, or of handle and network, to slow guessing", Days(1), Deleted),
    column("guess", "full_at", "when guessing is free again", Days(1), Deleted),
    column("address", "id, account, created", "whose address, in which order", WithRow, Deleted),
    column("address", "chosen", "which one is offered first", WithRow, Deleted),
    column("address", "content", "where to deliver, and whom to call there", WithRow, Deleted),
    column(
        "audit",
        "id, at, what, about_kind, about",
        "what staff did, when and to what",
        Days(AUDIT_DAYS),
        Pseudonym,
    ),
    column("audit", "actor", "which of the staff did it", Days(AUDIT_DAYS), Pseudonym),
    column("audit", "note", "why, in their words", Days(AUDIT_DAYS), Blanked),
];
