import CaseModel
import Testing

// What would break: money that is counted twice, or lost between payment, reversal and refund.
@Suite struct LedgerTests {
  /// The sums as they are told, beside the fold.
  private struct Told {
    var (paid, reversed, refunded): (Int64, Int64, Int64) = (0, 0, 0)
    var (repaid, writtenOff): (Int64, Int64) = (0, 0)
  }

  /// Numbers that are the same for the same seed.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 32) ^ (state << 21)
    }
  }

  /// Plays acts at random; the rules take some and refuse the rest.
  private func played(_ seed: UInt64) throws -> (aid: Aid, told: [(day: Day, told: Told)]) {
    var dice = Dice(state: seed)
    var aid = try Aid()
    try aid.grant()
    try aid.lend(50_000)
    let first = try #require(Day("2023-03-01"))
    var payments: [RecordID] = []
    var (told, course) = (Told(), [(day: Day, told: Told)]())
    for step in 0..<60 {
      let day = first.adding(days: step)
      let amount = Int64.random(in: 1...20_000, using: &dice)
      let known = payments.randomElement(using: &dice)
      let act: any TypedEvent
      var next = told
      switch Int.random(in: 0..<6, using: &dice) {
      case 0, 1:
        let payment = aid.pays(amount)
        payments.append(payment.payment)
        act = payment
        next.paid += amount
      case 2:
        act = PaymentReversed(
          reversal: .random(using: &dice), payment: known ?? .random(), amount: amount)
        next.reversed += amount
      case 3:
        act = RefundReceived(
          refund: .random(using: &dice), refundSource: "state", amount: amount,
          decision: Bool.random(using: &dice) ? aid.decision : nil)
        next.refunded += amount
      case 4:
        act = LoanRepaid(repayment: .random(using: &dice), loan: aid.loan, amount: amount)
        next.repaid += amount
      default:
        act = LoanWrittenOff(writeOff: .random(using: &dice), loan: aid.loan, amount: amount)
        next.writtenOff += amount
      }
      if aid.given.refusals(act, day.description).isEmpty {
        try aid.given.happened(act, day.description)
        told = next
      }
      course.append((day, told))
    }
    return (aid, course)
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func `paid less reversed and refunded is net, granted less repaid and written off is left`(
    _ seed: UInt64
  ) throws {
    let (aid, told) = try played(seed)
    for (day, told) in told {
      let ledger = SupportLedger(aid.given.file(at: day.description))
      let loan = try #require(ledger.loans.first)
      #expect(ledger.paid == told.paid && ledger.reversed == told.reversed)
      #expect(ledger.net == told.paid - told.reversed - told.refunded)
      #expect(loan.balance == 50_000 - told.repaid - told.writtenOff)
      #expect(ledger.gross >= 0 && ledger.net >= 0 && loan.balance >= 0)
    }
  }

  @Test func `the ledger of the whole is the sum of those of the decisions`() throws {
    let (aid, _) = try played(7)
    let (all, one) = (
      SupportLedger(aid.given.file()), SupportLedger(aid.given.file(), decision: aid.decision)
    )
    #expect(all.paid == one.paid && all.reversed == one.reversed)
    #expect(all.refunded >= one.refunded && one.net >= 0)
  }
}
