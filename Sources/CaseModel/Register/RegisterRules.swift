extension RegisterRule {
  /// Every rule of the register that is about a case folder, in the order of its rule list.
  public static let all: [RegisterRule] = reportRules

  /// The rules that are asked when an act is recorded.
  static let atAppend: [RegisterRule] = all.filter { $0.scope == .append }
}
