//! The only place that reads a clock.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::quiz::Moment;

/// Reads wall time, the local offset, and the clock that counts time asleep.
#[derive(Clone, Debug)]
pub struct Clock {
    zone: TimeZone,
    boot: Option<String>,
}

impl Clock {
    /// A clock in the machine's time zone.
    pub fn new() -> Self {
        Self {
            zone: zone(),
            boot: Some(boot_id()),
        }
    }

    /// The day in local time.
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

/// The machine's time zone. Where nothing names one it is read from its one file;
/// to ask for it by name would have all zones looked through.
fn zone() -> TimeZone {
    const LOCAL: &str = "/etc/localtime";
    if std::env::var_os("TZ").is_none()
        && let Ok(rules) = std::fs::read(LOCAL)
        && let Ok(zone) = TimeZone::tzif(LOCAL, &rules)
    {
        return zone;
    }
    TimeZone::system()
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}

/// Milliseconds on a clock that nobody sets. On Linux it counts time asleep by
/// its name, on macOS its monotonic clock does.
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

/// Which run of the machine this is. Where the system does not tell, this run
/// of the program stands for it, and UTC decides across two.
fn boot_id() -> String {
    #[cfg(target_os = "linux")]
    if let Ok(id) = std::fs::read_to_string("/proc/sys/kernel/random/boot_id") {
        return id.trim().to_owned();
    }
    format!("process-{}-{}", std::process::id(), boot_ms())
}
