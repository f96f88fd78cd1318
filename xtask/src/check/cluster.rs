//! A PostgreSQL cluster of one's own for the tests: made fresh, on a free port of loopback, gone afterwards.
//!
//! PostgreSQL refuses to run as root, so as root its programs run as the system's `postgres` user.

use crate::Fault;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A running cluster; stopped and removed when dropped.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes and starts a cluster with the server programs in this folder.
    pub fn start(programs: &Path) -> Result<Self, Fault> {
        let folder = std::env::temp_dir().join(format!("waymark-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        if is_root() {
            crate::process::run(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        // The port is free now and taken a moment later; PostgreSQL says so clearly should somebody be faster.
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let cluster = Self { programs: programs.to_path_buf(), folder, port };
        let data = cluster.folder.join("data");
        cluster.run("initdb", |c| {
            c.args(["--auth=trust", "--username=waymark", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-D"])
                .arg(&data)
        })?;
        let options =
            format!("-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c max_connections=300");
        cluster.run("pg_ctl", |c| {
            c.args(["start", "--wait", "-D"])
                .arg(&data)
                .arg("-o")
                .arg(options)
                .arg("-l")
                .arg(cluster.folder.join("log"))
        })?;
        Ok(cluster)
    }

    /// The address of the cluster's `postgres` database; tests make databases of their own beside it.
    pub fn url(&self) -> String {
        format!("postgres://waymark@127.0.0.1:{}/postgres", self.port)
    }

    fn run(&self, program: &str, arguments: impl FnOnce(&mut Command) -> &mut Command) -> Result<(), Fault> {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        crate::process::run(
            arguments(&mut command).current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null()),
        )
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        if let Err(fault) = self.run("pg_ctl", |c| c.args(["stop", "--mode=immediate", "-D"]).arg(&data)) {
            eprintln!("xtask: {fault}");
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("xtask: cannot remove {}: {error}", self.folder.display());
        }
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.starts_with(b"0\n"))
}
