//! Words of telling somebody: the part of the settings with the webhook, and what came back from it.
//!
//! Deliberately absent: what a notice says; that is for programs.

use super::words;

words! {
    TITLE: "Tell somebody", "担当者に知らせる";
    LEAD: "Whoever takes over can hear of it at once. For every hand-over a signed notice is posted to an address of yours, such as a service that writes it into your chat or as an e-mail.",
        "引き継ぎが発生するたびに、署名付きの通知を指定のアドレスに送ります。チャットやメールに転送するサービスを指定すると、担当者がすぐに気づけます。";
    URL: "Address that takes notices", "通知を受け取るアドレス";
    URL_HINT: "It begins with https://. A notice says who it is, of which company, why, who takes over and where to read more; never an answer itself, only that it was hard.",
        "https:// から始まるアドレスです。通知には、利用者、会社、理由、担当者、確認先のリンクが入ります。回答そのものは入らず、難しかったことだけを伝えます。";
    START: "Start telling", "通知を始める";
    SAVE: "Save the address", "アドレスを保存する";
    SAVED: "Saved. Send a test to see whether it arrives.", "保存しました。テストを送って、届くか確認してください。";
    SECRET: "The secret that signs notices. Copy it now; it is not shown again.",
        "通知に署名するシークレット（今すぐコピーしてください。二度と表示されません）";
    SECRET_HINT: "Your service checks the signature of each notice with it, as Standard Webhooks says.",
        "受け取る側で、Standard Webhooks の方式に従って通知の署名を確認するために使います。";
    LAST: "Last delivery", "直近の送信";
    LAST_NONE: "Nothing has been sent yet.", "まだ送信していません。";
    LAST_LINE: "{0}: {1}.", "{0}：{1}。";
    WAITING: "Waiting", "送信待ち";
    WAITING_ONE: "{0} notice", "{0} 件";
    WAITING_MANY: "{0} notices", "{0} 件";
    STOPPED: "The receiver answered that it wants no more notices (410), so nothing is sent. Send a test; once it arrives, sending goes on.",
        "受信側が通知を受け取らないと応答したため（410）、送信を停止しています。テストが届くと、送信を再開します。";
    FAILED_ONE: "{0} notice did not arrive within a day and is no longer sent. Send a test; once it arrives, the notice is sent again.",
        "{0} 件の通知が一日たっても届かず、送信をやめました。テストが届くと、もう一度送ります。";
    FAILED_MANY: "{0} notices did not arrive within a day and are no longer sent. Send a test; once it arrives, they are sent again.",
        "{0} 件の通知が一日たっても届かず、送信をやめました。テストが届くと、もう一度送ります。";
    TEST: "Send a test", "テストを送る";
    TESTING: "Sending …", "送信しています…";
    TEST_SAID: "Test: {0}.", "テスト：{0}。";
    RENEW: "Replace the secret", "シークレットを替える";
    RENEW_ASK: "Replace the secret that signs notices?", "通知に署名するシークレットを替えますか？";
    RENEW_BODY: "From now on notices are signed with the new one. What your service does not take until it knows it is sent again for about a day.",
        "以後の通知は、新しいシークレットで署名します。受け取る側の切り替えまでに拒まれた通知は、約一日の間、繰り返し送ります。";
    REMOVE: "Stop telling", "通知をやめる";
    REMOVE_ASK: "Stop telling?", "通知をやめますか？";
    REMOVE_BODY: "The address and its secret are forgotten, and notices that wait are dropped. Follow-ups stay where they are.",
        "アドレスとシークレットを削除し、送信待ちの通知を取り消します。「対応」の一覧はそのまま残ります。";
    TO_HERE: "Have whoever takes over told at once", "担当者にすぐ知らせる";

    ARRIVED: "it arrived ({0})", "届きました（{0}）";
    GONE: "the receiver wants no more notices ({0})", "受信側が、これ以上の通知を断りました（{0}）";
    SENT_ON: "it was sent on to another address, which is not followed; enter that one ({0})",
        "別のアドレスへ転送されました。転送には従わないため、転送先を入力してください（{0}）";
    FORBIDDEN: "the receiver refused it; it may not know this secret yet ({0})", "受信側に拒まれました。シークレットの設定を確認してください（{0}）";
    NOTHING_THERE: "nothing at this address takes notices ({0})", "このアドレスでは通知を受け取れません（{0}）";
    NOT_TAKEN: "the receiver did not take it ({0})", "受信側が受け取りませんでした（{0}）";
    UNKNOWN_HOST: "no such host is known", "ホストが見つかりません";
    PRIVATE_ADDRESS: "the address lies in a private network; whoever runs this server can allow that",
        "社内ネットワークのアドレスです。使うには、サーバーの運用担当者による許可が必要です";
    NOT_SECURE: "no secure connection can be made; the certificate may be wrong or out of date",
        "安全に接続できません。証明書に誤りがあるか、期限が切れている可能性があります";
    TIMED_OUT: "nothing was answered within ten seconds", "10 秒以内に応答がありませんでした";
    UNREACHABLE: "nobody answers there", "接続できません";
}
