//! Words of "Why is this shown?": a sentence for each link of the chain, for each way it may be.
//!
//! Deliberately absent: conditions and triggers as sentences; those words are [`super::rules`].

use super::words;

words! {
    TITLE: "Why is this shown?", "なぜ表示されるのか";
    LEAD: "Everything that decides whether one person is shown one content, in the order in which it is asked. The address of this page keeps what you chose, so a link shows a colleague the same.", "ある利用者にあるコンテンツが表示されるかどうかを決めるすべての条件を、確かめる順に示します。選んだ内容はこのページのアドレスに残るので、リンクを送れば同じ画面を見せられます。";
    WHO_AND_WHAT: "Who and what", "だれに、なにを";
    CONTENT: "Content", "コンテンツ";
    CHOOSE: "Choose…", "選択してください";
    PERSON: "Person (user id or anonymous id)", "利用者（ユーザー ID または匿名 ID）";
    COMPANY: "Company (empty: the last one)", "会社（空欄：最後のもの）";
    URL: "Page address (optional)", "ページのアドレス（任意）";
    LOCALE: "Language (empty: as last heard)", "言語（空欄：最後に使われたもの）";
    DEVICE: "Device", "端末";
    DEVICE_LAST: "as last heard", "最後に使われたもの";
    ASK: "Explain", "理由を調べる";
    EMPTY: "Choose a content and a person.", "コンテンツと利用者を選んでください。";
    EMPTY_BODY: "From a content or from a person’s page the link “Why is this shown?” fills in what is known.", "コンテンツや利用者の画面の「なぜ表示されるのか」から開くと、分かる項目は入力された状態になります。";

    DUE: "Nothing the collector knows stands in the way: “{0}” comes as soon as the page starts it.", "サーバーが知る限り、妨げるものはありません。ページ側の条件がそろえば「{0}」が表示されます。";
    DUE_NOT_HERE: "“{0}” is due for this person, but does not start on this page.", "「{0}」はこの利用者に表示できる状態ですが、このページでは始まりません。";
    ON_REQUEST: "“{0}” does not come by itself. Only waymark.start displays it.", "「{0}」は自動では表示されません。waymark.start で呼び出したときだけ表示されます。";
    NOT_DUE: "“{0}” is not shown to this person.", "「{0}」はこの利用者には表示されません。";
    NOT_PUBLISHED: "“{0}” is shown to nobody here: it is not published.", "「{0}」は公開されていないため、ここではだれにも表示されません。";
    WITHHELD: "“{0}” is withheld: this person is held out, so that its effect can be measured.", "「{0}」は、効果を測るための対照群に入っているため表示されません。";
    NOT_KNOWN: "Whether “{0}” is shown depends on what is not known or not told here.", "「{0}」が表示されるかどうかは、ここでは分からない、またはお見せできないことによります。";
    NEVER_HEARD: "{0}, of whom nothing has been heard in this environment", "{0}（この環境ではまだ記録がありません）";
    SINCE: "{0}, first seen {1}", "{0}（{1} に初めて訪問）";
    OF_COMPANY: "of {0}", "会社：{0}";
    READS: "reading {0}", "言語：{0}";
    USES: "on a {0}", "端末：{0}";
    HEARD: "(as heard {0})", "（{0} の記録による）";
    RESUMES_STEP: "A run is open at the step “{0}” and goes on; what concerns a new run is not asked.", "ステップ「{0}」まで進んだ実行が続いています。新しく始めるときの条件は問われません。";
    RESUMES: "A run is open and goes on; what concerns a new run is not asked.", "途中の実行が続いています。新しく始めるときの条件は問われません。";
    RESUMES_ONLY: "That holds on the device it was begun on, and wherever the user id is signed.", "始めた端末か、ユーザー ID に署名がある場合に限ります。";
    COLLECTOR: "Decided by the collector", "サーバーが決めること";
    IN_PAGE: "Decided in the page", "ページの中で決まること";

    YES: "yes", "可";
    NO: "no", "不可";
    UNKNOWN: "not known", "不明";
    NOT_ASKED: "not asked", "対象外";
    HELD_BACK: "not told", "非公開";

    PUBLISHED: "It is published here, as version {0}.", "この環境で公開されています（バージョン {0}）。";
    UNPUBLISHED: "It is not published here. What follows is about the draft.", "この環境では公開されていません。以下は下書きについての結果です。";
    RUNS: "The environment is running.", "環境は動いています。";
    STOPPED: "The environment is stopped: nothing is shown to anybody.", "環境が停止しています。だれにも何も表示されません。";
    NOT_PAUSED: "It is not paused.", "一時停止していません。";
    PAUSED: "It is paused here.", "この環境では一時停止しています。";
    NO_BEGINNING: "No beginning is set.", "開始日時は設定されていません。";
    BEGUN: "It began on {0}.", "{0} に始まりました。";
    BEGINS: "It begins on {0}.", "{0} に始まります。";
    NO_END: "No end is set.", "終了日時は設定されていません。";
    ENDS: "It ends on {0}.", "{0} に終わります。";
    ENDED: "It ended on {0}.", "{0} に終わりました。";
    NO_QUOTA: "No quota is set.", "上限数は設定されていません。";
    QUOTA: "{0} of at most {1} have answered or gone through to the end.", "上限 {1} 件のうち {0} 件が回答または完了しています。";
    NO_CONSENT: "This environment does not ask for consent.", "この環境では同意を求めません。";
    CONSENT_PAGE: "The page has consent.", "このページは同意を得ています。";
    CONSENT_UNKNOWN: "This environment asks for consent, and nothing was heard of it; only the page knows.", "この環境では同意が必要です。同意の記録はなく、ページだけが知っています。";
    CONSENT_GIVEN: "They agreed on {0}.", "{0} に同意しました。";
    CONSENT_REFUSED: "They refused on {0}; what this page was told, only it knows.", "{0} に同意しませんでした。このページでどう答えたかは、ページだけが知っています。";
    GPC_FREE: "Global Privacy Control does not concern it.", "Global Privacy Control の対象ではありません。";
    GPC_UNKNOWN: "If their browser sends Global Privacy Control, it does not come by itself; only the page knows.", "ブラウザが Global Privacy Control を送る場合は、自動では表示されません。送るかどうかはページだけが知っています。";
    GPC_SENT: "Their browser sends Global Privacy Control, so no survey comes by itself.", "ブラウザが Global Privacy Control を送っているため、アンケートは自動では表示されません。";
    GPC_NOT_SENT: "Their browser does not send Global Privacy Control.", "ブラウザは Global Privacy Control を送っていません。";
    FOR_EVERYBODY: "It is for everybody.", "全員が対象です。";
    IN_AUDIENCE: "They belong to the audience.", "対象者に含まれます。";
    NOT_IN_AUDIENCE: "They do not belong to the audience.", "対象者に含まれません。";
    AUDIENCE_UNKNOWN: "Whether they belong to the audience depends on what is not known.", "対象者に含まれるかどうかは、分からない条件によります。";
    NO_SAMPLE: "No sample is drawn.", "抽出は行いません。";
    IN_SAMPLE: "They are in the sample of {0} % (their place is {1}).", "抽出した {0} % に入っています（位置 {1}）。";
    NOT_IN_SAMPLE: "They are outside the sample of {0} % (their place is {1}).", "抽出した {0} % に入っていません（位置 {1}）。";
    NO_HOLDOUT: "Nobody is held out.", "対照群はありません。";
    NOT_HELD_OUT: "They are not among the {0} % held out (their place is {1}).", "{0} % の対照群に入っていません（位置 {1}）。";
    HELD_OUT: "They are among the {0} % held out (their place is {1}).", "{0} % の対照群に入っています（位置 {1}）。";
    NOT_DRAWN: "The share is {0} %; their place in it is drawn when they are first heard of.", "割合は {0} % です。位置は、初めて記録されるときに決まります。";
    BY_COMPANY: "The place is drawn for the whole company.", "位置は会社ごとに決まります。";
    NOT_REFUSED: "They have not refused it for good.", "「今後表示しない」は選ばれていません。";
    REFUSED: "They refused it for good.", "「今後表示しない」が選ばれました。";
    NOT_SNOOZED: "They have not put it off.", "「あとで」は選ばれていません。";
    WAS_SNOOZED: "They put it off until {0}, which has passed.", "「あとで」の期限（{0}）は過ぎました。";
    SNOOZED: "They put it off until {0}.", "「あとで」が選ばれ、{0} まで表示されません。";
    NOT_DISMISSED: "They have not dismissed it.", "閉じられたことはありません。";
    WAS_DISMISSED: "They last dismissed it on {0}, which no longer keeps it away.", "最後に閉じられたのは {0} で、もう妨げになりません。";
    DISMISSED: "They dismissed it on {0}; it stays away until {1}.", "{0} に閉じられたため、{1} まで表示されません。";
    NOT_DISPLAYED: "It was not displayed to them yet.", "まだ表示されたことはありません。";
    WAS_DISPLAYED: "It was last displayed on {0}, and may come again.", "最後に表示されたのは {0} で、また表示できます。";
    DISPLAYED: "It was displayed on {0}, and comes only once.", "{0} に表示されました。表示は一度だけです。";
    NOT_ANSWERED: "They have not answered it or gone through it.", "まだ回答も完了もしていません。";
    WAS_ANSWERED: "They last answered it or went through it on {0}, which does not keep it away.", "最後に回答または完了したのは {0} で、妨げになりません。";
    ANSWERED: "They answered it or went through it on {0}, so it does not come again.", "{0} に回答または完了したため、もう表示されません。";
    ANSWERED_UNTIL: "They answered it or went through it on {0}; it comes again from {1}.", "{0} に回答または完了しました。次に表示できるのは {1} 以降です。";
    ANSWERS_HELD_BACK: "Not told: who has answered a confidential or anonymous survey is not to be read of one person.", "お見せできません。非公開または匿名のアンケートにだれが答えたかは、個人ごとには分からないようにしています。";
    UNCAPPED: "No cap concerns it: it does not interrupt, or comes on request only.", "上限の対象ではありません（操作の妨げにならないか、呼び出したときだけ表示されるため）。";
    CAP_DAY: "Interruptions in the last 24 hours: {0} of at most {1}.", "直近 24 時間の割り込み：{0} 回（上限 {1} 回）。";
    CAP_SURVEYS: "Surveys in the last {2} days: {0} of at most {1}.", "直近 {2} 日のアンケート：{0} 回（上限 {1} 回）。";
    SHOWN: "{0}, {1}", "{0}、{1}";
    NO_GATE: "It neither asks for a recommendation nor promotes something, or does not wait for a better moment.", "推奨度を尋ねるものでも販売の案内でもないか、待つ設定ではありません。";
    GATE_OPEN: "Effort was not high in the last {0} days, and no complaint is open.", "直近 {0} 日に負担が大きかったという回答はなく、未対応の不満もありません。";
    GATE_SHUT: "Effort was high in the last {0} days or a complaint is open, so recommendation questions and promotions wait.", "直近 {0} 日に負担が大きかったか、未対応の不満があるため、推奨度の質問や販売の案内は待ちます。";

    PAGE_ANY: "It may start on any page.", "すべてのページで始まります。";
    PAGE_FITS: "It may start on this page.", "このページで始まります。";
    PAGE_FITS_NOT: "It does not start on this page.", "このページでは始まりません。";
    PAGE_UNKNOWN: "It starts on some pages; write an address to see whether this one is among them.", "一部のページで始まります。アドレスを入力すると、当てはまるか分かります。";
    PAGE_BUT: "not {0}", "次を除く：{0}";
    STARTS: "It starts {0}.", "きっかけ：{0}。";
    LAST_DONE: "They last did that on {0}.", "最後に起きたのは {0} です。";
    NO_DELAY: "It then waits for nothing.", "待ち時間はありません。";
    DELAY: "It then waits {0} seconds, and everything is checked again.", "{0} 秒待ってから、すべてをもう一度確かめます。";
    NO_CANCEL: "Nothing calls it off.", "取りやめるイベントはありません。";
    CANCEL: "It is called off when this happens first: {0}.", "先に次のイベントが起きると取りやめます：{0}。";
    TURN: "One thing at a time: it waits while something else is displayed.", "表示は一度に一つです。ほかに表示中のものがあれば待ちます。";
    AHEAD: "On this page these are due as well and go first: {0}.", "このページでは、次のものが先に表示されます：{0}。";
    OCCUPIED: "It waits while they type or are in a dialog.", "入力中やダイアログの操作中は待ちます。";
    OTHER_TAB: "It waits while another tab or device displays something.", "ほかのタブや端末で表示中のものがあれば待ちます。";

    ALL_OF: "All of these hold", "すべてに当てはまる";
    ANY_OF: "At least one of these holds", "いずれかに当てはまる";
    NONE_OF: "This does not hold", "当てはまらない";
    IN_SEGMENT: "In the segment “{0}”", "セグメント「{0}」に入っている";
    HAS: "has {0}", "実際：{0}";
    HAS_NONE: "has none", "実際：値なし";
    IS_READING: "reads {0}", "実際：{0}";
    IS_ON: "is on a {0}", "実際：{0}";
    SEEN_SINCE: "first seen {0}", "初回：{0}";
    SEEN_NEVER: "never seen before", "まだ訪問なし";
    DONE_AT: "last on {0}", "最後：{0}";
    DONE_NEVER: "never", "一度もなし";

    GUIDANCE_WANTED: "The person’s own choice about guidance lets it come by itself.", "本人のガイド設定により、自動で表示できます。";
    GUIDANCE_NOT_WANTED: "The person wants guidance only when they ask, or none. They can still start it themselves.", "本人の設定により、自動では表示されません。本人が開くことはできます。";

    TOKEN: "See it in the page itself", "実際のページで確かめる";
    TOKEN_LEAD: "Open your page with this link. For half an hour, in that tab only, waymark.explain(\"{0}\") in the browser’s console tells the same for whoever is signed in there, with what only the page knows.", "このリンクでページを開くと、30 分間、そのタブに限り、ブラウザのコンソールで waymark.explain(\"{0}\") を呼ぶと、そこでサインインしている人について、ページだけが知ることも含めた理由が分かります。";
    TOKEN_DO: "Make the link", "リンクを作る";
    TOKEN_READY: "Valid until {0}", "{0} まで有効";
    TOKEN_OPEN: "Open the page", "ページを開く";
}
