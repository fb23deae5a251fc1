import EventLog
import Glibc
import Testing
import TransparencyLog

/// A folder of its own for one test, removed with everything in it when the test is over.
final class Folder {
  let path: String

  init() throws {
    // In memory where there is such a place: what is tested here does not depend on the disk.
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(place)/sakslogg-test-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Folder.remove(path) }

  static func remove(_ path: String) {
    if let list = opendir(path) {
      while let entry = readdir(list) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { remove(path + "/" + name) }
      }
      closedir(list)
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  /// The path of a new, empty log in this folder.
  func makeLog(_ name: String = "log", mapSizeBytes: Int = EventLog.mapSizeBytes) throws -> String {
    let log = path + "/" + name
    try EventLog.create(
      at: log, origin: Origin(name: "sakslogg:9999", simulated: true), mapSizeBytes: mapSizeBytes)
    return log
  }
}

/// A new, empty log in a folder of its own, opened.
@discardableResult
func withLog<R>(_ body: (EventLog) throws -> R) throws -> R {
  let folder = try Folder()
  let path = try folder.makeLog()
  return try withExtendedLifetime(folder) {
    try body(try EventLog(opening: path, access: .readWrite))
  }
}

/// The time of the `number`-th second of a day.
func second(_ number: Int) -> String {
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  let day = 1 + number / 86_400
  return "2017-03-\(two(day))T\(two(number / 3600 % 24)):\(two(number / 60 % 60)):"
    + "\(two(number % 60)).000Z"
}

/// A canonical line.
func line(
  _ subject: String, id: String, time: String = second(0), type: String = "test.happened.v1",
  data: String = "{}"
) -> [UInt8] {
  Array(
    """
    {"actor":"ola.n","data":\(data),"effective":"2017-03-14","id":"\(id)","office":"9999",\
    "source":"sakslogg:9999","specversion":"1.0","subject":"\(subject)","time":"\(time)",\
    "type":"\(type)"}
    """.utf8)
}

/// An event of a stream that is told apart by its number.
func event(
  _ number: Int, subject: String? = nil, data: String = "{}"
) -> NewEvent {
  let subject = subject ?? "case/2017-\(number % 7)"
  return NewEvent(line: line(subject, id: "id-\(number)", time: second(number), data: data))
}

/// Appends events one after the other in batches of a size.
func fill(_ log: EventLog, _ numbers: Range<Int>, batch: Int = 50) throws {
  for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: batch) {
    try log.append { _ in (start..<min(start + batch, numbers.upperBound)).map { event($0) } }
  }
}

/// All lines of a log.
func lines(_ log: EventLog) throws -> [[UInt8]] {
  try log.read { snapshot throws in
    var lines: [[UInt8]] = []
    try snapshot.scan(0..<snapshot.size) { position, line in
      #expect(position == UInt64(lines.count))
      lines.append(copy(line))
    }
    return lines
  }
}

func copy(_ bytes: Span<UInt8>) -> [UInt8] {
  var out: [UInt8] = []
  for index in 0..<bytes.count { out.append(bytes[index]) }
  return out
}

/// The root over lines as RFC 6962 §2.1 writes it, slow and by itself.
func naiveRoot(_ lines: ArraySlice<[UInt8]>) -> Digest {
  if lines.isEmpty { return MerkleHash.empty }
  if lines.count == 1, let line = lines.first {
    let leaf = [0] + line
    return Digest(hashing: leaf.span)
  }
  var half = 1
  while half * 2 < lines.count { half *= 2 }
  var node: [UInt8] = [1]
  naiveRoot(lines.prefix(half)).append(to: &node)
  naiveRoot(lines.dropFirst(half)).append(to: &node)
  return Digest(hashing: node.span)
}
