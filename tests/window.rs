//! The real window: the desktop program starts and shows the office's state from the core.

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

/// A process that ends with the test.
struct Running(Child);
impl Drop for Running {
    fn drop(&mut self) {
        // SIGTERM, so that the driver ends its own children too.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

fn xvfb() -> (Running, String) {
    for number in 90..140 {
        let display = format!(":{number}");
        if Path::new(&format!("/tmp/.X11-unix/X{number}")).exists() {
            continue;
        }
        let child = Command::new("Xvfb")
            .args([&display, "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
            .spawn()
            .expect("Xvfb is installed");
        return (Running(child), display);
    }
    panic!("no free display");
}

async fn window(office: &Path) -> (Client, Running, Running) {
    let (x, display) = xvfb();
    let (port, native) = (free_port(), free_port());
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin/tauri-driver");
    let driver = Command::new(driver)
        .args([
            "--port",
            &port.to_string(),
            "--native-port",
            &native.to_string(),
        ])
        .env("DISPLAY", &display)
        .env("TIENBO_OFFICE", office)
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .spawn()
        .expect("tauri-driver is installed");
    let driver = Running(driver);
    let capabilities = serde_json::json!({
        "browserName": "wry",
        "tauri:options": {"application": env!("CARGO_BIN_EXE_tienbo-desktop")},
    });
    let capabilities = capabilities.as_object().unwrap().clone();
    let mut last = None;
    for _ in 0..60 {
        let connected = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        match connected {
            Ok(client) => return (client, driver, x),
            Err(error) => last = Some(error),
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    panic!("no window: {last:?}");
}

async fn text(client: &Client, css: &str) -> String {
    let wait = client.wait().at_most(Duration::from_secs(30));
    wait.for_element(Locator::Css(css))
        .await
        .unwrap()
        .text()
        .await
        .unwrap()
}

#[tokio::test]
async fn the_window_shows_the_offices_state_from_the_core() {
    let folder = tempfile::tempdir().unwrap();
    let (client, driver, x) = window(&folder.path().join("office")).await;
    assert_eq!(text(&client, "h1").await, "Tiến Bộ");
    assert!(
        text(&client, "#office-state")
            .await
            .contains("Chưa có cơ sở dữ liệu")
    );
    assert!(text(&client, "#catalogue").await.contains("139 đơn vị"));
    let picture = client.screenshot().await.unwrap();
    let artefacts = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::create_dir_all(&artefacts).unwrap();
    std::fs::write(artefacts.join("start.png"), picture).unwrap();
    client.close().await.unwrap();
    drop(driver);
    drop(x);
}
