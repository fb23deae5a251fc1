import ArgumentParser
import Testing

@testable import sakslogg

/// The exit codes are part of the interface.
@Suite struct ExitStatusTests {
  @Test func `the exit codes are those that are documented`() {
    let codes = ExitStatus.allCases.map(\.rawValue)
    #expect(codes == [0, 1, 64, 65, 66, 69, 73, 74, 75, 77])
  }

  @Test func `the help lists every exit code`() {
    let help = Root.helpMessage(columns: 200).replacing("\n", with: " ")
    for status in ExitStatus.allCases {
      #expect(help.contains("\(status.rawValue) "), "\(status)")
    }
  }
}
