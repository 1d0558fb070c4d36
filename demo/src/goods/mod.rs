//! Things that can be painted. Each stands on the beginning of its sheet, hangs from it, or lies around it.

pub(crate) mod cloth;
pub(crate) mod enamel;
pub(crate) mod paper;
pub(crate) mod pattern;
pub(crate) mod plants;
pub(crate) mod tea;
pub(crate) mod vintage;
