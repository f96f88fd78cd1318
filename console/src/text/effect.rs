//! Words of the effect: who is compared with whom, until when, what came of it, and the plan.
//!
//! Deliberately absent: "before and after". What changes with time is not told from what content changed.

use super::words;

words! {
    TITLE: "Effect", "効果";
    INTRO: "People drawn to see it are compared with people drawn not to, whatever they then did with it.",
        "表示する対象に選ばれた人と、表示しない対象に選ばれた人を、その後の操作にかかわらず比べます。";
    GOAL: "Goal: {0}, within {1} days of the first time.", "目標：「{0}」。最初の機会から {1} 日以内に達したかを見ます。";
    ROOM: "Assigned {0} – {1}; the answer is there on {2}.", "対象期間：{0}〜{1}。結果が出る日：{2}";
    RUNNING: "Until {0} there are counts only. Whoever looks every day and stops at the first good one finds an effect where there is none, so nothing is tested before.",
        "{0} までは人数だけを表示します。毎日見て良い結果の日に止めると、効果がなくてもあるように見えるため、それまでは判定しません。";
    ENDED: "Something else was published on {0}, before everybody had had their days. So nothing is tested here, also later.",
        "全員の期間が終わる前の {0} に別の内容が公開されました。そのため、この測定では今後も判定しません。";
    GOAL_CHANGED: "The goal counts something else now than when the measurement began, so there is no figure.",
        "測定を始めた後に目標の数え方が変わったため、結果を出せません。";
    FEW_PEOPLE: "The smaller group has too few people for a figure; {0} more would have been needed.",
        "少ない方のグループの人数が足りないため、結果を出せません。あと {0} 人必要でした。";
    FEW_COMPANIES: "The smaller group has people of too few companies for a figure; {0} more would have been needed.",
        "少ない方のグループの会社数が足りないため、結果を出せません。あと {0} 社必要でした。";
    SHOWN: "Drawn to see it", "表示する人";
    HELD: "Drawn not to see it", "表示しない人";
    ARM: "Group", "グループ";
    PEOPLE: "People", "人数";
    REACHED: "Reached the goal", "目標に達した人";
    COMPANIES: "Companies", "会社数";
    SHARE: "Share", "割合";
    RANGE: "From – to", "範囲";
    OF: "{0} of {1} reached the goal", "{1} 人のうち {0} 人が目標に達しました";
    OF_SO_FAR: "{0} of {1} reached the goal so far", "{1} 人のうち、これまでに {0} 人が目標に達しました";
    MORE: "Of the people drawn to see it, {0} reached the goal; of those held out, {1}. That is {2} percentage points more, between {3} and {4}.",
        "表示する人の {0}、表示しない人の {1} が目標に達しました。表示する人の方が {2} ポイント高くなっています（{3} から {4} の間）。";
    FEWER: "Of the people drawn to see it, {0} reached the goal; of those held out, {1}. That is {2} percentage points fewer, between {3} and {4}.",
        "表示する人の {0}、表示しない人の {1} が目標に達しました。表示する人の方が {2} ポイント低くなっています（{3} から {4} の間）。";
    NONE: "Of the people drawn to see it, {0} reached the goal; of those held out, {1}. No effect can be told from this: it lies between {2} and {3} percentage points.",
        "表示する人の {0}、表示しない人の {1} が目標に達しました。この結果からは、効果があるとは言えません（差は {2} から {3} ポイントの間）。";
    DIFFERENCE: "Difference in percentage points", "差（ポイント）";
    VALUE: "“{0}” per person: {1} among people drawn to see it, {2} among those held out, the baseline. Difference {3}, between {4} and {5}.",
        "一人あたりの「{0}」：表示する人は {1}、基準となる表示しない人は {2}。差は {3}（{4} から {5} の間）です。";
    VALUE_NONE: "No difference can be told from it.", "この数値からは、差があるとは言えません。";
    VALUE_NAME: "Difference in “{0}” per person", "一人あたりの「{0}」の差";
    COMPLETED: "Of the people drawn to see it, {0} went through to the end; {1} of them reached the goal. They are not compared with the rest: whoever goes through to the end is keener to begin with.",
        "表示する人のうち {0} 人が最後まで進み、そのうち {1} 人が目標に達しました。最後まで進む人はもともと意欲が高いため、ほかの人とは比べません。";
    ASKED: "{0} of those held out asked for it themselves. They stay in the group they were drawn for.",
        "表示しない人のうち {0} 人が自分で開きました。選ばれたグループのまま数えています。";
    CROSSED: "{0} were in both groups, since who they are, or which company they act for, changed in between; they are in neither.",
        "{0} 人は途中で本人や所属する会社が分かったか変わったために両方のグループにまたがり、どちらにも数えていません。";
    PER_COMPANY: "The goal is a company's: once anybody reaches it, all of its people here have. A company is drawn as a whole, so colleagues are in one group; only where pages do not say the company are they in both, and the true effect is larger than the difference.",
        "会社単位の目標のため、誰か一人が達すると、その会社の全員が達したものとして数えます。会社はまとめて選ばれるので、同僚は同じグループに入ります。ページが会社を伝えていない場合だけ同僚が両方に分かれ、実際の効果は差よりも大きくなります。";
    CLUSTERED: "Intervals allow for colleagues resembling each other.", "範囲は、同じ会社の人が似ることを考慮しています。";
    RELEASE: "It is over: people are still held out. Set the share held out to 0 and publish.",
        "測定は終わりましたが、表示しない人が残っています。割合を 0 にして公開してください。";
    EARLIER: "Earlier measurements", "以前の測定";
    EARLIER_LINE: "No. {0}, version {1}, by {2}: {3} – {4}, {5} % held out.", "第 {0} 回（第 {1} 版、{2}）：{3}〜{4}、表示しない割合 {5} %";
    EARLIER_ENDED: "Ended {0}.", "{0} に終了。";
    LACKS: "Its effect is not measured. What it lacks:", "効果は測定されていません。足りないもの：";
    LACK_HOLDOUT: "people who are held out", "表示しない人の割合";
    LACK_GOAL: "a goal", "目標";
    LACK_WINDOW: "a number of days in which the goal counts", "目標の期限（日数）";
    LACK_HORIZON: "a day in the future until which people are assigned", "これから先の、対象期間の最終日";
    LACK_TRIGGER: "a trigger: what people start by hand is never withheld", "自動で始まるきっかけ（自分で開くものは必ず表示されます）";
    LACK_PERSON: "named people: answers are anonymous", "誰かが分かること（匿名の回答では測れません）";
    LACK_PUBLISHED: "publishing", "公開";

    PLAN: "Plan", "計画";
    PLAN_INTRO: "How many people an answer takes, and when it can be there. Fix the day before you begin.",
        "結果を出すのに必要な人数と、その時期の目安です。始める前に最終日を決めてください。";
    BASELINE: "Reach the goal without it, percent", "表示しなくても目標に達する割合（%）";
    BASELINE_KNOWN: "Of {0} people first seen lately, {1} did.", "最近の {0} 人のうち {1} 人が達しました。";
    BASELINE_UNKNOWN: "Fewer than 20 people are known yet; enter what you expect.", "まだ 20 人に満たないため、見込みを入力してください。";
    GAP: "Smallest difference worth knowing, percentage points", "知りたい最小の差（ポイント）";
    HOLDOUT: "Held out, percent", "表示しない割合（%）";
    PACE: "New people a week", "週あたりの新しい人数";
    DAYS: "Days each person has", "一人あたりの日数";
    EFFECT: "Allowance for colleagues", "同僚が似ることの補正";
    EFFECT_HINT: "1: people of one company are as different as any others; measured where it can be.", "1：同じ会社の人も似ていない。測れる場合は実測値です。";
    NEEDS: "That takes about {0} people drawn to see it and {1} held out.", "表示する人が約 {0} 人、表示しない人が約 {1} 人必要です。";
    WHEN: "At {0} new people a week the answer can be there around {1}; assign people until {2}.",
        "週 {0} 人のペースなら、{1} ごろに結果が出る見込みです。対象期間の最終日は {2} にしてください。";
    TOO_FAR: "At {0} new people a week that takes more than a year. A wider audience, a share held out nearer to half or a larger difference brings it nearer.",
        "週 {0} 人のペースでは、1 年以内には結果が出ません。対象を広げるか、表示しない割合を半分に近づけるか、知りたい差を大きくすると早まります。";
    NO_PACE: "Nobody comes yet, so no day can be told.", "まだ新しい人がいないため、時期は分かりません。";
    NO_PLAN: "Nothing can be planned from this: somebody must be held out, and the shares must lie between 0 and 100.",
        "この条件では計画できません。表示しない人を設け、割合を 0 から 100 の間にしてください。";
}
