import CaseModel
import CaseService

// Who a record is about. The exact day of birth and the numbers lie sealed and take the keys; the
// facts hold year of birth and sex.

/// Who a record is about (identitet).
struct KostraWho: Sendable {
  /// The day of birth; nil where it is not known here.
  var birth: Day?
  /// A national identity number or a D-number, or what stands for one.
  var number: String?
  /// The number of the immigration authorities, for who has no other.
  var dufNumber: String?
  /// The code of sex.
  var sex: String?
  /// Whether the number stands for one that is not known (erstatningsnummer).
  var isNumberMade = false
  /// Whether the day of birth is made up within the year of birth.
  var isBirthMade = false
  /// Whether sealed content was read to tell it.
  var isRead = false
}

/// Reads who persons are, for one delivery.
struct KostraIdentities {
  /// Whether who cannot be told is given a day in the year of birth.
  let makesUp: Bool
  private var made: Set<String> = []

  init(makesUp: Bool) { self.makesUp = makesUp }

  /// The events that tell who a person is.
  private static let types: Set<EventType> = [.personOpened, .personIdentityRecorded]
  private static let fields: Set<Field> = [.nationalId, .birthDate, .dufNumber]

  /// Who a person is.
  /// - Parameters:
  ///   - standing: the events of the person's file that count.
  ///   - known: what the facts say of the person.
  /// - Throws: `RegisterKeyMissing` if it lies sealed and the keys are not here, unless days may be
  ///   made up.
  mutating func who(
    _ subject: Subject, _ standing: [RecordedEvent], known: Fields, in log: CaseLog
  ) throws -> KostraWho {
    var texts: [Field: String] = [:]
    for recorded in standing
    where Self.types.contains(recorded.event.type)
      && !Self.fields.isDisjoint(with: recorded.event.sealedFields)
    {
      do {
        texts.merge(try log.knownTexts(at: recorded.position)) { $1 }
      } catch let missing as RegisterKeyMissing {
        guard makesUp else { throw missing }
      }
    }
    return who(subject, texts, known)
  }

  private mutating func who(
    _ subject: Subject, _ texts: [Field: String], _ known: Fields
  ) -> KostraWho {
    let number = texts[.nationalId].flatMap { text -> (text: String, number: NationalNumber)? in
      let plain = text.filter { !$0.isWhitespace }
      return NationalNumber(plain).map { (plain, $0) }
    }
    var who = KostraWho()
    who.isRead = !texts.isEmpty
    who.sex = known.text(.sex) ?? number?.number.sex
    let year = known.number(.birthYear)
    // An exact day of another year than the facts say is one that was corrected since.
    who.birth = [texts[.birthDate].flatMap { Day($0) }, number?.number.birth].compactMap(\.self)
      .first { day in year.map { Int(clamping: $0) == day.year } ?? true }
    if let number, number.number.kind == .national || number.number.kind == .dNumber {
      who.number = number.text
    } else {
      who.dufNumber = texts[.dufNumber].flatMap { text in
        DUFNumber(text).map { _ in text.filter { !$0.isWhitespace } }
      }
    }
    if who.birth == nil, makesUp, let year {
      who.birth = madeUpDay(in: Int(clamping: year), subject, sex: who.sex)
      who.isBirthMade = true
    }
    if who.number == nil, let birth = who.birth {
      let number = Self.substitute(birth, sex: who.sex)
      made.insert(number)
      who.number = number
      who.isNumberMade = true
    }
    return who
  }

  /// A day in a year that gives a number nobody in the delivery has, the same for a person in every
  /// delivery as far as that goes.
  private func madeUpDay(in year: Int, _ subject: Subject, sex: String?) -> Day {
    let first = Day.first(of: year)
    let count = Day.last(of: year).days(since: first) + 1
    // FNV-1a (Fowler, Noll and Vo): small, and the same on every machine.
    let hash = subject.description.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    let start = Int(hash % UInt64(count))
    for step in 0..<count {
      let day = first.adding(days: (start + step) % count)
      if !made.contains(Self.substitute(day, sex: sex)) { return day }
    }
    return first.adding(days: start)
  }

  /// What stands for the number of who has none: the day of birth, and 00100 for a man, 00200 for a
  /// woman, 99999 where that is not known (rule 005).
  private static func substitute(_ birth: Day, sex: String?) -> String {
    let (year, month, day) = birth.components
    let digits = [day, month, year % 100].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    return digits + (sex == "1" ? "00100" : sex == "2" ? "00200" : "99999")
  }
}
