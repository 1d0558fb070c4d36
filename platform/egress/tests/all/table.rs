//! Some hundred addresses, and what is said to each. Nobody is gone to: the public ones are only judged.

use egress::Egress;

use crate::names::Names;

/// Where names lead in this table.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("loop.example", "127.0.0.1"),
    ("six.example", "::1"),
    ("private.example", "192.168.1.1"),
    ("metadata.example", "169.254.169.254"),
    ("mapped.example", "::ffff:127.0.0.1"),
    ("nat.example", "64:ff9b::7f00:1"),
    ("sixtofour.example", "2002:7f00:1::1"),
    ("teredo.example", "2001:0:4136:e378::1"),
    ("mixed.example", "93.184.215.14 127.0.0.1"),
    ("mixed6.example", "2606:2800:21f:cb07::1 fe80::1"),
    ("last.example", "93.184.215.14 1.1.1.1 8.8.8.8 10.0.0.1"),
    ("zero.example", "0.0.0.0"),
    ("any.example", "::"),
    ("localhost", "127.0.0.1"),
    ("app.localhost", "127.0.0.1"),
    ("printer.local", "192.168.0.9"),
    ("metadata.google.internal", "169.254.169.254"),
    ("link.example", "fe80::1"),
    ("unique.example", "fd12::1"),
    ("multicast.example", "224.0.0.251"),
    ("carrier.example", "100.64.1.1"),
    ("azure.example", "168.63.129.16"),
    ("docs.example", "2001:db8::7"),
    ("xn--bcher-kva.example", "10.0.0.7"),
    ("loop.example.", "127.0.0.1"),
    ("example.com", "93.184.215.14"),
    ("two.example", "93.184.215.14 2606:2800:21f:cb07::1"),
    ("v6.example", "2606:2800:21f:cb07::1"),
    ("xn--fiqs8s.example", "93.184.215.14"),
];

/// Each address with the code of its refusal; `public` where it may be gone to.
#[rustfmt::skip]
const TABLE: &[(&str, &[&str])] = &[
    ("fetch_inside", &[
        "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/",
        "http://0x7f.1/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://0177.1/",
        "http://017700000001/", "http://127.255.255.255/", "http://127.0.0.1./", "http://0.0.0.0/",
        "http://0/", "http://0.1.2.3/", "http://00.0/", "http://10.0.0.1/", "http://10.255.255.255/",
        "http://0x0a000001/", "http://167772161/", "http://012.1.1.1/", "http://100.64.0.1/",
        "http://100.100.100.200/", "http://100.127.255.254/", "http://169.254.169.254/",
        "http://169.254.0.1/", "http://2852039166/", "http://0xa9fea9fe/", "http://0xa9.0xfe.0xa9.0xfe/",
        "http://0251.0376.0251.0376/", "http://169.254.43518/", "http://172.16.0.1/",
        "http://172.31.255.255/", "http://172.20.10.1/", "http://192.0.0.1/", "http://192.0.0.192/",
        "http://192.0.2.1/", "http://192.31.196.1/", "http://192.52.193.1/", "http://192.88.99.1/",
        "http://192.168.0.1/", "http://192.168.255.255/", "http://3232235521/", "http://0xc0a80001/",
        "http://192.168.257/", "http://192.175.48.1/", "http://198.18.0.1/", "http://198.19.255.255/",
        "http://198.51.100.7/", "http://203.0.113.7/", "http://224.0.0.1/", "http://239.255.255.250/",
        "http://240.0.0.1/", "http://255.255.255.255/", "http://4294967295/", "http://168.63.129.16/",
        "http://１２７.０.０.１/", "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/", "http://%31%32%37.0.0.1/",
        "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/", "http://[::ffff:169.254.169.254]/", "http://[::ffff:a9fe:a9fe]/",
        "http://[::ffff:8.8.8.8]/", "http://[::ffff:0:127.0.0.1]/", "http://[::127.0.0.1]/",
        "http://[::7f00:1]/", "http://[64:ff9b::127.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/",
        "http://[64:ff9b::8.8.8.8]/", "http://[64:ff9b:1::1]/", "http://[100::1]/", "http://[2001::1]/",
        "http://[2001:0:7f00:1::]/", "http://[2001:10::1]/", "http://[2001:20::1]/",
        "http://[2001:db8::1]/", "http://[2002:7f00:1::]/", "http://[2002:a9fe:a9fe::1]/",
        "http://[2002:c0a8:1::]/", "http://[2620:4f:8000::1]/", "http://[3fff::1]/", "http://[4000::1]/",
        "http://[5f00::1]/", "http://[fc00::1]/", "http://[fd00::1]/", "http://[fd00:ec2::254]/",
        "http://[fe80::1]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[ff0e::1]/",
        "http://loop.example/", "http://six.example/", "http://private.example/",
        "http://metadata.example/", "http://mapped.example/", "http://nat.example/",
        "http://sixtofour.example/", "http://teredo.example/", "http://mixed.example/",
        "http://mixed6.example/", "http://last.example/", "http://zero.example/", "http://any.example/",
        "http://localhost/", "http://app.localhost/", "http://printer.local/",
        "http://metadata.google.internal/", "http://link.example/", "http://unique.example/",
        "http://multicast.example/", "http://carrier.example/", "http://azure.example/",
        "http://docs.example/", "http://xn--bcher-kva.example/", "https://loop.example/",
        "http://LOOP.example/", "http://loop.example./", "http://bücher.example/",
        "http://private.example:443/", "https://metadata.google.internal/computeMetadata/v1/",
        "http://loop.example/?next=http://example.com/", "http://loop.example#@example.com/",
        "http://127.0.0.1\\@example.com/", "http:/127.0.0.1/", "http:127.0.0.1/", "http:///127.0.0.1/",
        "hTTp://127.0.0.1/", " http://127.0.0.1/ ", "ht\ttp://127.0.0.1/", "http://127.0.0.1:80/",
        "http://127.0.0.1:443/", "https://[::1]:443/",
    ]),
    ("fetch_port", &[
        "http://example.com:1/", "http://example.com:21/", "http://example.com:22/",
        "http://example.com:23/", "http://example.com:25/", "http://example.com:53/",
        "http://example.com:81/", "http://example.com:110/", "http://example.com:111/",
        "http://example.com:135/", "http://example.com:139/", "http://example.com:143/",
        "http://example.com:389/", "http://example.com:445/", "http://example.com:465/",
        "http://example.com:587/", "http://example.com:631/", "http://example.com:873/",
        "http://example.com:993/", "http://example.com:2375/", "http://example.com:2379/",
        "http://example.com:3000/", "http://example.com:3306/", "http://example.com:5432/",
        "http://example.com:6379/", "http://example.com:6443/", "http://example.com:8000/",
        "http://example.com:8080/", "http://example.com:8443/", "http://example.com:9000/",
        "http://example.com:9090/", "http://example.com:9200/", "http://example.com:10250/",
        "http://example.com:11211/", "http://example.com:27017/", "http://example.com:65535/",
        "http://127.0.0.1:6379/", "https://[::1]:5432/",
    ]),
    ("fetch_scheme", &[
        "ftp://example.com/", "file:///etc/passwd", "file://localhost/etc/passwd",
        "gopher://example.com:70/_x", "dict://example.com:11211/stat", "ldap://example.com/",
        "ldaps://example.com/", "tftp://example.com/x", "sftp://example.com/x", "ws://example.com/",
        "wss://example.com/", "data:image/png;base64,AAAA", "javascript:alert(1)", "about:blank",
        "blob:https://example.com/x", "mailto:a@example.com", "jar:http://example.com!/",
        "netdoc:///etc/passwd", "unix:///var/run/docker.sock", "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
        "view-source:http://example.com/", "chrome://settings", "smb://example.com/x", "ssh://example.com/",
        "telnet://example.com/", "redis://example.com/", "phar://x",
    ]),
    ("fetch_credentials", &[
        "http://user@example.com/", "http://user:pass@example.com/", "http://:pass@example.com/",
        "https://example.com@127.0.0.1/", "http://example.com:80@127.0.0.1/",
        "http://127.0.0.1@example.com/", "http://a%40b@example.com/", "https://admin:admin@[::1]/",
    ]),
    ("fetch_address", &[
        "", "/", "//example.com/", "example.com", "http://", "https://", "http://?", "http://#", "http:// ",
        "http://exa mple.com/", "http://[::1", "http://[::1%25lo]/", "http://[fe80::1%eth0]/",
        "http://256.256.256.256/", "http://1.2.3.4.5/", "http://0x100000000/", "http://4294967296/",
        "http://example.com:99999/", "http://example.com:x/", "http://<script>/", "http://a<b.example/",
        "http://%00.example/", "http://%zz/", "http://./",
    ]),
    ("fetch_name", &[
        "http://nobody.example/", "https://nobody.example/", "http://empty.example/",
        "http://a.b.c.nobody.example/",
    ]),
    ("public", &[
        "http://example.com/", "https://example.com/", "http://example.com:80/", "https://example.com:443/",
        "https://example.com:80/", "http://8.8.8.8/", "http://1.1.1.1/x.png?y#z", "http://134744072/",
        "https://[2606:4700::1111]/", "http://two.example/", "http://v6.example/", "http://EXAMPLE.com/",
        "http://example.com/../../x", "http://xn--fiqs8s.example/", "http://中国.example/",
    ]),
];

#[tokio::test]
async fn every_address_is_judged_as_the_table_says() {
    let names = NAMES.iter().fold(Names::default(), |names, (name, to)| names.lead(name, &[to]));
    let egress = Egress::with_resolver(names);
    let mut wrong = Vec::new();
    let mut judged = 0;
    for (expected, addresses) in TABLE {
        for address in *addresses {
            judged += 1;
            let led = egress.leads_to(address).await;
            let said = led.as_ref().map_or_else(egress::Denied::code, |_| "public");
            if said != *expected {
                wrong.push(format!("{address:?} is {said} and not {expected}: {led:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(judged >= 200, "{judged}");
}

#[tokio::test]
async fn an_address_without_end_is_none() {
    let long = format!("http://example.com/{}", "a".repeat(2_000));
    let names = Names::default().lead("example.com", &["93.184.215.14"]);
    let led = Egress::with_resolver(names).leads_to(&long).await;
    assert_eq!(led.unwrap_err().code(), "fetch_address");
}
