//! Words of the frame and of pieces that every room uses.
//!
//! Deliberately absent: words that only one room says.

use super::words;

words! {
    WAYMARK: "Waymark", "Waymark";
    SKIP: "Skip to content", "本文へ移動";
    MENU: "Menu", "メニュー";
    NAV_CONTENT: "Guides and surveys", "ガイドとアンケート";
    NAV_START: "First steps", "はじめの手順";
    NAV_PEOPLE: "People", "利用者";
    NAV_SETTINGS: "Settings", "設定";
    SIGN_OUT: "Sign out", "サインアウト";
    ENVIRONMENT: "Environment", "環境";
    LANGUAGE: "Language", "言語";
    SCHEME: "Colours", "配色";
    SCHEME_AUTO: "As the system", "システムに合わせる";
    SCHEME_LIGHT: "Light", "ライト";
    SCHEME_DARK: "Dark", "ダーク";
    ROLE_SENDER: "sender", "送信専用";
    ROLE_VIEWER: "viewer", "閲覧者";
    ROLE_EDITOR: "editor", "編集者";
    ROLE_OWNER: "owner", "管理者";

    LOADING: "Loading", "読み込んでいます";
    TRY_AGAIN: "Try again", "もう一度試す";
    UNREACHABLE: "The collector cannot be reached. Check the network, then try again.",
        "サーバーに接続できません。ネットワークを確認して、もう一度お試しください。";
    STALE: "This could not be brought up to date. What you see is from before.", "最新の状態を取得できませんでした。表示は以前の内容です。";
    SAID_IN_ENGLISH: "{0}", "うまくいきませんでした。サーバーの説明（英語）：{0}";
    MEND: "{0}", "確認して直してください（{0}）。";
    FAILED: "This did not work.", "うまくいきませんでした。";
    NOT_FOUND: "There is nothing at this address.", "このアドレスには何もありません。";
    NOT_FOUND_BODY: "It may have been removed, or the link has a mistake.", "削除されたか、リンクに誤りがある可能性があります。";
    TO_HOME: "Go to guides and surveys", "ガイドとアンケートの一覧へ";
    VIEWER_ONLY: "You may read here; changing it needs the role of editor.", "閲覧のみ可能です。変更には編集者の権限が必要です。";
    OWNER_ONLY: "Changing this needs the role of owner.", "変更には管理者の権限が必要です。";

    SAVE: "Save", "保存する";
    CANCEL: "Cancel", "キャンセル";
    REMOVE: "Remove", "削除する";
    EDIT: "Edit", "編集する";
    UP: "Move up", "上へ";
    DOWN: "Move down", "下へ";
    COPY: "Copy", "コピー";
    COPIED: "Copied", "コピーしました";
    SHOW_TABLE: "Show as table", "表で見る";
    SHOW_CHART: "Show as chart", "図で見る";
    YES: "yes", "はい";
    NO: "no", "いいえ";
    KEY: "Key", "キー";
    KEY_HINT: "Lower-case letters, digits, - and _. It stays for good.", "小文字の英字、数字、-、_ が使えます。後から変更できません。";
    KEY_VAGUE: "Write one that says what it is, such as first-invoice. It stays for good.",
        "first-invoice のように、内容の分かるキーを入力してください。後から変更できません。";
    KEY_WRONG: "Use lower-case letters, digits, - and _, beginning with a letter or digit.",
        "小文字の英字、数字、-、_ を使い、英字か数字で始めてください。";
    KEY_TAKEN: "This key is in use. Choose another.", "このキーは使用中です。別のキーを入力してください。";
    NUMBER: "Write a number.", "数を入力してください。";
    NUMBER_FROM: "Write a number from {0} on.", "{0} 以上の数を入力してください。";
    NUMBER_BETWEEN: "Write a number from {0} to {1}.", "{0} から {1} までの数を入力してください。";
    WHOLE_FROM: "Write a whole number from {0} on.", "{0} 以上の整数を入力してください。";
    WHOLE_BETWEEN: "Write a whole number from {0} to {1}.", "{0} から {1} までの整数を入力してください。";
    NAME: "Name", "名前";
    LEAVE_UNSAVED: "There are changes that are not saved. Leave without them?", "保存していない変更があります。このまま移動しますか？";

    JUST_NOW: "just now", "たった今";
    MINUTE_AGO: "{0} minute ago", "{0} 分前";
    MINUTES_AGO: "{0} minutes ago", "{0} 分前";
    HOUR_AGO: "{0} hour ago", "{0} 時間前";
    HOURS_AGO: "{0} hours ago", "{0} 時間前";
    DAY_AGO: "{0} day ago", "{0} 日前";
    DAYS_AGO: "{0} days ago", "{0} 日前";
}
