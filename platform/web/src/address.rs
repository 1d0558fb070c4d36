//! Addresses: ranges for settings, and who is really calling behind a trusted proxy.

use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use axum::http::HeaderMap;

/// A range of addresses, such as `10.0.0.0/8` or one address alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Net {
    network: u128,
    /// Leading bits that count, out of 128.
    bits: u32,
}

/// The text is not a range of addresses.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an address or a range such as 10.0.0.0/8 or fd00::/8")]
pub struct BadNet;

impl Net {
    /// Whether the address is in the range.
    pub fn holds(self, address: IpAddr) -> bool {
        wide(address) & mask(self.bits) == self.network
    }

    /// This machine's own addresses.
    pub const fn loopback() -> [Self; 2] {
        [Self { network: 0xffff_7f00_0000, bits: 96 + 8 }, Self { network: 1, bits: 128 }]
    }
}

impl FromStr for Net {
    type Err = BadNet;
    fn from_str(text: &str) -> Result<Self, BadNet> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u32>().map_err(|_| BadNet)?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| BadNet)?;
        let bits = match (address, bits) {
            (_, None) => 128,
            (IpAddr::V4(_), Some(bits @ 0..=32)) => 96 + bits,
            (IpAddr::V6(_), Some(bits @ 0..=128)) => bits,
            _ => return Err(BadNet),
        };
        Ok(Self { network: wide(address) & mask(bits), bits })
    }
}

/// IPv4 in its place among IPv6 (RFC 4291, 2.5.5.2), so that both compare alike.
fn wide(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

fn mask(bits: u32) -> u128 {
    u128::MAX.checked_shl(128 - bits).unwrap_or(0)
}

/// Whose share of a limit a caller uses: an IPv4 address, or the /64 that one IPv6 subscriber holds whole.
pub(crate) fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & mask(64))),
        v4 => v4,
    }
}

/// The client's address. `X-Forwarded-For` counts only from a trusted proxy, and then from the right: the last
/// address that no trusted proxy of ours wrote about itself. Everything further left is the client's own words.
pub(crate) fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[Net]) -> IpAddr {
    let peer = peer.to_canonical();
    let is_proxy = |address: IpAddr| trusted.iter().any(|net| net.holds(address));
    if !is_proxy(peer) {
        return peer;
    }
    let mut client = peer;
    let lines = headers.get_all("x-forwarded-for").into_iter();
    let hops: Vec<&str> =
        lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')).collect();
    for hop in hops.iter().rev() {
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
        if !is_proxy(client) {
            break;
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn seen(peer: &str, forwarded: &[&str], trusted: &str) -> IpAddr {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let trusted: Vec<Net> = trusted.split_whitespace().map(|net| net.parse().unwrap()).collect();
        client(ip(peer), &headers, &trusted)
    }

    #[test]
    fn a_range_holds_what_its_bits_say() {
        let net: Net = "10.1.0.0/16".parse().unwrap();
        assert!(
            net.holds(ip("10.1.255.1")) && net.holds(ip("::ffff:10.1.2.3")) && !net.holds(ip("10.2.0.1"))
        );
        assert!("::/0".parse::<Net>().unwrap().holds(ip("2001:db8::1")));
        assert!(Net::loopback().iter().any(|net| net.holds(ip("127.9.9.9"))));
        assert!(Net::loopback().iter().any(|net| net.holds(ip("::1"))));
        for bad in ["", "10.0.0.0/33", "fd00::/129", "ten", "10.0.0.0/-1"] {
            assert_eq!(bad.parse::<Net>(), Err(BadNet), "{bad}");
        }
    }

    #[test]
    fn nobody_forges_an_address_unless_a_proxy_is_trusted() {
        assert_eq!(seen("203.0.113.9", &["1.2.3.4"], ""), ip("203.0.113.9"));
        assert_eq!(seen("203.0.113.9", &["1.2.3.4"], "10.0.0.0/8"), ip("203.0.113.9"));
    }

    #[test]
    fn behind_a_trusted_proxy_the_last_untrusted_hop_is_the_client() {
        assert_eq!(seen("10.0.0.1", &["6.6.6.6, 203.0.113.9"], "10.0.0.0/8"), ip("203.0.113.9"));
        assert_eq!(seen("10.0.0.1", &["6.6.6.6", "203.0.113.9, 10.0.0.2"], "10.0.0.0/8"), ip("203.0.113.9"));
        assert_eq!(seen("10.0.0.1", &["nonsense"], "10.0.0.0/8"), ip("10.0.0.1"));
        assert_eq!(seen("10.0.0.1", &[], "10.0.0.0/8"), ip("10.0.0.1"));
    }

    #[test]
    fn one_ipv6_subscriber_is_one_neighbour() {
        assert_eq!(neighbourhood(ip("2001:db8:1:2:3:4:5:6")), ip("2001:db8:1:2::"));
        assert_eq!(neighbourhood(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
    }
}
