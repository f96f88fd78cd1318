//! Set-up, sign-in, members, tokens, forged requests.

use crate::support::{OWNER, PASSWORD, everywhere};
use reqwest::StatusCode;
use serde_json::json;

#[test]
fn the_one_time_link_makes_the_first_member_once() {
    everywhere(|collector| async move {
        let stranger = collector.stranger();
        assert_eq!(stranger.get("/api/setup").await["needed"], true);
        let request = json!({ "token": "guessed", "workspace": "Acme", "email": OWNER, "password": PASSWORD });
        stranger.post("/api/setup", &request).await.problem(403, "link_not_good");

        let link =
            collector::routes::account::setup_link(&collector.app, "http://x").await.expect("works").expect("a link");
        let token = link.strip_prefix("http://x/console/setup#token=").expect("leads to the console");
        let weak = json!({ "token": token, "workspace": "Acme", "email": OWNER, "password": "short" });
        stranger.post("/api/setup", &weak).await.problem(422, "bad_password");
        let strange = json!({ "token": token, "workspace": "Acme", "email": "nobody", "password": PASSWORD });
        stranger.post("/api/setup", &strange).await.problem(422, "bad_email");

        let request =
            json!({ "token": token, "workspace": "Acme", "email": "Owner@Example.com", "password": PASSWORD });
        let answer = stranger.post("/api/setup", &request).await.expect(StatusCode::OK);
        let cookie = answer.headers["set-cookie"].to_str().expect("ASCII").to_owned();
        assert!(cookie.contains("; HttpOnly; SameSite=Strict"), "{cookie}");
        let me = stranger.clone().signed_in(&answer).get("/api/me").await;
        assert_eq!(me.json, json!({ "workspace": "Acme", "name": OWNER, "role": "owner" }));

        stranger.post("/api/setup", &request).await.problem(403, "link_not_good");
        assert_eq!(stranger.get("/api/setup").await["needed"], false);
        assert!(collector::routes::account::setup_link(&collector.app, "http://x").await.expect("works").is_none());
    });
}

#[test]
fn a_fresh_link_ends_the_one_before() {
    everywhere(|collector| async move {
        let link = || collector::routes::account::setup_link(&collector.app, "");
        let first = link().await.expect("works").expect("a link");
        link().await.expect("works").expect("a link");
        let token = first.split_once('=').expect("a token").1;
        let request = json!({ "token": token, "workspace": "Acme", "email": OWNER, "password": PASSWORD });
        collector.stranger().post("/api/setup", &request).await.problem(403, "link_not_good");
    });
}

#[test]
fn a_member_signs_in_and_out() {
    everywhere(|collector| async move {
        collector.owner().await;
        let stranger = collector.stranger();
        stranger.get("/api/me").await.problem(401, "unauthorized");
        let wrong = json!({ "email": OWNER, "password": "wrong horse battery" });
        stranger.post("/api/sign-in", &wrong).await.problem(401, "wrong_credentials");
        let unknown = json!({ "email": "nobody@example.com", "password": PASSWORD });
        stranger.post("/api/sign-in", &unknown).await.problem(401, "wrong_credentials");
        let right = json!({ "email": " OWNER@example.com", "password": PASSWORD });
        let answer = stranger.post("/api/sign-in", &right).await.expect(StatusCode::OK);
        let member = stranger.signed_in(&answer);
        member.get("/api/me").await.expect(StatusCode::OK);
        member.post("/api/sign-out", &json!(null)).await.expect(StatusCode::OK);
        member.get("/api/me").await.problem(401, "unauthorized");
    });
}

#[test]
fn guessing_passwords_is_slowed_down() {
    everywhere(|collector| async move {
        collector.owner().await;
        let wrong = json!({ "email": OWNER, "password": "wrong horse battery" });
        for _ in 0..10 {
            collector.stranger().post("/api/sign-in", &wrong).await.problem(401, "wrong_credentials");
        }
        let right = json!({ "email": OWNER, "password": PASSWORD });
        let answer = collector.stranger().post("/api/sign-in", &right).await;
        answer.problem(429, "too_many_attempts");
        assert!(answer.headers["retry-after"].to_str().expect("ASCII").parse::<u32>().expect("seconds") > 0);
    });
}

#[test]
fn a_forged_request_changes_nothing() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let new = json!({ "name": "ci", "role": "editor" });
        for source in ["cross-site", "same-site", "none"] {
            owner.clone().with("sec-fetch-site", source).post("/api/tokens", &new).await.problem(403, "foreign_origin");
        }
        let plain = collector.stranger().with("cookie", &owner.header("cookie"));
        plain.post("/api/tokens", &new).await.problem(403, "foreign_origin");
        plain
            .clone()
            .with("origin", "https://evil.example")
            .post("/api/tokens", &new)
            .await
            .problem(403, "foreign_origin");
        plain.clone().with("origin", &collector.url).post("/api/tokens", &new).await.expect(StatusCode::CREATED);
        let sign_in = json!({ "email": OWNER, "password": PASSWORD });
        let foreign = collector.stranger().with("sec-fetch-site", "cross-site");
        foreign.post("/api/sign-in", &sign_in).await.problem(403, "foreign_origin");
        let form =
            collector.stranger().call(reqwest::Method::POST, "/api/sign-in", "text/plain", sign_in.to_string()).await;
        form.problem(415, "unsupported_media_type");
    });
}

#[test]
fn roles_hold() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let (viewer, editor) = (owner.token("viewer").await, owner.token("editor").await);
        let environment = json!({ "key": "production", "name": "Production" });
        viewer.get("/api/environments").await.expect(StatusCode::OK);
        viewer.post("/api/environments", &environment).await.problem(403, "role_too_low");
        editor.post("/api/environments", &environment).await.problem(403, "role_too_low");
        viewer.put("/api/content/nps", &crate::support::survey("nps")).await.problem(403, "role_too_low");
        editor.put("/api/content/nps", &crate::support::survey("nps")).await.expect(StatusCode::OK);
        editor.get("/api/tokens").await.problem(403, "role_too_low");
        owner.token("owner").await.post("/api/environments", &environment).await.expect(StatusCode::CREATED);
    });
}

#[test]
fn a_token_shows_its_secret_once_and_can_be_revoked() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let fresh =
            owner.post("/api/tokens", &json!({ "name": "ci", "role": "viewer" })).await.expect(StatusCode::CREATED);
        let secret = fresh["secret"].as_str().expect("a secret").to_owned();
        assert!(
            secret.starts_with("wk_sec_") && secret.starts_with(fresh["token"]["prefix"].as_str().expect("a prefix"))
        );
        let list = owner.get("/api/tokens").await;
        assert!(!list.json.to_string().contains(&secret));
        let program = collector.stranger().with("authorization", &format!("Bearer {secret}"));
        assert_eq!(program.get("/api/me").await["name"], "ci");
        assert!(owner.get("/api/tokens").await["tokens"][0]["used_at"].is_i64());
        let id = fresh["token"]["id"].as_str().expect("an id");
        owner.delete(&format!("/api/tokens/{id}")).await.expect(StatusCode::NO_CONTENT);
        program.get("/api/me").await.problem(401, "unauthorized");
        owner.delete(&format!("/api/tokens/{id}")).await.problem(404, "not_found");
        for bad in ["Basic dXNlcjpwdw==", "Bearer nonsense", "wk_sec_x"] {
            let answer = collector.stranger().with("authorization", bad).get("/api/me").await;
            answer.problem(401, "unauthorized");
            assert!(answer.headers.contains_key("www-authenticate"));
        }
    });
}

#[test]
fn members_are_invited_by_a_one_time_link_and_an_owner_remains() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let new = json!({ "email": "pm@example.com", "role": "editor" });
        let invitation = owner.post("/api/members", &new).await.expect(StatusCode::CREATED);
        let token = invitation["url"]
            .as_str()
            .expect("a link")
            .split_once("/console/join#token=")
            .expect("a token")
            .1
            .to_owned();
        let join = json!({ "token": token, "password": PASSWORD });
        let answer = collector.stranger().post("/api/join", &join).await.expect(StatusCode::OK);
        let editor = collector.stranger().signed_in(&answer);
        assert_eq!(editor.get("/api/me").await["role"], "editor");
        collector.stranger().post("/api/join", &join).await.problem(403, "link_not_good");
        owner.post("/api/members", &new).await.problem(409, "email_taken");

        let members = owner.get("/api/members").await;
        let id = |i: usize| members["members"][i]["id"].as_str().expect("an id").to_owned();
        owner.delete(&format!("/api/members/{}", id(0))).await.problem(409, "last_owner");
        owner.put(&format!("/api/members/{}", id(0)), &json!({ "role": "viewer" })).await.problem(409, "last_owner");
        owner.put(&format!("/api/members/{}", id(1)), &json!({ "role": "owner" })).await.expect(StatusCode::NO_CONTENT);
        editor.delete(&format!("/api/members/{}", id(0))).await.expect(StatusCode::NO_CONTENT);
        owner.get("/api/me").await.problem(401, "unauthorized");
        editor.delete("/api/members/nobody").await.problem(404, "not_found");
    });
}

#[test]
fn a_new_password_ends_the_other_sign_ins() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let sign_in = json!({ "email": OWNER, "password": PASSWORD });
        let other = collector.stranger().signed_in(&collector.stranger().post("/api/sign-in", &sign_in).await);
        let change = |current: &str| json!({ "current": current, "new": "another horse battery" });
        owner.put("/api/me/password", &change("not the password")).await.problem(403, "wrong_password");
        owner.put("/api/me/password", &change(PASSWORD)).await.expect(StatusCode::NO_CONTENT);
        owner.get("/api/me").await.expect(StatusCode::OK);
        other.get("/api/me").await.problem(401, "unauthorized");
        collector.stranger().post("/api/sign-in", &sign_in).await.problem(401, "wrong_credentials");
        let token = owner.token("owner").await;
        token.put("/api/me/password", &change(PASSWORD)).await.problem(403, "not_a_member");
    });
}

#[test]
fn a_body_that_is_no_request_is_told_why() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let call = |body: &str| {
            let (owner, body) = (owner.clone(), body.to_owned());
            async move { owner.call(reqwest::Method::POST, "/api/tokens", "application/json", body).await }
        };
        call("{").await.problem(400, "malformed_json");
        call("{} {}").await.problem(422, "bad_field");
        call(r#"{"name":"ci","role":"viewer"} x"#).await.problem(400, "malformed_json");
        let wrong = call(r#"{"name":"ci","role":"god"}"#).await;
        wrong.problem(422, "bad_field");
        assert!(wrong["detail"].as_str().expect("a detail").starts_with("role: "), "{:#}", wrong.json);
        call(r#"{"name":"ci","role":"viewer","extra":1}"#).await.problem(422, "bad_field");
        call(r#"{"name":"a\u0000b","role":"viewer"}"#).await.problem(422, "bad_field");
        call(r#"{"name":"  ","role":"viewer"}"#).await.problem(422, "bad_field");
        let large = format!(r#"{{"name":"{}","role":"viewer"}}"#, "x".repeat(1_100_000));
        call(&large).await.problem(413, "body_too_large");
    });
}
