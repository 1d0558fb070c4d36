//! What holds for the product as a whole, whatever it sells.

mod doors;
mod fold;
mod kept;
