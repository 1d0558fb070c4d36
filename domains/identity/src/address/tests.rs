use super::*;
use proptest::prelude::*;

pub(crate) fn manila() -> Address {
    Address {
        recipient: "Maria Clara".into(),
        phone: "+63 917 123-4567".into(),
        country: "PH".into(),
        region: Some("NCR".into()),
        province: None,
        city: "Manila".into(),
        barangay: Some("Barangay 655".into()),
        district: None,
        street: "12 Cabildo Street".into(),
        details: Some("Beside the chapel".into()),
        postal_code: Some("1002".into()),
    }
}

fn guangzhou() -> Address {
    Address {
        recipient: "王小明".into(),
        phone: "13800138000".into(),
        country: "CN".into(),
        region: None,
        province: Some("GD".into()),
        city: "广州市".into(),
        barangay: None,
        district: Some("天河区".into()),
        street: "体育西路 101 号".into(),
        details: None,
        postal_code: Some("510620".into()),
    }
}

fn lisbon() -> Address {
    Address {
        country: "PT".into(),
        region: None,
        barangay: None,
        city: "Lisboa".into(),
        postal_code: Some("1100-148".into()),
        ..manila()
    }
}

/// The code and the field of the first fault.
fn fault(change: impl FnOnce(&mut Address), mut address: Address) -> String {
    change(&mut address);
    match address.check() {
        Ok(()) => "right".into(),
        Err(refusal) => format!("{} {}", refusal.code, refusal.field.unwrap_or_default()),
    }
}

#[test]
fn each_country_is_written_its_own_way() {
    for address in [manila(), guangzhou(), lisbon()] {
        assert_eq!(address.check(), Ok(()), "{address:?}");
    }
    assert_eq!(manila().division(), Some("NCR"));
    assert_eq!(guangzhou().division(), Some("GD"));
    assert_eq!(lisbon().division(), None);
}

#[test]
fn the_first_fault_is_named_with_its_field() {
    let cases: [(&str, String); 18] = [
        ("address_unknown /country", fault(|a| a.country = "ph".into(), manila())),
        ("address_missing /recipient", fault(|a| a.recipient = " ".into(), manila())),
        ("address_long /street", fault(|a| a.street = "x".repeat(121), manila())),
        ("address_shape /city", fault(|a| a.city = "Ma\nnila".into(), manila())),
        ("address_shape /phone", fault(|a| a.phone = "call me".into(), manila())),
        ("address_shape /phone", fault(|a| a.phone = "123456".into(), manila())),
        ("address_missing /region", fault(|a| a.region = None, manila())),
        ("address_unknown /region", fault(|a| a.region = Some("Metro Manila".into()), manila())),
        ("address_missing /province", fault(|a| a.region = Some("IV-A".into()), manila())),
        ("address_missing /barangay", fault(|a| a.barangay = None, manila())),
        ("address_not_used /district", fault(|a| a.district = Some("1".into()), manila())),
        ("address_shape /postal_code", fault(|a| a.postal_code = Some("10021".into()), manila())),
        ("address_unknown /province", fault(|a| a.province = Some("Guangdong".into()), guangzhou())),
        ("address_missing /district", fault(|a| a.district = None, guangzhou())),
        ("address_not_used /region", fault(|a| a.region = Some("GD".into()), guangzhou())),
        ("address_shape /postal_code", fault(|a| a.postal_code = Some("5106".into()), guangzhou())),
        ("address_not_used /barangay", fault(|a| a.barangay = Some("1".into()), lisbon())),
        ("address_shape /postal_code", fault(|a| a.postal_code = Some("<1100>".into()), lisbon())),
    ];
    for (expected, got) in cases {
        assert_eq!(got, expected);
    }
}

#[test]
fn a_choice_that_is_wrong_names_the_choices() {
    let refusal = Address { region: Some("NCR ".into()), ..manila() }.check().unwrap_err();
    assert_eq!(refusal.allowed.len(), 18);
    assert_eq!(refusal.allowed[0], "NCR");
}

#[test]
fn nothing_of_a_person_prints() {
    assert_eq!(format!("{:?}", manila()), "Address(PH NCR)");
}

#[test]
fn an_unknown_part_is_refused() {
    let mut json = serde_json::to_value(manila()).unwrap();
    json["verified"] = true.into();
    assert!(serde_json::from_value::<Address>(json).is_err());
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,10}", ".{0,8}", Just("x".repeat(121)), Just("1002".to_owned())]
}

prop_compose! {
    fn anything()(
        country in prop_oneof![Just("PH".to_owned()), Just("CN".into()), Just("PT".into()), "[A-Z]{2}"],
        (recipient, phone, city, street) in (text(), prop_oneof![Just("09171234567".to_owned()), text()], text(), text()),
        region in prop::option::of(prop_oneof![Just("NCR".to_owned()), Just("V".into()), text()]),
        province in prop::option::of(prop_oneof![Just("GD".to_owned()), text()]),
        (barangay, district) in (prop::option::of(text()), prop::option::of(text())),
        (details, postal_code) in (prop::option::of(text()), prop::option::of(text())),
    ) -> Address {
        Address {
            recipient, phone, country, region, province, city, barangay, district, street, details, postal_code,
        }
    }
}

proptest! {
    /// What was taken is deliverable, and is read again as it was written.
    #[test]
    fn what_is_taken_can_be_delivered_and_comes_back(address in anything()) {
        let json = serde_json::to_string(&address).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Address>(&json).unwrap(), &address);
        if address.check().is_ok() {
            let lines = [&address.recipient, &address.phone, &address.city, &address.street];
            prop_assert!(lines.iter().all(|line| !line.trim().is_empty() && !line.chars().any(char::is_control)));
            prop_assert!(is_country(&address.country));
            match address.country.as_str() {
                "PH" => {
                    prop_assert!(address.barangay.is_some() && address.district.is_none());
                    prop_assert!(REGIONS_PH.iter().any(|region| Some(region.code) == address.division()));
                }
                "CN" => {
                    prop_assert!(address.district.is_some() && address.barangay.is_none());
                    prop_assert!(PROVINCES_CN.iter().any(|province| Some(province.code) == address.division()));
                }
                _ => prop_assert_eq!(address.division(), None),
            }
        }
    }

    /// A fault is named by a field that the address has, so that a form can show it there.
    #[test]
    fn a_fault_names_a_field(address in anything()) {
        if let Err(refusal) = address.check() {
            let field = refusal.field.unwrap();
            let known = ["recipient", "phone", "country", "region", "province", "city", "barangay", "district",
                "street", "details", "postal_code"];
            prop_assert!(known.contains(&field.trim_start_matches('/')), "{}", field);
        }
    }
}
