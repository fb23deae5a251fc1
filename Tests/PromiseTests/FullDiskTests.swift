// What would break: a disk that fills up, and an act that was confirmed and is not there, or a log
// that cannot be opened again.

import Foundation
import Testing

/// Whether a file system of a few kilobytes can be made here.
private let canMount = Program.isAllowed(
  ["/usr/bin/unshare", "--map-root-user", "--mount", "/bin/sh", "-c"],
  ["mount -t tmpfs -o size=64k tmpfs /mnt"])

@Suite(.serialized) struct FullDiskTests {
  private func size(_ folder: Folder) throws -> Int {
    try #require(Int(try folder.done("root").split(separator: " ")[0]))
  }

  /// Runs the program so that no file can grow beyond some kilobytes.
  private func limited(_ folder: Folder, kilobytes: Int, _ arguments: [String]) throws -> Ended {
    try folder.run(
      ["/bin/sh", "-c", "ulimit -f \(kilobytes * 2); exec \"$@\"", "sh", Program.path] + arguments
        + ["--log", folder("log")])
  }

  @Test(arguments: [100, 131, 260]) func `a file that may not grow is a full disk, and no loss`(
    kilobytes: Int
  ) throws {
    let folder = try Folder()
    try folder.done("init")
    let batch = try folder.file("batch", Casework.batch(case: "1", events: 1200))
    let arguments = ["record", "--batch", batch, "--chunk", "3", "--format", "jsonl"]
    let ended = try limited(folder, kilobytes: kilobytes, arguments)
    #expect(ended.status == 74, "\(ended.errors)")
    #expect(ended.errors.contains("disk is full"), "\(ended.errors)")
    #expect(ended.lines.count % 3 == 0)
    #expect(try size(folder) == ended.lines.count, "what was confirmed is there, and no more")
    #expect(try folder.sakslogg("check").status == 0)
    #expect(try limited(folder, kilobytes: kilobytes, arguments).status == 74)
    #expect(try size(folder) == ended.lines.count)
    #expect(try folder.run([Program.path] + arguments + ["--log", folder("log")]).status == 0)
    #expect(try size(folder) == 1200)
    #expect(try folder.sakslogg("check").status == 0)
  }

  @Test func `a rebuild, a backup and an import that find no room change nothing`() throws {
    let folder = try Folder()
    try folder.done("simulate", "load", "--cases", "60")
    let lines = try folder.file("lines", try folder.done("export", "lines"))
    let root = try folder.done("root")
    try folder.done("init", "--simulated", log: "copy")
    for command in [
      ["replay", "--log", folder("log")], ["backup", folder("backup"), "--log", folder("log")],
      ["import", "lines", lines, "--log", folder("copy")],
      ["simulate", "load", "--log", folder("new")],
    ] {
      let ended = try folder.run(
        ["/bin/sh", "-c", "ulimit -f 160; exec \"$@\"", "sh", Program.path] + command)
      #expect(ended.status == 74, "\(command): \(ended.status) \(ended.errors)")
      #expect(ended.errors.contains("disk is full"), "\(command): \(ended.errors)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left.allSatisfy { !$0.contains(".new-") && $0 != "backup" }, "\(left)")
    #expect(try folder.done("root") == root)
    #expect(try folder.sakslogg("check").status == 0)
    try folder.done("replay")
    try folder.done("backup", folder("backup"))
  }

  /// Runs a script in a name space of its own, with a file system of that size on `$F/small`.
  private func onSmallDisk(_ folder: Folder, kilobytes: Int, _ script: String) throws -> Ended {
    let whole = """
      set -u
      mkdir -p "$F/small"
      mount -t tmpfs -o size=\(kilobytes)k tmpfs "$F/small" || exit 99
      \(script)
      """
    return try folder.start(
      ["/usr/bin/unshare", "--map-root-user", "--mount", "/bin/sh", "-c", whole],
      environment: ["F=\(folder.path)", "S=\(Program.path)"]
    ).wait()
  }

  @Test(.enabled(if: canMount, "Needs the right to mount a small file system"))
  func `a disk without room for one more act tells so, and takes it when there is room`() throws {
    let folder = try Folder()
    let batch = try folder.file("batch", Casework.batch(case: "1", events: 1200))
    let ended = try onSmallDisk(
      folder, kilobytes: 300,
      """
      export SAKSLOGG_LOG="$F/small/log" SAKSLOGG_KEYS="$F/keys"
      "$S" init >/dev/null || exit 98
      "$S" record --batch "\(batch)" --chunk 3 --format jsonl >"$F/said"
      echo "status $?"
      "$S" record --batch "\(batch)" --chunk 3 --format jsonl >/dev/null 2>&1
      echo "again $?"
      "$S" root
      "$S" check >/dev/null; echo "check $?"
      mount -o remount,size=8m "$F/small"
      "$S" record --batch "\(batch)" --chunk 3 --format jsonl >/dev/null; echo "later $?"
      "$S" root
      "$S" check >/dev/null; echo "check $?"
      """)
    try #require(ended.status == 0, "\(ended.output) \(ended.errors)")
    let said = try String(contentsOfFile: folder("said"), encoding: .utf8)
      .split(separator: "\n").count
    #expect(ended.errors.contains("disk is full"), "\(ended.errors)")
    let told = ended.lines.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
    #expect(
      told.filter { $0.contains("a") || $0.contains("e") }.count >= 5 && told[0] == "status 74"
        && told[1] == "again 74" && told[2].hasPrefix("\(said) ") && told[3] == "check 0"
        && told[4] == "later 0" && told[5].hasPrefix("1200 ") && told[6] == "check 0",
      "\(said) \(ended.output)")
  }

  @Test(.enabled(if: canMount, "Needs the right to mount a small file system"))
  func `a key store without room refuses the act whose text it cannot seal`() throws {
    let folder = try Folder()
    let text = try folder.file("text", #"{"reporterName":"Noe som ikke skal sees"}"#)
    let ended = try onSmallDisk(
      folder, kilobytes: 32,
      """
      export SAKSLOGG_LOG="$F/log" SAKSLOGG_KEYS="$F/small/keys"
      "$S" init >/dev/null || exit 98
      "$S" record case-opened --case 1 --office 3005 --effective 2024-01-02 journal=1 >/dev/null ||
        exit 97
      head -c 64k /dev/zero >"$F/small/filler" 2>/dev/null
      # What is left in the store's last page takes a few keys; then there is no room.
      n=0
      while [ $n -lt 100 ]; do
        "$S" record report-received --case 1 --effective 2024-01-02 --sealed "\(text)" \
          channel=portal reporters=11 contents=7 >/dev/null 2>"$F/why" || break
        n=$((n + 1))
      done
      echo "status $?"
      cat "$F/why" >&2
      "$S" root
      echo "stored $n"
      "$S" record case-assigned --case 1 worker=w02 >/dev/null; echo "open $?"
      "$S" check >/dev/null; echo "check $?"
      rm "$F/small/filler"
      "$S" record report-received --case 1 --effective 2024-01-02 --sealed "\(text)" \
        channel=portal reporters=11 contents=7 >/dev/null; echo "later $?"
      "$S" history 1 --reveal --purpose casework 2>/dev/null | grep -c "skal sees"
      """)
    try #require(ended.status == 0, "\(ended.output) \(ended.errors)")
    let lines = ended.lines
    let stored = try #require(Int(lines[2].dropFirst("stored ".count)))
    #expect(ended.errors.contains("key store cannot be written"), "\(ended.errors)")
    #expect(lines[1].hasPrefix("\(stored + 1) "), "nothing of the refused act is in the log")
    #expect(Array(lines[3...]) == ["open 0", "check 0", "later 0", "\(stored + 1)"])
  }

  @Test(.enabled(if: canMount, "Needs the right to mount a small file system"))
  func `a log without room for the reading shows no text`() throws {
    let folder = try Folder()
    let text = try folder.file("text", #"{"reporterName":"Noe som ikke skal sees"}"#)
    let ended = try onSmallDisk(
      folder, kilobytes: 256,
      """
      export SAKSLOGG_LOG="$F/small/log" SAKSLOGG_KEYS="$F/keys"
      "$S" init >/dev/null || exit 98
      "$S" record case-opened --case 1 --office 3005 --effective 2024-01-02 journal=1 >/dev/null ||
        exit 97
      "$S" record report-received --case 1 --effective 2024-01-02 --sealed "\(text)" \
        channel=portal reporters=11 contents=7 >/dev/null || exit 96
      head -c 1m /dev/zero >"$F/small/filler" 2>/dev/null
      n=0; code=0
      while [ $n -lt 200 ] && [ $code = 0 ]; do
        "$S" history 1 --reveal --purpose casework >"$F/shown" 2>"$F/why"; code=$?
        [ $code = 0 ] && n=$((n + 1))
      done
      echo "status $code"
      cat "$F/why" >&2
      wc -c <"$F/shown"
      echo "shown $n"
      "$S" root
      "$S" check >/dev/null; echo "check $?"
      rm "$F/small/filler"
      "$S" history 1 --reveal --purpose casework 2>/dev/null | grep -c "skal sees"
      """)
    try #require(ended.status == 0, "\(ended.output) \(ended.errors)")
    let lines = ended.lines
    let shown = try #require(Int(lines[2].dropFirst("shown ".count)))
    #expect(ended.errors.contains("nothing is shown"), "\(ended.errors)")
    #expect(lines[0] == "status 74" && lines[1] == "0", "\(ended.output)")
    #expect(lines[3].hasPrefix("\(shown + 2) "), "each reading that was shown is in the log")
    #expect(Array(lines.suffix(2)) == ["check 0", "1"], "\(ended.output)")
  }

  @Test(
    .enabled(if: canMount, "Needs the right to mount a small file system"),
    arguments: [4, 12, 20, 28])
  func `a log that finds no room to begin leaves nothing in the way`(kilobytes: Int) throws {
    let folder = try Folder()
    let ended = try onSmallDisk(
      folder, kilobytes: kilobytes,
      """
      export SAKSLOGG_LOG="$F/small/log"
      "$S" init >/dev/null; echo "first $?"
      mount -o remount,size=8m "$F/small"
      ls "$F/small" | grep -v '^log.keys$' | wc -l
      "$S" init >/dev/null; echo "later $?"
      "$S" record case-opened --case 1 --office 3005 --effective 2024-01-02 journal=1 >/dev/null
      echo "record $?"
      """)
    #expect(
      ended.lines == ["first 74", "0", "later 0", "record 0"], "\(ended.output) \(ended.errors)")
  }
}
