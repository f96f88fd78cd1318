//! Words of messages to one person.
//!
//! Deliberately absent: words of follow-ups; those are in [`super::report`].

use super::words;

words! {
    TITLE: "Messages", "メッセージ";
    NONE: "Nobody has written to them yet.", "まだ誰も書いていません。";
    WRITE: "Write a message", "メッセージを書く";
    ANSWER: "Answer in the product", "製品内で返信する";
    SENT: "The message waits for them. They read it at their next visit.",
        "メッセージを用意しました。次に訪れたときに表示されます。";
    TEXT: "What you write", "本文";
    FROM: "Your name, as they read it", "差出人の名前";
    FROM_HINT: "It stands above the message.", "メッセージの上に表示されます。";
    LOCALE: "Language", "言語";
    BUTTON: "With a button", "ボタンを付ける";
    BUTTON_HINT: "Beside “Done”: a tour to start, an article, an address.", "「完了」の横に、ツアー、記事、アドレスへのボタンを表示します。";
    SEND: "Send the message", "メッセージを送る";
    HOW: "Only this person sees it, in the product, until they have read or closed it. It cannot be taken back.",
        "この方にだけ、読むか閉じるまで製品内に表示されます。送信後の取り消しはできません。";
    UNSIGNED: "User ids are not signed in this environment, so whoever claims this person's id in a page reads the message. Write nothing confidential, or have ids signed (Settings).",
        "この環境ではユーザーIDに署名がないため、このIDを名乗ったページには誰にでもメッセージが表示されます。機密の内容は書かないか、「設定」で署名を必須にしてください。";
    BY: "{0}, {1}", "{0} · {1}";
    STATE_WAITING: "waiting", "表示待ち";
    STATE_DISPLAYED: "displayed {0}", "表示 {0}";
    STATE_READ: "read {0}", "既読 {0}";
    STATE_DISMISSED: "closed {0}", "閉じた {0}";
    ANSWERS: "answers a response", "回答への返信";
}
