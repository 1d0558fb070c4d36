//! The upper divisions that rate tables and labels go by.

/// One division.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Division {
    /// What is stored and compared.
    pub code: &'static str,
    /// What people read.
    pub name: &'static str,
}

const fn division(code: &'static str, name: &'static str) -> Division {
    Division { code, name }
}

/// The National Capital Region has cities and no provinces.
pub(crate) const NATIONAL_CAPITAL: &str = "NCR";

/// The 18 regions of the Philippines under their official designations (Republic Act 12000 made the last of
/// them, Negros Island, in 2024).
pub const REGIONS_PH: &[Division] = &[
    division(NATIONAL_CAPITAL, "National Capital Region"),
    division("CAR", "Cordillera Administrative Region"),
    division("I", "Ilocos Region"),
    division("II", "Cagayan Valley"),
    division("III", "Central Luzon"),
    division("IV-A", "Calabarzon"),
    division("MIMAROPA", "Mimaropa Region"),
    division("V", "Bicol Region"),
    division("VI", "Western Visayas"),
    division("NIR", "Negros Island Region"),
    division("VII", "Central Visayas"),
    division("VIII", "Eastern Visayas"),
    division("IX", "Zamboanga Peninsula"),
    division("X", "Northern Mindanao"),
    division("XI", "Davao Region"),
    division("XII", "Soccsksargen"),
    division("XIII", "Caraga"),
    division("BARMM", "Bangsamoro"),
];

/// The 31 provinces, municipalities and autonomous regions to which ISO 3166-2:CN gives letters and ISO 3166-1
/// no country code of their own.
pub const PROVINCES_CN: &[Division] = &[
    division("AH", "安徽省"),
    division("BJ", "北京市"),
    division("CQ", "重庆市"),
    division("FJ", "福建省"),
    division("GD", "广东省"),
    division("GS", "甘肃省"),
    division("GX", "广西壮族自治区"),
    division("GZ", "贵州省"),
    division("HA", "河南省"),
    division("HB", "湖北省"),
    division("HE", "河北省"),
    division("HI", "海南省"),
    division("HL", "黑龙江省"),
    division("HN", "湖南省"),
    division("JL", "吉林省"),
    division("JS", "江苏省"),
    division("JX", "江西省"),
    division("LN", "辽宁省"),
    division("NM", "内蒙古自治区"),
    division("NX", "宁夏回族自治区"),
    division("QH", "青海省"),
    division("SC", "四川省"),
    division("SD", "山东省"),
    division("SH", "上海市"),
    division("SN", "陕西省"),
    division("SX", "山西省"),
    division("TJ", "天津市"),
    division("XJ", "新疆维吾尔自治区"),
    division("XZ", "西藏自治区"),
    division("YN", "云南省"),
    division("ZJ", "浙江省"),
];

/// The country codes of ISO 3166-1 alpha-2, in order.
pub const COUNTRIES: &str = "\
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE \
JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM \
TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Whether ISO 3166-1 has this code.
pub fn is_country(code: &str) -> bool {
    COUNTRIES.split(' ').any(|known| known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_whole_and_in_order() {
        let codes: Vec<&str> = COUNTRIES.split(' ').collect();
        assert_eq!(codes.len(), 249, "ISO 3166-1 has 249 officially assigned codes");
        assert!(codes.is_sorted() && codes.iter().all(|code| code.len() == 2));
        assert_eq!((REGIONS_PH.len(), PROVINCES_CN.len()), (18, 31));
        assert!(PROVINCES_CN.is_sorted_by_key(|division| division.code));
    }

    #[test]
    fn a_country_is_two_capital_letters_of_the_list() {
        assert!(is_country("PH") && is_country("CN") && is_country("ZW"));
        for bad in ["", "ph", "P", "PHL", "XX", "D AE"] {
            assert!(!is_country(bad), "{bad}");
        }
    }
}
