import CaseModel
import CaseService
import EventLog
import Schemas
import Testing

@testable import sakslogg

/// Every message stands in both languages, and is seen by a test: a transcript, or the lists here.
@Suite struct MessageTests {
  /// Messages that no command line brings forth at will, each with why.
  private static let beyondTranscripts: [String: String] = [
    "BVR-Vedtak-5": "the code list's dates say it first",
    "BVR-Vedtak-2j": "of what another system delivered only: a correction is refused before it",
    "BVR-Oversendelse-5": "the code list's dates say it first",
    "input-outside-limits": "told by name in input.txt",
    "output-failed": "told by name in log.txt",
    "file-permission": "who runs the tests as root may read everything",
    "folder-not-writable": "who runs the tests as root may write everywhere",
    "reading-log-read-only": "who runs the tests as root may write everywhere",
    "report-broken": "the catalogue is whole", "report-populations": "the catalogue is whole",
    "report-unknown": "told by name in options.txt",
    "check-failed": "needs a damaged log",
    "inbox-missing": "told of one of several in fiks.txt",
    "line-unreadable": "needs a damaged log",
    "unexpected": "nothing unexpected is known",
    "prompt-ended": "told in PromptTests",
    "prompt-no-record": "told in PromptTests",
    "prompt-one-line": "told in TerminalTests",
    "prompt-not-text": "told in TerminalTests",
    "simulation-failed": "the recipes are right",
    "moved-on": "told by name in input.txt",
    "key-taken": "the import of messages answers it with positions",
    "chart-too-many-bars": "told in ChartTests",
    "chart-too-many-times": "told in ChartTests",
    "usage-other": "the argument parser's rarer sentences",
  ]
  /// Rules that are not said of an act, only before a delivery.
  private static let beforeDelivery = Set(
    RegisterRule.all.filter { $0.atAppend == .never }.map(\.id.description)
      + RegisterRule.fileRules.map(\.id.description))
  /// Messages for the codes of other modules, which the tests below go through.
  private static let byCode = ["log-", "keys-", "service-", "fiks-"]

  private static let shown: [String] = {
    let texts = Transcript.names.compactMap { try? Files.text(Transcript.folder + "/" + $0) }
    return texts.flatMap { text -> [String] in
      // What is said of a delivery stands in the result: a row begins with the number and the rule.
      text.split(separator: "\n").filter { $0.hasPrefix("! ") || $0.contains("KOSTRA-11") }
        .map(String.init)
    }
  }()

  @Test(arguments: MessageText.all.map(\.id.description))
  func `every message is seen by a transcript or is known not to be`(_ id: String) throws {
    let isOfCode = Self.byCode.contains { id.hasPrefix($0) }
    // With 1 for the details, so that words for one are tried too.
    let isShown = try ["\u{1}", "1"].contains { mark in
      let (says, _) = try #require(
        MessageText.filled(id, Array(repeating: mark, count: 9), in: .en, field: mark))
      let parts = says.split(separator: mark).flatMap { $0.split(separator: "…") }
      return Self.shown.contains { line in
        var rest = line[...]
        return parts.allSatisfy { part in
          guard let range = rest.firstRange(of: part) else { return false }
          rest = rest[range.upperBound...]
          return true
        }
      }
    }
    let isBeyond = Self.beyondTranscripts[id] != nil || Self.beforeDelivery.contains(id)
    #expect(isShown || isOfCode || isBeyond, "\(id): no test shows it")
  }

  @Test(arguments: MessageText.all.map(\.id.description), [sakslogg.Language.nb, .en])
  func `every message says what is wrong and what to do`(
    _ id: String, _ language: sakslogg.Language
  ) throws {
    let (says, remedy) = try #require(MessageText.filled(id, ["a", "b", "c", "d"], in: language))
    #expect(!says.isEmpty && !remedy.isEmpty)
    #expect(
      !says.contains("{") || id.hasPrefix("input-") || id.hasPrefix("batch-")
        || says.contains("{field}"))
  }

  @Test(arguments: LogError.Code.allCases)
  func `every error of the log has words and an exit code`(_ code: LogError.Code) {
    let found = failure(from: LogError(code, "details"), at: "demo", .en)
    #expect(MessageText.of("log-\(code.rawValue)") != nil)
    #expect(found.status != .done)
  }

  @Test(arguments: ServiceError.Code.allCases)
  func `every error of the service has words and an exit code`(_ code: ServiceError.Code) {
    let found = failure(from: ServiceError(code, "what", remedy: "do"), at: "demo", .nb)
    #expect(MessageText.of("service-\(code.rawValue)") != nil)
    #expect(found.status != .done)
    #expect(found.shown(in: .nb).hasPrefix("sakslogg: "))
  }

  @Test func `every error of the keys and every answer to a message has words`() {
    for id in [
      "missingKeyStore", "missingMasterKey", "exposedMasterKey", "malformedMasterKey",
      "wrongMasterKey", "existsAlready", "damagedKeyFile", "newerFormat", "damagedKey",
      "damagedText", "unfitValue", "cannotRead", "cannotWrite",
    ] {
      #expect(MessageText.of("keys-" + id) != nil, "\(id)")
    }
  }

  @Test(arguments: Word.allCases, [sakslogg.Language.nb, .en])
  func `every word stands in both languages`(_ word: Word, _ language: sakslogg.Language) {
    #expect(!word.text(language).isEmpty)
  }
}
