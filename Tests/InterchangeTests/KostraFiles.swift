import CaseModel
import Glibc
import Testing

@testable import Interchange

/// Records and deliveries of KOSTRA for the tests: made here, or read from beside the repository.
enum KostraFiles {
  /// The folder with the bureau's descriptions and cases; nil where it is absent.
  static let shared: String? = {
    var folder = #filePath[...]
    for _ in 0..<4 { folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)] }
    let found = String(folder) + "/shared/reference/kostra-sosial"
    if access(found, R_OK) == 0 { return found }
    print("skipped: \(found) is not here, so the bureau's own cases are not tried")
    return nil
  }()

  /// The rows of a shared CSV file by their column names; none where the folder is absent.
  static func rows(_ name: String) -> [[String: String]] {
    guard let shared, let bytes = bytes(shared + "/" + name) else { return [] }
    var records = records(String(decoding: bytes, as: UTF8.self))
    guard !records.isEmpty else { return [] }
    let header = records.removeFirst()
    return records.map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// The bytes of a file.
  static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  private static func records(_ text: String) -> [[String]] {
    var records: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    for character in text {
      switch (character, isQuoted) {
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        records[records.count - 1].append(cell)
        cell = ""
      case ("\n", false), ("\r\n", false):
        records[records.count - 1].append(cell)
        records.append([])
        cell = ""
      default: cell.append(character)
      }
    }
    return records.filter { !$0.isEmpty }
  }
}

extension KostraLayout {
  static let financialAssistance = KostraLayout.all.first { $0.type == .financialAssistance }
  static let qualification = KostraLayout.all.first { $0.type == .qualificationProgramme }

  /// A line with values as they are, whatever they say; numbers flush right.
  ///
  /// Written apart from the program's own writer, which refuses what the checker must find.
  func line(_ values: [String: String]) -> [UInt8] {
    var line = [UInt8](repeating: 32, count: length)
    for field in fields {
      guard let value = values[field.name.name] else { continue }
      let bytes = Array(value.utf8.prefix(field.length))
      let start =
        field.kind == .integer ? field.range.upperBound - bytes.count : field.range.lowerBound
      line.replaceSubrange(start..<start + bytes.count, with: bytes)
    }
    return line
  }

  /// What the rules say of some lines.
  func report(
    _ lines: [[UInt8]], year: Int? = 2026, office: String? = nil
  ) throws -> KostraReport {
    var checker = KostraChecker(self, year: year, office: office.flatMap { Office($0) })
    for line in lines { try checker.take(line + [10]) }
    return try checker.finish()
  }

  /// A record that breaks no rule; the person is made up, of the synthetic series.
  var sound: [String: String] {
    type == .financialAssistance
      ? [
        "KOMMUNE_NR": "0301", "VERSION": "26", "BYDELSNR": "03", "FODSELSDATO": "17041998",
        "PERSON_JOURNALNR": "J0000001", "PERSON_FODSELSNR": "17849820168", "KJONN": "2",
        "EKTSTAT": "1", "BU18": "2", "VKLO": "9", "TRYGDESIT": "12", "ARBSIT": "04",
        "STMND_2": "02", "BIDRAG": "11500", "LAAN": "0", "BIDRAG_FEB": "11500",
        "GITT_OKONOMIRAD": "1", "FAAT_INDIVIDUELL_PLAN": "2", "SAKSBEHANDLER": "SB0042",
        "BOSIT": "1", "VILKARSOSLOV": "2", "VILKARSAMEKT": "2",
      ]
      : [
        "KOMMUNE_NR": "4601", "VERSION": "26", "FODSELSDATO": "21061990",
        "PERSON_JOURNALNR": "K0000001", "PERSON_FODSELSNR": "21869012014", "KJONN": "1",
        "EKTSTAT": "1", "BU18": "2", "REG_DATO": "14012026", "VEDTAK_DATO": "02022026",
        "BEGYNT_DATO": "16022026", "KVP_KOMM": "2", "KVP_MED_ASTONAD": "2", "STMND_2": "02",
        "KVP_STONAD": "198400", "STATUS": "1", "SAKSBEHANDLER": "SB0042",
      ]
  }
}
