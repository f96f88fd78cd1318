//! Words of the comparison: what splits answers, each group's sentence, what is still needed and when.
//!
//! Deliberately absent: a cause. That groups differ is all that answers can tell.

use super::words;

words! {
    TITLE: "Compare", "比較";
    BY: "Split by", "分け方：";
    AGAINST: "each with", "比較相手：";
    BY_LOCALE: "language", "言語";
    BY_VERSION: "version", "版";
    BY_SEGMENT: "segment", "セグメント";
    BY_PERIOD: "this period and the one before", "この期間とその前の期間";
    BY_LAST_DAYS: "last {0} days and the {0} before", "直近 {0} 日とその前の {0} 日";
    REST: "the rest", "それ以外の人";
    GROUP: "Group", "グループ";
    RATE: "Response rate", "回答率";
    DIFFERENCE: "Difference", "差";
    DIFFERENCE_RANGE: "Difference, from – to", "差の範囲";
    CHANCE: "p, all groups looked at together", "p 値（全グループ補正後）";
    RATE_OF: "response rate {0}\u{a0}% ({1}–{2})", "回答率 {0}\u{a0}%（{1}〜{2}）";
    NONE: "Nobody in this filter can be told apart by this.", "この条件では、グループに分けられません。";
    LEFT_OUT_ONE: "1 smaller group is not listed; it still belongs to the rest.",
        "ほかに小さなグループが 1 件あり、表示していませんが、「それ以外の人」に含まれます。";
    LEFT_OUT: "{0} smaller groups are not listed; they still belong to the rest.",
        "ほかに小さなグループが {0} 件あり、表示していませんが、「それ以外の人」に含まれます。";

    WHO_PLAN: "People on plan {0}", "プラン「{0}」の人";
    WHO_TRAIT: "People with {0} {1}", "{0} が「{1}」の人";
    WHO_LOCALE: "People reading {0}", "{0}で読む人";
    WHO_VERSION: "People answering version {0}", "第 {0} 版に答えた人";
    WHO_SEGMENT: "People in {0}", "セグメント「{0}」の人";
    WHO_PERIOD: "From {0}", "{0}";
    THAN_REST: "the rest", "それ以外の人";
    THAN_OUTSIDE: "everybody else", "それ以外の人";
    THAN_BEFORE: "in as many days before", "その前の同じ日数";
    POINTS: "{0} percentage points", "{0} ポイント";
    HIGHER: "{0}: {1} higher than {2}, between {3} and {4}.", "{0}は、{2}より {1} 高くなっています（{3} から {4} の間）。";
    LOWER: "{0}: {1} lower than {2}, between {3} and {4}.", "{0}は、{2}より {1} 低くなっています（{3} から {4} の間）。";
    RARELY: "Chance alone would rarely show this.", "偶然だけでこの差が出ることはまれです。";
    HARDLY: "Chance alone would hardly ever show this.", "偶然だけでこの差が出ることはほとんどありません。";
    NO_DIFFERENCE: "{0}: no difference can be told from these answers.", "{0}：これらの回答からは、差があるとは言えません。";
    COMPARED_WITH: "{0}: the others are compared with these answers.", "{0}：ほかのグループの比較相手です。";
    FEW_ONE: "{0}: too few answers for a score; 1 more is needed.", "{0}：スコアを出すには回答が足りません。あと 1 件必要です。";
    FEW: "{0}: too few answers for a score; {1} more are needed.", "{0}：スコアを出すには回答が足りません。あと {1} 件必要です。";
    FEW_COMPANIES_ONE: "{0}: too few companies for a score; 1 more is needed.", "{0}：スコアを出すには会社数が足りません。あと 1 社必要です。";
    FEW_COMPANIES: "{0}: too few companies for a score; {1} more are needed.", "{0}：スコアを出すには会社数が足りません。あと {1} 社必要です。";
    FEW_OTHERS: "{0}: too few other answers to compare with.", "{0}：比較する相手の回答が足りません。";
    FEW_IN: "{0}: too few answers in “{1}” to compare with.", "{0}：比較相手「{1}」の回答が足りません。";
    GONE: "“{0}” is not among these groups, so each is compared with the rest.",
        "「{0}」はこの条件のグループにないため、それぞれを「それ以外の人」と比較しています。";
    HELD_BACK: "{0}: held back, so that nobody can be told apart.", "{0}：個人が特定されないよう、表示を控えています。";

    NOTICE: "To notice a difference of {0}, each of two groups needs about {1} answers.",
        "{0} の差に気付くには、二つのグループそれぞれに約 {1} 件の回答が必要です。";
    CLUSTERED: "Intervals allow for colleagues resembling each other.", "範囲は、同じ会社の人の回答が似ることを考慮しています。";
    NO_CAUSE: "A difference is not yet a cause: groups differ in more than this.",
        "差があっても、それが原因とは限りません。グループはほかの点でも異なります。";
    LANGUAGES: "People of different languages use scales differently: compare languages with care.",
        "言語によって点数の付け方は異なります。言語間の比較は慎重にしてください。";

    TOO_FAR_ONE: "At 1 answer a week that takes more than a year. A wider audience or a longer period brings it nearer.",
        "週 1 件の回答では、1 年以内には集まりません。対象を広げるか期間を長くすると早まります。";
    TOO_FAR: "At {0} answers a week that takes more than a year. A wider audience or a longer period brings it nearer.",
        "週 {0} 件の回答では、1 年以内には集まりません。対象を広げるか期間を長くすると早まります。";
    EXPECTED_ONE: "At 1 answer a week they can be there around {1}.", "週 1 件の回答が続けば、{1} ごろに集まる見込みです。";
    EXPECTED: "At {0} answers a week they can be there around {1}.", "週 {0} 件の回答が続けば、{1} ごろに集まる見込みです。";
}
