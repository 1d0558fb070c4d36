//! What machines ask of every node, and what the documents say.

use market_tests::Market;

#[test]
fn a_market_is_alive_ready_measured_and_documented() {
    for market in Market::both() {
        assert_eq!(market.anyone.get("//healthz").is(200), "alive\n");
        assert_eq!(market.anyone.get("//readyz").is(200), "ready\n");
        let metrics = market.anyone.get("//metrics").is(200).to_string();
        for figure in [
            "rialto_connections_open",
            "rialto_db_writes_waiting",
            "rialto_jobs_dead",
            "rialto_log_lag_facts",
        ] {
            assert!(metrics.contains(figure), "{}: no {figure} in {metrics}", market.engine);
        }
        let document = market.anyone.get("//api/openapi.json").is(200);
        assert_eq!(document["openapi"], "3.1.0");
        assert_eq!(document["info"]["title"], "Rialto");
        assert!(market.anyone.get("//api/docs").is(200).to_string().contains("Rialto"));
    }
}

#[test]
fn an_address_that_leads_nowhere_is_a_problem_that_says_so() {
    for market in Market::both() {
        market.anyone.get("/nowhere").refuses(404, "no_such_route");
        market.anyone.bearing("nobody's").get("//api/openapi.json").is(200);
    }
}

#[test]
fn whoever_signs_up_is_known_and_an_operator_is_one() {
    for market in Market::both() {
        let (mia, lina) = (market.sign_up("mia"), market.operator("lina"));
        assert_eq!(mia.get("/me").is(200)["handle"], "mia");
        assert_eq!(lina.get("/me").is(200)["role"], "admin");
        market.anyone.get("/me").refuses(401, "sign_in");
    }
}
