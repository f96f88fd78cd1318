//! Words of checklists, resource centres and articles, and of what they lead to.
//!
//! Deliberately absent: words of messages to one person; those are in [`super::message`].

use super::words;

words! {
    KIND_CHECKLIST: "checklist", "チェックリスト";
    KIND_CENTRE: "resource centre", "リソースセンター";
    KIND_ARTICLE: "article", "記事";
    KIND_MESSAGE: "message", "メッセージ";
    KIND_ITEM: "checklist", "チェックリスト";
    ITEM_OPEN: "opened again", "未完了に戻した";
    ITEM_DONE: "ticked off", "完了にした";
    ITEM_DROPPED: "left out", "対象外にした";

    TAB_ITEMS: "Items", "項目";
    TAB_ENTRIES: "Entries", "内容";

    NEW_HELPERS: "Let people help themselves", "自分で進められるようにする";
    NEW_HELPERS_LEAD: "Always at hand, never in the way: what is to be done, and where to read on.",
        "作業の妨げにならず、いつでも開けます。やることの一覧と、調べられる場所を用意します。";
    NEW_CHECKLIST: "Checklist", "チェックリスト";
    NEW_CHECKLIST_HINT: "What is to be done until somebody is set up, in any order. What is observed ticks itself off.",
        "使い始めるまでにやることを並べます。順番は自由で、実際の操作を観察して自動で完了になります。";
    NEW_CHECKLIST_DO: "Start a checklist", "チェックリストを作る";
    NEW_CENTRE: "Resource centre", "リソースセンター";
    NEW_CENTRE_HINT: "One place for help: search, articles, tours to start again, and a way to reach a human.",
        "検索、記事、ツアーの再開、担当者への連絡を一か所にまとめます。";
    NEW_CENTRE_DO: "Start a resource centre", "リソースセンターを作る";
    NEW_ARTICLE: "Article", "記事";
    NEW_ARTICLE_HINT: "Something to read, found by searching in the resource centre or opened by a button.",
        "リソースセンターの検索で見つかる読み物です。ボタンから開くこともできます。";
    NEW_ARTICLE_DO: "Start an article", "記事を書く";

    TITLE: "Title", "見出し";
    LIST_TITLE: "What the list is called", "リストの名前";
    LIST_TEXT: "What is reached when all of it is done", "すべて終えるとできるようになること";
    LIST_DONE: "Said when everything is done", "すべて終えたときの言葉";
    LIST_DONE_HINT: "Empty takes the widget’s own words.", "空欄の場合は標準の言葉を使います。";
    PER: "Whose list it is", "誰のリストか";
    PER_PERSON: "each person’s own", "一人ひとりのリスト";
    PER_COMPANY: "the company’s: a colleague’s step counts for all", "会社のリスト（誰かが終えれば全員が完了）";
    OPENS: "It opens by itself the first time", "初回は自動で開く";
    OPENS_HINT: "Else only its launcher is there.", "オフの場合は、開くボタンだけを表示します。";

    ITEM_ADD: "Add an item", "項目を追加する";
    ITEM_UP: "Move item {0} up", "項目 {0} を上へ";
    ITEM_DOWN: "Move item {0} down", "項目 {0} を下へ";
    ITEM_REMOVE: "Remove item {0}", "項目 {0} を削除する";
    ITEMS_NONE: "There is no item yet.", "項目はまだありません。";
    ITEM_UNTITLED: "No words yet", "文面がありません";
    ITEM_TITLE: "What is to be done", "やること";
    ITEM_TEXT: "Why, or how", "理由または方法";
    ITEM_KEY_HINT: "What was done under earlier versions counts by this key.", "以前の版での完了も、このキーで引き継ぎます。";
    TAG_START: "done from the start", "最初から完了";
    TAG_HAND: "by hand", "手動";
    TAG_SEEN: "observed", "観察";
    TAG_NEVER: "never done", "完了条件なし";
    MAKES_DONE: "What makes it done", "完了とみなす条件";
    MAKES_DONE_NONE: "Nothing is observed yet.", "観察する条件はまだありません。";
    MAKES_DONE_ANY: "Any one of these is enough; what happened before the list was published counts too.",
        "いずれか一つを満たすと完了です。公開前の操作も数えます。";
    SIGN_N: "Sign {0}", "条件 {0}";
    SIGN_ADD: "Add something observed", "観察する条件を追加する";
    SIGN_REMOVE: "Remove sign {0}", "条件 {0} を削除する";
    SIGN_COMPLETED: "a content gone through to the end", "コンテンツを最後まで進んだ";
    SAY_COMPLETED: "{0} gone through to the end", "{0} を最後まで進んだ";
    ITEM_GOAL: "Or this goal is attained", "または、次の目標の達成";
    BY_HAND: "People may tick it off themselves", "手動で完了にできる";
    FROM_START: "It is done from the start (a head start)", "最初から完了にする（進みやすくなります）";
    ITEM_BUTTON: "Its button", "ボタン";
    AFTER: "It waits for", "先に終える項目";
    AFTER_HINT: "Until these are done it cannot be begun.", "選んだ項目が終わるまで、始められません。";

    ACTION: "Leads to", "移動先";
    ACTION_NONE: "nothing: there is no button", "なし（ボタンを表示しない）";
    ACTION_START: "content that starts", "コンテンツを始める";
    ACTION_ARTICLE: "an article", "記事を開く";
    ACTION_URL: "an address", "アドレスを開く";
    ACTION_NEW_TAB: "an address beside the page", "新しいタブで開く";
    ADDRESS: "Its address", "アドレス";
    WHICH_NONE: "choose …", "選択してください";

    CENTRE_TITLE: "What it is called", "名前";
    CENTRE_TITLE_HINT: "Its launcher says this.", "開くボタンにも表示されます。";
    CENTRE_SEARCH: "Articles and entries can be searched", "記事と項目を検索できる";
    SECTION_N: "Section {0}", "セクション {0}";
    SECTION_ADD: "Add a section", "セクションを追加する";
    SECTION_UP: "Move section {0} up", "セクション {0} を上へ";
    SECTION_DOWN: "Move section {0} down", "セクション {0} を下へ";
    SECTION_REMOVE: "Remove section {0}", "セクション {0} を削除する";
    SECTION_TITLE: "Heading", "見出し";
    SECTIONS_NONE: "There is no section yet.", "セクションはまだありません。";
    ENTRY_N: "Entry {0}", "項目 {0}";
    ENTRY_LABEL: "What entry {0} says", "項目 {0} の言葉";
    ENTRY_ADD: "Add an entry", "項目を追加する";
    ENTRY_UP: "Move entry {0} up", "項目 {0} を上へ";
    ENTRY_DOWN: "Move entry {0} down", "項目 {0} を下へ";
    ENTRY_REMOVE: "Remove entry {0}", "項目 {0} を削除する";
    CONTACT: "A human can be reached from here", "担当者に連絡できるようにする";

    ARTICLE_TEXT: "What it says", "本文";
    KEYWORDS: "Further words it is found by", "検索に使うほかの言葉";
    KEYWORDS_HINT: "What people call it: other names, abbreviations, error messages. Separate them by spaces.",
        "別の呼び方、略語、エラーの文面などを、空白で区切って書きます。";
    ARTICLE_WHEN: "An article is found, not displayed: only the schedule counts.",
        "記事は検索して開くものです。自動では表示されないため、期間だけを設定します。";
    ARTICLE_OFTEN: "An article is found whenever somebody searches.", "記事は、検索するたびに見つかります。頻度の設定はありません。";
}
