// A recipe for a smaller population: every count is divided, and what must add up still does.

extension BergenRecipe.Year {
  func divided(by divisor: Int) -> BergenRecipe.Year {
    var year = self
    func part(_ count: Int) -> Int { max(count == 0 ? 0 : 1, count / divisor) }
    year.recipients = part(recipients)
    year.ageUnknown = part(ageUnknown)
    let people = year.recipients
    year.men = shares(of: people, by: [men, recipients - men])[0]
    year.ages = shares(of: people - year.ageUnknown, by: ages)
    year.maritalStatus = shares(of: people, by: maritalStatus)
    year.foreign = part(foreign)
    year.children = shares(of: people - childrenUnknown, by: children)
    year.incomes = shares(of: people, by: incomes)
    // Old-age and transitional benefits need persons of an age or with children: none too many.
    let second = secondBenefits.map { $0 / divisor }
    let firsts = zip(benefits, secondBenefits).map { $0 - $1 }
    year.secondBenefits = second
    year.benefits = zip(shares(of: year.incomes[2], by: firsts), second).map { $0 + $1 }
    year.months = part(months)
    year.longTerm = part(longTerm)
    year.november = november.map(part)
    year.paidToYoung = paidToYoung.map(part)
    year.paidToOthers = paidToOthers.map(part)
    year.refunds = refunds.map(part)
    year.emergencyDecisions = part(emergencyDecisions)
    year.stays = stays.map(part)
    year.stayCosts = stayCosts.map(part)
    year.accounts = part(accounts)
    return year
  }
}

extension BergenProgrammeRecipe {
  func divided(by divisor: Int) -> BergenProgrammeRecipe {
    var recipe = self
    func part(_ count: Int) -> Int { max(1, count / divisor) }
    recipe.qualificationStarted = part(qualificationStarted)
    recipe.qualificationGranted = recipe.qualificationStarted + part(46)
    recipe.qualificationOthers = part(qualificationOthers)
    recipe.fiaExits = fiaExits.map { $0 / divisor }
    recipe.fia = recipe.fiaExits.reduce(0, +) + part(fia - fiaExits.reduce(0, +))
    recipe.workMeasures = part(workMeasures)
    recipe.inTwoMeasures = inTwoMeasures / divisor
    recipe.newChancePlaces = part(newChancePlaces)
    recipe.newChanceYouthDischarged = newChanceYouthDischarged / divisor
    recipe.newChanceDischarged = recipe.newChanceYouthDischarged + part(22)
    recipe.newChance = recipe.newChancePlaces + recipe.newChanceDischarged + part(34)
    recipe.newChanceBefore = recipe.newChanceDischarged
    recipe.newChanceToWork = [recipe.newChanceDischarged / 2, (recipe.newChanceBefore + 1) / 2]
    recipe.closeFollowUp = closeFollowUp.map(part)
    let participants = recipe.closeFollowUp.reduce(0, +)
    recipe.earlierSupport = shares(of: participants, by: earlierSupport)
    recipe.closeFollowUpResults = shares(of: participants, by: closeFollowUpResults)
    recipe.patients = part(patients)
    recipe.patientsWithPlan = part(patientsWithPlan)
    recipe.judgmentsInYear = part(judgmentsInYear)
    recipe.suitable = recipe.judgmentsInYear + part(suitable - judgmentsInYear)
    recipe.requests = recipe.suitable + part(requests - suitable)
    recipe.inProgramme = part(inProgramme)
    recipe.completed = part(completed)
    recipe.neverBegan = part(neverBegan)
    recipe.judgments =
      recipe.judgmentsInYear + recipe.inProgramme + recipe.completed + recipe.neverBegan + part(20)
    return recipe
  }
}

extension BergenServiceRecipe {
  func divided(by divisor: Int) -> BergenServiceRecipe {
    var recipe = self
    for path in [
      \BergenServiceRecipe.benefitApplications, \.benefitsGranted, \.debtRecipients, \.debtOthers,
      \.debtFormerRecipients, \.followedUp, \.leases, \.refused,
    ] {
      recipe[keyPath: path] = max(1, self[keyPath: path] / divisor)
    }
    return recipe
  }
}
