/**
 * Sample customers by company: name, contact, e-mail, days to pay.
 *
 * Deliberately absent: anybody real; the domains end in `.example`.
 */

const customer = (id, en, ja, contact, terms) => ({
  id,
  name: { en, ja },
  contact,
  email: `billing@${id}.example`,
  terms,
});

export const customers = {
  'aoba-design': [
    customer('tsuki-hotel', 'Tsuki Hotel Kamakura', '月ホテル鎌倉', '小林 真理', 30),
    customer('midori-clinic', 'Midori Dental Clinic', 'みどり歯科クリニック', '大野 隆', 30),
    customer('sora-travel', 'Sora Travel', 'そらトラベル', '石井 彩', 45),
    customer('kaji-bakery', 'Kaji Bakery', 'かじベーカリー', '梶 美穂', 14),
    customer('nagi-architects', 'Nagi Architects', '凪建築設計', '中村 修', 60),
    customer('asahi-books', 'Asahi-cho Books', '旭町書房', '森 由紀', 30),
    customer('hoshi-school', 'Hoshi Language School', '星語学スクール', '岡田 翔', 30),
    customer('umi-foods', 'Umi Foods', '海フーズ', '原 健太', 45),
  ],
  'fell-harbour': [
    customer('larkhill-school', 'Larkhill School', 'ラークヒル校', 'Priya Shah', 30),
    customer('tern-ferries', 'Tern Ferries', 'ターンフェリー', 'Callum Reid', 45),
    customer('old-mill', 'The Old Mill Café', 'オールドミルカフェ', 'Nora Finch', 14),
    customer('beacon-care', 'Beacon Care Homes', 'ビーコン介護ホーム', 'Tom Adeyemi', 30),
    customer('gull-marina', 'Gull Marina', 'ガルマリーナ', 'Ines Duarte', 30),
    customer('ashdown-farm', 'Ashdown Farm Shop', 'アッシュダウン農場', 'Ruth Ashdown', 14),
    customer('quay-press', 'Quay Press', 'キープレス', 'Dev Malik', 30),
  ],
  'minato-catering': [
    customer('bay-studio', 'Bay Studio', 'ベイスタジオ', '藤田 涼', 14),
    customer('kita-law', 'Kita Law Office', '北法律事務所', '北 佳代子', 30),
    customer('hama-events', 'Hama Events', '浜イベント企画', '松本 大輔', 30),
    customer('sakura-hall', 'Sakura Hall', 'さくらホール', '井上 恵', 45),
  ],
};

/** What each trade writes on its invoices: description, usual price, tax rate, least and most of it in one line. */
export const work = {
  design: [
    ['Website design', 'ウェブサイト制作', 180000, 10, 1, 1],
    ['Brochure', 'パンフレット制作', 95000, 10, 1, 2],
    ['Photo retouching', '写真レタッチ', 6000, 10, 2, 8],
    ['Logo', 'ロゴデザイン', 120000, 10, 1, 1],
  ],
  repairs: [
    ['Boiler service', 'ボイラー点検', 140, 20, 1, 2],
    ['Pump replacement', 'ポンプ交換', 420, 20, 1, 1],
    ['Call-out', '出張', 65, 20, 1, 1],
    ['Window repair', '窓の修理', 180, 20, 1, 3],
    ['Loft insulation for older residents', '高齢者住宅の断熱工事', 640, 5, 1, 1],
  ],
  food: [
    ['Lunch boxes', 'お弁当', 1200, 8, 8, 30],
    ['Reception, per guest', '立食パーティー（一名）', 4500, 10, 15, 40],
    ['Coffee service', 'コーヒーサービス', 18000, 10, 1, 2],
    ['Staff', 'スタッフ', 16000, 10, 1, 4],
  ],
  other: [['Consulting', 'コンサルティング', 50000, 10, 1, 3]],
};

/** Tax rates by country, the usual one first: Japan's consumption tax, the United Kingdom's VAT. */
export const taxRates = { JP: [10, 8, 0], GB: [20, 5, 0] };
