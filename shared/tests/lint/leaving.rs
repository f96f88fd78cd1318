//! The way out: what tells that content stands there, what only sounds like it, and what may be in nobody's way.

use super::check::{check_in, content, good};
use serde_json::{Value, json};
use waymark_shared::lint::Severity::Error;
use waymark_shared::lint::{has_errors, lint};

/// Whether a question that must be answered is an error where this stands in a survey that is good otherwise.
fn leaves(pointer: &str, value: &Value) -> bool {
    let mut json = good();
    json["body"]["survey"]["questions"][0]["required"] = json!(true);
    json["body"]["survey"]["questions"][2]["required"] = json!(true);
    *json.pointer_mut(pointer).expect("there is such a place") = value.clone();
    let advice = lint(&content(&json));
    let count = advice.iter().filter(|advice| advice.code == "required_when_leaving").count();
    assert!(count == 0 || (count == 2 && has_errors(&advice)), "{advice:?}");
    count > 0
}

fn page(pattern: &Value) -> Value {
    json!({ "pages": [{ "pattern": pattern }] })
}

fn event(name: &str) -> Value {
    json!({"cause": {"event": {"name": name}}})
}

fn click(selector: &str) -> Value {
    json!({"cause": {"click": selector}})
}

#[test]
fn the_usual_ways_out_are_known() {
    for path in [
        "/billing/cancel",
        "/cancel",
        "/cancel-plan",
        "/subscriptions/7/cancel",
        "/account/close",
        "/close-account",
        "/settings/account/delete",
        "/account-deletion",
        "/terminate",
        "/contract/terminate",
        "/downgrade",
        "/account/unsubscribe",
        "/offboarding/reasons",
        "/cancellation",
        "/設定/解約",
        "/退会",
        "/契約/キャンセル",
    ] {
        for pattern in [json!({"exact": path}), json!({"prefix": path}), json!({"glob": format!("/app{path}/**")})] {
            assert!(leaves("/trigger", &page(&pattern)), "{pattern}");
        }
        assert!(leaves("/trigger", &json!({"pages": [{"pattern": {"exact": path}}], "cause": "exit"})), "{path}");
    }
    assert!(leaves("/trigger", &page(&json!({"regex": r"^/(de|en)/billing/cancel\b"}))));
    assert!(leaves("/trigger", &page(&json!({"regex": r"\bcancel\b"}))));
    for name in [
        "cancel_clicked",
        "Cancel Clicked",
        "cancelStarted",
        "subscription_cancelled",
        "Subscription-Cancelled",
        "subscription.canceled",
        "plan_cancelled_by_user",
        "ACCOUNT_CLOSURE",
        "closeAccount",
        "Close your account",
        "cancelsubscription",
        "churned",
        "unsubscribed",
        "contract_terminated",
        "キャンセル開始",
        "cancellation_form",
    ] {
        assert!(leaves("/trigger", &event(name)), "{name}");
    }
    for selector in [
        "[data-action=cancel]",
        "button[data-action='cancel']",
        "#cancel",
        "#delete-account",
        "dialog .cancel-subscription",
        "a[href='/account/close']",
        "a[href^=\"/billing/cancel\"]",
        "[data-tour=closeAccount]",
        "[title=解約する]",
    ] {
        assert!(leaves("/trigger", &click(selector)), "{selector}");
        assert!(leaves("/trigger", &json!({"cause": {"element": selector}})), "{selector}");
    }
    for name in
        ["Cancellation", "解約アンケート", "退会理由", "Why people cancel", "ダウングレードの理由", "キャンセル理由"]
    {
        assert!(leaves("/name", &json!(name)), "{name}");
    }
    for key in ["cancellation", "cancel", "cancellation-message", "account-close", "churn-reasons"] {
        assert!(leaves("/key", &json!(key)), "{key}");
    }
}

#[test]
fn what_only_sounds_like_a_way_out_is_none() {
    for path in [
        "/cancelled-orders",
        "/orders/cancelled",
        "/orders/7/cancel",
        "/cancel-order",
        "/account/cancelled-orders",
        "/bookings/*/cancel",
        "/checkout/cancel",
        "/billing/invoices/7/cancel",
        "/order-cancellation",
        "/accounts/close",
        "/account/settings",
        "/subscription",
        "/disclose-account",
        "/determined",
        "/cancelled",
        "/注文のキャンセル",
    ] {
        for pattern in [json!({"exact": path}), json!({"prefix": path}), json!({"glob": format!("/app{path}/**")})] {
            assert!(!leaves("/trigger", &page(&pattern)), "{pattern}");
        }
    }
    for name in [
        "order_cancelled",
        "upload_cancelled",
        "cancel_upload",
        "invoice_cancel_clicked",
        "session_terminated",
        "dialog_cancel",
        "edit_cancel_clicked",
        "account_closed_invoice",
        "account_created",
        "plan_chosen",
        "予約キャンセル",
    ] {
        assert!(!leaves("/trigger", &event(name)), "{name}");
    }
    for selector in [
        "dialog a.cancel",
        ".cancel",
        ".btn-cancel",
        "button.btn.cancel",
        "#cancel-button",
        "#cancelButton",
        "[aria-label=Cancel]",
        "#edit-form [data-action=cancel]",
        "#order [data-action=cancel]",
        "#account-menu .close",
        "[aria-label=キャンセル]",
    ] {
        assert!(!leaves("/trigger", &click(selector)), "{selector}");
    }
    for name in ["Cancelled orders", "キャンセル待ちのご案内", "Closing the books", "Cancel an invoice"] {
        assert!(!leaves("/name", &json!(name)), "{name}");
    }
    assert!(!leaves("/trigger", &json!({"pages": [{"pattern": {"prefix": "/billing/cancel"}, "not": true}]})));
}

#[test]
fn the_button_of_any_dialog_leads_out_where_somebodys_plan_is() {
    let at = |path: &str| json!({"pages": [{"pattern": {"prefix": path}}], "cause": {"click": "dialog .btn-cancel"}});
    assert!(leaves("/trigger", &at("/settings/plan")));
    assert!(leaves("/trigger", &at("/billing")));
    assert!(!leaves("/trigger", &at("/settings/profile")));
    assert!(!leaves("/trigger", &at("/billing/invoices")));
}

#[test]
fn nothing_covers_the_page_of_who_leaves() {
    let text = |en: &str, ja: &str| json!({"en": en, "ja": ja});
    let tour = |display: Value| {
        json!({
            "key": "stay", "name": "Stay", "owner": "Product", "goal": "kept", "decision": "What to mend",
            "trigger": event("report_opened"),
            "body": {"tour": {"steps": [{"key": "one", "title": text("One", "一つ"), "display": display}]}}
        })
    };
    let target = json!({"selectors": ["#goal"]});
    let bubble = |spotlight: Value| json!({"bubble": {"target": target, "spotlight": spotlight}});
    let at = "body.tour.steps[0].display";
    for covers in [json!("modal"), bubble(json!({})), bubble(json!({"blocked": true}))] {
        assert_eq!(lint(&content(&tour(covers.clone()))), []);
        check_in(tour(covers.clone()), "/trigger", event("cancel_clicked"), Error, "modal_when_leaving", at);
        let page = json!([{"pattern": {"exact": "/billing/cancel"}}]);
        check_in(tour(covers), "/body/tour/steps/0/pages", page, Error, "modal_when_leaving", at);
    }
    for beside in [json!("card"), bubble(Value::Null), json!({"beacon": {"target": target, "spotlight": {}}})] {
        let mut leaving = tour(beside);
        leaving["trigger"] = event("cancel_clicked");
        assert_eq!(lint(&content(&leaving)), []);
    }
    let mut asks = tour(json!("card"));
    asks["key"] = json!("cancellation");
    asks["body"]["tour"]["steps"][0] =
        json!({"key": "why", "question": {"key": "why", "title": text("Why?", "理由"), "kind": {"open": {}}}});
    assert_eq!(lint(&content(&asks)), []);
    let at = "body.tour.steps[0].question.required";
    check_in(asks, "/body/tour/steps/0/question/required", json!(true), Error, "required_when_leaving", at);
}
