//! Words of the results of what has steps, and of checklists.
//!
//! Deliberately absent: words of figures and funnels that surveys have too; those are in [`super::report`].

use super::words;

words! {
    EDIT: "Edit", "編集する";
    EMPTY: "Not displayed yet", "まだ表示されていません";
    EMPTY_BODY: "Once it is published and somebody fits, what happens appears here by itself.",
        "公開後、対象の人が現れると、結果が自動でここに表示されます。";
    EMPTY_FILTER: "Nothing fits this filter", "この条件に合うものはありません";
    WALK: "How people went through it", "利用者の進み方";
    FUNNEL: "Step by step", "ステップごとの進み方";
    STEP: "Step", "ステップ";
    STEP_NAME: "{0} · {1}", "{0} · {1}";
    STEP_NUMBER: "step {0}", "ステップ {0}";
    OF_RUNS: "{0}\u{a0}% of {1} runs", "{1} 回の {0}\u{a0}%";
    OF_RUNS_FEW: "of {0} runs", "{0} 回のうち";
    OF_THOSE_AT: "{0}\u{a0}% of {1} at {2}", "{2} に来た {1} 回の {0}\u{a0}%";
    OF_THOSE_AT_FEW: "of {0} at {1}", "{1} に来た {0} 回のうち";
    SIDE: "branch", "分岐";
    HIDDEN: "hidden", "非表示";
    EARLIER: "earlier version", "以前の版";
    SIDES_OF: "Branches from “{0}”", "「{0}」からの分岐";
    MOST_LOST: "Most are lost at “{0}”: {1} of {2} did not go on ({3}\u{a0}%, between {4} and {5}); at the other steps together it is {6}\u{a0}%.",
        "進まなかった割合が特に大きいのは「{0}」です：{2} 回のうち {1} 回（{3}\u{a0}%、{4} から {5} の間）。ほかのステップ全体では {6}\u{a0}% です。";
    LOST_NOWHERE: "No step stands out yet: where more or fewer are lost may well be chance.",
        "今のところ、特に目立つステップはありません。進まなかった割合の差は偶然かもしれません。";
    LOST_FEW: "So few runs do not tell yet where most are lost. Here are the counts.",
        "回数が少ないため、どこで多くの人が進まなくなるかはまだ分かりません。回数をそのまま表示します。";
    NOBODY_LOST: "Nobody has been lost on the way.", "途中で進まなくなった人はいません。";
    WENT_ON: "went on: {0} of {1} ({2}\u{a0}%, between {3} and {4})", "次へ：{1} 回のうち {0} 回（{2}\u{a0}%、{3} から {4} の間）";
    WENT_ON_FEW: "went on: {0} of {1}", "次へ：{1} 回のうち {0} 回";
    ENDS: "ends here", "ここで終わり";
    CAME_FROM: "from {0}: {1}", "{0} から：{1} 回";
    TO_STEP: "to {0}: {1}", "「{0}」へ：{1} 回";
    TO_CONTENT: "to “{0}”, which it starts: {1}", "「{0}」を開始：{1} 回";
    TO_END: "to the end: {0}", "最後まで完了：{0} 回";
    PASSED_OVER: "passed over, since its element was not there: {0}", "要素がなく次へ進んだ：{0} 回";
    CLOSED_HERE: "closed here: {0}", "ここで閉じた：{0} 回";
    UNDER_WAY: "still under way: {0}", "途中：{0} 回";
    LEFT_OPEN: "left open: {0}", "そのまま：{0} 回";
    MEDIAN: "median {0}", "中央値 {0}";
    MEDIAN_RANGE: "median {0} ({1})", "中央値 {0}（{1}）";
    ACTIVE_FOR: "active for {0} (median)", "操作していた時間の中央値 {0}";
    CAME_BACK: "came back to it: {0}", "ここに戻った：{0} 回";
    FIELD_REFUSED: "a field was refused: {0}", "入力エラーがあった：{0} 回";
    MEDIAN_FEW: "A median is told from five runs on.", "所要時間の中央値は、5 回以上の記録があるときに表示します。";
    TIMES_NEWEST: "Times are those of the newest 1,000 runs.", "時間は、最新の 1,000 回のものです。";
    RANGES: "Lines and ranges hold the true value in 19 of 20 cases.", "線と範囲は、20 回に 19 回は本当の値を含みます。";
    SHARES_FEW: "Shares are told from 20 runs on, where companies are known from 10 companies on.",
        "割合は、20 回以上（会社が分かる場合は 10 社以上）の記録があるときに表示します。";
    CAME: "Came there", "来た";
    ON: "Went on", "次へ";
    TO: "Where to", "進んだ先";
    END: "the end", "完了";
    TIME_RANGE: "Median, from – to", "中央値の範囲";
    CLOSED: "Closed here", "ここで閉じた";
    STANDING: "Still under way", "途中";
    OPEN: "Left open", "そのまま";
    TIME: "Median time", "時間の中央値";
    ACTIVE: "Active time, median", "操作時間の中央値";
    BACK: "Came back", "戻った";
    REFUSED: "Field refused", "入力エラー";
    STAGES: "From due to done", "表示対象から完了まで";
    STAGES_LEAD: "Completed {0}\u{a0}%, between {1} and {2}: {3} of {4} displayed.",
        "完了率 {0}\u{a0}%（{1} から {2} の間）：表示 {4} 回のうち完了 {3} 回";
    STAGES_FEW: "Gone through: {0} of {1} that are over.", "終わった {1} 回のうち最後まで {0} 回";
    STAGES_LEAD_ALONE: "Clicked through {0}\u{a0}%, between {1} and {2}: {3} of {4} displayed.",
        "クリック率 {0}\u{a0}%（{1} から {2} の間）：表示 {4} 回のうちクリック {3} 回";
    CLICKED_THROUGH: "Clicked through", "クリック";
    HEALTH: "Elements in your pages", "ページの要素の状態";
    HEALTH_GOOD: "Every element was found in time.", "要素はすべて時間内に見つかりました。";
    HEALTH_DO: "These elements did not appear in time. Open the page and look for each: if it has moved, give the step a selector that lasts, such as a data-tour attribute, and publish again; if it is not always there, say in the step what happens without it.",
        "次の要素が時間内に現れませんでした。ページを開いて確かめてください。場所が変わっていた場合は、data-tour 属性のような変わりにくいセレクタをステップに設定して、公開し直してください。いつもあるとは限らない要素の場合は、要素がないときの動作をステップで選んでください。";
    SELECTOR: "Selector", "セレクタ";
    PAGE: "Page", "ページ";
    VERSION: "Version", "版";
    LAST: "Last seen", "最後の発生";

    ITEMS: "Item by item", "項目ごとの進み方";
    ITEM: "Item", "項目";
    DONE: "Done", "完了";
    BEFORE: "Done before", "表示前に完了";
    DROPPED: "Left out", "対象外";
    NOT_DONE: "Still open", "未完了";
    OF_PEOPLE: "{0}\u{a0}% of {1} people", "{1} 人の {0}\u{a0}%";
    OF_COMPANIES: "{0}\u{a0}% of {1} companies", "{1} 社の {0}\u{a0}%";
    FROM_START: "done from the start, for everybody", "全員が最初から完了";
    DONE_BEFORE: "before it was displayed: {0}", "表示前に完了：{0}";
    DROPPED_BY: "left out: {0}", "対象外：{0}";
    STILL_OPEN: "still open: {0}", "未完了：{0}";
    ITEM_MEDIAN: "median {0} from the first display", "初回の表示から中央値 {0}";
    ITEM_MEDIAN_FEW: "A median is told of five or more who did it after the first display.",
        "所要時間の中央値は、初回の表示の後に終えた数が 5 以上のときに表示します。";
    COMPLETION: "completed the whole list", "リスト全体の完了率";
    COMPLETION_PEOPLE: "{0} of {1} people", "{1} 人のうち {0} 人";
    COMPLETION_COMPANIES: "{0} of {1} companies", "{1} 社のうち {0} 社";
    COMPLETION_CLUSTERED: "It allows for colleagues resembling each other.", "同じ会社の利用者は似た結果になりやすいことを考慮しています。";
    COMPLETION_TIME: "Median time to complete it: {0} from the first display.", "完了までの時間の中央値：初回の表示から {0}";
    COMPLETION_FEW: "A share from so few would say more than is known. Here are the counts.",
        "件数が少ないため割合は表示せず、件数をそのまま表示します。";
    COMPLETION_PEOPLE_NEEDED: "{0} more people until there is a share", "割合の表示まで、あと {0} 人";
    COMPLETION_COMPANIES_NEEDED: "{0} more companies until there is a share", "割合の表示まで、あと {0} 社";
    HOURS: "{0} h", "{0} 時間";
    DAYS: "{0} days", "{0} 日";
    NO_COMPANY: "It was displayed, but to nobody in a company.", "表示されましたが、会社に属する利用者がいません。";
}
