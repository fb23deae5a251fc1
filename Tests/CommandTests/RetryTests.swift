import Schemas
import Testing

@testable import sakslogg

/// Who was second gets the command to give again, ready to paste.
@Suite struct RetryCommandTests {
  @Test(arguments: [
    (["p", "record", "t", "--expect", "1", "a=b"], "sakslogg record t --expect 7 a=b"),
    (["p", "record", "t", "--expect=1"], "sakslogg record t --expect=7"),
    (["p", "--log", "min logg", "x=it's"], "sakslogg --log 'min logg' 'x=it'\\''s'"),
    (["p", "worker=kåre", "team="], "sakslogg worker=kåre team="), (["p", ""], "sakslogg ''"),
    (["p", "$(rm)", "a;b", "*"], "sakslogg '$(rm)' 'a;b' '*'"),
  ])
  func `the words are those of the command, as a shell reads them`(
    _ given: [String], _ wanted: String
  ) {
    #expect(Retry.command(expecting: 7, given) == wanted)
  }

  @Test(arguments: [([1, 2, 3], "1-3"), ([2, 4, 5, 9], "2, 4-5, 9"), ([], "")])
  func `numbers of children are told as people write them`(_ numbers: [Int], _ wanted: String) {
    #expect(FiksAnswers.ranges(numbers) == wanted)
  }

  @Test(arguments: [
    ("{1} {1|line|lines}", ["1"], "1 line"), ("{1} {1|line|lines}", ["2"], "2 lines"),
    ("types.{1?}", [""], "types."), ("{1?} See", [""], "See"), ("{1}", [""], "…"),
  ])
  func `gaps are filled for one, for several and for none`(
    _ text: String, _ details: [String], _ wanted: String
  ) {
    #expect(MessageText.fill(text, details, .en) == wanted)
  }
}
