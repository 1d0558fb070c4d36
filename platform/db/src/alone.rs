//! A store that one thread has to itself and whose commands come one after the other: each sees what the one before
//! it left, is answered at once, and is saved with some hundreds more. For bringing a market to life quickly, where
//! whatever was not saved is done again from the beginning; never for people, who are answered after the commit.

use crate::postgres::Server;
use crate::queue::{Attempt, Desk, Piece};
use crate::sqlite::{self, Lite};
use crate::{Broken, Tx};

/// How the commands of a store that one thread has to itself are saved.
pub(crate) struct Pace {
    /// So many commands share a commit.
    pub every: usize,
}

/// The thread of a SQLite store: until the queue is closed and empty. Nothing is answered well after the first commit
/// or mark that failed.
pub(crate) fn lite(mut lite: Lite, desk: &Desk, pace: &Pace) {
    let (mut open, mut wrong) = (0, None::<Broken>);
    while let Some(mut piece) = desk.queue.pop() {
        if let Some(broken) = &wrong {
            piece.fail(broken.clone().into());
            continue;
        }
        let done = step(&mut lite, desk, &mut piece, &mut open, pace);
        match done {
            Ok(()) => piece.answer(),
            Err(broken) => {
                sqlite::abandon(&lite);
                piece.fail(broken.clone().into());
                wrong = Some(broken);
            }
        }
    }
    if open > 0 && wrong.is_none() {
        let _ = sqlite::save(&lite, desk); // who must know asks before closing
    }
    lite.fold();
}

fn step(
    lite: &mut Lite,
    desk: &Desk,
    piece: &mut Piece,
    open: &mut usize,
    pace: &Pace,
) -> Result<(), Broken> {
    if *open == 0 && !piece.saves() {
        sqlite::begin(lite, desk)?;
    }
    if !piece.saves() {
        sqlite::between_marks(lite, desk, piece)?;
        *open += 1;
    }
    if *open >= pace.every || (piece.saves() && *open > 0) {
        sqlite::save(lite, desk)?;
        *open = 0;
    }
    Ok(())
}

/// The thread of a server's store likewise.
pub(crate) fn server(mut server: Server, desk: &Desk, pace: &Pace) {
    let mut wrong = None::<Broken>;
    while let Some(piece) = desk.queue.pop() {
        if let Some(broken) = &wrong {
            piece.fail(broken.clone().into());
        } else if piece.saves() {
            piece.answer(); // all that was answered is saved already
        } else if let Err(broken) = batch(&mut server, desk, piece, pace) {
            wrong = Some(broken);
        }
    }
}

/// One transaction: as many commands as share it, or as come before somebody asks for all to be saved.
fn batch(server: &mut Server, desk: &Desk, first: Piece, pace: &Pace) -> Result<(), Broken> {
    let (mut tx, prepared) = server.begin()?;
    let (mut next, mut open, mut asked) = (Some(first), 0, None);
    while let Some(mut piece) = next {
        if piece.saves() {
            asked = Some(piece);
            break;
        }
        let marked = tx.transaction().map_err(|error| Server::refused("mark", &error));
        let done = marked.and_then(|mut mark| {
            let attempt = {
                let mut link = Server::link(&mut mark, prepared, desk);
                piece.attempt_write(&mut Tx::new(&mut link), desk.clock.now())
            };
            let ended = if matches!(attempt, Attempt::Keep) { mark.commit() } else { mark.rollback() };
            ended.map_err(|error| Server::refused("mark", &error))
        });
        match done {
            Ok(()) => piece.answer(),
            Err(broken) => {
                piece.fail(broken.clone().into());
                return Err(broken);
            }
        }
        open += 1;
        next = if open >= pace.every { None } else { desk.queue.pop() };
    }
    match (tx.commit(), asked) {
        (Ok(()), asked) => {
            if let Some(piece) = asked {
                piece.answer();
            }
            Ok(())
        }
        (Err(error), asked) => {
            let broken = Server::refused("save", &error);
            if let Some(piece) = asked {
                piece.fail(broken.clone().into());
            }
            Err(broken)
        }
    }
}
