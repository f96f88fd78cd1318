//! Words of the companies: finding one, and where it stands.
//!
//! Deliberately absent: praise and blame. What is not attained yet is just that.

use super::words;

words! {
    TITLE: "Companies", "会社";
    LEAD: "See where a company stands: what it has attained, what it uses, who is active.",
        "会社ごとに、達した目標、使っている機能、最近の利用者を確認できます。";
    FIELD: "Part of an id or name", "ID または名前の一部";
    NONE: "No company has been heard of yet. They appear here as soon as your page or back end names them.",
        "まだ会社の情報がありません。ページやサーバーから伝えられると、ここに表示されます。";
    NONE_FOUND: "No company has this in its id or name.", "この文字を含む会社はありません。";
    MORE: "More companies", "さらに表示する";
    COMPANY: "Company", "会社";
    PEOPLE: "People", "利用者";
    ACTIVE: "Active in the last 30 days", "直近 30 日の利用者";
    LAST_SEEN: "Last heard of", "最終利用";
    NOT_FOUND: "This company has not been heard of in this environment.", "この環境では、この会社の情報がありません。";
    PRINT: "Print", "印刷する";
    AS_OF: "As of {0}. First heard of on {1}.", "{0} 時点。初回：{1}";
    PEOPLE_ACTIVE: "{0} of {1} people were active in the last 30 days.", "利用者 {1} 人のうち {0} 人が、直近 30 日に利用しました。";
    PEOPLE_NONE: "Nobody has acted for this company yet.", "この会社の利用者は、まだいません。";
    GOALS: "Goals", "目標";
    GOALS_SAY: "{0} of {1} goals are attained; {2} are in use.", "{1} 件の目標のうち {0} 件に達し、{2} 件が使われています。";
    GOALS_NONE: "No goal is defined yet. Goals say what success is; they are written in the settings.",
        "まだ目標がありません。何をもって成功とするかを、設定の「目標」で決めてください。";
    GOAL: "Goal", "目標";
    SINCE: "Attained", "達した日";
    NOT_YET: "not yet", "まだ";
    BY: "By", "利用者";
    LATELY: "People using it, last 30 days", "直近 30 日に使った人数";
    TOGETHER: "as a company", "会社全体で";
    GUIDES: "Guides", "ガイド";
    GUIDES_NONE: "No guide has been shown to its people yet.", "この会社の利用者に表示されたガイドは、まだありません。";
    GUIDE: "Guide", "ガイド";
    SHOWN: "Shown to", "表示した人数";
    COMPLETED: "Gone through to the end", "最後まで進んだ人数";
    WHOSE: "{0} ({1})", "{0}（{1}）";
    AND_MORE: "and {0} more", "ほか {0} 人";
    UNDERSTOOD: "A person belongs to the company they last acted for.", "利用者は、最後に利用した会社に含めています。";
}
