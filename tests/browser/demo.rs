//! What `waymark demo` promises: two addresses, an example product that is guided, a console with life in it.

use std::process::Stdio;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;
use waymark_tests::browser::Browser;
use waymark_tests::{given, run};

#[test]
fn the_demo_prints_two_addresses_and_asks_in_the_example_product() {
    run(async {
        let mut child = Command::new(given("WAYMARK_BINARY"))
            .args(["demo", "--listen", "127.0.0.1:0", "--product", "127.0.0.1:0", "--companies", "12"])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the demo starts");
        let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        let mut printed = Vec::new();
        while let Some(line) = lines.next_line().await.expect("text") {
            let last = line.starts_with("Stop with");
            printed.push(line);
            if last {
                break;
            }
        }
        let address = |name: &str| {
            let line =
                printed.iter().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {printed:?}"));
            line.split_whitespace().last().expect("an address").to_owned()
        };
        let (product, console) = (address("Example product"), address("Console"));
        let browser = Browser::launch().await;
        let page = browser.page().await;
        page.goto(&format!("{product}/")).await;
        page.click("document.querySelector('#as-hana-sato')").await;
        page.until("waymark.explain?.('task-ces')?.length").await;
        page.eval("waymark.track('task_completed', { task: 'invoice' })").await;
        page.card().await;
        page.choose(6).await;
        let refused: Vec<_> = page
            .log()
            .into_iter()
            .filter(|line| line.contains("Security Policy") || line.contains("uncaught"))
            .collect();
        assert_eq!(refused, Vec::<String>::new());
        let reader = browser.page().await;
        reader.goto(&console).await;
        reader.click("document.querySelector('input[type=email]')").await;
        reader.write("demo@waymark.example").await;
        reader.click("document.querySelector('input[type=password]')").await;
        reader.write("look around freely").await;
        reader.key("Enter").await;
        reader.until("document.body.innerText.includes('Relationship NPS')").await;
    });
}
