//! Where people live, as an address spells it.

use demo::world::Person;
use identity::Address;
use kernel::Chance;

/// The towns of the world that have a region and a province in the Philippines; the rest are in Metro Manila.
const PROVINCES: &[(&str, &str, &str)] = &[
    ("Antipolo", "IV-A", "Rizal"),
    ("Malolos", "III", "Bulacan"),
    ("Lipa", "IV-A", "Batangas"),
    ("Batangas City", "IV-A", "Batangas"),
    ("Lucena", "IV-A", "Quezon"),
    ("Naga", "V", "Camarines Sur"),
    ("Legazpi", "V", "Albay"),
    ("Calamba", "IV-A", "Laguna"),
    ("San Pablo", "IV-A", "Laguna"),
    ("Baguio", "CAR", "Benguet"),
    ("Dagupan", "I", "Pangasinan"),
    ("San Fernando", "III", "Pampanga"),
    ("Angeles", "III", "Pampanga"),
    ("Tagaytay", "IV-A", "Cavite"),
];

const STREETS: &[&str] =
    &["Mabini", "Rizal", "Bonifacio", "Sampaguita", "Acacia", "Luna", "Del Pilar", "Narra"];
const BARANGAYS: &[&str] =
    &["Poblacion", "San Isidro", "San Roque", "Santo Niño", "Bagong Silang", "San Jose"];
const ROADS: &[&str] = &["人民路", "中山路", "解放路", "建设路", "和平路", "文化路"];
const DISTRICTS: &[&str] = &["城东区", "新区", "高新区", "江南区"];

/// The letters of a Chinese town's province.
fn province(town: &str) -> &'static str {
    match town {
        "北京" => "BJ",
        "天津" => "TJ",
        "杭州" | "宁波" => "ZJ",
        "苏州" | "南京" => "JS",
        "成都" => "SC",
        "重庆" => "CQ",
        "武汉" => "HB",
        "长沙" => "HN",
        "广州" | "深圳" => "GD",
        "厦门" | "福州" => "FJ",
        "昆明" => "YN",
        "西安" => "SN",
        "青岛" => "SD",
        _ => "SH",
    }
}

/// Where somebody has things sent. The street is nobody's.
pub(crate) fn address(person: &Person, chance: &mut Chance) -> Address {
    let number = 1 + chance.below(180);
    let one = |chance: &mut Chance, of: &'static [&'static str]| chance.pick(of).copied().unwrap_or("");
    let plain = Address {
        recipient: person.name.clone(),
        phone: format!("+63 917 555 {:04}", chance.below(10_000)),
        country: person.country.into(),
        region: None,
        province: None,
        city: person.place.into(),
        barangay: None,
        district: None,
        street: format!("{number} {} Street", one(chance, STREETS)),
        details: None,
        postal_code: None,
    };
    match person.country {
        "PH" => {
            let known = PROVINCES.iter().find(|(town, ..)| *town == person.place);
            let (region, province) = match known {
                Some((_, region, province)) => (*region, Some((*province).to_owned())),
                None => match person.place {
                    "Iloilo City" => ("VI", Some("Iloilo".to_owned())),
                    "Cebu City" => ("VII", Some("Cebu".to_owned())),
                    "Tacloban" => ("VIII", Some("Leyte".to_owned())),
                    "Zamboanga City" => ("IX", Some("Zamboanga del Sur".to_owned())),
                    "Cagayan de Oro" => ("X", Some("Misamis Oriental".to_owned())),
                    "Davao City" => ("XI", Some("Davao del Sur".to_owned())),
                    "Puerto Princesa" => ("MIMAROPA", Some("Palawan".to_owned())),
                    _ => ("NCR", None),
                },
            };
            let barangay = Some(one(chance, BARANGAYS).to_owned());
            Address { region: Some(region.into()), province, barangay, ..plain }
        }
        "CN" => Address {
            phone: format!("+86 138 0000 {:04}", chance.below(10_000)),
            province: Some(province(person.place).into()),
            district: Some(one(chance, DISTRICTS).to_owned()),
            street: format!("{}{number}号", one(chance, ROADS)),
            ..plain
        },
        _ => plain,
    }
}
