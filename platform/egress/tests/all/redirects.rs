//! Led on, and led astray.

use egress::{Denied, Egress, Most};

use crate::names::{Names, Server, moved, page};

#[tokio::test]
async fn a_name_that_moves_between_two_questions_is_asked_once_and_gone_to_there() {
    let outside = Server::on("127.0.0.1", |_, _| page(b"outside")).await;
    let port = outside.address.port();
    let inside = Server::at(&format!("127.0.0.2:{port}"), |_, _| page(b"a secret")).await;
    let names = Names::default().lead("rebind.example", &["127.0.0.1", "127.0.0.2"]);
    // The allowance is for the one address and not for the other, as the internet is not inside.
    let egress = Egress::with_resolver(names.clone()).allowing(outside.address);
    let fetched = egress.get(&format!("http://rebind.example:{port}/x"), Most::default()).await.unwrap();
    assert_eq!(fetched.bytes, b"outside");
    assert_eq!(names.asked(), ["rebind.example"], "one question a hop");
    // The second time the name leads inside, and nobody goes there.
    let denied = egress.get(&format!("http://rebind.example:{port}/x"), Most::default()).await.unwrap_err();
    assert_eq!(denied, Denied::Inside("127.0.0.2".parse().unwrap()));
    assert_eq!((outside.requests().len(), inside.requests().len()), (1, 0));
}

#[tokio::test]
async fn a_redirect_is_judged_like_a_first_address() {
    let server = Server::on("127.0.0.1", |path, address| match path {
        "/metadata" => moved(302, "http://169.254.169.254/latest/meta-data/"),
        "/mapped" => moved(302, "http://[::ffff:127.0.0.1]/"),
        "/file" => moved(302, "file:///etc/passwd"),
        "/gopher" => moved(302, "gopher://example.com/"),
        "/credentials" => moved(302, "http://a:b@example.com/"),
        "/port" => moved(302, "http://example.com:6379/"),
        "/name" => moved(307, "http://inside.example/"),
        "/relative" => moved(301, "there?x=1"),
        "/there?x=1" => page(b"there"),
        "/nowhere" => b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n".to_vec(),
        "/again" => moved(302, &format!("http://turns.example:{}/again", address.port())),
        _ => moved(302, &format!("http://{address}/{}", path.len())),
    })
    .await;
    let port = server.address.port();
    let names = Names::default()
        .lead("start.example", &["127.0.0.1"])
        .lead("inside.example", &["10.1.2.3"])
        .lead("turns.example", &["127.0.0.1", "192.168.0.1"])
        .lead("example.com", &["93.184.215.14"]);
    let egress = Egress::with_resolver(names).allowing(server.address);
    let get = async |path: &str| {
        egress.get(&format!("http://start.example:{port}{path}"), Most::default()).await.map(|got| got.bytes)
    };
    let inside = |ip: &str| Err(Denied::Inside(ip.parse().unwrap()));
    assert_eq!(get("/metadata").await, inside("169.254.169.254"));
    assert_eq!(get("/mapped").await, inside("::ffff:127.0.0.1"));
    assert_eq!(get("/file").await, Err(Denied::Scheme));
    assert_eq!(get("/gopher").await, Err(Denied::Scheme));
    assert_eq!(get("/credentials").await, Err(Denied::Credentials));
    assert_eq!(get("/port").await, Err(Denied::Port(6379)));
    assert_eq!(get("/name").await, inside("10.1.2.3"));
    assert_eq!(get("/nowhere").await, Err(Denied::Status(302)));
    assert_eq!(get("/again").await, inside("192.168.0.1"), "the same name, asked anew for the next hop");
    assert_eq!(get("/relative").await, Ok(b"there".to_vec()));
    let before = server.requests().len();
    assert_eq!(get("/for-ever").await, Err(Denied::Redirects(3)));
    assert_eq!(server.requests().len() - before, 4, "the first and three more");
}

#[tokio::test]
async fn nothing_is_told_but_which_host_is_meant() {
    let server =
        Server::on("127.0.0.1", |path, _| if path == "/a" { moved(302, "/b") } else { page(b"") }).await;
    let port = server.address.port();
    let names = Names::default().lead("start.example", &["127.0.0.1"]);
    let egress = Egress::with_resolver(names).allowing(server.address);
    egress.get(&format!("http://start.example:{port}/a#part"), Most::default()).await.unwrap();
    let said = format!(
        "host: start.example:{port}\r\nuser-agent: rialto\r\naccept: */*\r\nconnection: close\r\n\r\n"
    );
    assert_eq!(
        server.requests(),
        [format!("GET /a HTTP/1.1\r\n{said}"), format!("GET /b HTTP/1.1\r\n{said}")]
    );
}
