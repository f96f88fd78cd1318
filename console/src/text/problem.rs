//! What the collector's refusals say in Japanese, by the code at the end of their `type`.
//!
//! `{0}` stands for the collector's own, English detail, where it names something that is not known here. `tests/tidy.rs`
//! holds that no code is missing. Deliberately absent: English; the collector says that itself.

/// The beginning of every `type`.
const KIND: &str = "urn:waymark:problem:";

/// The Japanese words of a problem of this type.
pub fn japanese(kind: &str) -> Option<&'static str> {
    let code = kind.strip_prefix(KIND)?;
    said_to_members(code).or_else(|| said_to_programs(code))
}

/// What a member meets in the console.
fn said_to_members(code: &str) -> Option<&'static str> {
    Some(match code {
        "bad_email" => "メールアドレスの形が正しくありません。確認して入力し直してください。",
        "bad_field" => "入力に誤りがあります。確認して直してください（{0}）。",
        "bad_key" => "このキーは使えません。小文字の英字・数字・-・_ を使い、英字か数字で始めてください。",
        "bad_password" => "このパスワードは使えません（{0}）。",
        "bad_query" => "この条件では表示できません。条件を変えてお試しください（{0}）。",
        "bad_settings" => "設定に誤りがあります。確認して直してください（{0}）。",
        "bad_url" => "このアドレスは使えません。https:// から始まる自社ページのアドレスを入力してください。",
        "bad_webhook" => {
            "このアドレスには送れません。https:// から始まる、インターネットから接続できるアドレスを入力してください（{0}）。"
        }
        "busy" => "ただいま混み合っています。少し待ってから、もう一度お試しください。",
        "changed_meanwhile" => "ほかの人が先に変更しました。最新の内容を読み込んでから、やり直してください。",
        "database_away" => "データベースに接続できません。少し待ってから、もう一度お試しください。",
        "database_full" => {
            "データベースの空き容量がないため、保存できませんでした。サーバーの運用担当者に連絡してください。"
        }
        "email_taken" => "このメールアドレスのメンバーは、すでにいます。",
        "environment_exists" => "このキーの環境は、すでにあります。別のキーを入力してください。",
        "exists" => "同じ名前のものが、すでにあります。別の名前にしてください。",
        "foreign_origin" => "この変更は、この画面を開き直してからお試しください。",
        "if_match_required" => "最新の内容を確認できませんでした。画面を開き直してからお試しください。",
        "in_use" => "使用中のため削除できません。先に使用先を変更してください（{0}）。",
        "internal" => "サーバーで問題が起きました。サーバーの運用担当者に連絡してください。",
        "key_differs" => "キーがアドレスと一致しません（{0}）。",
        "last_owner" => "最後の管理者です。先に、ほかのメンバーを管理者にしてください。",
        "link_not_good" => {
            "このリンクは使えません。間違っているか、使用済みか、期限が切れています。新しいリンクを受け取ってください。"
        }
        "lint_errors" => "エラーが残っています。助言に従って直してから、もう一度お試しください。",
        "malformed_json" => "内容を読み取れませんでした。書き方を確認してください（{0}）。",
        "not_a_member" => "パスワードを変更できるのはメンバーだけです。",
        "not_found" => "見つかりませんでした。削除された可能性があります。",
        "not_published" => "この環境には、まだ公開していません。",
        "origin_not_allowed" => {
            "許可していないオリジンのページです。先に、環境の設定でそのオリジンを許可してください。"
        }
        "overloaded" => "受け取るイベントが多すぎます。少し待ってから、もう一度お試しください。",
        "role_too_low" => "この操作をする権限がありません。管理者に相談してください。",
        "stopping" => "サーバーを停止しているところです。少し待ってから、もう一度お試しください。",
        "too_few_people" => "該当する人が 5 人未満です。誰の回答か分からないようにする約束のため、表示できません。",
        "too_many_attempts" => "試した回数が多すぎます。しばらく待ってから、もう一度お試しください。",
        "unauthorized" => "サインインしてください。",
        "unknown_shape" => "この形の内容は扱えません。書き方を確認してください（{0}）。",
        "was_published" => "公開したことがあるため、削除できません。回答を残すため、一時停止をご利用ください。",
        "wrong_credentials" => "メールアドレスかパスワードが違います。",
        "wrong_password" => "現在のパスワードが違います。",
        _ => return None,
    })
}

/// What pages, back ends and scripts meet, and the console only through a fault in between.
fn said_to_programs(code: &str) -> Option<&'static str> {
    Some(match code {
        "bad_gzip" | "cut_off" | "malformed" | "unknown_encoding" | "unsupported_media_type" => {
            "送られた内容を読み取れませんでした（{0}）。"
        }
        "bad_if_match" | "no_such_address" | "wrong_method" => "この呼び出し方はできません（{0}）。",
        "bad_token" | "unknown_key" => "キーかトークンが正しくありません（{0}）。",
        "body_too_large" | "too_many_events" | "too_many_rows" => "一度に送る量が多すぎます（{0}）。",
        "malformed_csv" | "missing_column" => "CSV に誤りがあります（{0}）。",
        "newer_schema" => "サーバーより新しい形式で送られました。サーバーを更新してください。",
        "nothing_built_in" => "このサーバーには画面の部品が組み込まれていません（{0}）。",
        "too_slow" => "時間内に受け取れませんでした。もう一度お試しください。",
        _ => return None,
    })
}
