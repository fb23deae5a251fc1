import CaseModel
import CaseService

/// What everybody in a scenario writes, day by day, until it is read off in the order of time.
///
/// Writers need not write in order: they say on which day something was recorded, and the diary
/// gives each act its moment within that day's working hours.
final class Diary {
  /// The scenario's dice: the only source of chance.
  var dice: Dice
  private let seed: UInt64
  private let shuffle: UInt64
  private var pages: [Day: [Entry]] = [:]
  private var ids: Dice
  private var serial = 0
  private var stories: UInt64 = 0
  private var numbers: [String: Int] = [:]

  private struct Entry {
    let story: UInt64
    let turn: UInt64
    let serial: Int
    var draft: Draft
  }

  /// - Parameters:
  ///   - seed: decides what happens.
  ///   - shuffle: decides the order in which acts of one day that do not depend on each other are
  ///     recorded; 0 keeps each story's together.
  init(seed: UInt64, shuffle: UInt64 = 0) {
    self.seed = seed
    self.shuffle = shuffle
    dice = Dice(seed: seed)
    ids = Dice(seed: SplitMix64.mix(seed ^ 0x6964_7300))
  }

  /// A number for a story: what one story writes on a day stays together and in order.
  func newStory() -> UInt64 {
    stories += 1
    return stories
  }

  /// The next number in a series, from 1.
  func next(in series: String) -> Int {
    numbers[series, default: 0] += 1
    return numbers[series, default: 0]
  }

  /// Writes an act on the day it is recorded; story 0 comes first on its day.
  func write(_ draft: Draft, recorded day: Day, story: UInt64) {
    let turn = story == 0 ? 0 : SplitMix64.mix(seed &+ story &* 31 &+ UInt64(clamping: day.number))
    pages[day, default: []].append(
      Entry(story: story, turn: turn, serial: serial, draft: draft))
    serial += 1
    waiting += 1
  }

  /// The first and the last day written on.
  var days: ClosedRange<Day>? {
    guard let first = pages.keys.min(), let last = pages.keys.max() else { return nil }
    return first...last
  }

  /// How many acts are written and not torn out.
  private(set) var waiting = 0

  /// Takes a day's page out: its drafts in order, each with its moment and its id.
  func tear(_ day: Day) -> [Draft] {
    guard let page = pages.removeValue(forKey: day) else { return [] }
    waiting -= page.count
    let told = page.sorted { ($0.turn, $0.serial) < ($1.turn, $1.serial) }
    let entries = shuffle == 0 ? told : mixed(told, on: day)
    let opening = Instant(day, hour: 8).milliseconds
    let step = max(2, Diary.workingDay / entries.count)
    return entries.enumerated().map { place, entry in
      var draft = entry.draft
      let time = Instant(milliseconds: opening + Int64(place * step + ids.below(step)))
      draft.time = time
      if draft.id == nil { draft.id = ids.eventID(at: time) }
      return draft
    }
  }

  /// The acts of a day in another order: what story 0 says still comes first, and each story's own
  /// acts stay in their order, a correction in one breath.
  private func mixed(_ told: [Entry], on day: Day) -> [Entry] {
    var dice = Dice(seed: SplitMix64.mix(seed ^ SplitMix64.mix(shuffle)) &+ UInt64(day.number))
    var breaths: [UInt64: [[Entry]]] = [:]
    for entry in told where entry.story != 0 {
      var own = breaths[entry.story] ?? []
      if let last = own.last?.last?.draft, last.type == .eventAnnulled,
        last.fields.id(.replacement) != nil, last.fields.id(.replacement) == entry.draft.id
      {
        own[own.count - 1].append(entry)
      } else {
        own.append([entry])
      }
      breaths[entry.story] = own
    }
    let turns = breaths.sorted { $0.key < $1.key }.flatMap { story, own in
      Array(repeating: story, count: own.count)
    }
    var next: [UInt64: Int] = [:]
    return told.filter { $0.story == 0 }
      + dice.shuffled(turns).flatMap { story -> [Entry] in
        let place = next[story, default: 0]
        next[story] = place + 1
        return breaths[story]?[place] ?? []
      }
  }

  /// An id for an act that a later one must name.
  func eventID(on day: Day) -> RecordID { ids.eventID(at: Instant(day, hour: 8)) }

  /// From 8 to half past 15, in milliseconds.
  private static let workingDay = 27_000_000
}
