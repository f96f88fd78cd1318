//! Words of set-up, sign-in and the first steps.
//!
//! Deliberately absent: the words of templates; the collector sends those.

use super::words;

words! {
    SETUP_TITLE: "Set up Waymark", "Waymark を始める";
    SETUP_LEAD: "You are the first. Name your workspace and choose how you sign in.",
        "最初のメンバーです。ワークスペースの名前と、サインインに使う情報を決めてください。";
    SETUP_NO_TOKEN: "This page needs the one-time link that the collector printed when it started. Open that link, or start the collector again for a new one.",
        "このページを開くには、サーバーが起動時に表示した一回限りのリンクが必要です。そのリンクを開くか、サーバーを再起動して新しいリンクを取得してください。";
    SETUP_NEEDED: "Nobody can sign in yet. Open the one-time link that the collector printed when it started.",
        "まだ誰もサインインできません。サーバーが起動時に表示した一回限りのリンクを開いてください。";
    SETUP_OVER: "Waymark is set up, and this link has been used. Sign in, or ask an owner for an invitation.",
        "設定は済んでおり、このリンクは使用済みです。サインインするか、管理者に招待を依頼してください。";
    WORKSPACE: "Name of the workspace", "ワークスペースの名前";
    WORKSPACE_HINT: "Usually your company or product.", "会社名や製品名など。";
    EMAIL: "E-mail address", "メールアドレス";
    PASSWORD: "Password", "パスワード";
    PASSWORD_HINT: "At least 12 characters. A few unrelated words are easy to remember and hard to guess.",
        "12 文字以上。関係のない言葉をいくつか並べると、覚えやすく推測されにくくなります。";
    PASSWORD_SHORT: "The password needs at least 12 characters.", "パスワードは 12 文字以上にしてください。";
    SETUP_DO: "Set up and sign in", "設定してサインインする";
    SIGN_IN: "Sign in", "サインイン";
    SIGN_IN_DO: "Sign in", "サインインする";
    SIGN_IN_LEAD: "The words of your users, and what helped them.", "利用者の声と、役に立ったことがわかります。";
    WORKING: "One moment", "お待ちください";

    TITLE: "First steps", "はじめの手順";
    LEAD: "From here to your own question on your own page takes about five minutes.",
        "ここから自分のページに質問を出すまで、五分ほどです。";
    STEP_ENVIRONMENT: "Say where your product lives", "製品の場所を登録する";
    STEP_SNIPPET: "Put one line into your page", "ページに一行を加える";
    STEP_HEARD: "See that your page is heard", "ページからの接続を確かめる";
    STEP_TEMPLATE: "Pick a question", "質問を選ぶ";
    STEP_PUBLISH: "Publish it", "公開する";
    DONE: "done", "完了";

    ENVIRONMENT_LEAD: "An environment is one place where your product runs, such as production or staging. Its pages may send here only if their origin is on the list.",
        "環境とは、本番やステージングなど、製品が動く場所のことです。登録したオリジンのページだけがデータを送れます。";
    ENVIRONMENT_NAME: "Name of the environment", "環境の名前";
    ENVIRONMENT_NAME_VALUE: "Production", "本番";
    ORIGIN: "Origin of your pages", "ページのオリジン";
    ORIGIN_HINT: "As in the address bar, without a path: https://app.example.com. A * covers all subdomains: https://*.example.com. For a try on your own machine: http://localhost:3000.",
        "アドレスバーの先頭部分です（パスは不要）：https://app.example.com。サブドメインすべてを含める場合は https://*.example.com、手元で試す場合は http://localhost:3000 のように書きます。";
    ENVIRONMENT_DO: "Create environment", "環境を作成する";

    SNIPPET_LEAD: "Put this line into the head of every page. It loads a few kilobytes and nothing else until a question is due.",
        "すべてのページの head に次の一行を加えてください。質問を出すときまで、数 KB しか読み込みません。";
    SNIPPET: "The line for your page", "ページに加える一行";
    IDENTIFY_LEAD: "Where somebody is signed in, say who it is and what they are. Name the traits that results can be split by in the settings; from then on every report can be.",
        "サインインしている利用者がいる場合は、誰であるかと属性を伝えてください。結果を分けて見る属性を設定で登録すると、以後のレポートを属性ごとに見られます。";
    IDENTIFY_TRAITS: "Name those traits", "属性を登録する";
    IDENTIFY: "Where somebody is signed in", "サインイン後に呼ぶコード";
    CSP_LEAD: "If your pages send a Content-Security-Policy, it must allow these. Without one, skip this.",
        "Content-Security-Policy を使っている場合は、次の指定が必要です。使っていない場合は不要です。";
    CSP: "Lines for a Content-Security-Policy", "Content-Security-Policy に加える指定";

    HEARD_WAITING: "Waiting for your page. Open it in another tab; this changes by itself.",
        "ページからの接続を待っています。別のタブでページを開いてください。この表示は自動で変わります。";
    HEARD_YES: "We hear your page.", "ページとつながりました。";
    HEARD_FROM: "Last heard from {0}, {1}.", "最後の接続：{0}（{1}）";
    HEARD_REFUSED: "A page from {0} was turned away, because this origin is not on the list.",
        "{0} のページは、オリジンが登録されていないため拒否されました。";
    HEARD_ALLOW: "Allow {0}", "{0} を許可する";

    TEMPLATE_LEAD: "Each one is ready to use in English and Japanese. Change the words before anybody sees them.",
        "どれも日本語と英語でそのまま使えます。公開の前に言葉を直せます。";
    TEMPLATE_DO: "Use this one", "これを使う";
    TEMPLATE_SCRATCH: "Start with an empty survey", "空のアンケートから始める";
    TEMPLATE_SCRATCH_HINT: "One NPS question without words, and a thank-you.", "質問文のない NPS の質問一つと、お礼だけの状態から作ります。";
    TEMPLATE_SCRATCH_DO: "Start empty", "空から始める";
    TEMPLATE_QUESTIONS: "{0} questions", "質問 {0} 件";
    TEMPLATE_QUESTION: "{0} question", "質問 {0} 件";
    NEW_TITLE: "New", "新規作成";
    NEW_NAME_FALLBACK: "Survey", "アンケート";
    PUBLISH_LEAD: "Open one, look at it on your own page, and publish it.",
        "一つ開き、自分のページで確かめてから公開してください。";
    PUBLISHED: "The first answer will appear in its results the moment it is given.",
        "最初の回答は、届いた瞬間に結果のページに表示されます。";
    NEXT: "What comes next", "次にすること";
    NEXT_RESULTS: "Read the answers as they come", "届いた回答を見る";
    NEXT_PREVIEW: "Look at it on your own page", "自分のページで確かめる";
    NEXT_INVITE: "Invite a colleague", "メンバーを招待する";
    OPEN_RESULTS: "Open its results", "結果を開く";
}
