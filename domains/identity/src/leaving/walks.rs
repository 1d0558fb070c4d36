//! Random walks of a leaving beside its owner, a job that comes late or twice, and orders that are open now and then.

use kernel::{Account, Chance, Id, Span, Time, Uid};
use process::walk::{Course, Draw, World, walk};
use process::{Family as _, Moved, Plan, drain, settle, step};

use super::{COOLING, LAST_LOOK, LOOK_AGAIN, Leaving, LeavingEvent, LeavingRole, LeavingState};

#[derive(Clone, PartialEq, Debug)]
enum Does {
    /// The owner presses the button.
    TakeBack,
    /// The job looks; an order may be open.
    Look {
        is_barred: bool,
    },
    /// The job has taken everything away.
    Finish,
    Sweep,
}

struct Out {
    leaving: Leaving,
    /// When the account was closed.
    closed: Option<Time>,
    taken_back: bool,
}

impl World for Out {
    type Command = Does;
    const COMMANDS: &'static [(u64, Draw<Does>)] = &[
        (1, |_| Does::TakeBack),
        (4, |chance| Does::Look { is_barred: chance.below(3) == 0 }),
        (3, |_| Does::Finish),
        (3, |_| Does::Sweep),
    ];

    fn begin(_: &mut Chance, now: Time) -> Self {
        let account: Id<Account> = Id::from_uid(Uid([2; 16]));
        let mut leaving = Leaving::new(Id::from_uid(Uid([1; 16])), account, now);
        leaving.start(now, &mut Plan::new()).unwrap();
        Self { leaving, closed: None, taken_back: false }
    }

    fn apply(&mut self, command: &Does, now: Time) -> Result<Vec<Moved>, String> {
        let (mut leaving, mut plan) = (self.leaving.clone(), Plan::new());
        settle(&mut leaving, now, &mut plan).map_err(|fault| fault.to_string())?;
        let engine = LeavingRole::Engine;
        let fired = match (command, leaving.life.state) {
            (Does::TakeBack, _) => Some((LeavingEvent::TakeBack, LeavingRole::Owner)),
            (Does::Look { is_barred: true }, LeavingState::Due | LeavingState::Again) => {
                leaving.due = now + LOOK_AGAIN;
                Some((LeavingEvent::Bar, engine))
            }
            (Does::Look { is_barred: false }, LeavingState::Due) => Some((LeavingEvent::Begin, engine)),
            (Does::Finish, LeavingState::Erasing | LeavingState::Again) => {
                leaving.due = now + LAST_LOOK;
                Some((LeavingEvent::Finish, engine))
            }
            _ => None,
        };
        if let Some((event, by)) = fired {
            let id = leaving.life.id;
            if step::<Leaving>(&mut leaving, id, event, &[by], now, &mut plan).is_err() {
                return Ok(Vec::new());
            }
            match event {
                LeavingEvent::Begin => self.closed = Some(now),
                LeavingEvent::TakeBack => self.taken_back = true,
                _ => {}
            }
        }
        drain(&mut leaving, now, &mut plan).map_err(|fault| fault.to_string())?;
        self.leaving = leaving;
        plan.finish().map_err(|fault| fault.to_string())
    }

    fn holds(&self) -> Result<(), String> {
        let so = |is: bool, rule: &str| if is { Ok(()) } else { Err(rule.to_owned()) };
        let is_early = self.closed.is_some_and(|closed| closed < self.leaving.asked + COOLING);
        so(!is_early, "nobody is closed out within the seven days")?;
        so(!(self.taken_back && self.closed.is_some()), "what was taken back is not erased")?;
        so(self.taken_back == (self.leaving.life.state == LeavingState::Kept), "and what was not is not kept")
    }

    fn rest(&mut self, now: Time) -> Result<Vec<Moved>, String> {
        let mut moves = Vec::new();
        for day in 0..4 {
            let at = now + COOLING + Span::days(day);
            for command in [Does::Sweep, Does::Look { is_barred: false }, Does::Finish] {
                moves.extend(self.apply(&command, at)?);
            }
        }
        if !self.leaving.life.is_over() {
            return Err("every leaving comes to an end".into());
        }
        if Leaving::MEMBERS.iter().any(|member| !(member.astray)(&self.leaving).is_empty()) {
            return Err("every clock recomputes from its row".into());
        }
        Ok(moves)
    }

    fn end(&self) -> String {
        self.leaving.life.state.to_string()
    }
}

const JUMPS: &[Span] = &[Span::ZERO, Span::minutes(30), Span::hours(5), Span::days(1), Span::days(3)];

#[test]
fn two_thousand_walks_hold_every_invariant_and_take_every_row() {
    let begins = Time::from_micros(1_764_000_000_000_000);
    let course = Course { seeds: 1..2_001, steps: 16, begins, jumps: JUMPS };
    let seen = walk::<Out>(&course).unwrap_or_else(|stumble| panic!("{stumble}"));
    assert_eq!(seen.unwalked::<Leaving>(), Vec::<String>::new());
    assert_eq!(seen.ends.keys().collect::<Vec<_>>(), ["erased", "kept"]);
}
