/// Figures of 2016 that are given, not counted: money per child, posts, grants, and the average of
/// other cities (ASSS without Oslo), which stands with Drammen.
enum Drammen2016Given {
  /// A row of the three municipalities and the average; amounts are in kroner.
  private static let costs: [(item: String, values: [Int64])] = [
    ("net-per-child", [104_273, 109_262, 105_192, 129_854]),
    ("net-per-measure", [197_621, 196_219, 188_403, 211_818]),
    ("net252", [296_562, 394_234, 366_714, 301_456]),
    ("gross244", [43_209, 36_758, 44_808, 49_955]),
    ("gross251252", [167_995, 153_941, 159_925, 185_916]),
    ("gross251", [16_710, 44_570, 52_130, 38_111]),
    ("gross252", [398_211, 437_840, 396_048, 410_325]),
  ]
  private static let posts: [Int64] = [48, 50, 69, 53]
  /// Net expenditure in thousand kroner; grants and refunds in kroner.
  private static let money: [(figure: String, item: String, values: [Int64])] = [
    ("accounts", "net-expenditure", [149_006, 66_322, 12_623]),
    ("grant", "county-governor", [6_529_250, 3_657_500, 2_870_000]),
    ("grant", "foster-home-refund", [9_401_641, 3_318_435, 241_062]),
  ]
  /// Children in families with a low income, in tenths of a percent.
  private static let lowIncome: [Int64] = [177, 112, 64]

  static func figures(_ number: String) -> [GivenFigure] {
    let place = ["0602": 0, "0625": 1][number] ?? 2
    let costs = costs.map {
      GivenFigure(figure: "key-figure", item: $0.item, value: $0.values[place])
    }
    let money = money.map {
      GivenFigure(figure: $0.figure, item: $0.item, value: $0.values[place])
    }
    let programme =
      place == 2
      ? GivenFigure(figure: "grant", item: "model-municipality", value: 500_000)
      : GivenFigure(figure: "grant", item: "model-municipality", text: "Deltar ikke")
    let shares = [
      GivenFigure(figure: "key-figure", item: "posts", value: posts[place], decimals: 1),
      GivenFigure(figure: "child-poverty", value: lowIncome[place], decimals: 1),
    ]
    return costs + money + [programme] + shares + (place == 0 ? others : [])
  }

  private static var others: [GivenFigure] {
    let counts: [(String, Int64)] = [
      ("institution", 301), ("foster", 2079), ("parenting", 2899), ("development", 2992),
    ]
    let tenths: [(String, Int64)] = [
      ("measure-share", 41), ("investigation-share", 40), ("per-fte", 173), ("posts", posts[3]),
      ("to-investigation", 828), ("to-measure", 411), ("placed-share", 308),
    ]
    func asss(_ item: String, _ value: Int64, _ decimals: Int64) -> GivenFigure {
      GivenFigure(
        figure: "comparison", item: "\(item).asss", value: value, decimals: decimals)
    }
    return counts.map { asss($0, $1, 0) } + costs.map { asss($0.item, $0.values[3], 0) }
      + tenths.map { asss($0, $1, 1) } + [
        GivenFigure(figure: "child-poverty", item: "threshold", value: 60),
        GivenFigure(figure: "comparison", item: "child-poverty.norway", value: 103, decimals: 1),
        GivenFigure(figure: "comparison", item: "child-poverty.oslo", value: 171, decimals: 1),
      ]
  }
}
