/// What was there, with what came and without what went, is what is there (beholdning, til- og
/// avgang).
///
/// Data, not code: `balances` in `Schemas/indicators`. It holds of every period and municipality.
/// What follows from it is no secret: a hidden figure must not.
public struct Balance: Sendable {
  /// The id of the indicator of what was there before the period.
  public let opening: StaticString
  /// Those of what came: began, opened again.
  public let incoming: [StaticString]
  /// Those of what went.
  public let outgoing: [StaticString]
  /// That of what is there at the period's end.
  public let closing: StaticString

  /// A balance by its indicators.
  public init(
    _ opening: StaticString, in incoming: [StaticString], out outgoing: [StaticString],
    _ closing: StaticString
  ) {
    (self.opening, self.closing) = (opening, closing)
    (self.incoming, self.outgoing) = (incoming, outgoing)
  }
}

/// What some figures add up to, which are not the groups of one breakdown (sum av deler): who came
/// for the first time, and who came back.
///
/// Data, not code: `wholes` in `Schemas/indicators`.
public struct Whole: Sendable {
  /// The id of the indicator of them all.
  public let whole: StaticString
  /// Those of its parts; each thing is in one of them.
  public let parts: [StaticString]

  /// A whole of its parts.
  public init(_ whole: StaticString, of parts: [StaticString]) {
    (self.whole, self.parts) = (whole, parts)
  }
}
