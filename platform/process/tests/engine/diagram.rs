//! The drawing of a table, as it stands in a domain's documentation.

use process::Member;
use process::diagram::diagram;

use super::clocks::Parcel;

#[test]
fn a_table_draws_itself() {
    let drawn = "\
stateDiagram-v2
    [*] --> delivered
    delivered --> in_case: open (buyer)
    in_case --> delivered: close (staff)
    delivered --> delivered: extend? (buyer)
    delivered --> delivered: remind (timer)
    delivered --> completed: auto (timer)
    completed --> [*]
    note right of delivered: clock auto: auto; remind: remind
    note right of in_case: clock auto: auto, held; remind: remind, held
";
    assert_eq!(diagram::<Parcel>(), drawn);
    assert_eq!((Member::of::<Parcel>().diagram)(), drawn);
}
