//! Words of follow-ups: the room, why somebody wants a person, and the part of the editor that hands over.
//!
//! Deliberately absent: status, owner and note of one; those are in [`super::report`].

use super::words;

words! {
    TITLE: "Follow-ups", "対応";
    LEAD: "Everybody who wants a person: who asked for one, who found it hard, who gave up, and whose answer somebody took up.",
        "担当者の対応を必要としている方の一覧です。依頼した方、難しいと答えた方、途中でやめた方、回答への対応が始まった方を表示します。";
    OPEN_ONE: "{0} open", "未対応 {0} 件";
    OPEN: "{0} open", "未対応 {0} 件";
    FILTER_STATUS: "Show", "表示：";
    FILTER_OWNER: "of", "担当：";
    NOT_DONE: "what is not done", "完了していないもの";
    STATUS_OPEN: "what is open", "未対応のもの";
    STATUS_WAITING: "what is waiting", "対応待ちのもの";
    STATUS_DONE: "what is done", "完了したもの";
    EVERYONE: "everyone", "全員";
    MINE: "mine ({0})", "自分（{0}）";
    MINE_HINT: "Yours are those of companies whose trait for who takes over, such as owner, holds your e-mail address.",
        "担当者を示す会社の属性（owner など）にあなたのメールアドレスが入っていると、ここに表示されます。";
    ONLY_NONE: "This follow-up is no longer there", "この対応はもうありません";
    ONLY_NONE_BODY: "What asked for it was taken back, or the person was erased.", "依頼が取り消されたか、利用者の記録が消去されました。";
    ONLY_ONE: "One follow-up, from the link you followed.", "リンクで指定された対応だけを表示しています。";
    NONE: "Nobody waits for a person", "対応を待っている方はいません";
    NONE_BODY: "A guide or a survey can hand somebody over: who asks for help in it, finds it hard, closes it or does not get there in time appears here at once. Open one and choose when, under About.",
        "ガイドやアンケートから担当者に引き継ぐことができます。助けを求めた方、難しいと答えた方、途中で閉じた方、期限までに達成できなかった方が、ここにすぐ表示されます。編集画面の「概要」で条件を選んでください。";
    NONE_FITS: "No follow-up fits this filter", "この条件に合う対応はありません";
    SHOW_ALL: "Show everything that is not done", "完了していないものをすべて表示する";
    MORE: "Older ones", "以前のものを見る";
    FROM_CONTENT: "in", "コンテンツ：";
    ASKED_TO: "asked of {0}", "依頼先：{0}";

    WHY_STEP: "asked for a person in step “{0}”", "ステップ「{0}」で担当者を求めました";
    WHY_HIGH_EFFORT: "said it was hard", "大変だったと回答しました";
    WHY_DISMISSED: "closed it before the end", "途中で閉じました";
    WHY_NOT_ATTAINED: "did not attain the goal in time", "期限までに目標を達成していません";
    WHY_RESPONSE: "gave an answer that somebody took up", "回答に対応が始まりました";
    KIND_HAND_OVER: "handed over", "引き継ぎ";

    HAND_OVER: "Hand to a person", "担当者に引き継ぐ";
    HAND_OVER_HINT: "Somebody at your side is asked to take over, once per run. It appears under Follow-ups, and recommendation questions wait until it is done.",
        "一回の表示につき一度、担当者に対応を依頼します。「対応」に表示され、完了するまでおすすめ度の質問を控えます。";
    HAND_OVER_ON: "Ask whoever answers for the company to take over", "会社の担当者に対応を依頼する";
    OWNER_TRAIT: "Company trait that names who takes over", "担当者を示す会社の属性";
    OWNER_TRAIT_HINT: "A name or an e-mail address, told by waymark.group, such as owner. With a member’s e-mail address they find it under Follow-ups as theirs.",
        "waymark.group で伝える名前またはメールアドレスです（例：owner）。メンバーのメールアドレスにすると、「対応」で自分の担当として絞り込めます。";
    WHEN: "It happens when somebody", "引き継ぐのは次のとき";
    WHEN_STEP: "comes to “{0}”", "「{0}」に進んだとき";
    WHEN_HIGH_EFFORT: "says that it was hard", "大変だったと回答したとき";
    WHEN_DISMISSED: "closes or refuses it before the end", "途中で閉じたとき、または今後の表示を断ったとき";
    WHEN_NOT_ATTAINED: "does not attain the goal in its days", "目標の期限までに達成しなかったとき";
    SAY: "When somebody {0}, whoever the company’s “{1}” names is asked to take over.",
        "{0}、会社の「{1}」が示す担当者に引き継ぎます。";
    SAY_NEVER: "Nothing hands anybody over yet. Choose at least one.", "まだ条件がありません。一つ以上選んでください。";
    OR: " or ", "、または";
}
