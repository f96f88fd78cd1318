//! Words of results: figures, charts, filters, what people said, histories.
//!
//! Deliberately absent: judgements ("good", "bad"). The figures and the people speak.

use super::words;

words! {
    LIVE: "Live", "ライブ";
    LIVE_WAIT: "Connecting", "接続中";
    READ_AT: "as of {0}", "{0} 現在";
    EDIT: "Edit the survey", "アンケートを編集する";
    EMPTY: "No answer yet", "回答はまだありません";
    EMPTY_DISPLAYED_ONE: "It was displayed once so far. The first answer will appear here the moment it is given.",
        "これまでに 1 回表示されました。最初の回答は、届いた瞬間にここに表示されます。";
    EMPTY_DISPLAYED: "It was displayed {0} times so far. The first answer will appear here the moment it is given.",
        "これまでに {0} 回表示されました。最初の回答は、届いた瞬間にここに表示されます。";
    EMPTY_NOT_DISPLAYED: "It has not been displayed yet. Once it is published and somebody fits, the first answer appears here by itself.",
        "まだ表示されていません。公開後、対象の人が現れると、最初の回答が自動でここに表示されます。";
    SUPPRESSED: "Fewer than five people answered here", "回答した人が五人未満です";
    SUPPRESSED_WHY: "{0}. {1}", "{0}。{1}";
    SUPPRESSED_BODY: "Figures and words are held back, so that nobody can be told apart.",
        "個人が特定されないよう、数値と回答の表示を控えています。";
    EMPTY_FILTER: "No answer fits this filter", "この条件に合う回答はありません";
    EMPTY_FILTER_BODY: "Widen the time or take a condition away.", "期間を広げるか、条件を減らしてください。";
    FILTER_RESET: "Show everything", "すべて表示する";

    FILTER: "Filter", "絞り込み";
    FILTER_SENTENCE: "From {0}, reading {1}, {2}, {3}.", "{0} / {1} / {2} / {3}";
    FILTER_WHO: "from", "対象：";
    FILTER_LOCALE: "reading", "言語：";
    FILTER_TIME: "in", "期間：";
    FILTER_VERSION: "of", "版：";
    ANYBODY: "everybody", "全員";
    ANY_LANGUAGE: "any language", "すべての言語";
    ANY_VERSION: "all versions", "すべての版";
    ONE_VERSION: "version {0}", "第 {0} 版";
    LAST_DAYS: "last {0} days", "直近 {0} 日";
    ALL_TIME: "all time", "全期間";
    BETWEEN_DATES: "between two dates", "日付を指定";
    BETWEEN: "{0} to {1}", "{0}〜{1}";
    SINCE: "since {0}", "{0} 以降";
    UNTIL: "until {0}", "{0} まで";
    DATE_FROM: "From", "開始日";
    DATE_TO: "To", "終了日";
    ADD_TRAIT: "+ trait", "+ 属性";
    TRAIT_REMOVE: "Take {0} away", "{0} の条件を外す";
    TRAIT_PAIR: "{0} {1}", "{0}：{1}";
    TRAIT_LABEL: "{0}:", "{0}：";
    PATH_COUNT: "{0} ({1})", "{0}（{1}）";

    FIGURE_NPS: "NPS*", "NPS*";
    FIGURE_CES7: "found it easy (5 to 7 of 7)", "しやすかった（7 段階の 5〜7）";
    FIGURE_CES5: "found it easy (4 or 5 of 5)", "しやすかった（5 段階の 4・5）";
    FIGURE_CSAT: "satisfied (4 or 5 of 5)", "満足（5 段階の 4・5）";
    FIGURE_TOP: "chose the highest points", "高い点数を選んだ割合";
    FIGURE_MEAN: "mean of 1 to {0}", "平均（1〜{0}）";
    FIGURE_MEAN_CES: "mean of 1 to {0}, higher is easier", "平均（1〜{0}、高いほどしやすい）";
    INTERVAL: "between {0} and {1}", "{0} から {1} の間";
    FROM_ANSWER: "from {0} answer", "回答 {0} 件";
    FROM_ANSWERS: "from {0} answers", "回答 {0} 件";
    INTERVAL_NOTE: "The range that holds the true value in 19 of 20 cases.", "20 回に 19 回は、本当の値がこの範囲に入ります。";
    CLUSTERED: "Allows for colleagues resembling each other ({0} companies).", "同じ会社の人の回答が似ることを考慮しています（{0} 社）。";
    NEEDED: "{0} more answers until it is known within ±{1}.", "±{1} の精度になるまで、あと {0} 件の回答が必要です。";
    NEEDED_ONE: "1 more answer until it is known within ±{0}.", "±{0} の精度になるまで、あと 1 件の回答が必要です。";
    REACHED: "Known within ±{0}.", "±{0} の精度に達しています。";
    PERCENT: "{0}\u{a0}%", "{0}\u{a0}%";
    ANSWERS_ONE: "{0} answer", "回答 {0} 件";
    ANSWERS: "{0} answers", "回答 {0} 件";
    COMPANIES_ONE: "{0} company", "{0} 社";
    COMPANIES: "{0} companies", "{0} 社";

    SMALL_TITLE: "Every answer counts by itself", "一つひとつの回答をご覧ください";
    SMALL_BODY: "A score from so few would say more than is known. Here is each answer, and below what people said.",
        "回答が少ないうちは、スコアは実際にわかっている以上のことを示してしまいます。ここでは各回答を、下では声をそのまま表示します。";
    SMALL_ANSWERS_ONE: "1 more answer until there is a score", "スコアの表示まで、あと回答 1 件";
    SMALL_ANSWERS: "{0} more answers until there is a score", "スコアの表示まで、あと回答 {0} 件";
    SMALL_COMPANIES_ONE: "from 1 more company", "あと 1 社から";
    SMALL_COMPANIES: "from {0} more companies", "あと {0} 社から";
    SMALL_PROGRESS: "{0} of {1} answers", "回答 {0} / {1} 件";
    DOT_TITLE: "Each dot is one answer", "点一つが回答一件";

    DISTRIBUTION: "Distribution", "分布";
    SCORE: "Score", "点数";
    PEOPLE: "People", "人数";
    SHARE: "Share", "割合";
    SHARE_INTERVAL: "Share, from – to", "割合の範囲";
    PROMOTERS: "Promoters", "推奨者";
    PASSIVES: "Passives", "中立者";
    DETRACTORS: "Detractors", "批判者";
    GROUP_RANGE: "{0}, {1}: {2} ({3}\u{a0}%)", "{0}（{1}）：{2} 人（{3}\u{a0}%）";
    OPTION: "Option", "選択肢";
    OPTION_OTHER: "Other", "その他";
    OPTIONS_NOTE: "Shares of the {0} who answered; lines show the range of each.", "回答した {0} 人に対する割合です。線は範囲を示します。";
    PRESSES: "{0} pressed the button", "{0} 人がボタンを押しました";
    OPEN_ANSWERED: "{0} wrote something. Read it below.", "{0} 人が記入しました。下でご覧ください。";

    TREND: "Over time", "推移";
    TREND_FEW: "A trend appears as soon as two periods have enough answers.", "二つ以上の期間で十分な回答が集まると、推移を表示します。";
    PERIOD: "Period", "期間";
    VALUE: "Value", "値";
    RANGE: "Range", "範囲";
    ANSWERS_COLUMN: "Answers", "回答数";

    FUNNEL: "From due to answered", "表示から回答まで";
    FUNNEL_LEAD: "Response rate {0}\u{a0}%, between {1} and {2}: {3} answered of {4} displayed.",
        "回答率 {0}\u{a0}%（{1} から {2} の間）：表示 {4} 回のうち回答 {3} 件";
    FUNNEL_BOTH: "Whoever answered first and closed it afterwards is counted under both, so the stages may add up to more than was displayed.",
        "回答した後に閉じた人は両方に数えるため、各段階の合計は表示の回数を超えることがあります。";
    FUNNEL_NONE: "Nothing was displayed in this time.", "この期間には表示されていません。";
    STAGE: "Stage", "段階";
    RUNS: "Times", "回数";
    RATE: "Rate", "割合";
    DUE: "Due", "表示対象";
    DISPLAYED: "Displayed", "表示";
    STARTED: "Started", "開始";
    ANSWERED: "Answered", "回答";
    COMPLETED: "Completed", "完了";
    DISMISSED: "Dismissed", "閉じた";
    IGNORED: "Ignored", "反応なし";
    WITHHELD: "Held out", "効果測定で非表示";
    OF_DUE: "{0}\u{a0}% of due", "表示対象の {0}\u{a0}%";
    OF_DISPLAYED: "{0}\u{a0}% of displayed", "表示の {0}\u{a0}%";
    OF_ANSWERED: "{0}\u{a0}% of answered", "回答の {0}\u{a0}%";

    SAID: "What people said", "利用者の声";
    SAID_WORDS_ONLY: "Only with words", "記述のあるものだけ";
    SAID_SHEET: "Download as CSV", "CSV をダウンロードする";
    SAID_NONE: "Nobody has written anything yet.", "記述のある回答はまだありません。";
    SAID_SUPPRESSED: "Fewer than five people fit this filter. Their words are held back, so that nobody can be identified.",
        "この条件に合う人が五人未満のため、個人が特定されないよう表示を控えています。";
    SAID_MORE: "Older answers", "以前の回答を見る";
    SOMEBODY: "Somebody", "回答者";
    OTHER_SAID: "Other: {0}", "その他：{0}";
    PRESSED: "pressed the button", "ボタンを押しました";
    PATH: "The path that led here", "回答までの経路";
    PATH_STEP: "{0} before", "{0} 前";
    SCORE_OF: "{0} of {1}", "{0} / {1}";
    SECONDS: "{0} s", "{0} 秒";
    MINUTES: "{0} min", "{0} 分";
    HOURS: "{0} h", "{0} 時間";
    DAYS_ONE: "{0} day", "{0} 日";
    DAYS: "{0} days", "{0} 日";

    FOLLOW_BEGIN: "Follow up", "対応を始める";
    FOLLOW_CHANGE: "Change the follow-up", "対応を更新する";
    FOLLOW_STATUS: "Status", "状況";
    FOLLOW_OPEN: "open", "未対応";
    FOLLOW_WAITING: "waiting", "対応待ち";
    FOLLOW_DONE: "done", "完了";
    FOLLOW_NOTE: "What was found and done", "わかったことと対応";

    KIND_PAGE: "page", "ページ";
    KIND_TRACK: "event", "イベント";
    KIND_IDENTIFY: "signed in", "サインイン";
    KIND_GROUP: "company", "会社";
    KIND_DUE: "due", "表示対象";
    KIND_DISPLAYED: "displayed", "表示";
    KIND_WITHHELD: "held out", "非表示";
    KIND_STARTED: "started", "開始";
    KIND_ANSWERED: "answered", "回答";
    KIND_COMPLETED: "completed", "完了";
    KIND_DISMISSED: "dismissed", "閉じた";
    KIND_IGNORED: "ignored", "反応なし";
    KIND_STEP: "step", "ステップ";
    KIND_EFFORT: "effort", "手間";
    KIND_TARGET_MISSING: "element missing", "要素なし";
    KIND_CLICKED: "clicked", "クリック";
    KIND_PRESENT: "saw element", "要素の表示";
    KIND_CONSENT: "consent", "同意";
    KIND_MARKED: "answered anonymously", "匿名で回答";
    KIND_FAILED: "failure", "エラー";
    KIND_FOLLOW_UP: "follow-up", "対応";

    FOOTNOTE: "* NPS and Net Promoter are registered marks of Bain & Company, NICE Systems and Fred Reichheld.",
        "* NPS、Net Promoter は Bain & Company、NICE Systems、Fred Reichheld の登録商標です。";

    PEOPLE_TITLE: "People", "利用者";
    PEOPLE_LEAD: "Find a person by the id your product gives them, and read what happened in order.",
        "製品が付けた利用者 ID で探し、起きたことを順に確認できます。";
    PEOPLE_FIELD: "Part of an id", "ID の一部";
    PEOPLE_NONE: "Nobody has been heard of yet. People appear here as soon as your page names them.",
        "まだ利用者がいません。ページが利用者を伝えると、ここに表示されます。";
    PEOPLE_NONE_FOUND: "Nobody has this in their id.", "この ID を含む利用者はいません。";
    PEOPLE_MORE: "More people", "さらに表示する";
    PERSON: "Person", "利用者";
    FIRST_SEEN: "First seen", "初回";
    ERASE: "Erase this person", "この利用者を消去する";
    ERASE_ASK: "Erase {0}?", "{0} を消去しますか？";
    ERASE_BODY: "Everything recorded about this person is removed for good, answers included. Events dated before now are refused from then on. Answers to anonymous surveys carry no person and cannot be found.",
        "この利用者の記録を、回答も含めて完全に削除します。以後、現在より前の日時の記録は受け付けません。匿名アンケートの回答は個人と結び付いていないため、見つけることができません。";
    ERASE_DO: "Erase for good", "完全に消去する";
    ERASED: "Erased: {0} ids, {1} events.", "消去しました（ID {0} 件、記録 {1} 件）。";
    PERSON_NOT_FOUND: "Nobody with this id has been heard of in this environment.", "この環境には、この ID の利用者はいません。";
    PERSON_FIRST_SEEN: "First seen {0}", "初回：{0}";
    PERSON_COMPANY: "Company", "会社";
    PERSON_TRAITS: "Traits", "属性";
    PERSON_TRAITS_NONE: "No traits are known.", "属性はまだありません。";
    PERSON_EVENTS: "What happened", "できごと";
    PERSON_EVENTS_WHOLE: "With sign-ins that changed nothing", "変化のないサインインも表示する";
    PERSON_EVENTS_MORE: "Earlier events", "以前のできごとを見る";
    PERSON_EVENTS_NONE: "Nothing has been recorded yet.", "記録はまだありません。";
    ANSWER_TO: "{0} – {1}", "{0} – {1}";
    ANSWER_WITHDRAWN: "withdrawn", "取り消し";
    HOW_CLOSED: "closed", "閉じた";
    HOW_SNOOZED: "later", "後で";
    HOW_REFUSED: "not again", "今後表示しない";
    HOW_BY_HOST: "by the page", "ページによる";
}
