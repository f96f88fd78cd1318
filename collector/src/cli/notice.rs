//! `waymark notice`: a draft for the vendor's privacy notice, in Japanese and English: what is sent, to whom, why and for how long.
//!
//! Drawn from the settings in force, so that it says what this installation does. Deliberately absent: legal advice.

use super::say;
use crate::config::Settings;
use crate::store::Store;
use crate::store::rollup::Place;
use clap::Args;
use shared::api::environment::EnvironmentSettings;
use std::error::Error;

/// The flags of `waymark notice`.
#[derive(Args, Debug)]
pub struct Notice {
    /// How the collector is served: the notice states its address and how long it keeps what
    #[command(flatten)]
    pub settings: Settings,
    /// Only this language
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub language: Option<Language>,
    /// Who runs the product, as the notice names them
    #[arg(long, default_value = "we", value_name = "NAME")]
    pub vendor: String,
}

/// A language of the notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// English.
    En,
    /// Japanese.
    Ja,
}

/// What the notice states of one installation.
struct Facts<'a> {
    vendor: &'a str,
    address: &'a str,
    retention_days: u32,
    quarantine_days: u32,
    consent_first: bool,
    told: bool,
    traits: Vec<String>,
}

/// Prints the notice.
///
/// # Errors
/// When the database cannot be used.
pub fn run(command: &Notice) -> Result<(), Box<dyn Error>> {
    let (environments, told) = tokio::runtime::Runtime::new()?.block_on(environments(&command.settings))?;
    let mut traits: Vec<String> = environments.iter().flat_map(|settings| settings.reportable_traits.clone()).collect();
    traits.sort();
    traits.dedup();
    let facts = Facts {
        vendor: &command.vendor,
        address: command.settings.public_url.as_deref().unwrap_or("https://YOUR-WAYMARK-ADDRESS"),
        retention_days: command.settings.retention_days,
        quarantine_days: command.settings.quarantine_days,
        consent_first: environments.iter().any(|settings| settings.consent_required),
        told,
        traits,
    };
    let wanted = |language| command.language.is_none_or(|only| only == language);
    if wanted(Language::Ja) {
        say!("{}", japanese(&facts));
    }
    if wanted(Language::En) {
        say!("{}", english(&facts));
    }
    Ok(())
}

/// The settings of every environment, and whether any has a webhook.
async fn environments(settings: &Settings) -> Result<(Vec<EnvironmentSettings>, bool), Box<dyn Error>> {
    let store = Store::open_existing(&settings.database.database, settings.database.database_connections).await?;
    let (mut found, mut told) = (Vec::new(), false);
    for (workspace, environment) in store.environment_versions().await?.into_keys() {
        if let Some(row) = store.environment(&workspace, &environment).await? {
            found.push(row.settings);
        }
        let place = Place { workspace: &workspace, environment: &environment };
        told |= store.webhook(place).await?.is_some();
    }
    store.close().await;
    Ok((found, told))
}

fn english(facts: &Facts<'_>) -> String {
    let Facts { vendor, address, retention_days, quarantine_days, .. } = facts;
    let traits = if facts.traits.is_empty() { "none".to_owned() } else { facts.traits.join(", ") };
    let consent = if facts.consent_first {
        "Nothing is stored on your device and nothing is sent before you agree."
    } else {
        "Nothing is stored on your device before you are signed in; without signing in, only what happens in the open page is sent."
    };
    let told = if facts.told {
        format!(
            " So that this happens soon, your id, your company and the reason are sent to a system that {vendor} use; of an answer never more than that it was hard."
        )
    } else {
        String::new()
    };
    format!(
        "## Guidance and questions in the product\n\n\
         To guide you and to ask short questions, {vendor} use Waymark, which {vendor} run at {address}. No data goes to the makers of Waymark.\n\n\
         - What is sent: pages you visit (addresses without query values), actions the product reports, guidance and questions you were shown and how far you went, during a guided tour how long \
         you were active, how often you went back and how often a field was refused (as counts), your answers as you choose them, your language and kind of device, and what the product says about you and your company. Reports are split by: {traits}. \
         Keystrokes, the content of forms and recordings of the screen are never sent.\n\
         - Why: to see where the product is hard to use, and to mend it. Each question says who reads the answer and whether it is identified, \
         confidential or anonymous. Where you ask for a person, find something hard, leave it half done or do not get there, whoever answers for your company may be asked \
         to help you, and reads what you did and answered under your name.{told}\n\
         - On your device: {consent} Then the device keeps an id, what you asked not to be asked again, how far you went, and events not yet delivered, for at most \
         7 days. There are no cookies. Signing out removes all of it.\n\
         - How long: events are kept for {retention_days} days, refused events for {quarantine_days} days; counts without persons remain.\n\
         - Your choice: every question can be put off or refused for good. Browsers that send Global Privacy Control are asked nothing automatically \
         and get no id across visits.\n\
         - Your rights: on request, everything about you is erased. Only a keyed hash of your id remains, so that late events are refused. Answers to \
         anonymous surveys cannot be found again and so cannot be erased.\n"
    )
}

fn japanese(facts: &Facts<'_>) -> String {
    let Facts { address, retention_days, quarantine_days, .. } = facts;
    let vendor = if facts.vendor == "we" { "当社" } else { facts.vendor };
    let traits = if facts.traits.is_empty() { "なし".to_owned() } else { facts.traits.join("、") };
    let consent = if facts.consent_first {
        "同意をいただくまで、端末には何も保存せず、何も送信しません。"
    } else {
        "サインインされるまで、端末には何も保存しません。サインイン前は、開いているページでの出来事だけを送信します。"
    };
    let told = if facts.told {
        format!(
            "速やかにご支援できるよう、ご本人の識別子、会社、理由を、{vendor}が利用するシステムにお知らせします。回答の内容は送らず、難しかったことだけをお知らせします。"
        )
    } else {
        String::new()
    };
    format!(
        "## 製品内のご案内とアンケートについて\n\n\
         {vendor}は、ご案内と短い質問のために Waymark を利用しています。{vendor}が {address} で運用しており、Waymark の開発元にデータが渡ることはありません。\n\n\
         - 送信する内容：ご覧になったページ（アドレスの検索条件は除きます）、製品が記録する操作、表示したご案内と質問およびその進み具合、ツアー中の操作時間・戻った回数・入力エラーの回数（回数と時間のみ）、選択と同時に保存される回答、言語と端末の種類、製品が保持するご本人と会社の属性。\
         集計に用いる属性：{traits}。キー入力、フォームの内容、画面の録画を送信することはありません。\n\
         - 目的：製品の使いにくい点を見つけ、改善するためです。質問ごとに、どなたが回答を読むか、記名・非公開・匿名のいずれであるかを表示します。\
         担当者を求めた場合、難しいと回答した場合、途中でやめた場合、期限までに終わらなかった場合には、会社の担当者がお名前とともに操作や記名の回答を確認し、ご支援することがあります。{told}\n\
         - 端末に保存するもの：{consent}その後は、識別子、「今後表示しない」などの記録、ご案内の進み具合、未送信の内容（最長7日間）を保存します。Cookie は使用しません。サインアウトするとすべて消去します。\n\
         - 保存期間：記録は {retention_days} 日間、受け付けられなかった記録は {quarantine_days} 日間保存します。個人を含まない集計値は残ります。\n\
         - お客様の選択：どの質問も、後回しにすることも、今後表示しないようにすることもできます。Global Privacy Control を送信するブラウザーでは、自動の質問は表示せず、訪問をまたぐ識別子も使用しません。\n\
         - お客様の権利：お申し出により、ご本人に関する記録をすべて消去します。遅れて届いた記録を拒むため、識別子の鍵付きハッシュだけを残します。匿名の回答は特定できないため、消去できません。\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_state_what_this_installation_does() {
        let facts = |consent_first| Facts {
            vendor: "Hibiki",
            address: "https://guide.example.com",
            retention_days: 400,
            quarantine_days: 9,
            consent_first,
            told: consent_first,
            traits: vec!["plan".into(), "role".into()],
        };
        for (text, day, agreed, traits, person, told) in [
            (
                english(&facts(true)),
                "400 days",
                "before you agree",
                "plan, role",
                "whoever answers for your company",
                "a system that Hibiki use",
            ),
            (
                japanese(&facts(true)),
                "400 日間",
                "同意をいただくまで",
                "plan、role",
                "会社の担当者",
                "Hibikiが利用するシステム",
            ),
        ] {
            for part in ["Hibiki", "https://guide.example.com", day, agreed, traits, person, told] {
                assert!(text.contains(part), "{part} in\n{text}");
            }
        }
        assert!(!english(&facts(false)).contains("before you agree"));
        assert!(!english(&facts(false)).contains("a system that") && !japanese(&facts(false)).contains("システム"));
        assert!(!japanese(&facts(false)).contains("同意をいただくまで"));
    }
}
