//! Names of made-up people and companies, as they are written and in Latin letters.
//!
//! Deliberately absent: anybody real. Common names are put together by chance.

use crate::random::Random;

/// Family names: Latin letters, as written.
const FAMILY_JA: [(&str, &str); 36] = [
    ("Ito", "伊藤"),
    ("Watanabe", "渡辺"),
    ("Nakamura", "中村"),
    ("Kobayashi", "小林"),
    ("Kato", "加藤"),
    ("Yoshida", "吉田"),
    ("Yamada", "山田"),
    ("Sasaki", "佐々木"),
    ("Matsumoto", "松本"),
    ("Inoue", "井上"),
    ("Kimura", "木村"),
    ("Hayashi", "林"),
    ("Shimizu", "清水"),
    ("Mori", "森"),
    ("Abe", "阿部"),
    ("Ikeda", "池田"),
    ("Hashimoto", "橋本"),
    ("Ishikawa", "石川"),
    ("Ogawa", "小川"),
    ("Maeda", "前田"),
    ("Fujita", "藤田"),
    ("Okada", "岡田"),
    ("Goto", "後藤"),
    ("Hasegawa", "長谷川"),
    ("Murakami", "村上"),
    ("Kondo", "近藤"),
    ("Ishii", "石井"),
    ("Sakamoto", "坂本"),
    ("Endo", "遠藤"),
    ("Aoki", "青木"),
    ("Nishimura", "西村"),
    ("Fukuda", "福田"),
    ("Miura", "三浦"),
    ("Okamoto", "岡本"),
    ("Ueda", "上田"),
    ("Harada", "原田"),
];

const GIVEN_JA: [(&str, &str); 32] = [
    ("Yui", "結衣"),
    ("Mio", "美桜"),
    ("Misaki", "美咲"),
    ("Ayaka", "彩花"),
    ("Naomi", "直美"),
    ("Yuko", "裕子"),
    ("Keiko", "恵子"),
    ("Mari", "真理"),
    ("Chihiro", "千尋"),
    ("Sakura", "さくら"),
    ("Nanami", "七海"),
    ("Haruka", "遥"),
    ("Kaori", "香織"),
    ("Tomomi", "智美"),
    ("Rie", "理恵"),
    ("Miho", "美穂"),
    ("Takashi", "隆"),
    ("Hiroshi", "浩"),
    ("Daisuke", "大輔"),
    ("Kenta", "健太"),
    ("Sho", "翔"),
    ("Takuya", "拓也"),
    ("Makoto", "誠"),
    ("Satoru", "悟"),
    ("Yuta", "雄太"),
    ("Ryo", "亮"),
    ("Naoki", "直樹"),
    ("Kazuya", "和也"),
    ("Shinichi", "真一"),
    ("Masato", "正人"),
    ("Koji", "浩二"),
    ("Jun", "純"),
];

const FAMILY_EN: [&str; 36] = [
    "Walsh", "Bennett", "Okafor", "Hughes", "Patel", "Murray", "Foster", "Khan", "Doyle", "Price", "Reyes", "Lawson",
    "Begum", "Fraser", "Holt", "Novak", "Pearce", "Sutton", "Ahmed", "Barker", "Coles", "Dixon", "Flynn", "Grant",
    "Hale", "Iqbal", "Jarvis", "Lowe", "Marsh", "Nolan", "Osei", "Quinn", "Rowe", "Shah", "Turner", "Webb",
];

const GIVEN_EN: [&str; 36] = [
    "Alice", "Ben", "Chloe", "Daniel", "Ellie", "Farah", "George", "Holly", "Imran", "Jack", "Kate", "Leo", "Megan",
    "Nina", "Oliver", "Poppy", "Rahul", "Sophie", "Tom", "Una", "Victor", "Will", "Yasmin", "Zoe", "Aisha", "Callum",
    "Dawn", "Ethan", "Fiona", "Grace", "Harry", "Isla", "Joe", "Lena", "Marcus", "Ruth",
];

const PLACES_JA: [(&str, &str); 30] = [
    ("Asagiri", "あさぎり"),
    ("Hinata", "ひなた"),
    ("Tsubame", "つばめ"),
    ("Kaede", "かえで"),
    ("Komorebi", "こもれび"),
    ("Shirakawa", "白川"),
    ("Momiji", "もみじ"),
    ("Nagisa", "なぎさ"),
    ("Hidamari", "ひだまり"),
    ("Kasumi", "かすみ"),
    ("Takamine", "高嶺"),
    ("Wakaba", "わかば"),
    ("Yuzu", "ゆず"),
    ("Kohaku", "こはく"),
    ("Hayate", "はやて"),
    ("Sazanami", "さざなみ"),
    ("Tachibana", "たちばな"),
    ("Suzukake", "すずかけ"),
    ("Mizuho", "瑞穂町"),
    ("Hoshizora", "ほしぞら"),
    ("Akatsuki", "あかつき"),
    ("Natsume", "なつめ"),
    ("Irodori", "いろどり"),
    ("Kibo", "希望"),
    ("Fujimi", "富士見"),
    ("Ayame", "あやめ"),
    ("Tomoshibi", "ともしび"),
    ("Kawasemi", "かわせみ"),
    ("Matsukaze", "松風"),
    ("Tsukimi", "つきみ"),
];

const PLACES_EN: [&str; 30] = [
    "Larch & Stone",
    "Ashby",
    "Northgate",
    "Willow Lane",
    "Penrose",
    "Hartwell",
    "Quayside",
    "Thistle",
    "Brook & Field",
    "Copper Beech",
    "Tidewell",
    "Marlow Street",
    "Fernhill",
    "Old Chapel",
    "Ridgeway",
    "Saltmarsh",
    "Two Rivers",
    "Hazelwood",
    "Kestrel",
    "Lantern Row",
    "Millbrook",
    "Oakhurst",
    "Pebble Bay",
    "Rowan & Sons",
    "Stonebridge",
    "Swift",
    "Temple Meadow",
    "Underhill",
    "Westbury",
    "Greenacre",
];

/// What each trade calls itself: English, Japanese.
const TRADES: [(&str, [(&str, &str); 2]); 5] = [
    ("design", [("Design Studio", "デザイン"), ("Creative", "クリエイティブ")]),
    ("repairs", [("Repairs", "リペア"), ("Plumbing & Heating", "設備工業")]),
    ("food", [("Catering", "ケータリング"), ("Kitchen", "キッチン")]),
    ("clinics", [("Dental Practice", "歯科クリニック"), ("Physiotherapy", "整骨院")]),
    ("consulting", [("Consulting", "コンサルティング"), ("Advisory", "経営相談室")]),
];

/// Who answers for customers at the vendor's, by the language they speak.
const OWNERS_JA: [&str; 2] = ["高橋 結衣", "森 亮太"];
const OWNERS_EN: [&str; 2] = ["Nia Okafor", "Tom Hale"];

/// Who answers for this company: always the same.
pub fn owner(japanese: bool, company: &str) -> &'static str {
    let owners = if japanese { OWNERS_JA } else { OWNERS_EN };
    owners[company.len() % owners.len()]
}

/// An id and the name as its bearer writes it.
pub struct Named {
    /// In Latin letters, as it stands in addresses.
    pub id: String,
    /// As it is written.
    pub name: String,
}

/// A person's name.
pub fn person(japanese: bool, random: &mut Random) -> Named {
    if japanese {
        let ((family, family_ja), (given, given_ja)) = (*random.pick(&FAMILY_JA), *random.pick(&GIVEN_JA));
        return Named { id: slug(&format!("{given} {family}"), '.'), name: format!("{family_ja} {given_ja}") };
    }
    let name = format!("{} {}", random.pick(&GIVEN_EN), random.pick(&FAMILY_EN));
    Named { id: slug(&name, '.'), name }
}

/// A company's name, and its trade.
pub fn company(japanese: bool, random: &mut Random) -> (Named, &'static str) {
    let (trade, called) = random.pick(&TRADES);
    let (trade_en, trade_ja) = *random.pick(called);
    let (place, place_ja) = *random.pick(&PLACES_JA);
    let place_en = *random.pick(&PLACES_EN);
    if japanese {
        let id = slug(&format!("{place} {trade_en}"), '-');
        return (Named { id, name: format!("{place_ja}{trade_ja}") }, trade);
    }
    let name = format!("{place_en} {trade_en}");
    (Named { id: slug(&name, '-'), name }, trade)
}

fn slug(name: &str, between: char) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join(&between.to_string())
}
