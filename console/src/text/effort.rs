//! Words of "Effort: said and seen".

use super::words;

words! {
    TITLE: "Effort: said and seen", "手間：回答と実際";
    INTRO: "What people said about the effort, beside what the tour took them: time in which they did something, steps they came back to, fields that were refused.",
        "手間についての回答と、ツアー中の実際の様子（操作していた時間、戻ったステップ、入力エラー）を並べて表示します。";
    TAUGHT: "Tours that were looked at: {0}", "対象のツアー：{0}";
    PROMISED: "This survey promised not to tie answers to people, so what their tours took is not looked up.",
        "このアンケートは、回答を個人に結び付けないと約束しています。そのため、ツアーの様子とは照らし合わせません。";
    NONE: "Nothing is known yet. It is counted from the next tour on.", "まだ記録がありません。次のツアーから記録します。";
    HARD: "Said it was hard", "大変だったと回答";
    BETWEEN: "In between", "どちらでもない";
    EASY: "Said it was easy", "簡単だったと回答";
    NOTHING: "Did not answer", "回答なし";
    RUNS_ONE: "1 run", "1 回";
    RUNS: "{0} runs", "{0} 回";
    ACTIVE: "active for {0} (median)", "操作していた時間の中央値 {0}";
    RETURNED: "came back to a step: {0}", "ステップに戻った：{0} 回";
    REFUSED: "had a field refused: {0}", "入力エラーがあった：{0} 回";
    SHARE: "{0} ({1}\u{a0}%, {2} to {3}\u{a0}%)", "{0}（{1}\u{a0}%、{2}～{3}\u{a0}%）";
    FEW: "A median is told from five runs on, a share with its interval from 20 runs (and 10 companies) on.",
        "中央値は 5 回以上、割合と区間は 20 回以上（かつ 10 社以上）の記録があるときに表示します。";
    NEWEST: "The newest 10,000 runs are looked at.", "新しいものから 10,000 回分を集計しています。";
    WHO: "Who answered", "回答";
    COUNT: "Runs", "回数";
    ACTIVE_TIME: "Active time, median", "操作時間の中央値";
    BACK: "Came back", "戻った";
    INVALID: "Field refused", "入力エラー";
}
