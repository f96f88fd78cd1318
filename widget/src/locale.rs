//! The widget's own words. English and Japanese are complete; Arabic shows that a right-to-left frame is one more table.
//!
//! Deliberately absent: what a vendor writes (that is [`shared::text`]) and any other tongue. A locale without a table
//! here gets the English frame around the vendor's own texts.

use shared::text::language;

/// Every word of the widget's own, in one tongue. `{}` stands for what [`fill`] puts in.
pub struct Words {
    /// The primary language subtag.
    pub lang: &'static str,
    /// Closes the card.
    pub close: &'static str,
    /// Goes to the earlier question.
    pub back: &'static str,
    /// Goes on.
    pub next: &'static str,
    /// Goes on without an answer.
    pub skip: &'static str,
    /// Sends an open answer, or the last one.
    pub send: &'static str,
    /// Puts the survey off.
    pub later: &'static str,
    /// Never again.
    pub refuse: &'static str,
    /// A required question was left without an answer.
    pub required: &'static str,
    /// A text is too long by so many characters.
    pub too_long: &'static str,
    /// A choice was saved.
    pub saved: &'static str,
    /// Heading of the offer to withdraw.
    pub withdraw_title: &'static str,
    /// What withdrawing does.
    pub withdraw_text: &'static str,
    /// Withdraws the answers.
    pub withdraw: &'static str,
    /// Keeps the answers.
    pub keep: &'static str,
    /// Heading of the offer to send what was typed.
    pub unsent_title: &'static str,
    /// What was typed has not been sent.
    pub unsent_text: &'static str,
    /// Leaves without sending.
    pub discard: &'static str,
    /// Thanks, where the vendor has no words of their own.
    pub thanks: &'static str,
    /// Names the progress line: this card, then all cards.
    pub progress: &'static str,
    /// Characters left in an open answer.
    pub left: &'static str,
    /// Warns against sensitive data in an open answer.
    pub sensitive: &'static str,
    /// Hint in the empty field beside "other".
    pub other: &'static str,
    /// The most options that may be chosen.
    pub at_most: &'static str,
    /// Any number of options may be chosen.
    pub any_number: &'static str,
    /// Says who reads the answers.
    pub readers: &'static str,
    /// Says why it is asked.
    pub purpose: &'static str,
    /// The answers are tied to the person.
    pub identified: &'static str,
    /// The answers are shown in groups only.
    pub confidential: &'static str,
    /// The answers are tied to nobody.
    pub anonymous: &'static str,
    /// Told to a screen reader when the card appears; the question follows.
    pub announce: &'static str,
    /// Marks a preview.
    pub preview: &'static str,
    /// Told beside a link that opens another tab.
    pub new_tab: &'static str,
    /// Goes on past the help that is offered.
    pub go_on: &'static str,
    /// One point drawn as stars: the point, then all points.
    pub stars: &'static str,
    /// Ends of the recommendation scale.
    pub nps: [&'static str; 2],
    /// Ends of the effort scale.
    pub ces: [&'static str; 2],
    /// The five faces from worst to best; the first and last are the ends of the satisfaction scale.
    pub csat: [&'static str; 5],
}

static EN: Words = Words {
    lang: "en",
    close: "Close",
    back: "Back",
    next: "Next",
    skip: "Skip",
    send: "Send answer",
    later: "Ask me later",
    refuse: "Do not ask again",
    required: "This question needs an answer before you can go on.",
    too_long: "Please shorten your text by {} characters.",
    saved: "Your choice is saved. You can still change it.",
    withdraw_title: "Keep your answers?",
    withdraw_text: "What you chose so far is saved. You can take it back now.",
    withdraw: "Take back",
    keep: "Keep",
    unsent_title: "Send what you wrote?",
    unsent_text: "Your text has not been sent yet.",
    discard: "Do not send",
    thanks: "Thank you",
    progress: "{} of {}",
    left: "{} characters left",
    sensitive: "Please leave out passwords, health and payment details.",
    other: "Please say which",
    at_most: "Choose up to {}.",
    any_number: "Choose all that apply.",
    readers: "Read by: {}",
    purpose: "Why we ask: {}",
    identified: "Your answer is stored together with your account.",
    confidential: "Confidential: shown only in groups of five or more, never who said what.",
    anonymous: "Anonymous: nothing that tells who you are is stored with it.",
    announce: "A short question is waiting. Press F6 to go to it.",
    preview: "Preview: nothing is recorded",
    new_tab: "opens in a new tab",
    go_on: "Go on",
    stars: "{} of {} stars",
    nps: ["Not at all likely", "Extremely likely"],
    ces: ["Strongly disagree", "Strongly agree"],
    csat: ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"],
};

static JA: Words = Words {
    lang: "ja",
    close: "閉じる",
    back: "戻る",
    next: "次へ",
    skip: "答えずに次へ",
    send: "回答を送る",
    later: "あとで答える",
    refuse: "今後は表示しない",
    required: "先へ進むには、この質問への回答が必要です。",
    too_long: "{}文字超えています。短くしてください。",
    saved: "保存しました。あとから変更できます。",
    withdraw_title: "回答を残しますか",
    withdraw_text: "ここまでの回答は保存されています。ここで取り消すこともできます。",
    withdraw: "回答を取り消す",
    keep: "回答を残す",
    unsent_title: "入力した内容を送りますか",
    unsent_text: "入力した内容は、まだ送信されていません。",
    discard: "送らない",
    thanks: "ご回答ありがとうございました",
    progress: "{}問目（全{}問）",
    left: "残り{}文字",
    sensitive: "パスワード、健康、支払いに関する情報は入力しないでください。",
    other: "具体的にお書きください",
    at_most: "{}個まで選べます。",
    any_number: "あてはまるものをすべて選んでください。",
    readers: "回答を読む人：{}",
    purpose: "おたずねする目的：{}",
    identified: "回答は、ご利用中のアカウントと結び付けて保存されます。",
    confidential: "非公開：回答は5人以上の集計としてのみ表示され、誰の回答かは表示されません。",
    anonymous: "匿名：ご本人を特定できる情報は、回答とともに保存されません。",
    announce: "短い質問があります。F6キーで移動できます。",
    preview: "プレビュー（記録されません）",
    new_tab: "新しいタブで開きます",
    go_on: "先へ進む",
    stars: "星{}個（{}個中）",
    nps: ["全く薦めない", "強く薦める"],
    ces: ["全くそう思わない", "強くそう思う"],
    csat: ["とても不満", "不満", "どちらともいえない", "満足", "とても満足"],
};

static AR: Words = Words {
    lang: "ar",
    close: "إغلاق",
    back: "رجوع",
    next: "التالي",
    skip: "تخطٍّ",
    send: "إرسال الإجابة",
    later: "اسألني لاحقًا",
    refuse: "لا تسألني مجددًا",
    required: "يلزم الإجابة عن هذا السؤال قبل المتابعة.",
    too_long: "يُرجى اختصار النص بمقدار {} حرفًا.",
    saved: "حُفظ اختيارك، ويمكنك تغييره.",
    withdraw_title: "هل تُبقي إجاباتك؟",
    withdraw_text: "ما اخترته حتى الآن محفوظ، ويمكنك سحبه الآن.",
    withdraw: "سحب الإجابات",
    keep: "إبقاء",
    unsent_title: "هل تُرسل ما كتبته؟",
    unsent_text: "لم يُرسل نصّك بعد.",
    discard: "عدم الإرسال",
    thanks: "شكرًا لك",
    progress: "{} من {}",
    left: "بقي {} حرفًا",
    sensitive: "يُرجى عدم كتابة كلمات المرور أو المعلومات الصحية أو بيانات الدفع.",
    other: "يُرجى التوضيح",
    at_most: "اختر {} على الأكثر.",
    any_number: "اختر كل ما ينطبق.",
    readers: "من يقرأ الإجابة: {}",
    purpose: "سبب السؤال: {}",
    identified: "تُحفظ إجابتك مع حسابك.",
    confidential: "سرّي: تُعرض الإجابات ضمن مجموعات من خمسة أشخاص فأكثر، دون أصحابها.",
    anonymous: "مجهول: لا يُحفظ مع الإجابة ما يدل على هويتك.",
    announce: "هناك سؤال قصير. اضغط F6 للانتقال إليه.",
    preview: "معاينة: لا يُسجَّل شيء",
    new_tab: "يُفتح في علامة تبويب جديدة",
    go_on: "متابعة",
    stars: "{} من {} نجوم",
    nps: ["غير محتمل إطلاقًا", "محتمل جدًا"],
    ces: ["لا أوافق بشدة", "أوافق بشدة"],
    csat: ["غير راضٍ إطلاقًا", "غير راضٍ", "محايد", "راضٍ", "راضٍ جدًا"],
};

/// The words for a BCP 47 tag; English where there is no table.
pub fn words(tag: &str) -> &'static Words {
    match language(tag) {
        "ja" => &JA,
        "ar" => &AR,
        _ => &EN,
    }
}

/// The parts one after the other. Not `concat`: that brings joins of any kind along.
pub fn join(parts: &[&str]) -> String {
    let mut joined = String::new();
    for part in parts {
        joined.push_str(part);
    }
    joined
}

/// Puts the parts into the places marked `{}`, in order.
pub fn fill(pattern: &str, parts: &[&str]) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut parts = parts.iter();
    let mut rest = pattern;
    while let Some(at) = rest.find("{}") {
        filled.push_str(&rest[..at]);
        filled.push_str(parts.next().unwrap_or(&""));
        rest = &rest[at + 2..];
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_finds_its_words_by_its_first_subtag() {
        for (tag, lang) in [("ja", "ja"), ("ja-JP", "ja"), ("ar_EG", "ar"), ("en-GB", "en"), ("fr", "en"), ("", "en")] {
            assert_eq!(words(tag).lang, lang, "{tag}");
        }
    }

    #[test]
    fn places_are_filled_in_order_and_missing_parts_leave_nothing() {
        assert_eq!(fill("{} of {}", &["2", "4"]), "2 of 4");
        assert_eq!(fill("{} of {}", &["2"]), "2 of ");
        assert_eq!(fill("plain", &["2"]), "plain");
    }

    #[test]
    fn every_table_has_a_place_wherever_english_has_one() {
        let places = |words: &Words| {
            [words.progress, words.left, words.at_most, words.readers, words.purpose, words.stars]
                .map(|pattern| pattern.matches("{}").count())
        };
        for words in [&JA, &AR] {
            assert_eq!(places(words), places(&EN), "{}", words.lang);
        }
    }
}
