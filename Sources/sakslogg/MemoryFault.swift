import Glibc

/// What the system says when the log's file is not what its own pages say (minnefeil).
///
/// The storage library maps the data file into memory: where the file was cut short, or a damaged
/// page leads outside it, reading gives a signal and not an error. It comes in the middle of
/// reading a page, never while memory is being handed out, so words can still be made; should that
/// go wrong too, the second signal ends the program.
enum MemoryFault {
  /// From now on such a signal ends the program with an error and its exit code.
  static func becomesError() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      let language = Language.asked(in: CommandLine.arguments)
      tell(Failure(.unavailable, "log-unmapped").shown(in: language))
      _exit(ExitStatus.unavailable.rawValue)
    }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    for signal in [SIGBUS, SIGSEGV] { sigaction(signal, &action, nil) }
  }
}
