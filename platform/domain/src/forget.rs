//! What is kept for a number of days goes by itself: every such entry of the data map has a mechanism here that takes it
//! away, and `app` folds them into one round.

use db::{No, Tx};
use kernel::Cx;

use crate::{Column, Keep};

/// One slice of forgetting what is older than the data map says: at most some hundred rows, so that nobody waits long
/// behind it. Answers whether there may be more. Repeated, or broken off and done again, it takes no more and no less.
pub type Forgetting = fn(&mut Tx, &Cx, &()) -> Result<bool, No>;

/// A mechanism that holds columns to the time that the data map gives them.
#[derive(Clone, Copy)]
pub struct Forget {
    /// What goes, in words for the log: `addresses of orders`.
    pub name: &'static str,
    /// Which columns it holds to their time: a whole table, or `table.column`. They may be a lower floor's.
    pub of: &'static [&'static str],
    /// Takes a slice; nothing where the crate's own workers do it.
    pub run: Option<Forgetting>,
}

/// Columns that the map promises to keep for some days only and that nothing takes away, and mechanisms for columns of
/// which it promises no such thing.
pub fn unforgotten(map: &[Column], forgets: &[Forget]) -> Vec<String> {
    let promised: Vec<(String, String)> = map
        .iter()
        .filter(|entry| matches!(entry.keep, Keep::Days(_)))
        .flat_map(|entry| {
            entry.names().map(|name| (entry.table.to_owned(), format!("{}.{name}", entry.table)))
        })
        .collect();
    let covers = |of: &str, (table, column): &(String, String)| of == table || of == column;
    let missing = promised
        .iter()
        .filter(|column| !forgets.iter().flat_map(|forget| forget.of).any(|of| covers(of, column)))
        .map(|(_, column)| format!("nothing takes {column} away"));
    let idle = forgets
        .iter()
        .flat_map(|forget| forget.of.iter().map(move |of| (forget.name, of)))
        .filter(|(_, of)| !promised.iter().any(|column| covers(of, column)))
        .map(|(name, of)| format!("{name}: the map promises nothing of {of}"));
    missing.chain(idle).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Erase;

    #[test]
    fn a_time_that_nothing_keeps_to_and_a_mechanism_without_a_promise_are_both_found() {
        let entry =
            |columns, keep| Column { table: "jar", columns, purpose: "jam", keep, erase: Erase::Deleted };
        let map = [entry("id, lid", Keep::WithRow), entry("label, scrawl", Keep::Days(3))];
        let forget = |of| [Forget { name: "labels", of, run: None }];
        assert_eq!(unforgotten(&map, &forget(&["jar.label", "jar.scrawl"])), Vec::<String>::new());
        assert_eq!(unforgotten(&map, &forget(&["jar"])), Vec::<String>::new());
        assert_eq!(
            unforgotten(&map, &forget(&["jar.label", "jar.lid"])),
            ["nothing takes jar.scrawl away", "labels: the map promises nothing of jar.lid"]
        );
    }
}
