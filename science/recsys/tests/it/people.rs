use recsys::{Circle, Csr};

use crate::close;

/// 0 follows 1 and 2; 1 and 2 follow 3; 2 follows 1 and 4; everybody but 4 did something.
fn town() -> (Csr, Csr) {
    let graph = Csr::from_pairs(5, 5, &[(0, 1), (0, 2), (1, 3), (2, 3), (2, 1), (2, 4), (3, 0)]).unwrap();
    let history = Csr::from_pairs(5, 6, &[(0, 0), (1, 1), (1, 2), (2, 2), (3, 5)]).unwrap();
    (graph, history)
}

#[test]
fn a_circle_has_friends_and_whom_they_know_and_nobody_twice() {
    let (graph, history) = town();
    let circle = Circle::around(0, &graph, &history);
    let friends: Vec<u32> = circle.friends.iter().map(|one| one.person).collect();
    let second: Vec<u32> = circle.second.iter().map(|one| one.person).collect();
    assert_eq!(friends, [1, 2]);
    // Person 4 did nothing; 1 is nearer already; 0 is oneself.
    assert_eq!(second, [3]);
    assert_eq!(circle.friends[0].past, [1, 2]);
}

#[test]
fn a_way_over_a_friend_who_knows_many_counts_less() {
    let (graph, history) = town();
    let circle = Circle::around(0, &graph, &history);
    let (one_tie, three_ties) = (1.0 / 3f64.ln(), 1.0 / 5f64.ln());
    close(circle.second[0].weight.into(), one_tie + three_ties, 1e-6);
}

#[test]
fn somebody_unknown_to_the_graph_has_an_empty_circle() {
    let (graph, history) = town();
    assert!(Circle::around(4, &graph, &history).is_empty());
    assert!(Circle::around(99, &graph, &history).is_empty());
}
