//! The real window: the desktop program starts and shows the office's state from the core.

use age::secrecy::SecretString;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;
use tienbo_core::catalogue::CatalogueFiles;
use tienbo_core::model::UnitCode;
use tienbo_core::vault::{NewOffice, Office, UserName};

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

/// A driver that does not answer must not hold the tests up.
const PATIENCE: Duration = Duration::from_secs(180);

#[tokio::test]
async fn the_window_shows_the_offices_state_from_the_core() {
    let seen = tokio::time::timeout(PATIENCE, see_the_offices_state()).await;
    assert!(seen.is_ok(), "the window's driver gave no answer");
}

async fn see_the_offices_state() {
    let folder = tempfile::tempdir().unwrap();
    let office = folder.path().join("van-phong");
    look(&office, "none.png", "Chưa có cơ sở dữ liệu").await;
    let new = NewOffice {
        unit: UnitCode::new("09163").unwrap(),
        name: None,
        catalogue: CatalogueFiles::built_in("bac-ninh-2024.1").unwrap(),
        user: UserName::new("can-bo").unwrap(),
        passphrase: SecretString::from("mật khẩu để thử".to_owned()),
    };
    drop(Office::create(&office, new).unwrap());
    look(
        &office,
        "office.png",
        "Đã có cơ sở dữ liệu; người dùng: can-bo.",
    )
    .await;
}

/// Opens the window on a folder, reads what it says of it, and keeps a picture.
async fn look(office: &Path, picture: &str, state: &str) {
    let (client, driver, x) = window(office).await;
    assert_eq!(text(&client, "h1").await, "Tiến Bộ");
    assert!(text(&client, "#office-state").await.contains(state));
    assert!(text(&client, "#catalogue").await.contains("139 đơn vị"));
    let shot = client.screenshot().await.unwrap();
    let artefacts = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::create_dir_all(&artefacts).unwrap();
    std::fs::write(artefacts.join(picture), shot).unwrap();
    client.close().await.unwrap();
    drop(driver);
    drop(x);
}
