//! Queries in Japanese and English against a small help centre, and any text at all.

use super::*;
use proptest::prelude::*;

const ARTICLES: &str = r#"[
    {"key":"export","name":"","body":{"article":{
        "title":{"en":"How do I export a list?","ja":"一覧を書き出すには"},
        "text":{"en":"Open the list and press **Export**. The file opens in every [spreadsheet](https://example.com).","ja":"一覧を開いて**書き出し**を押します。表計算ソフトで開けるＣＳＶとして保存されます。"},
        "keywords":{"en":"download CSV","ja":"ダウンロード エクスポート"}}}},
    {"key":"invite","name":"","body":{"article":{
        "title":{"en":"Invite a colleague","ja":"同僚を招待する"},
        "text":{"en":"Colleagues receive an e-mail with a link. They choose a password.","ja":"招待メールのリンクから、パスワードを設定してもらいます。"},
        "keywords":{}}}},
    {"key":"password","name":"","body":{"article":{
        "title":{"en":"Forgotten password","ja":"パスワードを忘れたとき"},
        "text":{"en":"Ask for a new one below the sign-in form.","ja":"サインイン画面の下から、再設定してください。"},
        "keywords":{"en":"reset login","ja":"ログイン"}}}},
    {"key":"cafe","name":"","body":{"article":{
        "title":{"en":"Café accounts","ja":"カフェのアカウント"},
        "text":{"en":"An account for the whole café.","ja":"店全体で使えるアカウントです。"},"keywords":{}}}}
]"#;

fn index() -> Index {
    let contents: Vec<Content> = serde_json::from_str(ARTICLES).expect("articles");
    Index::new(contents.iter())
}

fn found(query: &str, locale: &str) -> Vec<String> {
    index().find(query, locale, |_| true).into_iter().map(|hit| hit.key.to_string()).collect()
}

#[track_caller]
fn check(query: &str, locale: &str, expected: &[&str]) {
    assert_eq!(found(query, locale), expected, "{query}");
}

#[test]
fn words_are_found_by_their_beginning_whatever_case_width_and_accent() {
    check("export", "en", &["export"]);
    check("EXPORTING", "en", &[]);
    check("exp", "en", &["export"]);
    check("ｅｘｐｏｒｔ", "en", &["export"]);
    check("cafe", "en", &["cafe"]);
    check("CAFÉ", "en", &["cafe"]);
    check("csv", "ja", &["export"]);
    check("password", "en", &["password", "invite"]);
    check("reset password", "en", &["password", "invite"]);
    check("invite colleague", "en", &["invite"]);
    check("nothing of that kind", "en", &[]);
}

#[test]
fn one_slip_is_forgiven_in_longer_words() {
    check("exprot", "en", &["export"]);
    check("pasword", "en", &["password", "invite"]);
    check("passwordd", "en", &["password", "invite"]);
    check("colleegue", "en", &["invite"]);
    check("lsit", "en", &[]);
    check("exprto list", "en", &["export"]);
}

#[test]
fn japanese_is_found_without_spaces_whatever_kind_of_kana() {
    check("書き出し", "ja", &["export"]);
    check("書き出すには？", "ja", &["export"]);
    check("一覧の書き出し方", "ja", &["export"]);
    check("パスワード", "ja", &["password", "invite"]);
    check("ﾊﾟｽﾜｰﾄﾞ", "ja", &["password", "invite"]);
    check("ぱすわーど", "ja", &["password", "invite"]);
    check("パスワードを忘れました", "ja", &["password", "invite"]);
    check("招待", "ja", &["invite"]);
    check("同僚を招待したい", "ja", &["invite"]);
    check("エクスポート", "ja", &["export"]);
    check("えくすぽーと", "ja", &["export"]);
    check("店", "ja", &["cafe"]);
    check("請求書", "ja", &[]);
}

#[test]
fn the_other_language_is_found_too_and_said_in_ones_own() {
    let hits = index().find("export", "ja", |_| true);
    assert_eq!((hits[0].key.as_str(), hits[0].title.as_str()), ("export", "一覧を書き出すには"));
    assert_eq!(index().find("招待", "en", |_| true)[0].title, "Invite a colleague");
    assert_eq!(index().find("export", "fr", |_| true)[0].title, "How do I export a list?");
}

#[test]
fn an_empty_query_answers_the_newest_and_a_query_of_signs_nothing() {
    check("", "en", &["cafe", "password", "invite", "export"]);
    check("  \n", "ja", &["cafe", "password", "invite", "export"]);
    check("?!", "en", &[]);
}

#[test]
fn nobody_finds_what_is_not_for_them() {
    let hits = index().find("password", "en", |key| key.as_str() != "password");
    assert_eq!(hits.iter().map(|hit| hit.key.as_str()).collect::<Vec<_>>(), ["invite"]);
}

#[test]
fn an_excerpt_shows_where_it_was_found_without_marks() {
    let hits = index().find("spreadsheet", "en", |_| true);
    assert_eq!(hits[0].excerpt, "Open the list and press Export. The file opens in every spreadsheet.");
    let long =
        format!("{}Then press Export at the top. {}", "Some words before. ".repeat(20), "More after it. ".repeat(20));
    let said = excerpt::around(&long, &tokens("export"));
    assert!(said.starts_with('…') && said.ends_with('…') && said.contains("Export"), "{said}");
    assert!(said.chars().count() <= 142, "{said}");
    assert_eq!(excerpt::around("", &tokens("export")), "");
}

#[test]
fn a_term_weighs_more_in_the_title_than_in_the_text() {
    check("アカウント", "ja", &["cafe"]);
    check("link", "en", &["invite"]);
    assert_eq!(found("password", "en")[0], "password");
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*", query in "\\PC*", mixed in "[ｦ-ﾟァ-ヶーぁ-ん一-龠가-힣a-zA-Zé\u{300}\u{3099} 。]{0,60}") {
        let mut contents: Vec<Content> = serde_json::from_str(ARTICLES).expect("articles");
        if let Body::Article(article) = &mut contents[0].body {
            article.text = shared::text::Text::from([("en", text.as_str()), ("ja", mixed.as_str())]);
            article.title = shared::text::Text::from([("ja", query.as_str())]);
        }
        let index = Index::new(contents.iter());
        for query in [&query, &text, &mixed] {
            let hits = index.find(query, "ja", |_| true);
            prop_assert!(hits.len() <= MAX_HITS);
            prop_assert!(hits.iter().all(|hit| hit.excerpt.chars().count() <= 150));
        }
    }

    #[test]
    fn a_piece_of_a_title_finds_it(at in 0_usize..5, length in 2_usize..5) {
        let title: Vec<char> = "一覧を書き出すには".chars().collect();
        let piece: String = title[at..(at + length).min(title.len())].iter().collect();
        prop_assert!(found(&piece, "ja").contains(&"export".to_owned()), "{}", piece);
    }
}
