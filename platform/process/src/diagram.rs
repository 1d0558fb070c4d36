//! A table drawn for the documentation, in Mermaid's `stateDiagram-v2`. A test in each domain compares the
//! drawing in the docs with this one, so that no drawing goes stale.

use crate::table::is_always;
use crate::{Process, Words};

/// Draws the process: an arrow for each state of each row, labelled with the event and who makes it, a
/// question mark where a guard decides; a note beside each state that has clocks.
pub fn diagram<P: Process>() -> String {
    let mut lines = vec!["stateDiagram-v2".to_owned()];
    lines.extend(P::BEGINS.iter().map(|state| format!("[*] --> {}", state.word())));
    for (states, on, by, only_if, to, _) in P::MOVES {
        let guarded = if is_always::<P>(*only_if) { "" } else { "?" };
        lines.extend(states.iter().map(|from| {
            format!("{} --> {}: {}{guarded} ({})", from.word(), to.word(), on.word(), by.word())
        }));
    }
    lines.extend(P::ENDS.iter().map(|state| format!("{} --> [*]", state.word())));
    lines.extend(P::State::ALL.iter().filter_map(|state| clocks_of::<P>(*state)));
    lines.join("\n    ") + "\n"
}

fn clocks_of<P: Process>(state: P::State) -> Option<String> {
    let clocks = P::CLOCKS.iter().filter(|(_, lives, ..)| lives.contains(&state));
    let texts: Vec<String> = clocks
        .map(|(name, _, runs, _, then)| {
            let held = if runs.contains(&state) { "" } else { ", held" };
            format!("{name}: {}{held}", then.word())
        })
        .collect();
    (!texts.is_empty()).then(|| format!("note right of {}: clock {}", state.word(), texts.join("; ")))
}
