//! What an address asks for, once it has been read and judged.

use url::{Host, Url};

use crate::Denied;

/// Characters of an address.
const MOST_CHARACTERS: usize = 2_000;
/// Where public websites are.
const PORTS: [u16; 2] = [80, 443];

/// Reads an address by the rules of browsers, which know that `0x7f.1` is 127.0.0.1, and refuses what nobody may ask
/// for. `ports` may be gone to besides.
pub(crate) fn read(address: &str, ports: &[u16]) -> Result<Url, Denied> {
    if address.chars().count() > MOST_CHARACTERS {
        return Err(Denied::Address);
    }
    judged(Url::parse(address).map_err(|_| Denied::Address)?, ports)
}

/// The same of an address that is read already, such as a redirect's.
pub(crate) fn judged(url: Url, ports: &[u16]) -> Result<Url, Denied> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Denied::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Denied::Credentials);
    }
    let port = url.port_or_known_default().ok_or(Denied::Address)?;
    if !PORTS.contains(&port) && !ports.contains(&port) {
        return Err(Denied::Port(port));
    }
    match url.host() {
        Some(Host::Domain(name)) if name.trim_end_matches('.').is_empty() => Err(Denied::Address),
        Some(_) => Ok(url),
        None => Err(Denied::Address),
    }
}
