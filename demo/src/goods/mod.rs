//! Things that can be painted. Each stands on the beginning of its sheet, hangs from it, or lies around it.

pub(crate) mod baskets;
pub(crate) mod blades;
pub(crate) mod ceramics;
pub(crate) mod cloth;
pub(crate) mod enamel;
pub(crate) mod greens;
pub(crate) mod kept;
pub(crate) mod paper;
pub(crate) mod pattern;
pub(crate) mod places;
pub(crate) mod plants;
pub(crate) mod pots;
pub(crate) mod print;
pub(crate) mod sewn;
pub(crate) mod soap;
pub(crate) mod stationery;
pub(crate) mod tea;
pub(crate) mod vintage;
