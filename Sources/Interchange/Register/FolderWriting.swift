import CaseModel
import Projections
import XML

extension RegisterFolder {
  /// The file's tree, in the order and form of schema 4.0.1.
  var element: XMLElement {
    let writer = FolderWriter(folder: self)
    return XMLElement(
      "Barnevern",
      [
        XMLAttribute("Id", "\(submission.id)"),
        XMLAttribute("DatoUttrekk", submission.extractedAt),
      ] + (submission.previous.map { [XMLAttribute("ForrigeId", "\($0)")] } ?? []),
      children: [
        XMLElement(
          "Fagsystem",
          [
            XMLAttribute("Leverandor", submission.vendor), XMLAttribute("Navn", submission.system),
            XMLAttribute("Versjon", submission.systemVersion),
          ]),
        unit, writer.sak,
      ])
  }

  private var unit: XMLElement {
    var attributes = [
      XMLAttribute("Organisasjonsnummer", submission.organisationNumber),
      XMLAttribute("Kommunenummer", "\(submission.municipality)"),
      XMLAttribute("Kommunenavn", submission.municipalityName),
    ]
    if let number = submission.districtNumber {
      attributes.append(XMLAttribute("Bydelsnummer", number))
    }
    if let name = submission.districtName { attributes.append(XMLAttribute("Bydelsnavn", name)) }
    return XMLElement("Avgiver", attributes)
  }
}

/// Writes the facts of a folder as elements, by the rows of the map and in the schema's order.
private struct FolderWriter {
  let folder: RegisterFolder

  var sak: XMLElement {
    let node = RegisterNode.barnevern(.v4).children[2]
    let own = folder.facts.filter { $0.row.path.isEmpty }
    var attributes = self.attributes(
      node, places: places(own, id: folder.caseID), type: "Sak", record: folder.caseID)
    if own.contains(where: { $0.fields.flag(.deleted) == true }) {
      attributes.append(XMLAttribute("ErSlettet", "true"))
    }
    if let finished = own.compactMap({ $0.fields.flag(.finished) }).last,
      let place = node.attributes.firstIndex(where: { $0.name == "Avsluttet" })
    {
      let before = Set(node.attributes[..<place].map(\.name))
      let index = attributes.lastIndex { before.contains($0.name) }.map { $0 + 1 } ?? 0
      attributes.insert(XMLAttribute("Avsluttet", finished ? "true" : "false"), at: index)
    }
    var children: [XMLElement] = []
    for child in node.children where child.name != "Slettet" {
      let begun = folder.facts.filter { $0.row.begins && $0.row.path == [child.name] }
      let linked =
        child.name == "Relasjon" ? folder.facts.filter { $0.row.path == ["Relasjon"] } : []
      for fact in begun + linked {
        children += elements(
          child, [child.name], in: folder.facts.filter { $0.record == fact.record })
      }
    }
    return XMLElement("Sak", attributes, children: children + deleted)
  }

  private var deleted: [XMLElement] {
    folder.deletions.compactMap { deletion in
      deletion.listed.map { day in
        XMLElement(
          "Slettet",
          [
            XMLAttribute("Id", "\(deletion.record)"), XMLAttribute("Type", deletion.type),
            XMLAttribute("SluttDato", "\(day)"),
          ])
      }
    }
  }

  /// The elements of a node at a path: one for each thing that the facts there are about.
  private func elements(
    _ node: RegisterNode, _ path: [String], in facts: [RegisterFact]
  ) -> [XMLElement] {
    var groups: [(own: RecordID?, facts: [RegisterFact])] = []
    var places: [RegisterFact.Key: Int] = [:]
    for fact in facts where fact.row.path == path {
      // Two events may be one element: a request for more time, and what was decided on it.
      var name = fact.key
      name.type = nil
      if let place = places[name] {
        groups[place].facts.append(fact)
      } else {
        places[name] = groups.count
        groups.append((fact.own, [fact]))
      }
    }
    if groups.isEmpty {
      // An element that only holds others (Tilsyn, Oppfolging).
      let isHolder = node.attributes.isEmpty && !node.children.isEmpty
      let inner =
        isHolder ? node.children.flatMap { elements($0, path + [$0.name], in: facts) } : []
      return inner.isEmpty ? [] : [XMLElement(node.name, children: inner)]
    }
    return groups.map { group in
      element(
        node, path, group.facts, among: facts.filter { group.own == nil || $0.own == group.own })
    }
  }

  private func element(
    _ node: RegisterNode, _ path: [String], _ group: [RegisterFact], among facts: [RegisterFact]
  ) -> XMLElement {
    let id = group.first.flatMap { $0.own ?? $0.record }
    let places = places(group, id: id)
    let legal = group.first { $0.row.legal }?.fields.legalElements ?? []
    let children = node.children.flatMap { child -> [XMLElement] in
      let written = legal.filter { $0.name == child.name }
      if !written.isEmpty { return written }
      let listed = listed(child, group)
      if !listed.isEmpty { return listed }
      if let text = places[child.name] { return [XMLElement(child.name, text: text)] }
      let prefixed = child.attributes.compactMap { attribute in
        places[child.name + "@" + attribute.name].map { XMLAttribute(attribute.name, $0) }
      }
      if !prefixed.isEmpty { return [XMLElement(child.name, prefixed)] }
      return elements(child, path + [child.name], in: facts)
    }
    return XMLElement(
      node.name,
      attributes(
        node, places: places, type: path[0], record: group.first?.record,
        conclusion: path.count == 2 && path[1] == "Konklusjon"),
      children: children)
  }

  /// The entries of a list of codes, each with its text.
  private func listed(_ node: RegisterNode, _ group: [RegisterFact]) -> [XMLElement] {
    for fact in group {
      guard let list = fact.row.lists.first(where: { $0.element == node.name }) else { continue }
      let codes = fact.fields.values(list.codes).map(\.plain)
      let texts = CodeTexts.read(
        fact.texts[list.texts] ?? "", for: codes, needing: CodeTexts.needing(in: list.codes))
      return zip(codes, texts).map { code, text in
        XMLElement(
          node.name,
          [XMLAttribute("Kode", code)] + (text.map { [XMLAttribute("Presisering", $0)] } ?? []))
      }
    }
    return []
  }

  private func attributes(
    _ node: RegisterNode, places: [String: String], type: String, record: RecordID?,
    conclusion: Bool = false
  ) -> [XMLAttribute] {
    let isFlagged = folder.deletions.contains {
      $0.type == type && $0.record == record && $0.conclusionOnly == conclusion && $0.flagged
    }
    return node.attributes.compactMap { attribute in
      if attribute.name == "ErSlettet" {
        return isFlagged ? XMLAttribute("ErSlettet", "true") : nil
      }
      return places["@" + attribute.name].map { XMLAttribute(attribute.name, $0) }
    }
  }

  /// What stands where in an element, by the places of the map.
  private func places(_ group: [RegisterFact], id: RecordID?) -> [String: String] {
    var places: [String: String] = [:]
    for fact in group {
      for (place, field) in fact.row.fields { places[place] = fact.fields[field]?.plain }
      for (place, field) in fact.row.texts { places[place] = fact.texts[field] }
      if let date = fact.row.date { places[date] = fact.effective.description }
    }
    places["@Id"] = id.map { "\($0)" }
    return places
  }
}
