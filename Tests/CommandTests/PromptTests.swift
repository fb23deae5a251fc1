import ArgumentParser
import CaseModel
import EventCoding
import Schemas
import Testing

@testable import sakslogg

/// Who sits at a terminal is asked in the schema's order, and chooses a record without typing its
/// id.
@Suite struct PromptTests {
  /// A person at a terminal: what was shown, and the answers still to come.
  final class Person {
    var seen = ""
    var answers: [String]

    init(_ answers: [String]) { self.answers = answers }

    var terminal: Prompts.Terminal {
      Prompts.Terminal(
        write: { self.seen += $0 },
        ask: { question, _ in
          self.seen += question
          return self.answers.isEmpty ? .ended : .given(self.answers.removeFirst())
        })
    }
  }

  static let first = RecordID.random()
  static let second = RecordID.random()

  /// A case with an investigation that is over and one that runs.
  static func file() throws -> CaseFile {
    let subject = try #require(Subject("case/1"))
    let acts: [(String, any TypedEvent)] = [
      ("2017-01-02", CaseOpened(journal: "1")),
      ("2017-01-03", InvestigationOpened(investigation: first, reports: [.random()])),
      ("2017-02-01", InvestigationConcluded(investigation: first, conclusion: "3")),
      ("2017-03-01", InvestigationOpened(investigation: second, reports: [.random()])),
    ]
    let office = try #require(Office("3005"))
    let events = try acts.enumerated().map { index, act in
      let day = try #require(Day(act.0))
      return RecordedEvent(
        position: UInt64(index), time: Instant(day),
        event: Event(
          id: .random(), type: type(of: act.1).type, subject: subject, effective: day,
          office: office, actor: "w01", fields: act.1.fields))
    }
    return CaseFile(subject: subject, folding: events)
  }

  static func ask(_ type: EventType, _ person: Person, _ file: CaseFile?) throws -> EventInput {
    let session = Session(try GlobalOptions.parse(["--language", "en"]))
    var prompts = Prompts(session, day: try #require(Day("2017-04-01")), file: file)
    prompts.terminal = person.terminal
    var input = EventInput(type)
    try prompts.complete(&input)
    return input
  }

  @Test func `records to choose from are shown, and a number names one`() throws {
    let person = Person(["", "2", "1", "2"])
    person.answers += Array(repeating: "", count: 20)
    let input = try Self.ask(.investigationConcluded, person, Self.file())
    #expect(input.fields.id(.investigation) == Self.second)
    #expect(person.seen.contains("  1  2017-01-03  ended 2017-02-01  \(Self.first)\n"))
    #expect(person.seen.contains("  2  2017-03-01  open  \(Self.second)\n"))
    #expect(person.seen.contains("This field is required.\n"))
  }

  @Test func `an id can be given as well`() throws {
    let person = Person([Self.first.description, "1"] + Array(repeating: "", count: 20))
    let input = try Self.ask(.investigationConcluded, person, Self.file())
    #expect(input.fields.id(.investigation) == Self.first)
  }

  @Test func `what must be named and is not there ends the questions`() throws {
    let file = CaseFile(subject: try #require(Subject("case/1")))
    let failure = #expect(throws: Failure.self) {
      _ = try Self.ask(.investigationConcluded, Person([]), file)
    }
    #expect(
      failure?.shown(in: .en) == """
        sakslogg: Investigation: the case has no record of the kind investigation
          Record it first, or check the key; nothing was stored.
        """)
  }

  @Test func `the answers may not end before what is required is answered`() throws {
    let failure = #expect(throws: Failure.self) {
      _ = try Self.ask(.investigationConcluded, Person(["1"]), Self.file())
    }
    #expect(
      failure?.shown(in: .nb).hasPrefix("sakslogg: svarene tok slutt") == true)
  }

  @Test func `required fields are asked for first, each group in the order of the schema`() throws {
    func asked(_ person: Person) -> [String] {
      person.seen.matches(of: /\[([a-zA-Z]+)\] \(/).map { String($0.1) }
    }
    let advised = Person([Self.first.description, "telephone"] + Array(repeating: "", count: 9))
    _ = try Self.ask(.consultationHeld, advised, nil)
    #expect(asked(advised) == ["consultation", "kind", "anonymous", "text"])
    let opened = Person(["1"] + Array(repeating: "", count: 30))
    _ = try Self.ask(.caseOpened, opened, nil)
    #expect(asked(opened) == EventType.caseOpened.shape.order.map(\.name))
    #expect(asked(opened).prefix(3) == ["journal", "birthYear", "sex"])
  }
}
