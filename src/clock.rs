//! The only module that reads the system clock.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::quiz::Moment;

/// A source of wall-clock time, the local UTC offset, and monotonic time that includes sleep.
#[derive(Clone, Debug)]
pub struct Clock {
    zone: TimeZone,
    boot: Option<String>,
}

impl Clock {
    /// Creates a clock in the machine's time zone.
    pub fn new() -> Self {
        Self {
            zone: zone(),
            boot: Some(boot_id()),
        }
    }

    /// Returns the current date in local time.
    pub fn today(&self) -> jiff::civil::Date {
        let now = Timestamp::from_millisecond(self.now().utc_ms).unwrap_or_default();
        now.to_zoned(self.zone.clone()).date()
    }

    pub fn now(&self) -> Moment {
        let utc_ms = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
        };
        Moment {
            utc_ms,
            offset_s: Timestamp::from_millisecond(utc_ms)
                .map_or(0, |at| self.zone.to_offset(at).seconds()),
            boot: self.boot.clone(),
            boot_ms: boot_ms(),
        }
    }
}

/// Returns the time zone from `TZ` or, if it is not set, the system time zone. Reads only the file
/// for that zone, because a lookup by name would scan the whole time zone database.
fn zone() -> TimeZone {
    const LOCAL: &str = "/etc/localtime";
    let Some(set) = std::env::var_os("TZ").filter(|_| cfg!(unix)) else {
        return read_zone(LOCAL, Path::new(LOCAL)).unwrap_or_else(TimeZone::system);
    };
    let folder = std::env::var_os("TZDIR").map(PathBuf::from);
    let zone = set.to_str().and_then(|it| zone_of(it, folder.as_deref()));
    zone.unwrap_or(TimeZone::UTC)
}

/// Returns the time zone for `set`, the value of `TZ`: a POSIX rule, a path, or a name such as
/// `Europe/Berlin`. Looks up names in `folder` or, if it is `None`, in the usual system
/// directories.
fn zone_of(set: &str, folder: Option<&Path>) -> Option<TimeZone> {
    const FOLDERS: [&str; 3] = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"];
    let set = set.strip_prefix(':').unwrap_or(set);
    if let Ok(rule) = TimeZone::posix(set) {
        return Some(rule);
    }
    // Joining an absolute path replaces the folder.
    if folder.is_some() || set.starts_with('/') {
        return read_zone(set, &folder.unwrap_or(Path::new("/")).join(set));
    }
    let mut files = FOLDERS.iter().map(|folder| Path::new(folder).join(set));
    let zone = files.find_map(|path| read_zone(set, &path));
    zone.or_else(|| TimeZone::get(set).ok())
}

/// Reads a time zone file. Rejects anything but regular files, because reading from a device might
/// never end.
fn read_zone(name: &str, path: &Path) -> Option<TimeZone> {
    /// The maximum file size in bytes, far more than any zone needs.
    const MOST: u64 = 1 << 20;
    if !std::fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut rules = Vec::new();
    let file = File::open(path).ok()?;
    file.take(MOST).read_to_end(&mut rules).ok()?;
    TimeZone::tzif(name, &rules).ok()
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}

/// Returns monotonic time in milliseconds, including the time that the machine is asleep. Uses
/// `CLOCK_BOOTTIME` on Linux and the monotonic clock on macOS.
#[cfg(unix)]
fn boot_ms() -> u64 {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    const CLOCK: rustix::time::ClockId = rustix::time::ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    const CLOCK: rustix::time::ClockId = rustix::time::ClockId::Monotonic;
    let time = rustix::time::clock_gettime(CLOCK);
    (time.tv_sec as u64) * 1000 + (time.tv_nsec as u64) / 1_000_000
}

#[cfg(not(unix))]
fn boot_ms() -> u64 {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_millis() as u64
}

/// Returns an identifier for the current boot of the machine. If the system does not provide one,
/// the identifier is unique to this process, and times from different processes are compared in
/// UTC.
fn boot_id() -> String {
    #[cfg(target_os = "linux")]
    if let Ok(id) = std::fs::read_to_string("/proc/sys/kernel/random/boot_id") {
        return id.trim().to_owned();
    }
    format!("process-{}-{}", std::process::id(), boot_ms())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::Timestamp;

    use super::zone_of;

    #[test]
    #[cfg(unix)]
    fn a_zone_is_a_rule_or_is_read_from_its_file() {
        let summer = Timestamp::from_second(1_783_000_000).expect("a time");
        let hours = |set, folder: Option<&str>| {
            let zone = zone_of(set, folder.map(Path::new));
            zone.map(|zone| zone.to_offset(summer).seconds() / 3600)
        };
        assert_eq!(hours("CET-1CEST,M3.5.0,M10.5.0/3", None), Some(2));
        // Minimal systems do not have time zone files.
        let folder = "/usr/share/zoneinfo";
        if Path::new(folder).join("Europe/Berlin").exists() {
            for set in ["Europe/Berlin", ":Europe/Berlin"] {
                assert_eq!(hours(set, None), Some(2));
                assert_eq!(hours(set, Some(folder)), Some(2));
            }
            assert_eq!(hours("/usr/share/zoneinfo/Europe/Berlin", None), Some(2));
            assert_eq!(hours("America/Argentina/Buenos_Aires", None), Some(-3));
        }
        for other in ["", "Nowhere", "Europe", "/dev/zero", "../../etc/passwd"] {
            assert_eq!(hours(other, None), None, "{other}");
        }
        assert_eq!(hours("zero", Some("/dev")), None);
    }
}
