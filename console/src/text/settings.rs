//! Words of the settings.
//!
//! Deliberately absent: words of conditions; segments and goals use those of [`super::rules`].

use super::words;

words! {
    TITLE: "Settings", "設定";
    ROOM_ENVIRONMENT: "Environment", "環境";
    ROOM_LOOK: "Look", "見た目";
    ROOM_LIMITS: "Limits and traits", "上限と属性";
    ROOM_SEGMENTS: "Segments", "セグメント";
    ROOM_GOALS: "Goals", "目標";
    ROOM_MEMBERS: "Members", "メンバー";
    ROOM_TOKENS: "Tokens", "トークン";
    ROOM_ACCOUNT: "Your account", "アカウント";
    SAVED_NOTE: "Saved. Pages take it up with their next session, at the latest after 15 minutes.",
        "保存しました。ページには次のセッションで（遅くとも 15 分後に）反映されます。";

    SWITCH_RUNNING: "Running: guides and surveys are shown in {0}.", "稼働中：「{0}」でガイドとアンケートを表示しています。";
    SWITCH_STOPPED: "Stopped: nothing is shown in {0}.", "停止中：「{0}」では何も表示していません。";
    SWITCH_STOP: "Stop everything here", "この環境をすべて停止する";
    SWITCH_RESUME: "Resume", "再開する";
    SWITCH_ASK: "Stop everything in {0}?", "「{0}」をすべて停止しますか？";
    SWITCH_BODY: "From now on nothing is shown on its pages. Answers on their way are still taken. You can resume at any time.",
        "以後、この環境のページには何も表示されません。送信途中の回答は受け取ります。いつでも再開できます。";
    ORIGINS: "Allowed origins, one a line", "許可するオリジン（一行に一つ）";
    CONSENT: "Nothing is stored or sent before consent(true)", "consent(true) までは何も保存・送信しない";
    CONSENT_HINT: "For pages where the law or your promise asks for agreement first.", "法令や約束により、先に同意が必要な場合に使います。";
    TOKEN_REQUIRED: "identify must come with a signed token", "identify に署名付きトークンを必須にする";
    TOKEN_REQUIRED_HINT: "Then nobody can pretend to be somebody else. Your back end signs (JWT, HS256) with the secret below.",
        "なりすましを防ぎます。サーバー側で、下のシークレットを使って署名（JWT、HS256）してください。";
    SECRET: "Secret that signs user ids", "利用者 ID に署名するシークレット";
    SECRET_SHOW: "Show the secret", "シークレットを表示する";
    SECRET_ROTATE: "Replace it", "新しいものに替える";
    SECRET_ROTATE_ASK: "Replace the secret?", "シークレットを替えますか？";
    SECRET_ROTATE_BODY: "Tokens signed with the old one are refused at once. Have your back end ready to use the new one.",
        "古いシークレットで署名したトークンは直ちに無効になります。サーバー側の切り替えを準備してから実行してください。";
    NEW_ENVIRONMENT: "Another environment", "環境を追加する";
    WRITE_KEY: "Public write key", "公開の書き込みキー";

    LOOK_LEAD: "The widget borrows your product’s manners. Hover, border and text colours follow from the accent.",
        "ウィジェットは製品の見た目に合わせます。ホバー・枠線・文字の色は、アクセント色から自動で決まります。";
    ACCENT: "Accent colour", "アクセント色";
    ACCENT_WRONG: "Write it as #rrggbb.", "#rrggbb の形で入力してください。";
    RADIUS: "Corner radius, pixels", "角の丸み（ピクセル）";
    FONT: "Font (CSS font-family; empty takes the system’s)", "フォント（CSS の font-family、空欄はシステム標準）";
    POSITION: "Place on a wide screen", "広い画面での位置";
    POSITION_BOTTOM_END: "lower corner, end of the line", "下の端（行の終わり側）";
    POSITION_BOTTOM_START: "lower corner, start of the line", "下の端（行の始まり側）";
    POSITION_CENTER: "centre", "中央";
    WIDGET_SCHEME: "Colours", "配色";
    ON_LIGHT: "On light", "明るい背景";
    ON_DARK: "On dark", "暗い背景";
    CONTRAST_BUTTON: "words on the button", "ボタンの文字";
    CONTRAST_EDGE: "edges and marks", "枠線と印";
    CONTRAST_TEXT: "coloured words", "色の付いた文字";
    CONTRAST_LINE: "{0}: {1} to 1, at least {2}", "{0}：{1} 対 1(基準 {2})";
    SAMPLE_BUTTON: "Send answer", "回答を送る";
    SAMPLE_WORDS: "Later", "後で";

    CAPS: "How much one person is asked", "一人に表示する量";
    CAPS_LEAD: "These hold over everything together that interrupts. What a person starts is never capped, nor are banners and hotspots.",
        "作業に割り込むものすべてを合わせた上限です。利用者が自分で開いたものと、バナーやホットスポットは数えません。";
    PER_DAY: "Automatic interruptions in 24 hours", "24 時間に自動で表示する回数";
    SURVEYS: "Surveys", "アンケートの回数";
    SURVEY_DAYS: "in this many days", "数える日数";
    LOW_EFFORT_DAYS: "Days recommendation questions and promotions wait after a low effort answer", "しにくかったという回答の後、おすすめ度の質問と販売の案内を控える日数";
    TRAITS: "Traits that results can be split by", "結果を分けて見られる属性";
    TRAITS_HINT: "At most 16 names, separated by commas. Choose traits with few values, such as plan or role.",
        "16 個まで、コンマ区切り。plan や role のように値の種類が少ない属性を選んでください。";

    SEGMENTS_LEAD: "A segment is a named condition, used in audiences and in filters of results.",
        "セグメントは名前の付いた条件です。対象の指定や結果の絞り込みに使えます。";
    SEGMENT_NEW: "New segment", "新しいセグメント";
    SEGMENTS_NONE: "No segments yet", "セグメントはまだありません";
    REMOVE_ASK: "Remove {0}?", "「{0}」を削除しますか？";
    REMOVE_BODY: "What still uses it must be changed first.", "使用中のものは、先に変更する必要があります。";

    GOALS_LEAD: "A goal is something observable that proves success: guidance is read against it.",
        "目標とは、成功を示す観察できる事実です。案内の効果をこれに照らして読みます。";
    GOAL_NEW: "New goal", "新しい目標";
    GOALS_NONE: "No goals yet", "目標はまだありません";
    SIGN: "What is observed", "観察すること";
    SIGN_EVENT: "a tracked event", "記録したイベント";
    SIGN_PAGE: "a page is visited", "ページの訪問";
    SIGN_CLICK: "a click on an element", "要素のクリック";
    SIGN_ELEMENT: "an element is present", "要素の表示";
    SIGN_PERSON: "a trait of the person", "利用者の属性";
    SIGN_COMPANY: "a trait of the company", "会社の属性";
    COUNT: "How often", "必要な回数";
    WINDOW: "Within days of the guidance (empty: no limit)", "案内からの日数（空欄：期限なし）";
    PER: "Reached by", "達成の単位";
    PER_PERSON: "each person", "一人ひとり";
    PER_COMPANY: "the company together", "会社全体";
    FROM_SERVER: "Counts only when your back end says so", "サーバーからの記録だけを数える";
    QUANTITY: "A quantity must be reached", "数量の合計で判断する";
    QUANTITY_PROPERTY: "Property that is summed", "合計するプロパティ";
    QUANTITY_AT_LEAST: "Sum to be reached", "達成とする合計";
    SAY_EVENT: "event “{0}”", "イベント「{0}」";
    SAY_PAGE: "a visit {0}", "{0} の訪問";
    SAY_CLICK: "click on {0}", "{0} のクリック";
    SAY_ELEMENT: "presence of {0}", "{0} の表示";
    SAY_ATTAINED_PEOPLE: "attained by {0} people so far", "これまでに {0} 人が達成";
    SAY_ATTAINED_COMPANIES: "attained by {0} companies so far", "これまでに {0} 社が達成";
    SAY_COUNTING: "{0} · {1}, still looking through the past", "{0} · {1}（過去の記録を確認中）";
    SAY_TIMES: "{0}, {1} times", "{0}（{1} 回）";

    TOKENS_LEAD: "Tokens let your back end and scripts use the API. The secret is shown once.",
        "トークンで、サーバーやスクリプトから API を使えます。シークレットは一度だけ表示されます。";
    TOKEN_NEW: "New token", "新しいトークン";
    TOKEN_NAME: "What uses it", "用途";
    TOKEN_ROLE: "What it may do", "権限";
    TOKEN_MAKE: "Make the token", "トークンを作る";
    TOKEN_SECRET: "The secret. Copy it now; it is not shown again.", "シークレット（今すぐコピーしてください。二度と表示されません）";
    TOKENS_NONE: "No tokens yet", "トークンはまだありません";
    TOKEN_USED: "Last used", "最終使用";
    TOKEN_CREATED: "Made", "作成";
    TOKEN_NEVER: "never", "未使用";
    REVOKE: "Revoke", "無効にする";
    REVOKE_ASK: "Revoke “{0}”?", "「{0}」を無効にしますか？";
    REVOKE_BODY: "Whatever uses it is refused at once.", "使用中のものは直ちに拒否されます。";
    ROLE_SENDER: "sender: only sends events, people and companies", "送信専用：イベント・人・会社の送信のみ";
    ROLE_VIEWER: "viewer: reads everything", "閲覧者：すべてを閲覧";
    ROLE_EDITOR: "editor: writes and publishes", "編集者：作成と公開";
    ROLE_OWNER: "owner: manages members, tokens, environments", "管理者：メンバー・トークン・環境の管理";

    MEMBER_ROLE: "Role", "権限";
    MEMBERS_LEAD: "Members sign in to this console.", "メンバーはこの画面にサインインできます。";
    MEMBER_INVITE: "Invite", "招待する";
    MEMBER_LINK: "Pass this link on; it works once, until {0}.", "このリンクを渡してください。一回限り、{0} まで有効です。";
    MEMBER_SINCE: "Since", "参加";
    MEMBER_REMOVE_ASK: "Remove {0}?", "{0} を削除しますか？";
    MEMBER_REMOVE_BODY: "They can no longer sign in. What they made stays.", "サインインできなくなります。作成したものは残ります。";

    PASSWORD_CHANGE: "Change the password", "パスワードを変更する";
    PASSWORD_NOW: "Password so far", "現在のパスワード";
    PASSWORD_NEW: "New password", "新しいパスワード";
    PASSWORD_DONE: "Changed. Your other sign-ins have ended.", "変更しました。他の場所でのサインインは終了しました。";

    JOIN_TITLE: "Join the workspace", "ワークスペースに参加する";
    JOIN_LEAD: "Choose the password you will sign in with.", "サインインに使うパスワードを決めてください。";
    JOIN_DO: "Join and sign in", "参加してサインインする";
    JOIN_NO_TOKEN: "This page needs the link from your invitation.", "このページを開くには、招待のリンクが必要です。";
}
