/// What was paid to a person, taken back and refunded, and how the loans stand, in øre.
///
/// It follows from the episodes of the file: one of a payment, a reversal, a refund, a repayment or
/// a write-off each, so that a file folded at a day gives the ledger of that day.
public struct SupportLedger: Hashable, Sendable {
  /// A loan and what became of it (sosialt lån).
  public struct Loan: Hashable, Sendable {
    /// The loan's id.
    public let id: RecordID
    /// Its sum.
    public let granted: Int64
    /// What was paid out of it, less what was taken back.
    public fileprivate(set) var paidOut: Int64 = 0
    /// What was repaid.
    public fileprivate(set) var repaid: Int64 = 0
    /// What was written off.
    public fileprivate(set) var writtenOff: Int64 = 0
    /// What is left of it.
    public var balance: Int64 { granted - repaid - writtenOff }
  }

  /// What was paid.
  public private(set) var paid: Int64 = 0
  /// What was taken back of it.
  public private(set) var reversed: Int64 = 0
  /// What others refunded.
  public private(set) var refunded: Int64 = 0
  /// The loans, in order of their first day.
  public private(set) var loans: [Loan] = []

  /// Payments that were not taken back (brutto).
  public var gross: Int64 { paid - reversed }
  /// Gross payments less refunds (netto).
  public var net: Int64 { gross - refunded }

  /// The ledger of a file.
  /// - Parameters:
  ///   - file: a person's file.
  ///   - decision: only what was paid, and refunded by name, under that decision; nil for all.
  public init(_ file: CaseFile, decision: RecordID? = nil) {
    var reversedOf: [RecordID: Int64] = [:]
    for reversal in file.episodes(.reversal) {
      if let payment = reversal.given.id(.payment) {
        reversedOf[payment, default: 0] += reversal.amount
      }
    }
    func counts(_ episode: Episode) -> Bool {
      decision == nil || episode.given.id(.decision) == decision
    }
    var paidOut: [RecordID: Int64] = [:]
    for payment in file.episodes(.payment) where counts(payment) {
      let back = payment.id.flatMap { reversedOf[$0] } ?? 0
      paid += payment.amount
      reversed += back
      if let loan = payment.given.id(.loan) { paidOut[loan, default: 0] += payment.amount - back }
    }
    for refund in file.episodes(.refund) where counts(refund) { refunded += refund.amount }
    for episode in file.episodes(.loan) where counts(episode) {
      guard let id = episode.id else { continue }
      var loan = Loan(id: id, granted: episode.amount)
      loan.paidOut = paidOut[id] ?? 0
      loan.repaid = Self.sum(of: .loanRepayment, on: id, in: file)
      loan.writtenOff = Self.sum(of: .loanWriteOff, on: id, in: file)
      loans.append(loan)
    }
  }

  private static func sum(of kind: EpisodeKind, on loan: RecordID, in file: CaseFile) -> Int64 {
    file.episodes(kind).reduce(0) { $1.given.id(.loan) == loan ? $0 + $1.amount : $0 }
  }
}

extension Episode {
  /// The amount it started with, in øre; 0 if it has none.
  var amount: Int64 { given.number(.amount) ?? 0 }
}
