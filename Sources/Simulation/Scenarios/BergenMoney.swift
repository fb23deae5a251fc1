import CaseModel

/// What is paid, taken back and refunded: the sums of a year, spread over its payments.
struct BergenMoney {
  let recipe: BergenRecipe
  let people: BergenPeople
  private let diary: Diary
  private let calendar: BergenCalendar

  init(recipe: BergenRecipe, people: BergenPeople) {
    self.recipe = recipe
    self.people = people
    diary = people.diary
    calendar = people.calendar
  }

  /// Gives every payment its amount, and writes them, reversals and refunds.
  func write(_ planned: [BergenPayment]) {
    var payments = planned
    for place in 0...1 {
      for kind in BergenPayment.Kind.allCases {
        for isYoung in [true, false] { price(&payments, place, kind, isYoung: isYoung) }
      }
    }
    pay(payments)
    for place in 0...1 {
      for isYoung in [true, false] { refund(payments, place, isYoung: isYoung) }
    }
  }

  private func price(
    _ payments: inout [BergenPayment], _ place: Int, _ kind: BergenPayment.Kind, isYoung: Bool
  ) {
    let places = payments.indices.filter {
      payments[$0].place == place && payments[$0].kind == kind
        && payments[$0].person.isYoung(place, calendar) == isYoung
    }
    let year = recipe.years[place]
    let total = (isYoung ? year.paidToYoung : year.paidToOthers)[kind.rawValue]
    let amounts = shares(of: total, by: places.map { payments[$0].weight })
    for (index, amount) in zip(places, amounts) { payments[index].amount = amount }
  }

  // MARK: Payments

  private func pay(_ payments: [BergenPayment]) {
    let every = max(40, payments.count / 60)
    let loans = Dictionary(grouping: payments.filter { $0.loan != nil }, by: \.loan)
    for (index, payment) in payments.enumerated() {
      // A loan is taken up before it is paid out.
      if let loan = payment.loan { lend(payment, loan, of: loans[loan] ?? []) }
      let isLate = payment.recorded != nil
      switch index % every {
      case 7 where !isLate && payment.loan == nil: payTwice(payment)
      case 11 where !isLate && payment.loan == nil: payTooMuch(payment)
      case 13 where !isLate && payment.loan == nil: correct(payment)
      default:
        payment.person.story.note(event(payment), on: payment.day, recorded: payment.recorded)
      }
    }
  }

  private func event(_ payment: BergenPayment, more: Int = 0) -> PaymentMade {
    PaymentMade(
      payment: payment.person.story.newRecord(), decision: payment.decision,
      benefitKind: payment.benefitKind, aidForm: payment.loan == nil ? "grant" : "loan",
      amount: Int64(payment.amount + more) * 100, loan: payment.loan)
  }

  /// The loan's sum is what is paid out of it; half of it comes back in the year after.
  private func lend(_ payment: BergenPayment, _ loan: RecordID, of parts: [BergenPayment]) {
    guard let first = parts.min(by: { $0.day < $1.day }), first.day == payment.day else { return }
    let story = payment.person.story
    let sum = Int64(parts.map(\.amount).reduce(0, +)) * 100
    story.note(
      LoanGranted(loan: loan, decision: payment.decision, amount: sum), on: payment.day)
    let repaid = payment.day.adding(days: diary.dice.number(200...330))
    guard diary.dice.chance(40), repaid < calendar.last(1) else { return }
    story.note(
      LoanRepaid(repayment: story.newRecord(), loan: loan, amount: max(1, sum / 2)), on: repaid)
  }

  /// The same payment is made twice, and the second taken back within days (tilbakeføring).
  private func payTwice(_ payment: BergenPayment) {
    let story = payment.person.story
    story.note(event(payment), on: payment.day)
    let second = event(payment)
    story.note(second, on: payment.day)
    reverse(second.payment, second.amount, after: payment, reason: "paid-twice")
  }

  /// Too much is paid, and what was too much is taken back.
  private func payTooMuch(_ payment: BergenPayment) {
    let paid = event(payment, more: 500)
    payment.person.story.note(paid, on: payment.day)
    reverse(paid.payment, 50_000, after: payment, reason: "wrong-amount")
  }

  private func reverse(
    _ payment: RecordID, _ amount: Int64, after made: BergenPayment, reason: String
  ) {
    let day = made.day.adding(days: diary.dice.number(1...9)).notAfter(calendar.last(made.place))
    let story = made.person.story
    story.note(
      PaymentReversed(
        reversal: story.newRecord(), payment: payment, amount: amount, reversalReason: reason),
      on: day)
  }

  /// A wrong amount is recorded, and put right the next day (retting).
  private func correct(_ payment: BergenPayment) {
    let story = payment.person.story
    let wrong = story.eventID(on: payment.day)
    story.note(event(payment, more: 1000), on: payment.day, id: wrong)
    story.correct(
      wrong, with: event(payment), on: payment.day, found: payment.day.adding(days: 3).onWorkday)
  }

  // MARK: Refunds

  /// Refunds of those who were paid for longest, about half of what they had had (refusjon).
  private func refund(_ payments: [BergenPayment], _ place: Int, isYoung: Bool) {
    let total = recipe.years[place].refunds[isYoung ? 0 : 1]
    let own = payments.filter {
      $0.place == place && $0.recorded == nil && $0.person.isYoung(place, calendar) == isYoung
        && $0.person.months[place].count >= 4
    }
    let byPerson = Dictionary(grouping: own) { $0.person.story.journal }
    let candidates = byPerson.sorted { $0.key < $1.key }.map(\.value)
    var chosen: [[BergenPayment]] = []
    var sum = 0
    for payments in diary.dice.shuffled(candidates) where sum < total * 2 {
      chosen.append(payments)
      sum += payments.map(\.amount).reduce(0, +)
    }
    let amounts = shares(of: total, by: chosen.map { $0.map(\.amount).reduce(0, +) })
    for (payments, amount) in zip(chosen, amounts) where amount > 0 {
      refund(Int64(amount) * 100, of: payments, place)
    }
  }

  private func refund(_ amount: Int64, of payments: [BergenPayment], _ place: Int) {
    guard let last = payments.map(\.day).max(), let one = payments.first else { return }
    let earliest = last.adding(days: 1).onWorkday.notAfter(calendar.last(place))
    let story = one.person.story
    story.note(
      RefundReceived(
        refund: story.newRecord(),
        refundSource: diary.dice.pick([
          "national-insurance", "national-insurance", "national-insurance", "housing-bank",
          "recipient",
        ]),
        amount: amount, periodFrom: payments.map(\.day).min()?.firstOfMonth, periodTo: last),
      on: diary.dice.day(earliest...calendar.last(place)))
  }
}
