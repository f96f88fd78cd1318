//! Whatever happens, in whatever order it arrives and however often it is sent: the report is what a plain count of the
//! events says, and `waymark verify` finds nothing to complain about.
//!
//! Random runs go through the real judge and the real group commit into a SQLite file and, where `WAYMARK_TEST_POSTGRES` names a cluster,
//! into PostgreSQL. Deliberately absent: intervals;
//! those have their own tests in `shared`.

mod report_model {
    //! The parts of the model.
    pub mod collect;
    pub mod oracle;
    pub mod split;
    pub mod steps;
    pub mod story;
}

use collector::report::filter::Filter;
use collector::report::survey;
use collector::store::Store;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use report_model::collect::{Bench, Spare};
use report_model::oracle::{self, Counted};
use report_model::story::{self, Story};
use shared::api::report::{ReportFilter, SurveyReport};
use shared::time::Timestamp;
use sqlx::{Connection, Executor, PgConnection, SqliteConnection};
use tokio::runtime::Runtime;

/// The filters that every story is read with: everybody, what the rollups answer, and combinations.
fn filters() -> Vec<ReportFilter> {
    let day = |offset: i64| Some(story::FIRST_DAY + offset);
    let all = ReportFilter::default();
    let traits = |text: &str| Some(text.to_owned());
    vec![
        all.clone(),
        ReportFilter { version: Some(2), ..all.clone() },
        ReportFilter { traits: traits("plan:pro"), ..all.clone() },
        ReportFilter { traits: traits("plan:pro"), from_day: day(10), to_day: day(120), ..all.clone() },
        ReportFilter { traits: traits("plan:pro,role:admin"), ..all.clone() },
        ReportFilter { locale: traits("ja"), ..all.clone() },
        ReportFilter { segment: traits("paying"), version: Some(1), ..all.clone() },
        ReportFilter { from_day: day(5), to_day: day(40), ..all.clone() },
        ReportFilter { from_day: day(33), ..all.clone() },
        ReportFilter { to_day: day(100), ..all },
    ]
}

/// A report without what has its own tests.
fn counts(report: &SurveyReport) -> Counted {
    let mut counted = Counted { funnel: report.funnel, ..Counted::default() };
    for question in &report.questions {
        let key = question.question.to_string();
        counted.answered.insert(key.clone(), question.answered);
        counted.companies.insert(key.clone(), question.companies);
        for score in question.scores.iter().filter(|score| score.count != 0) {
            counted.counts.insert((key.clone(), score.score.to_string()), score.count);
        }
        for option in question.options.iter().filter(|option| option.count != 0) {
            let name = option.option.as_ref().map_or_else(|| "*".to_owned(), ToString::to_string);
            counted.counts.insert((key.clone(), name), option.count);
        }
    }
    counted
}

async fn check(story: &Story, address: &str) -> Result<(), TestCaseError> {
    let bench = Bench::open(address).await;
    bench.tell(story).await;
    for content in [story::OPEN_SURVEY, story::ANONYMOUS_SURVEY, story::TOUR] {
        for query in filters() {
            let filter = Filter::read(&query).expect("a filter");
            let material = bench.store.report(bench.place(), content, &filter).await.expect("a report");
            let expected = oracle::count(story, content, &query);
            let report = survey::report(&material, &filter, Timestamp(0)).expect("there is a version");
            if report.suppressed {
                prop_assert!(content == story::ANONYMOUS_SURVEY && filter.narrows(), "{query:?}");
                continue;
            }
            prop_assert_eq!(counts(&report), expected, "{} {:?}", content, query);
            if content == story::TOUR {
                report_model::steps::check(story, &bench, &query).await?;
            }
        }
        report_model::split::check(story, &bench, content).await?;
    }
    let recount = bench.store.recount().await.expect("a recount");
    prop_assert!(recount.differences.is_empty(), "{:#?}", recount.differences);
    bench.close().await;
    Ok(())
}

/// Runs so many random stories against the database at this address.
fn check_many(cases: u32, runtime: &Runtime, address: &str) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let result = TestRunner::new(config).run(&story::any_story(), |story| runtime.block_on(check(&story, address)));
    assert!(result.is_ok(), "{}", result.expect_err("a story went wrong"));
}

#[test]
fn the_report_is_what_the_events_say_whatever_their_order() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    check_many(32, &runtime, &format!("sqlite:{}", folder.path().join("model.db").display()));
    if let Ok(cluster) = std::env::var("WAYMARK_TEST_POSTGRES") {
        let spare = runtime.block_on(Spare::make(&cluster));
        check_many(12, &runtime, &spare.address());
        runtime.block_on(spare.drop());
    }
}

/// Runs count as something else with every step; what nobody counts as any more must be gone before.
const NO_ZEROS: &str = "delete from rollup_steps where count = 0";
/// What an earlier release left: nothing counted of steps, and nothing that says which runs have some.
const EARLIER: [&str; 4] = [
    NO_ZEROS,
    "delete from rollup_steps",
    "update runs set visits = null where visits = '{}'",
    "insert into backfills (what) values ('steps')",
];

#[test]
fn what_an_earlier_release_wrote_is_counted_by_step_when_the_store_is_opened() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let count = async |address: &str| {
        let bench = Bench::open(address).await;
        bench.tell(&story::one_answer()).await;
        bench.tell(&story::one_tour()).await;
        bench.tell(&story::one_display()).await;
        bench.tell(&story::one_answer_of_a_tour()).await;
        bench.close().await;
        for sql in EARLIER {
            let changed = if address.starts_with("postgres") {
                let mut database = PgConnection::connect(address).await.expect("the database opens");
                database.execute(sql).await.expect("it is as it was").rows_affected()
            } else {
                let mut database = SqliteConnection::connect(address).await.expect("the file opens");
                database.execute(sql).await.expect("it is as it was").rows_affected()
            };
            assert!(changed > 0 || sql == NO_ZEROS, "{sql}");
            assert!(changed == 0 || sql != NO_ZEROS, "ways that nobody went are kept");
        }
        let store = Store::open(address, 1).await.expect("a store");
        let recount = store.recount().await.expect("a recount");
        assert_eq!((recount.differences, recount.runs), (Vec::new(), 4));
        store.close().await;
    };
    let folder = tempfile::tempdir().expect("a folder");
    runtime.block_on(count(&format!("sqlite:{}", folder.path().join("earlier.db").display())));
    if let Ok(cluster) = std::env::var("WAYMARK_TEST_POSTGRES") {
        let spare = runtime.block_on(Spare::make(&cluster));
        runtime.block_on(count(&spare.address()));
        runtime.block_on(spare.drop());
    }
}

#[test]
fn a_figure_that_was_tampered_with_is_found() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let address = format!("sqlite:{}", folder.path().join("tampered.db").display());
    let tampered = [
        ("update rollup_answers set count = count + 1 where split = ''", "rollup_answers"),
        ("update rollup_companies set count = count + 1 where split = ''", "rollup_companies"),
        ("update rollup_steps set count = count + 1 where split = ''", "rollup_steps"),
        ("update rollup_funnel set displayed = displayed - 1 where split = ''", "rollup_funnel"),
        ("delete from answers", "run "),
        ("update runs set completed_at = 5", "run "),
        ("update runs set visits = null where visits is not null", "run "),
        ("update answers set day = day + 1", "answer "),
        ("delete from goal_signs", "sign "),
        ("update goal_signs set holder = 'u:eve'", "sign "),
        ("update attainments set at = at + 1", "attainment "),
        ("delete from attainments", "attainment "),
    ];
    for (sql, named) in tampered {
        let differences = runtime.block_on(async {
            let bench = Bench::open(&address).await;
            bench.tell(&story::one_answer()).await;
            bench.tell(&story::one_tour()).await;
            assert_eq!(bench.store.recount().await.expect("a recount").differences, Vec::new());
            let mut file = SqliteConnection::connect(&address).await.expect("the file opens");
            file.execute(sql).await.expect("the figure changes");
            let found = bench.store.recount().await.expect("a recount").differences;
            bench.close().await;
            std::fs::remove_file(folder.path().join("tampered.db")).expect("the file goes");
            found
        });
        assert!(differences.iter().any(|difference| difference.at.contains(named)), "{sql}: {differences:?}");
    }
}
