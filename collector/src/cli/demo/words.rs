//! What sample people write, by question and by what they have answered before in the same card.
//!
//! Deliberately absent: chance; [`super::answers`] picks one of the words that fit.

/// The same thought in English and Japanese.
pub type Said = (&'static str, &'static str);

/// What fits an open question, in the words of the survey's key and the question's key. `share`: where the last score lies on
/// its scale, 0 to 1; `chosen`: the option chosen last.
pub fn fitting(survey: &str, question: &str, share: f64, chosen: &str) -> &'static [Said] {
    match (survey, question, chosen) {
        ("relationship-nps", "problem", _) => &PROBLEMS,
        ("relationship-nps", "improve", _) => &CHANGES,
        ("relationship-nps", "praise", _) => &PRAISE,
        ("task-ces", "detail", "find") => &FINDING,
        ("task-ces", "detail", "repeat") => &REPEATING,
        ("task-ces", "detail", "error") => &ERRORS,
        ("task-ces", "detail", _) | ("task-abandoned", "obstacle", _) => &UNDERSTANDING,
        ("onboarding-csat", "comment", _) if share > 0.6 => &SET_UP_WELL,
        ("onboarding-csat", "comment", _) => &SET_UP_BADLY,
        ("feature-request", "wish", _) => &WISHES,
        ("cancellation", "detail", "goal") => &LEFT_FOR_GOAL,
        ("cancellation", "detail", "effort") => &LEFT_FOR_EFFORT,
        ("cancellation", "detail", "missing") => &LEFT_FOR_MISSING,
        ("cancellation", "detail", "price") => &LEFT_FOR_PRICE,
        ("expectation", "success", _) => &SUCCESS,
        ("outcome", "obstacle", _) => &OBSTACLES,
        _ if share > 0.6 => &PRAISE,
        _ => &PROBLEMS,
    }
}

/// What a member did about a person who wanted one: status and note. `which` picks among them.
pub fn dealt_with(locale: Option<&str>, which: u8) -> (&'static str, &'static str) {
    let (status, (english, japanese)) = if which.is_multiple_of(8) {
        ("waiting", WAITING)
    } else {
        ("done", DEALT_WITH[usize::from(which) % DEALT_WITH.len()])
    };
    (status, if locale == Some("ja") { japanese } else { english })
}

const WAITING: Said =
    ("Left a message; they will call back.", "ご不在のため伝言を残しました。折り返しのお電話をお待ちしています。");

const DEALT_WITH: [Said; 3] = [
    ("Called and went through the form together.", "お電話で一緒に入力しました。"),
    (
        "Sent the guide to tax rates; they sent the invoice the same day.",
        "税率の手引きをお送りし、当日中に送信されました。",
    ),
    ("They wanted to split one line in two. Showed them how.", "明細を二行に分ける方法をご案内しました。"),
];

const PRAISE: [Said; 8] = [
    (
        "Invoices take me two minutes now. They used to take an afternoon.",
        "請求書の作成が数分で終わるようになりました。",
    ),
    (
        "Home shows who has not paid. I used to keep a list on paper.",
        "未入金の取引先がホームで分かるので、紙の一覧が不要になりました。",
    ),
    ("My accountant stopped sending me questions.", "税理士とのやり取りが減りました。"),
    ("I set it up between two jobs, without calling anybody.", "電話で問い合わせなくても設定を終えられました。"),
    (
        "The report by customer is exactly what the bank asks for.",
        "取引先ごとのレポートを、そのまま銀行に提出できます。",
    ),
    ("It stays out of the way, which is what I want.", "画面が落ち着いていて、迷わずに使えます。"),
    (
        "Tax is right for every rate, and I no longer check it by hand.",
        "税率ごとの消費税額が自動で計算され、検算が要らなくなりました。",
    ),
    ("Month-end closing is done before lunch.", "月末の締め作業が午前中に終わるようになりました。"),
];
const PROBLEMS: [Said; 8] = [
    (
        "The import stopped at row 40 and I had to start again.",
        "取り込みが 40 行目で止まり、最初からやり直しになりました。",
    ),
    ("Payments have to be recorded one by one.", "入金を一件ずつ記録しなければならず、時間がかかります。"),
    ("On the phone the invoice list is hard to read.", "スマートフォンでは請求書の一覧が読みにくいです。"),
    ("Adding a colleague took three tries.", "担当者の追加に手間取りました。"),
    ("The report over twelve months is slow to open.", "12 か月のレポートの表示に時間がかかります。"),
    ("We still copy some numbers into a spreadsheet by hand.", "まだ一部の数字を手で表計算ソフトに写しています。"),
    (
        "I typed the same customer twice and cannot put the two together.",
        "取引先を二重に登録してしまい、一つにまとめられません。",
    ),
    ("The invoice does not show our logo.", "請求書に自社のロゴを入れられません。"),
];
const CHANGES: [Said; 7] = [
    ("Let me copy last month's invoice.", "先月の請求書を複製できると助かります。"),
    ("Invoices that repeat every month by themselves.", "毎月の請求書を自動で作成してほしいです。"),
    ("Record several payments at once.", "複数の入金をまとめて記録できるとよいです。"),
    ("Let me write the reminder in my own words.", "督促の文面を自分で変えられるとよいです。"),
    ("An export in the format of our accounting software.", "会計ソフトの形式で書き出せると便利です。"),
    ("Let the search find amounts too.", "金額でも検索できると助かります。"),
    ("Our logo on the invoice.", "請求書に自社のロゴを入れたいです。"),
];
const FINDING: [Said; 3] = [
    (
        "I looked under Customers first. A button there would have helped.",
        "最初に取引先の画面を探しました。そこにもボタンがあると助かります。",
    ),
    ("It was not clear which button finishes the job.", "どのボタンで完了するのか、分かりにくかったです。"),
    ("One place where everything starts.", "作業の入口が一か所にまとまっていると迷いません。"),
];
const UNDERSTANDING: [Said; 3] = [
    ("A word on what each field is for, right beside it.", "入力欄のそばに、何を入れるのか説明があると助かります。"),
    ("An example in each field.", "入力欄ごとに記入例があると分かりやすいです。"),
    ("I was not sure whether amounts are with or without tax.", "金額が税込か税抜か、迷いました。"),
];
const REPEATING: [Said; 3] = [
    ("Let me take over what I entered last time.", "前回の入力内容を呼び出せると、手間が減ります。"),
    ("We enter the same things every month.", "毎月同じ内容を、その都度入力しています。"),
    ("Let me do several at once.", "複数をまとめて処理できると助かります。"),
];
const ERRORS: [Said; 3] = [
    ("It took so long to answer that I pressed twice.", "反応に時間がかかり、二度押してしまいました。"),
    ("Tell me what is wrong before I press the button.", "ボタンを押す前に、どこに誤りがあるか示してほしいです。"),
    ("The page was blank for a moment, so I started again.", "画面が一瞬白くなり、最初からやり直しました。"),
];
const SET_UP_WELL: [Said; 4] = [
    (
        "Three steps, and the first invoice was out before lunch.",
        "手順が三つだけで、その日の午前中に最初の請求書を送れました。",
    ),
    ("I did not need anybody's help.", "誰にも聞かずに設定を終えられました。"),
    (
        "Bringing in our customers by copy and paste was a relief.",
        "取引先を貼り付けるだけで取り込めたので、助かりました。",
    ),
    ("It asked only for what it needed.", "必要な項目だけを聞かれたので、すぐに始められました。"),
];
const SET_UP_BADLY: [Said; 4] = [
    (
        "After the first customer I did not know what to do next.",
        "最初の取引先を登録したあと、次に何をすればよいか分かりませんでした。",
    ),
    ("Our customer list did not fit the import.", "手元の取引先一覧が、取り込みの形式に合いませんでした。"),
    ("I would have liked to see a finished invoice first.", "先に完成した請求書の見本を見たかったです。"),
    ("My colleague had to wait for the invitation until the next day.", "同僚への招待が翌日まで届きませんでした。"),
];
const WISHES: [Said; 7] = [
    ("Send the same invoice every month without typing it again.", "毎月同じ請求書を、入力し直さずに送りたいです。"),
    ("See at a glance which customers always pay late.", "いつも入金が遅れる取引先を一目で把握したいです。"),
    ("Give my accountant the month's figures as one file.", "一か月分の数字を一つのファイルで税理士に渡したいです。"),
    (
        "Make an estimate and turn it into an invoice once it is accepted.",
        "見積書を作り、承諾されたらそのまま請求書にしたいです。",
    ),
    ("Record a payment that covers three invoices.", "三件分をまとめた入金を一度に記録したいです。"),
    (
        "Write invoices from my phone while I am still at the customer's.",
        "訪問先からスマートフォンで請求書を作成したいです。",
    ),
    ("Put our logo on the invoice.", "請求書に自社のロゴを入れたいです。"),
];
const LEFT_FOR_GOAL: [Said; 2] = [
    (
        "We hoped that customers would pay sooner. They do not.",
        "入金が早まることを期待していましたが、変わりませんでした。",
    ),
    ("Closing the month takes us as long as before.", "月末の締め作業にかかる時間が変わりませんでした。"),
];
const LEFT_FOR_EFFORT: [Said; 3] = [
    (
        "Typing every invoice by hand is more work than our spreadsheet was.",
        "請求書を一件ずつ入力するのは、表計算ソフトより手間がかかりました。",
    ),
    ("Recording payments one by one, every week.", "毎週、入金を一件ずつ記録するのが負担でした。"),
    ("I gave up on the import after the third try.", "取り込みを三回試しましたが、うまくいきませんでした。"),
];
const LEFT_FOR_MISSING: [Said; 3] = [
    ("Invoices that repeat every month.", "毎月の請求書を自動で作成する機能が必要でした。"),
    ("A connection to our bank.", "銀行口座との連携が必要でした。"),
    ("Estimates before invoices.", "請求書の前に見積書も作りたかったです。"),
];
const LEFT_FOR_PRICE: [Said; 2] = [
    (
        "We send four invoices a month. A smaller plan would do.",
        "請求書は月に四件ほどなので、もっと小さなプランがあれば続けられました。",
    ),
    ("Less for companies of two people.", "二人だけの会社でも続けやすい料金であれば助かりました。"),
];
const SUCCESS: [Said; 5] = [
    ("Month-end closing in one day instead of three.", "月末の締め作業が三日から一日になることです。"),
    ("No invoice is forgotten any more.", "請求漏れがなくなることです。"),
    ("I know on any day what customers still owe us.", "未入金の金額をいつでも把握できることです。"),
    ("My colleague can send invoices when I am away.", "私が不在のときも、同僚が請求書を送れることです。"),
    (
        "The accountant has no questions at the end of the quarter.",
        "四半期末に税理士からの問い合わせがなくなることです。",
    ),
];
const OBSTACLES: [Said; 5] = [
    ("Half of our customers want the invoice on paper.", "取引先の半数が紙の請求書を希望しています。"),
    ("My colleagues still use the old spreadsheet.", "同僚がまだ以前の表計算ソフトを使っています。"),
    ("We have not brought in all our customers yet.", "まだすべての取引先を取り込めていません。"),
    ("Recording payments takes the time we saved.", "入金の記録に時間を取られ、効果が相殺されています。"),
    ("I have not had the time to learn the reports.", "レポートの使い方を覚える時間が取れていません。"),
];
