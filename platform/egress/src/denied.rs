//! Why something was not fetched.

use std::net::IpAddr;

/// Why not.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Denied {
    /// It cannot be read as an address.
    #[error("this is no web address")]
    Address,
    /// Neither `http` nor `https`.
    #[error("only http and https addresses are fetched")]
    Scheme,
    /// A name and a password in the address.
    #[error("an address with a name or password in it is not fetched")]
    Credentials,
    /// A port that no public website has.
    #[error("port {0} is not fetched from: only 80 and 443 are")]
    Port(u16),
    /// Somewhere inside: this machine, its network, a cloud's metadata.
    #[error("{0} is not on the public internet")]
    Inside(IpAddr),
    /// Nobody knows the name.
    #[error("there is no such name")]
    Name,
    /// Nobody is there, or not in a way that we speak.
    #[error("nobody answers there: {0}")]
    Unreachable(String),
    /// Redirected too often.
    #[error("redirected more than {0} times")]
    Redirects(usize),
    /// From https to http.
    #[error("redirected from https to http")]
    Downgrade,
    /// An answer that is no success.
    #[error("answered {0}")]
    Status(u16),
    /// Packed, though that was not asked for.
    #[error("answered in a packed form")]
    Packed,
    /// More than was allowed.
    #[error("larger than {0} bytes")]
    Large(usize),
    /// It took too long.
    #[error("took longer than {0} milliseconds")]
    Slow(u128),
}

impl Denied {
    /// The stable word.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Address => "fetch_address",
            Self::Scheme => "fetch_scheme",
            Self::Credentials => "fetch_credentials",
            Self::Port(_) => "fetch_port",
            Self::Inside(_) => "fetch_inside",
            Self::Name => "fetch_name",
            Self::Unreachable(_) => "fetch_unreachable",
            Self::Redirects(_) => "fetch_redirects",
            Self::Downgrade => "fetch_downgrade",
            Self::Status(_) => "fetch_status",
            Self::Packed => "fetch_packed",
            Self::Large(_) => "fetch_large",
            Self::Slow(_) => "fetch_slow",
        }
    }
}
