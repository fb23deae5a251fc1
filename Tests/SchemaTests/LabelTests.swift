import CaseModel
import Schemas
import Testing

/// What has no label would be shown to a case worker as a name from the code.
@Suite struct LabelTests {
  @Test(arguments: Language.allCases)
  func `everything that can be shown has a label`(language: Language) {
    for type in EventType.allCases {
      expectLabel("event/" + type.name, language)
      for field in type.shape.fields.map(\.field) + type.shape.sealed.map(\.field) {
        #expect(Labels.field(field.name, of: type.name, language) != field.name)
      }
      for part in type.shape.sealed {
        expectLabel("of/\(part.of)", language)
        expectLabel("class/\(part.sealClass)", language)
      }
    }
    for list in CodeListName.allCases {
      expectLabel("list/" + list.rawValue, language)
      for entry in CodeLists.entries(in: list) {
        expectLabel("code/\(list.rawValue)/\(entry.code)", language)
      }
    }
    for entry in LawEntry.all { expectLabel("law/\(entry.id)", language) }
    for kind in EpisodeKind.allCases { expectLabel("episode/" + kind.rawValue, language) }
    for kind in Subject.Kind.allCases { expectLabel("subject/" + kind.rawValue, language) }
  }

  @Test func `a label is found whole, in the language asked for`() {
    #expect(Labels.code("8", in: "melder", .nb) == "Politi")
    #expect(Labels.code("8", in: "melder", .en) == "Police")
    #expect(Labels.code("1", in: "tiltak_kategori", .nb) == "Institusjoner")
    let type = EventType.reportAssessed.name
    #expect(Labels.field("reason", of: type, .nb) == "Årsak til henleggelse")
    #expect(Labels.field("reason", of: EventType.caseClosed.name, .nb) == "Årsak til avslutning")
  }

  @Test(arguments: ["", "event", "event/", "zzz", "code/melder/", "code/melder/8|", "\n", "|", "å"])
  func `a key that the table lacks gives nothing`(key: String) {
    #expect(Labels.text(key, .nb) == nil)
  }

  @Test func `a code of a newer list is shown as it stands`() {
    #expect(Labels.code("99", in: "melder", .nb) == "99")
  }

  @Test(arguments: EventType.allCases)
  func `every event type has its schema and a description at hand`(type: EventType) throws {
    let text = try #require(SchemaTexts.text(forType: type.name))
    #expect("\(text)".contains("\"x-number\":\(type.rawValue),"))
    #expect(Labels.description(ofType: type.name)?.isEmpty == false)
    #expect(SchemaTexts.typeNames.contains { "\($0)" == type.name })
  }

  private func expectLabel(_ key: String, _ language: Language) {
    #expect(Labels.text(key, language)?.isEmpty == false, "\(key) in \(language)")
  }
}
