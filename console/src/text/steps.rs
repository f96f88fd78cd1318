//! Words of steps: tours, announcements, banners and hotspots, and what they begin as.
//!
//! Deliberately absent: words of results; those are in [`super::report`].

use super::words;

words! {
    KIND_SURVEY: "survey", "アンケート";
    KIND_TOUR: "tour", "ツアー";
    KIND_ANNOUNCEMENT: "announcement", "お知らせ";
    KIND_BANNER: "banner", "バナー";
    KIND_HOTSPOT: "hotspot", "ホットスポット";

    TAB_STEPS: "Steps", "ステップ";
    TAB_WORDS: "What it says", "内容";

    NEW_GUIDES: "Guide people", "使い方を案内する";
    NEW_GUIDES_LEAD: "Each begins with words in English and Japanese and a made-up element. Change both before anybody sees them.",
        "日本語と英語の文面と、仮の要素が入っています。公開の前に、どちらも直してください。";
    NEW_SURVEYS: "Ask people", "質問する";
    NEW_EXAMPLES: "Examples of guides", "ガイドの例";
    NEW_EXAMPLES_LEAD: "They were written for the example product. Put in your own elements and addresses before anybody sees them.",
        "サンプル製品用に作られています。公開の前に、要素とアドレスをご自身の製品に合わせてください。";
    NEW_TOUR: "Tour", "ツアー";
    NEW_TOUR_HINT: "Leads through a task, step by step: a welcome, a bubble beside an element of your page, and an end.",
        "作業を順に案内します。はじめの案内、ページの要素に付く吹き出し、おわりの三つのステップから作ります。";
    NEW_TOUR_DO: "Start a tour", "ツアーを作る";
    NEW_ANNOUNCEMENT: "Announcement", "お知らせ";
    NEW_ANNOUNCEMENT_HINT: "Says one thing that everybody should know, in the middle of the page, once.",
        "全員に知らせたいことを、ページの中央に一度だけ表示します。";
    NEW_ANNOUNCEMENT_DO: "Start an announcement", "お知らせを作る";
    NEW_BANNER: "Banner", "バナー";
    NEW_BANNER_HINT: "A line along the upper edge of the page that stays until it is closed. It interrupts nobody.",
        "ページの上端に、閉じられるまで一行で表示します。作業の妨げになりません。";
    NEW_BANNER_DO: "Start a banner", "バナーを作る";
    NEW_HOTSPOT: "Hotspot", "ホットスポット";
    NEW_HOTSPOT_HINT: "A small beacon beside an element. Whoever presses it reads more.",
        "要素のそばに小さな印を置きます。押した人にだけ説明を表示します。";
    NEW_HOTSPOT_DO: "Start a hotspot", "ホットスポットを作る";

    STEP_ADD: "Add a step", "ステップを追加する";
    STEP_UP: "Move step {0} up", "ステップ {0} を上へ";
    STEP_DOWN: "Move step {0} down", "ステップ {0} を下へ";
    STEP_COPY: "Duplicate this step", "このステップを複製する";
    STEP_REMOVE: "Remove step {0}", "ステップ {0} を削除する";
    STEPS_NONE: "There is no step yet.", "ステップはまだありません。";
    STEP_UNTITLED: "No words yet", "文面がありません";
    STEP_TITLE: "Title", "見出し";
    STEP_TEXT: "Text", "本文";
    STEP_KEY_HINT: "Results of all versions are read together by this key.", "版が変わっても、このキーで結果をまとめて集計します。";
    STEP_PAGES: "Pages it belongs to", "表示するページ";
    STEP_PAGES_EMPTY: "Without a rule it belongs to every page. Elsewhere the tour waits, out of sight.",
        "条件がない場合は、すべてのページで表示します。条件に合わないページでは、表示せずに待ちます。";
    TOUR_BACK: "People may go back to an earlier step", "前のステップに戻れる";
    TOUR_PROGRESS: "The card tells how far the tour has come", "どこまで進んだかをカードに表示する";

    SHORT_BUBBLE: "bubble", "吹き出し";
    SHORT_MODAL: "modal", "モーダル";
    SHORT_CARD: "card", "カード";
    SHORT_HIDDEN: "waits", "待機";
    SHORT_TOP: "upper line", "上端";
    SHORT_BOTTOM: "lower line", "下端";
    SHORT_INLINE: "inline", "要素の中";
    SHORT_BEACON: "beacon", "印";
    DISPLAY: "How it is displayed", "表示のしかた";
    DISPLAY_BUBBLE: "bubble beside an element", "要素に付く吹き出し";
    DISPLAY_MODAL: "modal: in the middle, the page dimmed", "モーダル：中央に表示し、ページを暗くする";
    DISPLAY_CARD: "card in the corner", "画面の隅のカード";
    DISPLAY_HIDDEN: "nothing: it waits for what leads on", "表示せず、次に進むきっかけを待つ";
    DISPLAY_TOP: "line along the upper edge", "ページの上端の一行";
    DISPLAY_BOTTOM: "line along the lower edge", "ページの下端の一行";
    DISPLAY_INLINE: "line inside an element", "要素の中の一行";
    DISPLAY_BEACON: "beacon beside an element", "要素のそばの印";
    HIDDEN_HINT: "Say below what leads on, or the tour stays here.", "次に進むきっかけを下で設定してください。ない場合は、ここから進みません。";

    SELECTORS: "Element, as CSS selectors", "要素（CSS セレクタ）";
    SELECTORS_HINT: "One a line, the best first; the first that finds something visible counts. An attribute such as [data-tour=\"create\"] outlives a redesign. “ >>> ” leads into a shadow root or frame.",
        "一行に一つ、確実なものから順に書きます。表示中の要素が見つかった最初のものを使います。[data-tour=\"create\"] のような属性は、デザインを変えても使えます。セレクタの間に空白と >>> を挟むと、Shadow DOM やフレームの中を指定できます。";
    TARGET_MORE: "If several elements fit", "複数の要素が当てはまる場合";
    TARGET_TEXT: "It contains this text", "要素に含まれる文字";
    TARGET_TEXT_HINT: "In the page’s own words. Empty asks for nothing.", "ページに表示される文字です。空欄の場合は問いません。";
    TARGET_NTH: "Which of them", "何番目の要素か";
    TARGET_NTH_HINT: "1 is the first.", "1 が最初です。";
    SIDE: "Side of the element", "表示する側";
    SIDE_AUTO: "where there is room", "空いている側";
    SIDE_ABOVE: "above", "上";
    SIDE_BELOW: "below", "下";
    SIDE_START: "where a line begins", "行の始まる側";
    SIDE_END: "where a line ends", "行の終わる側";
    ALIGN: "Along that side", "その側での位置";
    ALIGN_START: "at the beginning", "始めにそろえる";
    ALIGN_CENTER: "in the middle", "中央";
    ALIGN_END: "at the end", "終わりにそろえる";
    MISSING: "If the element is not there", "要素がない場合";
    MISSING_WAIT: "go on waiting", "待ち続ける";
    MISSING_SKIP: "go on to the next step", "次のステップに進む";
    MISSING_CENTRE: "display it in the middle", "中央に表示する";
    MISSING_END: "end the tour", "ツアーを終える";
    MISSING_AFTER: "After this many seconds", "待つ秒数";
    MISSING_HINT: "From then on the results tell that the element is missing.", "この時間が過ぎると、要素がないことを結果に表示します。";
    SPOTLIGHT: "Dim the page around the element", "要素のまわりを暗くする";
    SPOTLIGHT_PADDING: "Room around it, pixels", "余白（ピクセル）";
    SPOTLIGHT_RADIUS: "Rounding, pixels", "角の丸み（ピクセル）";
    SPOTLIGHT_BLOCKED: "The element cannot be used meanwhile", "その間は要素を操作できないようにする";

    MEDIA: "With a picture or video", "画像または動画を付ける";
    MEDIA_URL: "Its address", "アドレス";
    MEDIA_URL_HINT: "https: or a path of your product. The page’s security policy must allow it.",
        "https: または製品内のパス。ページのセキュリティポリシーで許可されている必要があります。";
    MEDIA_ALT: "What it shows, for those who do not see it", "見えない人に伝える説明";
    MEDIA_ALT_HINT: "Empty where it only decorates.", "飾りの場合は空欄にします。";
    MEDIA_VIDEO: "It is a video; it plays when somebody starts it", "動画である（再生は利用者が始めます）";
    MEDIA_WIDTH: "Width, pixels", "幅（ピクセル）";
    MEDIA_HEIGHT: "Height, pixels", "高さ（ピクセル）";
    MEDIA_SIZE_HINT: "With both, nothing moves when it has loaded.", "両方を入力すると、読み込み後に表示がずれません。";

    BUTTONS: "Buttons", "ボタン";
    BUTTONS_NONE: "Without buttons of your own there is one: “Next”, or “Done” at the end.",
        "設定しない場合は「次へ」、最後では「完了」のボタンを一つ表示します。";
    BUTTONS_NONE_ALONE: "Without buttons of your own there is one: “Done”.", "設定しない場合は「完了」のボタンを一つ表示します。";
    BUTTONS_HINT: "The last one is the main one.", "最後のボタンが主なボタンになります。";
    BUTTON_N: "Words on button {0}", "ボタン {0} の言葉";
    BUTTON_ADD: "Add a button", "ボタンを追加する";
    BUTTON_REMOVE: "Remove button {0}", "ボタン {0} を削除する";
    LEADS: "Leads to", "移動先";
    LEADS_NEXT: "the next step", "次のステップ";
    LEADS_DONE: "its end: read and done", "終了（読み終えた）";
    LEADS_BACK: "the step before", "前のステップ";
    LEADS_STEP: "step {0} · {1}", "ステップ {0} · {1}";
    LEADS_GONE: "{0} (no longer there)", "{0}（なくなりました）";
    LEADS_CONTENT: "other content, and the end here", "ほかのコンテンツ（ここは終了）";
    LEADS_WHICH: "Which", "コンテンツ";
    LEADS_URL: "an address, and the next step", "アドレスを開き、次のステップ";
    LEADS_URL_ALONE: "an address", "アドレスを開く";
    LEADS_NEW_TAB: "an address in a new tab, and the next step", "新しいタブで開き、次のステップ";
    LEADS_NEW_TAB_ALONE: "an address in a new tab", "新しいタブで開く";
    LEADS_END: "the end of the tour", "ツアーの終わり";
    LEADS_SNOOZE: "later: closed for now", "後で：いったん閉じる";
    LEADS_CLOSE: "closed", "閉じる";

    ADVANCE: "What else leads on", "ボタンのほかに、次に進むきっかけ";
    ADVANCE_NONE: "Only its buttons lead on.", "ボタンだけで先に進みます。";
    ADVANCE_ADD: "Add another way on", "きっかけを追加する";
    ADVANCE_REMOVE: "Remove this way on", "このきっかけを削除する";
    ADVANCE_ON: "When", "きっかけ";
    ON_CLICK: "the element is clicked", "要素がクリックされた";
    ON_ENTERED: "a value is entered in the element", "要素に値が入力された";
    ON_EVENT: "an event is tracked", "イベントが起きた";
    ON_PAGE: "a page is reached", "ページに着いた";
    ON_PAGE_EMPTY: "Without a rule every page counts.", "条件がない場合は、どのページでも進みます。";
    ON_ELEMENT: "an element is there", "要素が表示された";
    ON_GONE: "an element is gone", "要素がなくなった";
    ON_DELAY: "some time has passed", "時間が過ぎた";
    ON_DELAY_SECONDS: "Seconds", "秒数";
    ASKS: "Asks a question", "質問する";
    ASKS_HINT: "Instead of title and text. Answers are recorded with the person.", "見出しと本文の代わりに質問します。回答は利用者と結び付けて記録します。";
    BRANCHES_NONE: "Every answer leads to the next step.", "どの回答でも次のステップに進みます。";

    PREVIEW_ELSEWHERE: "Shown here without its place in your page.", "ページ内の位置は再現せずに表示しています。";
    PREVIEW_HIDDEN: "This step displays nothing, so there is nothing to show here.", "このステップは何も表示しません。";
}
