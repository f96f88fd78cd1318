//! The advice in Japanese, by code; what the English sentence counts or quotes stands beside the place in the content.
//!
//! Deliberately absent: numbers and names from the content, so that one sentence serves each code.

/// What a code of advice says in Japanese, politely; `None` for a code that is not known here.
pub fn in_japanese(code: &str) -> Option<&'static str> {
    envelope(code).or_else(|| rules(code)).or_else(|| survey(code)).or_else(|| tour(code)).or_else(|| words(code))
}

fn envelope(code: &str) -> Option<&'static str> {
    Some(match code {
        "asked_too_often" => {
            "間隔が短すぎると回答者の負担になります。おすすめ度の質問は90日以上、作業についての質問は30日以上空けてください。"
        }
        "content_version" => "この形式のバージョンには対応していません。",
        "gate_off" => {
            "困っている方や問い合わせ中の方にもおすすめ度をたずねてしまいます。まず問題の解消を優先してください。"
        }
        "holdout_large" => "半数以上の方に表示されなくなります。表示しない割合を減らしてください。",
        "holdout_without_goal" => {
            "表示しない方を設けていますが、比べるための目標がありません。目標を指定するか、割合を0にしてください。"
        }
        "missing_decision" => {
            "結果をどの判断に使うかを書いてください。使う予定がなければ、たずねないことをお勧めします。"
        }
        "missing_name" => "見分けられる名前を付けてください。",
        "missing_owner" => "結果を受け取る担当者またはチームを書いてください。",
        "no_quiet_days" => "閉じた直後や「あとで」の直後に再び表示されます。間隔の日数を設けてください。",
        "nobody_sampled" => "対象の割合が0のため、誰にも表示されません。",
        "quota" => "回答数の上限が0では誰にも表示されません。空欄にするか、増やしてください。",
        "repeat" => "間隔が0日になっています。日数を指定してください。",
        "schedule_reversed" => "終了が開始より前になっています。終了を後の日時にしてください。",
        "share" => "割合は100%以下にしてください。",
        _ => return None,
    })
}

fn rules(code: &str) -> Option<&'static str> {
    Some(match code {
        "bad_date" => "日付は 2026-04-01 または 2026-04-01T09:00:00Z のように書いてください。",
        "bad_name" => "名前は200バイト以内とし、制御文字を含めないでください。",
        "bad_number" => "有限の数値を書いてください。",
        "cancels_itself" => "開始のきっかけと取り消しのイベントが同じです。どちらかを外してください。",
        "count" => "目標は1回以上の観測を条件にしてください。",
        "empty_name" => "名前を書いてください。",
        "empty_selector" => "CSSセレクターを書いてください（例：`#save`）。",
        "fits_any_text" => "空の文字列はどの値にも含まれます。「値がある」を意図する場合は、その条件を選んでください。",
        "inactive" => "何秒間操作がなければ開始するかを指定してください。",
        "long_delay" => "10分を超えて滞在する方はわずかです。待ち時間を短くしてください。",
        "nested_segment" => "セグメントの中で別のセグメントは使えません。条件を直接書いてください。",
        "nobody" => "この条件にあてはまる方がいません。条件を追加または修正してください。",
        "nothing_to_cancel" => "待ち時間がないため、取り消しのイベントは働きません。",
        "page_pattern" => "このページの条件は使えません。書き方を確認してください。",
        "scroll_share" => "スクロールの割合は1から100までの百分率で指定してください。",
        "starts_anywhere" => {
            "すべてのページで、すべての方に表示されます。イベント、ページ、または対象者で絞り込んでください。"
        }
        "unknown_content" => "指定されたコンテンツが見つかりません。",
        "unknown_goal" => "この目標はまだ定義されていません。定義するか、別の目標を選んでください。",
        "unknown_segment" => "このセグメントはありません。定義するか、別のセグメントを選んでください。",
        "value_without_event" => "合計できるのは、記録したイベントの値だけです。",
        "window" => "期間が0日になっています。日数を指定するか、空欄にしてください。",
        _ => return None,
    })
}

fn survey(code: &str) -> Option<&'static str> {
    Some(match code {
        "at_most" => "選べる数の上限は1以上にしてください。",
        "branch_backwards" => "分岐先は、後に出てくる質問にしてください。",
        "branch_never_fits" => {
            "この分岐にあてはまる回答がないか、前の分岐が先に選ばれます。修正するか、外してください。"
        }
        "ces_without_help" => "大変だったと答えた方に、同じカードの中で助けを案内することをお勧めします。",
        "duplicate_option" => "同じキーの選択肢があります。それぞれ別のキーにしてください。",
        "duplicate_question" => "同じキーの質問があります。それぞれ別のキーにしてください。",
        "empty_label" => "表示する文言を書いてください。",
        "empty_text" => "どのような助けがあるかを書いてください。",
        "empty_title" => "質問の文を書いてください。",
        "faces" => "顔の表示は5段階だけです。5段階にするか、数字または星を選んでください。",
        "help_bound" => "助けの案内が誰にも表示されないか、全員に表示されます。低い点を指定してください。",
        "help_for_neutral" => "この点は低い評価とはいえません。もっと低い点で助けを案内してください。",
        "help_without_ces" => "助けの案内は、しにくかったという回答の後に表示されますが、CESの質問がありません。",
        "many_options" => "選択肢が10個を超えると、最後まで読まれにくくなります。まとめるか、減らしてください。",
        "many_questions" => "質問が5問以上になると、途中でやめる方が増えます。4問以内をお勧めします。",
        "max_length" => "文字数の上限は1から5000までにしてください。",
        "no_options" => "選択肢がありません。追加してください。",
        "no_questions" => "質問がありません。追加してください。",
        "one_option" => "選択肢が一つしかありません。追加してください。",
        "points" => "評価は2段階から10段階までにしてください。",
        "required_when_leaving" => "解約や退会の妨げになってはいけません。必須を外してください。",
        "score_not_first" => "点数の質問を最初に置いてください。前の質問が点数に影響します。",
        "several_scores" => {
            "一つのアンケートに点数の質問が複数あると、互いに影響します。別々の機会にたずねてください。"
        }
        "too_many_options" => "選択肢は100個までです。",
        "too_many_questions" => "質問が7問以上になると、最後まで答える方はごくわずかです。分けることをお勧めします。",
        "unknown_option" => "この質問にない選択肢が分岐に指定されています。",
        "unknown_question" => "分岐先の質問がありません。別の質問を選んでください。",
        "unreachable" => "どの道筋からもここに進めません。行き先を修正するか、外してください。",
        _ => return None,
    })
}

fn tour(code: &str) -> Option<&'static str> {
    Some(match code {
        "advance_backwards" => "自動で進む先は、後のステップにしてください。前のステップに戻ると、繰り返しになります。",
        "announcement_display" => "お知らせは、画面中央またはカードで表示してください。",
        "banner_display" => "バナーは、画面の上端か下端、または要素の中に表示してください。",
        "blocked_click" => {
            "スポットライトの中を操作できないため、クリックや入力では先に進めません。操作できるようにしてください。"
        }
        "branches_of_question" => {
            "ツアーでは、回答後の行き先はステップの分岐で指定します。ステップの分岐に移してください。"
        }
        "branches_without_question" => "質問がないため、この分岐は働きません。質問を加えるか、分岐を外してください。",
        "click_without_target" => "クリックや入力の対象となる要素がありません。要素のそばに表示してください。",
        "duplicate_step" => "同じキーのステップがあります。それぞれ別のキーにしてください。",
        "empty_step" => "何も書かれていません。見出し、本文、質問のいずれかを加えてください。",
        "generated_selector" => {
            "自動で付けられた名前のようです。次の更新で変わるおそれがあるため、data-tour などの変わらない名前を付けてください。"
        }
        "hotspot_display" => "ホットスポットは、要素のそばの目印として表示してください。",
        "leads_to_itself" => "このステップ自身に戻っています。別のステップを選んでください。",
        "many_steps" => "ステップが多いと、最後まで進む方が減ります。3～5個に収めるか、分けてください。",
        "missing_alt" => "画像や動画が見えない方のために、内容を言葉で書いてください。",
        "modal_when_leaving" => "解約や退会の妨げになってはいけません。画面中央ではなく、カードで表示してください。",
        "no_goal" => "どの目標につながるツアーかを指定してください。目標がないと、役に立ったかどうかが分かりません。",
        "no_steps" => "ステップがありません。追加してください。",
        "no_target" => "表示する場所の要素を、CSSセレクターで指定してください。",
        "starts_itself" => "このコンテンツ自身を始めようとしています。別のコンテンツを選んでください。",
        "stuck" => "何も表示されず、先に進むきっかけもありません。何を待つかを指定してください。",
        "unknown_step" => "行き先のステップがありません。別のステップを選んでください。",
        "unknown_variable" => "この変数は使えません。person. または company. に続けて属性名を書いてください。",
        "unsafe_media" => "画像や動画の場所は、https: または / で始まるパスにしてください。",
        "variable_without_default" => "値が分からないときは空白になります。代わりの言葉を | の後に書いてください。",
        _ => return None,
    })
}

fn words(code: &str) -> Option<&'static str> {
    Some(match code {
        "accent" => "アクセントカラーは #0f766e のように書いてください。",
        "accent_contrast" => {
            "アクセントカラーと背景のコントラストが足りません。見分けられるよう、ボタンに縁取りが付きます。"
        }
        "anonymous_audience" => {
            "匿名でも、対象者を絞り込みすぎると個人が推測されるおそれがあります。対象を広げてください。"
        }
        "anonymous_holdout" => "匿名の回答は、表示しなかった方と比べられません。割合を0にしてください。",
        "asks_who" => {
            "匿名または非公開としながら、個人が分かることをたずねています。質問を外すか、記名にしてください。"
        }
        "bad_locale" => "言語の指定が正しくありません。en、ja、pt-BR のように書いてください。",
        "bad_text" => "表示できない制御文字が含まれています。取り除いてください。",
        "false_promise" => "「匿名」と書かれていますが、回答は個人と結び付きます。文言または方式を変えてください。",
        "font" => "フォント名だけを、カンマで区切って書いてください。",
        "leading_words" => "回答を誘導する言葉が含まれています。中立な表現にしてください。",
        "long_title" => "見出しが長いと読み飛ばされます。詳しい内容は説明に移してください。",
        "missing_translation" => "ほかの文にある言語の訳がありません。その言語の方には別の言語で表示されます。",
        "no_origins" => "許可するオリジンがありません。",
        "purpose_unsaid" => "おたずねする目的を書いてください。",
        "radius" => "角の丸みが大きすぎると、文字が窮屈になります。小さくしてください。",
        "readers_unsaid" => "回答を読む人を書いてください。",
        "reversed_scale" => {
            "目盛りの低い側に、高い側の言葉が書かれています。数字が大きいほど良い評価になるようにしてください。"
        }
        "trademark" => "この用語は回答者には伝わりにくく、登録商標でもあります。表示する文からは外してください。",
        "unlabelled_scale" => "目盛りの両端の意味を、言葉で書いてください。",
        "unsafe_url" => "リンク先は https:、mailto:、tel:、または / で始まるパスにしてください。",
        _ => return None,
    })
}
