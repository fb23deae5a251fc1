import CaseModel
import CaseService
import EventCoding
import FoundationEssentials
import Interchange
import Testing

/// Would break: a message that nobody ever reads because it was not as expected.
struct NothingLostTests {
  static let broken: [(problem: FiksProblem, bytes: [UInt8])] = [
    (.notJSON, []), (.notJSON, Array("{\"kommunenummer\":\"1201\"".utf8)),
    (.notJSON, Array("Kjære barnevern\u{0}".utf8)),
    (.notJSON, Array(String(repeating: "[", count: 10_000).utf8)),
    (.notJSON, Array("{\"a\":1,\"a\":2}".utf8)),
    (.encoding, Array("{\"melding\":\"".utf8) + [0xF8] + Array("kte\"}".utf8)),
    (.encoding, [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00]), (.unknownType, Array("{}".utf8)),
    (.unknownType, Array("[1.5e3]".utf8)), (.unknownType, Array("null".utf8)),
    (.schema, Array("{\"privatBarn\":7}".utf8)),
    (.noChild, JSON.canonical(Fixtures.privateMessage(children: []))),
    (.noChild, JSON.canonical(Fixtures.publicMessage(children: []))),
    (.tooLarge, [UInt8](repeating: 0x20, count: 1 << 20) + Array("{}".utf8)),
  ]

  @Test(arguments: broken.indices)
  func `what cannot be registered is stored as it came`(index: Int) throws {
    let (problem, bytes) = Self.broken[index]
    let store = try TemporaryLog()
    guard case .stored(let position, let found, let violations) = store.take(bytes) else {
      Issue.record("not stored")
      return
    }
    #expect(found == problem)
    #expect(!violations.isEmpty)
    let event = try #require(store.events().first?.event)
    #expect(event.type == .messageStored)
    #expect(event.subject.description == "message/\(RecordID.message)")
    #expect(event.fields.text(.problem) == problem.rawValue)
    let raw = try #require(store.texts(at: position)[.raw])
    #expect(
      problem == .encoding ? Data(base64Encoded: raw) == Data(bytes) : raw.utf8.elementsEqual(bytes)
    )
  }

  @Test(arguments: [
    "no.ks.fiks.bekymringsmelding.offentlig.v3", "no.ks.fiks.kvittering.tidsavbrudd", "",
    "Kari Nordmann",
  ])
  func `a message of another type is stored, and its type only if it is the portal's`(type: String)
    throws
  {
    let store = try TemporaryLog()
    let bytes = JSON.canonical(Fixtures.publicMessage())
    guard case .stored(_, .unknownType, _) = store.take(bytes, type: type) else {
      Issue.record("not stored")
      return
    }
    let kept = try store.events()[0].event.fields.text(.messageType)
    #expect(kept == (type.hasPrefix("no.ks.") ? type : nil))
  }

  @Test func `a line break in a field of one line is stored, not dropped, and not half registered`()
    throws
  {
    let store = try TemporaryLog()
    let body = Fixtures.publicMessage(children: [Fixtures.child(), Fixtures.child("")])
      .with("offentligBarn.1.orientertGrunn", .string("Barnet er\nfor lite"))
    guard case .stored(0, .schema, let violations) = store.take(body) else {
      Issue.record("not stored")
      return
    }
    #expect(violations.map(\.path) == ["offentligBarn[1].orientertGrunn"])
    #expect(try store.log.size == 1)
    #expect(try store.events()[0].event.office == Office("1201"))
  }

  @Test func `ten million bytes are stored whole`() throws {
    let store = try TemporaryLog()
    let bytes = Array("{\"melding\":\"".utf8) + [UInt8](repeating: 0x61, count: 10_000_000)
    guard case .stored(_, .tooLarge, _) = store.take(bytes) else {
      Issue.record("not stored")
      return
    }
    #expect(try store.texts(at: 0)[.raw]?.utf8.count == bytes.count)
    #expect(try store.log.line(at: 0).count < 1000)
  }

  @Test func `what is larger than the log can hold is refused aloud`() throws {
    let store = try TemporaryLog()
    let bytes = [UInt8](repeating: 0x61, count: FiksImporter.messageBytesMax + 1)
    let file = try store.file("\(RecordID.message).json", bytes)
    let results = FiksImporter().import(files: [file], into: store.log)
    guard case .refused(let refusal) = results[0].outcome,
      case .refused(let other) = store.take(bytes)
    else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.code == .beyondLimit && other.code == .beyondLimit)
    #expect(!results[0].isAcknowledged)
    #expect(try store.log.size == 0)
  }

  @Test func `messages without ids are taken in under ids that follow from their bytes`() throws {
    let store = try TemporaryLog()
    let files = try [
      store.file("bekymringsmelding.json", JSON.canonical(Fixtures.publicMessage())),
      store.file("privat.json", JSON.canonical(Fixtures.privateMessage())),
      store.file("uleselig.json", Array("{".utf8)), store.file("tom.json", []),
      store.file("\(RecordID.message).json", Array("[".utf8)),
    ]
    let results = FiksImporter().import(files: files + [files[0] + ".absent"], into: store.log)
    #expect(results.map(\.isAcknowledged) == [true, true, true, true, true, false])
    #expect(results.map(\.isIDDerived) == [true, true, true, true, false, false])
    #expect(Set(results.dropLast().map(\.messageID)).count == 5)
    #expect(results[..<4].allSatisfy { $0.messageID?.version == 5 })
    let size = try store.log.size
    let again = FiksImporter().import(files: files.reversed(), into: store.log)
    #expect(again.reversed().map(\.messageID) == results.dropLast().map(\.messageID))
    #expect(again.map(\.isAcknowledged) == [true, true, true, true, true])
    #expect(try store.log.size == size, "the same file is the same message")
    let ids = results.compactMap(\.messageID)
    for (_, standing) in try InboxReconciliation.check(ids, in: store.log) {
      #expect(standing != .missing)
    }
  }

  @Test func `an envelope without a usable id keeps its message`() throws {
    let store = try TemporaryLog()
    let envelope = Fixtures.object([
      ("melding-id", .string("ukjent")), ("body", Fixtures.publicMessage()),
    ])
    let file = try store.file("konvolutt.json", JSON.canonical(envelope))
    let result = FiksImporter().import(files: [file], into: store.log)[0]
    guard case .registered(let positions, _, _) = result.outcome else {
      Issue.record("not registered")
      return
    }
    #expect(result.isIDDerived && positions == [0, 1])
  }

  @Test func `a message that came without its id is the same when it comes with it`() throws {
    let store = try TemporaryLog()
    let file = try store.file("uten.json", JSON.canonical(Fixtures.publicMessage()))
    let first = FiksImporter().import(files: [file], into: store.log)[0]
    let options = FiksDelivery(name: "", bytes: [], messageID: .message)
    let second = FiksImporter().import(files: [file], into: store.log, options: options)[0]
    guard case .alreadyRegistered(let positions) = second.outcome else {
      Issue.record("not known again")
      return
    }
    #expect(positions == [0, 1] && second.isIDDerived && second.messageID == first.messageID)
    #expect(try store.log.size == 2)
  }

  @Test func `an id for several files is refused, and so is one that the envelope denies`() throws {
    let store = try TemporaryLog()
    let envelope = Fixtures.object([
      ("melding-id", .string("\(RecordID.message)")), ("body", Fixtures.publicMessage()),
    ])
    let file = try store.file("a.json", JSON.canonical(envelope))
    let options = FiksDelivery(name: "", bytes: [], messageID: .other)
    var codes: [FiksRefusal.Code] = []
    for files in [[file, file], [file]] {
      for result in FiksImporter().import(files: files, into: store.log, options: options) {
        if case .refused(let refusal) = result.outcome { codes.append(refusal.code) }
      }
    }
    #expect(codes == [.option, .option, .messageIDConflict])
  }

  @Test func `each result is told before the next file is read, and is durable by then`() throws {
    let store = try TemporaryLog()
    let first = try store.file("\(RecordID.message).json", JSON.canonical(Fixtures.publicMessage()))
    let second = try store.file("\(RecordID.other).json", Array("{".utf8))
    var sizes: [UInt64] = []
    try FiksImporter().import(files: [first, second], into: store.log) { result in
      #expect(result.isAcknowledged)
      sizes.append(try store.log.size)
    }
    #expect(sizes == [2, 3])
  }

  @Test func `a message that does not tell whose it is goes to the office given, or to none`()
    throws
  {
    let store = try TemporaryLog()
    _ = store.take(Array("{".utf8))
    let delivery = FiksDelivery(name: "\(RecordID.other)", bytes: Array("{".utf8))
    _ = FiksImporter(office: Office("3005")).take(delivery, into: store.log)
    #expect(try store.events().map(\.event.office) == [Office("0000"), Office("3005")])
  }
}
