// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: Swift 6 mode, no warning left standing, imports said where they are
/// used.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "sakslogg",
  products: [
    .executable(name: "sakslogg", targets: ["sakslogg"]),
    .library(name: "EventLog", targets: ["EventLog"]),
    .library(name: "TransparencyLog", targets: ["TransparencyLog"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    // The log: opaque event lines, one Merkle tree, sealed parts beside them.
    .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
    .target(
      name: "LMDB", dependencies: ["CLMDB"],
      swiftSettings: strict + [.strictMemorySafety(), .enableExperimentalFeature("Lifetimes")]),
    .target(name: "TransparencyLog", dependencies: [crypto], swiftSettings: strict),
    .target(name: "EventLog", dependencies: ["LMDB", "TransparencyLog"], swiftSettings: strict),
    .target(name: "Sealing", dependencies: [crypto], swiftSettings: strict),

    // The files of others. libxml2 and what it needs are linked statically: shared, they would cost
    // every start a tenth, for the few commands that use them. Sources/CLibXML2 says what of
    // libxml2 is left out.
    .target(
      name: "CLibXML2",
      linkerSettings: [
        .linkedLibrary(":libxml2.a"), .linkedLibrary(":liblzma.a"), .linkedLibrary(":libz.a"),
        .linkedLibrary("m"),
      ]),
    .target(
      name: "XML", dependencies: ["CLibXML2"], swiftSettings: strict + [.strictMemorySafety()]),

    // The cases: what may happen, what it means, what follows from it. Pure.
    .target(
      name: "Schemas", path: "Schemas",
      exclude: [
        "README.md", "events", "codes", "coverage", "law", "dimensions", "indicators", "kostra",
        "reports", "texts",
      ],
      sources: ["Labels.swift", "Generated"], swiftSettings: strict),
    .target(name: "CaseModel", swiftSettings: strict),
    .target(
      name: "EventCoding", dependencies: ["CaseModel", "Schemas"],
      swiftSettings: strict + [.enableExperimentalFeature("Lifetimes")]),
    .target(name: "Projections", dependencies: ["CaseModel"], swiftSettings: strict),

    // The application.
    .target(
      name: "CaseService",
      dependencies: [
        "CaseModel", "EventCoding", "EventLog", "Projections", "Schemas", "Sealing",
        "TransparencyLog",
      ],
      swiftSettings: strict),
    .target(
      name: "Interchange",
      dependencies: ["CaseModel", "CaseService", "EventCoding", "Projections", "XML", crypto],
      swiftSettings: strict),
    .target(
      name: "Simulation", dependencies: ["CaseModel", "CaseService"], swiftSettings: strict),
    .executableTarget(
      name: "sakslogg",
      dependencies: [
        "CaseModel", "CaseService", "EventCoding", "EventLog", "Interchange", "Projections",
        "Schemas", "Sealing", "Simulation", "TransparencyLog", "XML", arguments,
      ],
      swiftSettings: strict),

    // The tests: one target for each module, one file for each promise.
    tests("LMDB"),
    tests("TransparencyLog"),
    tests("XML"),
    tests("EventLog", "LMDB", "TransparencyLog"),
    tests("Sealing"),
    .testTarget(
      name: "SchemaTests", dependencies: ["CaseModel", "Schemas"], swiftSettings: strict),
    tests("CaseModel"),
    tests("EventCoding", "CaseModel"),
    tests("Projections", "CaseModel"),
    tests("CaseService", "CaseModel", "EventCoding", "Projections"),
    tests("Interchange", "CaseModel", "CaseService", "EventCoding", "XML"),
    tests(
      "Simulation", "CaseModel", "CaseService", "EventLog", "Interchange", "LMDB", "Projections"),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "sakslogg", "CaseModel", "CaseService", "EventLog", "Projections", "Schemas", "XML",
        arguments,
      ],
      exclude: ["Transcripts"], swiftSettings: strict),
    .testTarget(
      name: "RepositoryTests", dependencies: ["sakslogg", "EventLog"], swiftSettings: strict),
    .testTarget(
      name: "PromiseTests",
      dependencies: [
        "sakslogg", "CaseModel", "CaseService", "EventLog", "LMDB", "Projections", "Sealing",
        "Simulation",
      ],
      swiftSettings: strict),
  ]
)

/// The tests of a module, with what else they need.
func tests(_ module: String, _ others: Target.Dependency...) -> Target {
  .testTarget(
    name: module + "Tests", dependencies: [.byName(name: module)] + others, swiftSettings: strict)
}
