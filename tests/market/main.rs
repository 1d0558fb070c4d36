//! The market as its clients see it, in one binary: linking is the dearest part of a test.

mod house;
