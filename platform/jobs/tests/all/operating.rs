//! What the operator sees and does.

use jobs::{Count, Dead, State};
use kernel::{Actor, Cursor, Limit, Span};

use crate::market::{Ask, Deed, FAIL, PARK, SAVE, START, UNREADABLE, both, soon};

#[tokio::test]
async fn the_census_counts_what_waits_by_kind_and_state_and_knows_the_oldest() {
    for mut market in both("census") {
        market.ask(SAVE).await;
        market.run().await;
        market.ask(UNREADABLE).await;
        market.run().await;
        market.ask(PARK).await;
        let holder = market.holder();
        let parked = market.next_parked().await;
        for minutes in [9, 5, 7] {
            let run_at = Some(START + Span::minutes(minutes));
            market.try_ask(Ask { kind: FAIL.name, run_at, ..Ask::default() }).await.unwrap();
        }
        let count =
            |kind: jobs::Kind, state, count, oldest| Count { kind: kind.name.into(), state, count, oldest };
        assert_eq!(
            market.census().await,
            [
                count(FAIL, State::Ready, 3, START + Span::minutes(5)),
                count(PARK, State::Leased, 1, START + PARK.lease),
                count(UNREADABLE, State::Dead, 1, START),
            ],
            "what is done is not counted"
        );
        parked.tell(Deed::Save);
        soon(holder).await.unwrap();
    }
}

#[tokio::test]
async fn dead_letters_are_paged_latest_first_and_only_for_staff() {
    for market in both("letters") {
        let mut asked = Vec::new();
        for _ in 0..5 {
            asked.push(market.ask(UNREADABLE).await);
            market.run().await;
            market.clock.advance(Span::seconds(1));
        }
        asked.reverse();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = Dead { limit: Limit::new(2).unwrap(), after };
            let page = market.db.read(&Actor::Operator, page, jobs::dead).await.unwrap();
            seen.extend(page.data.iter().map(|letter| letter.id));
            after = page.next.map(|next| Cursor::parse(&next).unwrap());
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, asked);

        let page = Dead { limit: Limit::DEFAULT, after: None };
        let no = market.db.read(&Actor::Anyone, page, jobs::dead).await.unwrap_err();
        assert_eq!(no.code(), "staff_only");
        let no = market.db.write(&Actor::Anyone, asked[0], jobs::revive).await.unwrap_err();
        assert_eq!((no.code(), market.dead().await.len()), ("staff_only", 5));
    }
}

#[tokio::test]
async fn done_jobs_are_forgotten_after_a_while_and_then_their_keys_too() {
    for mut market in both("sweep") {
        let key = || Ask { kind: SAVE.name, key: Some("tea".into()), ..Ask::default() };
        let first = market.try_ask(key()).await.unwrap();
        market.run().await;
        market.ask(UNREADABLE).await;
        market.run().await;
        market.clock.advance(Span::days(7));
        market.ask(PARK).await;
        let holder = market.holder();
        let parked = market.next_parked().await;

        let sweep = async |before| market.db.write(&Actor::Engine, before, jobs::sweep).await.unwrap();
        assert_eq!(sweep(START).await, 0, "kept to the last microsecond");
        assert_eq!(sweep(START + Span::days(400)).await, 1, "neither the dead nor what is at work");
        assert_eq!(market.rows().await, 2);
        assert_ne!(market.try_ask(key()).await, Ok(first));
        parked.tell(Deed::Save);
        assert_eq!(soon(holder).await.unwrap().done, 1);
    }
}
