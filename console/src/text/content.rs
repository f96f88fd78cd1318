//! Words of the list and the editor.
//!
//! Deliberately absent: words of conditions and triggers; those are in [`super::rules`].

use super::words;

words! {
    LIST_TITLE: "Guides and surveys", "ガイドとアンケート";
    LIST_NEW: "New", "新規作成";
    LIST_EMPTY: "Nothing here yet", "まだ何もありません";
    LIST_EMPTY_BODY: "The first steps lead from here to your own question on your own page.",
        "「はじめの手順」で、自分のページに質問を出すところまで進めます。";
    LIST_EMPTY_DO: "Begin the first steps", "手順を始める";
    COLUMN_NAME: "Name", "名前";
    COLUMN_KIND: "Kind", "種類";
    COLUMN_STATE: "State", "状態";
    COLUMN_SO_FAR: "So far", "これまで";
    RESPONSES_ONE: "{0} response", "回答 {0} 件";
    RESPONSES: "{0} responses", "回答 {0} 件";
    GUIDED: "{0} displayed, {1} completed", "表示 {0} 回、完了 {1} 回";
    COLUMN_CHANGED: "Changed", "更新";
    SEARCH: "Find by name", "名前で探す";
    SEARCH_NONE: "Nothing has this in its name.", "この名前のものはありません。";
    RESULTS: "Results", "結果";
    STATE_DRAFT: "draft", "下書き";
    STATE_LIVE: "published", "公開中";
    STATE_PAUSED: "paused", "一時停止中";
    STATE_VERSION: "version {0}", "第 {0} 版";
    STATE_DIFFERS: "unpublished changes", "未公開の変更あり";
    STOPPED_BANNER: "{0} is stopped: nothing is shown there. Answers on their way are still taken.",
        "「{0}」は停止中です。何も表示されません。送信途中の回答は受け取ります。";
    STOPPED_GO: "To the switch", "設定を開く";

    TAB_QUESTIONS: "Questions", "質問";
    TAB_WHEN: "When", "いつ";
    TAB_WHO: "For whom", "誰に";
    TAB_OFTEN: "How often", "頻度";
    TAB_ABOUT: "About", "概要";
    TAB_TEXT: "As text", "テキスト";
    TABS: "Parts of it", "設定項目";

    TO_SIDE: "Preview and advice", "プレビューと助言";
    SAVE_DRAFT: "Save draft", "下書きを保存する";
    SAVED_AT: "Draft saved {0}", "下書きを保存しました（{0}）";
    UNSAVED: "Changes not saved yet", "まだ保存していない変更があります";
    KEPT: "Changes from an earlier visit in this tab were kept. They are not saved yet.",
        "このタブで以前に編集した内容が残っています。まだ保存されていません。";
    KEPT_DISCARD: "Discard them", "破棄する";
    CONFLICT_TITLE: "Somebody else saved this since you opened it",
        "開いている間に、ほかのメンバーが保存しました";
    CONFLICT_BODY: "Nothing is lost yet. You can look at their state (yours is discarded), or save yours over it (theirs is replaced).",
        "まだ何も失われていません。相手の内容を読み込む（自分の変更は破棄）か、自分の内容で上書きする（相手の変更は置き換え）かを選んでください。";
    CONFLICT_THEIRS: "Load theirs", "相手の内容を読み込む";
    CONFLICT_MINE: "Save mine over it", "自分の内容で上書きする";

    PUBLISH: "Publish", "公開する";
    PUBLISH_TO: "Publish to {0}", "「{0}」に公開する";
    PUBLISH_ASK: "Publish to {0}?", "「{0}」に公開しますか？";
    PUBLISH_WHO: "For: {0}.", "対象：{0}";
    PUBLISH_WHEN: "When: {0}.", "タイミング：{0}";
    PUBLISH_OFTEN: "How often: {0}.", "頻度：{0}";
    PUBLISH_VERSION: "This becomes a version that never changes again; results are tied to it. You can pause it at any time.",
        "内容は変更できない版として記録され、結果はその版に結び付きます。いつでも一時停止できます。";
    PUBLISH_ERRORS: "To publish, first mend what the advice marks as an error.", "公開するには、助言でエラーとされた箇所を先に直してください。";
    PUBLISHED_NOW: "Version {0} is published to {1}.", "第 {0} 版を「{1}」に公開しました。";
    PAUSE: "Pause", "一時停止する";
    PAUSE_ASK: "Pause in {0}?", "「{0}」で一時停止しますか？";
    PAUSE_BODY: "Nobody sees it from now on. Results stay, and you can resume at any time.",
        "以後は誰にも表示されません。結果は残り、いつでも再開できます。";
    RESUME: "Resume", "再開する";
    NO_ENVIRONMENT: "There is no environment yet. The first steps make one.", "環境がまだありません。「はじめの手順」で作成できます。";
    VERSIONS: "Versions", "版の履歴";
    VERSION_LINE: "Version {0}, {1}, by {2}", "第 {0} 版 · {1} · {2}";
    NO_VERSIONS: "Not published yet.", "まだ公開されていません。";

    ADVICE: "Advice", "助言";
    ADVICE_NONE: "Nothing to mend.", "直すところはありません。";
    SEVERITY_ERROR: "Error", "エラー";
    SEVERITY_WARNING: "Caution", "注意";
    SEVERITY_HINT: "Hint", "ヒント";

    PREVIEW: "Preview", "プレビュー";
    PREVIEW_LEAD: "The real widget, at its place in this window. Nothing you do in it is recorded.",
        "実際のウィジェットを、この画面の実際の位置に表示します。操作は記録されません。";
    PREVIEW_SHOW: "Show the widget", "ウィジェットを表示する";
    PREVIEW_AGAIN: "Begin again", "最初から表示する";
    PREVIEW_HIDE: "Hide the widget", "ウィジェットを隠す";
    PREVIEW_LOCALE: "Language of the preview", "プレビューの言語";
    PREVIEW_FAILED: "The widget could not be started: {0}", "ウィジェットを開始できませんでした：{0}";
    PREVIEW_NO_ENGINE: "This collector was built without the widget.", "このサーバーにはウィジェットが組み込まれていません。";
    PREVIEW_TRAP: "The widget stopped with this draft. Please report what you changed last.",
        "この下書きでウィジェットが停止しました。直前の変更内容をお知らせください。";
    LINK_PREVIEW: "On your own page", "自分のページで確かめる";
    LINK_LEAD: "Makes a link that shows this draft on your page to whoever opens it, for a while. Nothing is recorded.",
        "この下書きを自分のページに表示するリンクを作ります。リンクは一定時間で切れ、操作は記録されません。";
    LINK_SAVES: "The changes not saved yet are saved first.", "保存していない変更は、先に保存します。";
    LINK_URL: "Address of your page", "ページのアドレス";
    LINK_DO: "Make the link", "リンクを作る";
    LINK_READY: "Works until {0}", "{0} まで有効";
    LINK_OPEN: "Open it in a new tab", "新しいタブで開く";

    REMOVE: "Remove this draft", "この下書きを削除する";
    REMOVE_ASK: "Remove {0}?", "「{0}」を削除しますか？";
    REMOVE_BODY: "It was never published, so nobody has seen it. The draft is gone for good.",
        "一度も公開されていないため、誰にも表示されていません。下書きは完全に削除されます。";
    NAME_HINT: "What you call it; people never see it.", "管理用の名前です。利用者には表示されません。";
    OWNER: "Owner", "担当";
    OWNER_HINT: "The person or team that the results go to.", "結果を受け取る人またはチーム。";
    DECISION: "Decision it serves", "この結果で決めること";
    DECISION_HINT: "What will you do differently, depending on the answers?", "回答によって、何をどう変えますか。";
    GOAL: "Goal it should further", "後押ししたい目標";
    GOAL_NONE: "no goal", "目標なし";

    LANGUAGES: "Languages", "言語";
    LANGUAGE_ADD: "Add a language", "言語を追加する";
    LANGUAGE_TAG: "Language tag, such as fr or pt-BR", "言語タグ（例：fr、pt-BR）";

    QUESTION_N: "Question {0}", "質問 {0}";
    QUESTION_ADD: "Add a question", "質問を追加する";
    QUESTION_KIND: "Kind", "種類";
    QUESTION_TITLE: "Question", "質問文";
    QUESTION_DESCRIPTION: "A line below the question", "質問の下の説明";
    QUESTION_DESCRIPTION_HINT: "**bold**, `code`, [words](https://…) and lists with - work here.",
        "**太字**、`コード`、[文字](https://…)、- の箇条書きが使えます。";
    QUESTION_REQUIRED: "Must be answered to go on", "回答しないと先に進めない";
    SETS_TRAIT: "Keep the answer as a trait of the person", "回答を利用者の属性として保存する";
    SETS_TRAIT_HINT: "The trait’s name, such as role. Audiences, texts and splits can go by it. Empty: not kept.",
        "属性の名前（例：role）です。対象の条件、文面、結果の比較に使えます。空欄の場合は保存しません。";
    QUESTION_KEY_HINT: "Answers of all versions are read together by this key.", "版が変わっても、このキーで回答をまとめて集計します。";
    QUESTION_REMOVE: "Remove this question", "この質問を削除する";
    QUESTION_UNTITLED: "No words yet", "質問文がありません";
    KIND_NPS: "NPS: would you recommend it (0 to 10)", "NPS：おすすめ度（0〜10）";
    KIND_CES: "CES: how easy was it", "CES：しやすさ";
    KIND_CSAT: "CSAT: how satisfied (1 to 5)", "CSAT：満足度（1〜5）";
    KIND_RATING: "Rating", "評価";
    KIND_SINGLE: "One of several options", "一つ選ぶ";
    KIND_MULTIPLE: "Any of several options", "複数選ぶ";
    KIND_OPEN: "In their own words", "自由記述";
    KIND_ACTION: "Button that leads somewhere", "リンクのボタン";
    KIND_THANKS: "Thank-you", "お礼";
    SHORT_NPS: "NPS", "NPS";
    SHORT_CES: "CES", "CES";
    SHORT_CSAT: "CSAT", "CSAT";
    SHORT_RATING: "Rating", "評価";
    SHORT_SINGLE: "One option", "単一選択";
    SHORT_MULTIPLE: "Options", "複数選択";
    SHORT_OPEN: "Own words", "自由記述";
    SHORT_ACTION: "Button", "ボタン";
    SHORT_THANKS: "Thank-you", "お礼";
    LOW: "Words at the low end", "低い側の言葉";
    HIGH: "Words at the high end", "高い側の言葉";
    ENDS_HINT: "Empty takes the widget’s own words.", "空欄の場合は標準の言葉を使います。";
    SCALE: "Points of the scale", "段階の数";
    SCALE_SEVEN: "1 to 7 (higher is easier)", "1〜7(高いほどしやすい)";
    SCALE_FIVE: "1 to 5 (higher is easier)", "1〜5(高いほどしやすい)";
    LOOK: "Drawn as", "見た目";
    LOOK_NUMBERS: "numbers", "数字";
    LOOK_STARS: "stars", "星";
    LOOK_FACES: "faces", "顔";
    OPTIONS: "Options", "選択肢";
    OPTION_N: "Option {0}", "選択肢 {0}";
    OPTION_ADD: "Add an option", "選択肢を追加する";
    OPTION_REMOVE: "Remove option {0}", "選択肢 {0} を削除する";
    SHUFFLE: "In random order (the order is recorded)", "順番をランダムにする（表示順は記録されます）";
    OTHER: "With “other” and a text field", "「その他」と入力欄を付ける";
    OTHER_LABEL: "Words of “other”", "「その他」の言葉";
    AT_MOST: "At most this many", "選べる数の上限";
    AT_MOST_HINT: "Empty: no limit", "空欄：上限なし";
    PLACEHOLDER: "Hint in the empty field", "空欄に表示する例";
    MAX_LENGTH: "At most this many characters", "文字数の上限";
    ACTION_LABEL: "Words on the button", "ボタンの言葉";
    ACTION_URL: "Leads to", "リンク先";
    ACTION_URL_HINT: "https:, mailto:, tel: or a path of your product", "https:、mailto:、tel:、または製品内のパス";
    NEW_TAB: "Opens in a new tab", "新しいタブで開く";
    BRANCHES: "Where an answer leads", "回答による分岐";
    BRANCHES_NONE: "Every answer leads to the next question.", "どの回答でも次の質問に進みます。";
    BRANCH_ADD: "Add a branch", "分岐を追加する";
    BRANCH_REMOVE: "Remove this branch", "この分岐を削除する";
    BRANCH_WHEN: "When", "条件";
    BRANCH_TO: "go to", "移動先";
    WHEN_ALWAYS: "always", "常に";
    WHEN_SKIPPED: "left without an answer", "回答がない";
    WHEN_ANSWERED: "answered", "回答がある";
    WHEN_SCORE: "score between", "点数の範囲";
    WHEN_CHOSEN: "one of these was chosen", "次のいずれかを選んだ";
    FROM: "from", "から";
    TO: "to", "まで";
    TO_END: "the end", "終わり";

    TRIGGER: "What starts it", "きっかけ";
    PAGES: "Pages", "ページ";
    SCHEDULE: "Schedule", "期間";
    SCHEDULE_FROM: "Not before", "開始";
    SCHEDULE_UNTIL: "Not after", "終了";
    SCHEDULE_HINT: "In your own time zone. Empty is open.", "お使いの端末の時間帯です。空欄は期限なし。";
    AUDIENCE: "For whom", "対象";
    SAMPLING: "Share of people it is for, percent", "対象にする人の割合（%）";
    SAMPLING_HINT: "Sticky: whoever is outside stays outside.", "一度外れた人は、ずっと対象外のままです。";
    HOLDOUT: "Share held out to measure lift, percent", "効果測定のために表示しない割合（%）";
    HOLDOUT_HINT: "It does not come up for these people, so that the difference can be measured. 0 is usual.",
        "効果を比べるため、この割合の人には表示しません。通常は 0 です。";
    MEASURE_UNTIL: "Assign people to the measurement until", "効果測定の対象期間の最終日時";
    MEASURE_UNTIL_HINT: "Each person then has the goal's days. Publishing fixes it: another day, share or goal begins another measurement.",
        "その後、一人ひとりに目標の日数があります。公開すると決まります。日時・割合・目標を変えると、別の測定が始まります。";
    QUOTA: "Stop after this many answers", "回答数の上限";
    QUOTA_HINT: "Empty: no end", "空欄：上限なし";
    PRIORITY: "Priority", "優先度";
    PRIORITY_HINT: "Where several are due, the higher goes first.", "複数が該当するとき、数の大きいものを先に表示します。";
    REPEAT: "May come again", "再表示";
    REPEAT_ONCE: "never: once is enough", "しない（一度だけ）";
    REPEAT_UNTIL_ANSWERED: "until it is answered", "回答があるまで";
    REPEAT_EVERY_DAYS: "again after some days", "日数をおいて繰り返す";
    REPEAT_ALWAYS: "each time it is started", "きっかけのたびに";
    REPEAT_DAYS: "Days after the last answer", "前回の回答からの日数";
    AFTER_DISMISSAL: "Quiet days after it was closed", "閉じられた後に空ける日数";
    SNOOZE: "Quiet days after “later”", "「後で」の後に空ける日数";
    GATE: "Wait while effort is high or a complaint is open", "負担が大きいときや苦情への対応中は控える";
    GATE_HINT: "For recommendation questions and promotions: first the minus, then the plus.", "おすすめ度の質問や販売の案内は、困りごとが解決してから行います。";
    PROMOTES: "It promotes something to buy", "購入を勧める内容です";
    PROMOTES_HINT: "An upgrade, another product, more seats. It then waits while somebody struggles.", "上位プラン、別の製品、追加の席など。困っている方には控えます。";
    OFTEN_SAY_DISMISSED: ", {0} quiet days after it was closed", "、閉じられたら {0} 日空ける";
    OFTEN_SAY_DAYS: "every {0} days", "{0} 日ごと";
    PRIVACY: "How answers are tied to people", "回答と個人の結び付け";
    PRIVACY_IDENTIFIED: "identified: members see who answered what", "記名：誰の回答かをメンバーが見られます";
    PRIVACY_CONFIDENTIAL: "confidential: only groups of at least five", "非公開：五人以上の集計だけを見られます";
    PRIVACY_ANONYMOUS: "anonymous: no person is stored", "匿名：個人の情報を保存しません";
    PRIVACY_READERS: "Who reads the answers", "回答を読む人";
    PRIVACY_PURPOSE: "Why it is asked", "尋ねる理由";
    PRIVACY_HINT: "The card says both.", "どちらもカードに表示されます。";
    BACK: "People may go back to an earlier question", "前の質問に戻れる";
    HELP: "Offer help after a low effort answer", "しにくかったという回答の後に助けを申し出る";
    HELP_AT_MOST: "Offered up to this point", "この点数以下で表示";
    HELP_TEXT: "What is said", "伝える言葉";
    RAW_LEAD: "All of it as JSON, the same shape that files in git have. What you change here takes effect when it can be read.",
        "全体の JSON です。git で管理するファイルと同じ形で、正しく読めるとすぐに反映されます。";
    RAW: "JSON", "JSON";
    RAW_KEY: "The key cannot change: it names this for good.", "キーは変更できません。";
}
