//! The only module that reads the system clock.

use std::env::VarError;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::quiz::Moment;

/// A source of wall-clock time, the local UTC offset, and a clock that includes time asleep.
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

/// Returns the machine's time zone. Reads the file of that one zone, because a lookup by name would
/// scan the whole time zone database.
fn zone() -> TimeZone {
    const LOCAL: &str = "/etc/localtime";
    let read = match std::env::var("TZ") {
        Err(VarError::NotPresent) => read_zone(LOCAL, LOCAL),
        Ok(name) if std::env::var_os("TZDIR").is_none() => named_zone(&name),
        _ => None,
    };
    read.unwrap_or_else(TimeZone::system)
}

/// Reads the time zone `name`, such as `Europe/Berlin`. Returns `None` if `name` is not a zone
/// name, or if its file is not in the directory that most systems use.
fn named_zone(name: &str) -> Option<TimeZone> {
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || matches!(it, '/' | '_' | '-' | '+'));
    let path = is_name.then(|| format!("/usr/share/zoneinfo/{name}"))?;
    read_zone(name, &path)
}

fn read_zone(name: &str, path: &str) -> Option<TimeZone> {
    let rules = std::fs::read(path).ok()?;
    TimeZone::tzif(name, &rules).ok()
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}

/// Returns milliseconds on a monotonic clock that includes time asleep: `CLOCK_BOOTTIME` on Linux,
/// and the monotonic clock on macOS.
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

/// Returns an identifier of the current boot of the machine. If the system does not provide one,
/// the identifier is unique to this process, and times of two processes are compared in UTC.
fn boot_id() -> String {
    #[cfg(target_os = "linux")]
    if let Ok(id) = std::fs::read_to_string("/proc/sys/kernel/random/boot_id") {
        return id.trim().to_owned();
    }
    format!("process-{}-{}", std::process::id(), boot_ms())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::named_zone;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_zone_is_read_by_its_name_and_by_nothing_else() {
        let summer = Timestamp::from_second(1_783_000_000).expect("a time");
        let hours = |name| named_zone(name).map(|zone| zone.to_offset(summer).seconds() / 3600);
        // Minimal systems have no time zone files.
        if std::path::Path::new("/usr/share/zoneinfo/Europe/Berlin").exists() {
            assert_eq!(hours("UTC"), Some(0));
            assert_eq!(hours("Europe/Berlin"), Some(2));
            assert_eq!(hours("America/Argentina/Buenos_Aires"), Some(-3));
        }
        for other in [
            "",
            ":Europe/Berlin",
            "../../etc/passwd",
            "/etc/localtime",
            "Nowhere",
            "Europe",
        ] {
            assert_eq!(hours(other), None, "{other}");
        }
        // A POSIX rule is not a zone name.
        assert_eq!(hours("CET-1CEST,M3.5.0,M10.5.0/3"), None);
    }
}
