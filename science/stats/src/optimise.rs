//! What the fits share: a symmetric solver and a damped Newton method.

mod cholesky;
mod newton;

pub(crate) use cholesky::Cholesky;
pub(crate) use newton::{Bend, minimise};
