//! Which addresses are the public internet's: everything that is not on the lists of special ones.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range of IPv4, and how many of its bits count.
type Net4 = (Ipv4Addr, u32);
/// A range of IPv6.
type Net6 = (Ipv6Addr, u32);

const fn v4(a: u8, b: u8, c: u8, d: u8, bits: u32) -> Net4 {
    (Ipv4Addr::new(a, b, c, d), bits)
}

/// The IANA IPv4 Special-Purpose Address Registry (RFC 6890 and later), multicast and class E, and one address that
/// looks public and answers inside.
const CLOSED_4: &[Net4] = &[
    v4(0, 0, 0, 0, 8),        // this network
    v4(10, 0, 0, 0, 8),       // private
    v4(100, 64, 0, 0, 10),    // carriers' own, and a cloud's metadata (100.100.100.200)
    v4(127, 0, 0, 0, 8),      // this machine
    v4(168, 63, 129, 16, 32), // a cloud's own services, from inside its machines
    v4(169, 254, 0, 0, 16),   // this link, and most clouds' metadata (169.254.169.254)
    v4(172, 16, 0, 0, 12),    // private
    v4(192, 0, 0, 0, 24),     // protocol assignments, and a cloud's metadata (192.0.0.192)
    v4(192, 0, 2, 0, 24),     // documentation
    v4(192, 31, 196, 0, 24),  // AS112
    v4(192, 52, 193, 0, 24),  // AMT
    v4(192, 88, 99, 0, 24),   // relays of 6to4
    v4(192, 168, 0, 0, 16),   // private
    v4(192, 175, 48, 0, 24),  // AS112
    v4(198, 18, 0, 0, 15),    // benchmarks
    v4(198, 51, 100, 0, 24),  // documentation
    v4(203, 0, 113, 0, 24),   // documentation
    v4(224, 0, 0, 0, 4),      // multicast
    v4(240, 0, 0, 0, 4),      // reserved, and broadcast
];

/// All of IPv6 that is given out lies here; what stands for IPv4 (mapped, NAT64), this machine, links, private and
/// multicast addresses lie outside.
const OPEN_6: Net6 = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// The parts of it that are special (IANA IPv6 Special-Purpose Address Registry).
const CLOSED_6: &[Net6] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments, Teredo among them
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4: an IPv4 address in disguise
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48), // AS112
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

/// Whether the address is somebody's on the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !CLOSED_4.iter().any(|net| within_4(address, *net)),
        IpAddr::V6(address) => {
            within_6(address, OPEN_6) && !CLOSED_6.iter().any(|net| within_6(address, *net))
        }
    }
}

fn within_4(address: Ipv4Addr, (net, bits): Net4) -> bool {
    (address.to_bits() ^ net.to_bits()).leading_zeros() >= bits
}

fn within_6(address: Ipv6Addr, (net, bits): Net6) -> bool {
    (address.to_bits() ^ net.to_bits()).leading_zeros() >= bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_every_range_are_in_it_and_their_neighbours_are_not() {
        for (ends, neighbours) in [
            ("10.0.0.0 10.255.255.255", "9.255.255.255 11.0.0.0"),
            ("100.64.0.0 100.127.255.255 100.100.100.200", "100.63.255.255 100.128.0.0"),
            ("127.0.0.1 127.255.255.255", "126.255.255.255 128.0.0.0"),
            ("168.63.129.16", "168.63.129.15 168.63.129.17"),
            ("169.254.0.0 169.254.169.254 169.254.255.255", "169.253.255.255 169.255.0.0"),
            ("172.16.0.0 172.31.255.255", "172.15.255.255 172.32.0.0"),
            ("192.168.0.0 192.168.255.255", "192.167.255.255 192.169.0.0"),
            ("198.18.0.0 198.19.255.255", "198.17.255.255 198.20.0.0"),
            ("224.0.0.0 255.255.255.255 0.0.0.0", "223.255.255.255 1.1.1.1"),
            (
                ":: ::1 fe80::1 fc00::1 fd00:ec2::254 ff02::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8",
                "2606:4700::1111",
            ),
            ("2001:: 2001:0:4136::1 2001:1ff:ffff::1", "2001:200::1"),
            ("2001:db8::1 2002:7f00:1::1 3fff::1", "2001:db9::1 2003::1 3fff:1000::1"),
        ] {
            for address in ends.split(' ') {
                assert!(!is_public(address.parse().unwrap()), "{address}");
            }
            for address in neighbours.split(' ') {
                assert!(is_public(address.parse().unwrap()), "{address}");
            }
        }
    }
}
