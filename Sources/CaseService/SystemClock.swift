public import CaseModel

#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// The machine's clock.
public struct SystemClock: Clock {
  /// The machine's clock.
  public init() {}

  /// The moment it is by the machine, to the millisecond.
  public var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
