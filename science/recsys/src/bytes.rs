//! The form in which every model is stored: a mark, the model's kind, its version, its numbers in
//! little-endian order, and a checksum of all of it, so that a damaged file is refused rather than served.

use crate::{Error, Result};

const MARK: &[u8; 4] = b"rlto";

/// Which model the bytes hold, and the version of its layout that this crate writes and reads.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) code: u8,
    pub(crate) version: u16,
}

pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(crate) fn new(kind: Kind) -> Self {
        let mut out = Writer(MARK.to_vec());
        out.0.push(kind.code);
        out.0.extend_from_slice(&kind.version.to_le_bytes());
        out
    }

    pub(crate) fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(crate) fn u32(&mut self, value: u32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(crate) fn u64(&mut self, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(crate) fn f32(&mut self, value: f32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(crate) fn f64(&mut self, value: f64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(crate) fn u32s(&mut self, values: &[u32]) {
        self.u64(values.len() as u64);
        values.iter().for_each(|&value| self.u32(value));
    }

    pub(crate) fn f32s(&mut self, values: &[f32]) {
        self.u64(values.len() as u64);
        values.iter().for_each(|&value| self.f32(value));
    }

    pub(crate) fn f64s(&mut self, values: &[f64]) {
        self.u64(values.len() as u64);
        values.iter().for_each(|&value| self.f64(value));
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        let sum = fnv1a(&self.0);
        self.u64(sum);
        self.0
    }
}

pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    name: &'static str,
}

impl<'a> Reader<'a> {
    /// Checks mark, kind, version and checksum before anything is read.
    pub(crate) fn new(bytes: &'a [u8], kind: Kind) -> Result<Self> {
        let no = || Error::NotAModel(kind.name);
        let (body, sum) = bytes.split_last_chunk::<8>().ok_or_else(no)?;
        let (head, rest) = body.split_first_chunk::<7>().ok_or_else(no)?;
        if &head[..4] != MARK || head[4] != kind.code {
            return Err(no());
        }
        let found = u16::from_le_bytes([head[5], head[6]]);
        if found != kind.version {
            return Err(Error::Version { what: kind.name, found, known: kind.version });
        }
        if u64::from_le_bytes(*sum) != fnv1a(body) {
            return Err(no());
        }
        Ok(Reader { rest, name: kind.name })
    }

    pub(crate) fn broken(&self) -> Error {
        Error::NotAModel(self.name)
    }

    pub(crate) fn remaining(&self) -> usize {
        self.rest.len()
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (head, rest) = self.rest.split_first_chunk::<N>().ok_or_else(|| self.broken())?;
        self.rest = rest;
        Ok(*head)
    }

    pub(crate) fn u8(&mut self) -> Result<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    pub(crate) fn u32(&mut self) -> Result<u32> {
        self.take().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Result<u64> {
        self.take().map(u64::from_le_bytes)
    }

    pub(crate) fn f32(&mut self) -> Result<f32> {
        self.take().map(f32::from_le_bytes)
    }

    pub(crate) fn f64(&mut self) -> Result<f64> {
        self.take().map(f64::from_le_bytes)
    }

    fn many<const N: usize, T>(&mut self, from: impl Fn([u8; N]) -> T) -> Result<Vec<T>> {
        let count = self.u64()? as usize;
        let wanted =
            count.checked_mul(N).filter(|&size| size <= self.rest.len()).ok_or_else(|| self.broken())?;
        let (head, rest) = self.rest.split_at(wanted);
        self.rest = rest;
        Ok(head.as_chunks::<N>().0.iter().map(|&chunk| from(chunk)).collect())
    }

    pub(crate) fn u32s(&mut self) -> Result<Vec<u32>> {
        self.many(u32::from_le_bytes)
    }

    pub(crate) fn f32s(&mut self) -> Result<Vec<f32>> {
        self.many(f32::from_le_bytes)
    }

    pub(crate) fn f64s(&mut self) -> Result<Vec<f64>> {
        self.many(f64::from_le_bytes)
    }

    /// Nothing may follow the last number.
    pub(crate) fn end(self) -> Result<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.broken()) }
    }
}

/// FNV-1a over 64 bits (Fowler, Noll and Vo): notices damage, proves nothing about an author.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
