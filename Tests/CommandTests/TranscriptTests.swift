import Glibc
import Testing

/// The command line does what the transcripts say, word for word.
///
/// After a change that is meant, `SAKSLOGG_TRANSCRIPTS=update swift test --filter CommandTests`
/// writes them anew; read the difference before you commit it.
@Suite struct TranscriptTests {
  @Test(arguments: Transcript.names)
  func `every command answers as its transcript says`(_ name: String) throws {
    let transcript = try Transcript(name)
    let played = try transcript.play()
    if getenv("SAKSLOGG_TRANSCRIPTS").map({ String(cString: $0) }) == "update" {
      return try Files.write(Transcript.text(of: played), to: Transcript.folder + "/" + name)
    }
    for (expected, got) in zip(transcript.steps, played) {
      #expect(got.expected == expected.expected, "\(name): $ \(expected.command)")
    }
  }

  @Test func `the gallery of errors is what the transcripts say`() throws {
    let gallery = try Gallery.text()
    if getenv("SAKSLOGG_TRANSCRIPTS").map({ String(cString: $0) }) == "update" {
      return try Files.write(gallery, to: Gallery.path)
    }
    #expect(try Files.text(Gallery.path) == gallery)
  }

  @Test func `there are transcripts`() { #expect(Transcript.names.count > 5) }
}
