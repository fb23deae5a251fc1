"""Tools/check-schemas and Tools/generate say what is wrong with a file of Schemas/ and where.

Each test breaks one thing in a copy of the folder, as somebody who adds a type or a figure might.
Run: python3 -B Tests/ToolTests/SoundnessTests.py
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "Tools"))

from generator import coverage, soundness  # noqa: E402
from generator.emitters import EMITTERS  # noqa: E402

CONSULTATION = "events/child-welfare/consultation-held.v1.json"
ASSESSED = "events/child-welfare/report-assessed.v1.json"
VISIT = "events/child-welfare/follow-up-visit-done.v1.json"
KINDS = "codes/consultation_kind.json"


class SchemaCopy(unittest.TestCase):
    """A copy of Schemas/ to break things in."""

    def setUp(self):
        self.top = tempfile.mkdtemp(prefix="sakslogg-soundness-")
        self.addCleanup(shutil.rmtree, self.top)
        self.folder = os.path.join(self.top, "Schemas")
        shutil.copytree(os.path.join(TOP, "Schemas"), self.folder)

    def change(self, path, *edits):
        """Changes one file; each edit gets its content and may return another."""
        full = os.path.join(self.folder, path)
        with open(full, encoding="utf-8") as file:
            content = json.load(file)
        for edit in edits:
            content = edit(content) or content
        with open(full, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False)

    def write(self, path, text):
        with open(os.path.join(self.folder, path), "w", encoding="utf-8") as file:
            file.write(text)

    def expect(self, *wanted):
        """Exactly these faults, each a line with the path first."""
        _, faults = soundness.check(self.folder, EMITTERS)
        self.assertEqual([f"Schemas/{fault}" for fault in wanted], faults)


class EventTests(SchemaCopy):
    def test_the_folder_as_it_is_has_no_fault(self):
        model, faults = soundness.check(self.folder, EMITTERS)
        self.assertEqual([], faults)
        self.assertGreater(len(model.types), 60)

    def test_what_is_no_json(self):
        self.write(CONSULTATION, '{"title": 1,}\n')
        _, faults = soundness.check(self.folder, EMITTERS)
        self.assertEqual(1, len(faults))
        self.assertTrue(faults[0].startswith(f"Schemas/{CONSULTATION}:1:"), faults)

    def test_a_key_that_stands_twice(self):
        self.write(KINDS, '{"id": "consultation_kind", "id": "x"}\n')
        self.expect(f"{KINDS}: the key id stands 2 times in one object")

    def test_a_file_name_that_cannot_be_a_type(self):
        os.rename(os.path.join(self.folder, CONSULTATION),
                  os.path.join(self.folder, "events/child-welfare/consultationHeld.v1.json"))
        path = "events/child-welfare/consultationHeld.v1.json"
        self.expect(
            f"{path}: the name must be events/<area>/<name>.v<N>.json, in kebab-case",
            f"{path}: $id must end in {path}")

    def test_a_subject_that_is_no_list(self):
        self.change(CONSULTATION, lambda each: each.update({"x-subject": "case"}))
        self.expect(f'{CONSULTATION}: x-subject: "case" is not a list')

    def test_an_unknown_subject(self):
        self.change(CONSULTATION, lambda each: each.update({"x-subject": ["cases"]}))
        self.expect(f'{CONSULTATION}: x-subject[0]: "cases" is not known; did you mean case?')

    def test_what_a_type_must_say(self):
        self.change(CONSULTATION, lambda each: each.pop("x-number") and None,
                    lambda each: each.update({"x-lable": each.pop("x-label")}))
        self.expect(
            f"{CONSULTATION}: x-label is missing", f"{CONSULTATION}: x-number is missing",
            f"{CONSULTATION}: there is no key x-lable here; did you mean x-label?")

    def test_styles_of_names(self):
        def rename(each):
            each["properties"]["Is_anonymous"] = each["properties"].pop("anonymous")
            each["x-episode"]["kind"] = "Consultation"
            each["properties"]["kind"]["x-codes"] = "consultation-kind"
        self.change(CONSULTATION, rename)
        self.expect(
            f'{CONSULTATION}: properties: "Is_anonymous" must be in camelCase, as birthYear',
            f'{CONSULTATION}: properties.kind.x-codes: "consultation-kind" must be in snake_case,'
            " as consultation_kind",
            f'{CONSULTATION}: x-episode.kind: "Consultation" must be in kebab-case, as follow-up-visit')

    def test_a_kind_without_words(self):
        self.change(CONSULTATION, lambda each: each["x-episode"].update(kind="consultatoin"))
        faults = soundness.check(self.folder, EMITTERS)[1]
        self.assertIn(
            f"Schemas/{CONSULTATION}: x-episode.kind: consultatoin has no words in"
            " Schemas/events/words.json; did you mean consultation?", faults)

    def test_a_mark_on_a_kind_that_nothing_starts(self):
        self.change(CONSULTATION, lambda each: each["x-episode"].update(does="mark"))
        faults = soundness.check(self.folder, EMITTERS)[1]
        self.assertIn(
            f"Schemas/{CONSULTATION}: x-episode: no type starts a consultation, so nothing can"
            " mark one", faults[0])

    def test_an_end_of_what_only_happens(self):
        self.change(ASSESSED, lambda each: each["x-episode"].update(kind="consultation"))
        self.assertIn(
            f"Schemas/{ASSESSED}: x-episode: a consultation only happens, so nothing can end it",
            soundness.check(self.folder, EMITTERS)[1])

    def test_a_record_id_that_is_not_required(self):
        self.change(CONSULTATION, lambda each: each.update(required=["kind"]))
        self.expect(f"{CONSULTATION}: consultation names the record and must be required")

    def test_names_that_are_no_property(self):
        self.change(CONSULTATION, lambda each: each["required"].append("anonymos"))
        self.expect(
            f"{CONSULTATION}: required: there is no property anonymos; did you mean anonymous?")

    def test_the_id_of_the_record_is_a_property(self):
        self.change(CONSULTATION, lambda each: each["x-episode"].update(id="consultaton"))
        self.expect(
            f"{CONSULTATION}: x-episode.id: there is no property consultaton;"
            " did you mean consultation?")

    def test_lists_and_kinds_that_are_not_there(self):
        self.change(VISIT, lambda each: each["properties"]["placement"].update({"x-refers": "placment"}))
        self.change(CONSULTATION, lambda each: each["properties"]["kind"].update(
            {"x-codes": "consultation_kinds"}))
        faults = soundness.check(self.folder, EMITTERS)[1]
        self.assertIn(f"Schemas/{VISIT}: placement: there is no kind of episode placment;"
                      " did you mean placement?", faults)
        self.assertIn(f"Schemas/{CONSULTATION}: kind: there is no code list consultation_kinds;"
                      " did you mean consultation_kind?", faults)

    def test_open_goes_with_a_reference(self):
        self.change(CONSULTATION, lambda each: each["properties"]["anonymous"].update({"x-open": True}))
        self.expect(f"{CONSULTATION}: anonymous: x-open goes with x-refers")

    def test_whose_and_what_a_sealed_field_is(self):
        self.change(CONSULTATION, lambda each: each["x-sealed"]["text"].update(
            {"of": "kid", "class": "texts"}))
        self.expect(
            f"{CONSULTATION}: text: of: there is no data subject kid;"
            " there are child, message, other, parent, person, reporter",
            f"{CONSULTATION}: text: class: there is no class of personal data texts;"
            " did you mean text?")

    def test_a_property_of_no_kind(self):
        self.change(CONSULTATION, lambda each: each["properties"]["anonymous"].update(type="string"))
        self.expect(
            f"{CONSULTATION}: anonymous: it is no kind of property: a text needs maxLength, format,"
            " x-codes or x-kind, a list needs items")

    def test_examples_are_demanded_and_checked(self):
        self.change(CONSULTATION, lambda each: each.update(examples=[]))
        self.expect(f"{CONSULTATION}: examples: there must be at least one")
        self.change(CONSULTATION, lambda each: each.update(
            examples=[{"consultation": "0378359d-31c4-45fa-9b03-e3d43ba94425", "kind": "telefone"}]))
        self.expect(f"{CONSULTATION}: examples[0]: kind: telefone is not in consultation_kind;"
                    " did you mean telephone?")

    def test_a_number_that_is_taken(self):
        self.change(CONSULTATION, lambda each: each.update({"x-number": 1}))
        faults = soundness.check(self.folder, EMITTERS)[1]
        self.assertEqual(1, len(faults))
        self.assertIn("x-number 1 is that of Schemas/events/", faults[0])

    def test_one_name_means_one_thing_in_an_episode(self):
        self.change(ASSESSED, lambda each: each["properties"].update(
            channel=each["properties"].pop("reason")))
        faults = soundness.check(self.folder, EMITTERS)[1]
        self.assertTrue(any("means another thing in Schemas/" in fault for fault in faults), faults)


class CodeAndLawTests(SchemaCopy):
    def test_a_code_without_its_days(self):
        self.change(KINDS, lambda each: each["codes"][0].pop("validFrom") and None,
                    lambda each: each["codes"][0].pop("validFrom", None) and None)
        self.expect(f"{KINDS}: codes[0]: validFrom is missing")

    def test_a_task_that_is_no_event(self):
        path = "codes/certified_task.json"
        self.change(path, lambda each: each["codes"][2].update(code="investigation-opend"))
        self.expect(f"{path}: there is no event type investigation-opend; did you mean investigation-opened?")

    def test_days_that_are_none_or_out_of_order(self):
        self.change(KINDS, lambda each: each["codes"][0].update(validFrom="2017-02-30"),
                    lambda each: each["codes"][1].update(validFrom="2017-02-02", validTo="2017-02-01"))
        self.expect(f"{KINDS}: telephone: 2017-02-30 is no day",
                    f"{KINDS}: conversation: validFrom 2017-02-02 is after validTo 2017-02-01")

    def test_a_list_is_called_as_its_file(self):
        self.change(KINDS, lambda each: each.update(id="consultation_kinds"))
        self.expect(f"{KINDS}: the id consultation_kinds is not the file's name")

    def test_a_row_of_law(self):
        path = "law/child-welfare.json"
        self.change(path, lambda each: each["rules"][0].update(episode="repport"))
        self.expect(f"{path}: BV-01: episode: there is no kind of episode repport;"
                    " did you mean report?")
        self.change(path, lambda each: each["rules"][0].update(lenght=each["rules"][0].pop("length")))
        self.expect(f"{path}: BV-01: length is missing",
                    f"{path}: BV-01: there is no key lenght here; did you mean length?")

    def test_a_record_type_without_gaps(self):
        path = "kostra/11cf.json"
        self.change(path, lambda each: each["fields"][1].update(length=3))
        self.expect(f"{path}: BYDELSNR: the position is 7, the field before ends at 7")
        self.change(path, lambda each: each["fields"][1].update(length=2),
                    lambda each: each.update(length=151))
        self.expect(f"{path}: length is 151, the last field ends at 152")

    def test_the_codes_of_a_record_type(self):
        path = "kostra/11cf.json"
        self.change(path, lambda each: each.update(length=152),
                    lambda each: each["fields"][6].update(codes="kjon"),
                    lambda each: each["fields"][7].update(codes="arbsit"),
                    lambda each: each["fields"][26].update(only="13"))
        _, faults = soundness.check(self.folder, EMITTERS)
        self.assertEqual(12, len(faults))
        self.assertEqual(f"Schemas/{path}: KJONN: there is no code list kjon;"
                         " did you mean kjonn?", faults[0])
        self.assertEqual(f"Schemas/{path}: EKTSTAT: the code 01 is not 1 characters long", faults[1])
        self.assertTrue(faults[-1].startswith(f"Schemas/{path}: STMND_1: there is no code 13"))


class CatalogueTests(SchemaCopy):
    INDICATORS = "indicators/child-welfare.json"
    REPORT = "reports/reports-by-reporter-and-month.json"

    def indicator(self, id, **changes):
        """Changes an indicator; None takes a key away."""
        def edit(content):
            found = next(each for each in content["indicators"] if each["id"] == id)
            for key, value in changes.items():
                if value is None:
                    del found[key]
                else:
                    found[key] = value
        self.change(self.INDICATORS, edit)

    def row(self, **changes):
        self.change(self.REPORT, lambda each: each["rows"][0].update(changes))

    def test_a_field_that_what_is_counted_does_not_have(self):
        self.row(by={"field": "reporter", "codes": "melder"})
        self.expect(f"{self.REPORT}: rows[0]: by: reports counts a report, which has no field reporter;"
                    " did you mean reporters?")

    def test_a_list_that_is_not_the_fields(self):
        self.row(by={"field": "reporters", "codes": "reporter_kind"})
        self.expect(f"{self.REPORT}: rows[0]: by: the codes of reporters are not reporter_kind;"
                    " they are melder")

    def test_a_misspelt_key(self):
        self.row(by={"feild": "reporters", "codes": "melder"})
        self.expect(f"{self.REPORT}: rows[0].by: field is missing",
                    f"{self.REPORT}: rows[0].by: there is no key feild here; did you mean field?")

    def dimension(self, **changes):
        """Adds a dimension of bands."""
        new = {"id": "test-bands", "label": {"nb": "x", "en": "x"}, "note": {"nb": "x", "en": "x"}, **changes}
        self.change("dimensions/child-welfare.json", lambda each: each["dimensions"].append(new))

    def test_bands_are_of_one_thing_that_is_there_and_a_number(self):
        where = "dimensions/child-welfare.json: test-bands"
        for changes, fault in (
                ({}, "bands are of one thing: age, lasted, figure or field"),
                ({"age": "end", "lasted": "days"}, "bands are of one thing: age, lasted, figure or field"),
                ({"figure": "child-measure"}, "figure: there is no indicator child-measure; did you mean"
                                              " child-measures?"),
                ({"figure": "share-investigations-in-time"},
                 "figure: share-investigations-in-time is computed or given; name an indicator that counts"),
                ({"field": "category"}, "unit goes with field, and field with unit"),
                ({"field": "category", "unit": {"nb": "x", "en": "x"}}, "category is no number")):
            with self.subTest(fault):
                self.setUp()
                self.dimension(bands=[{"from": 1}], **changes)
                self.expect(f"{where}: {fault}")

    def test_a_band_that_has_no_limits_or_none_in_order(self):
        for band in ({}, {"from": 3, "to": 2}, {"to": 3, "below": 4}, {"from": 3, "below": 3}):
            with self.subTest(band):
                self.setUp()
                self.dimension(bands=[band], lasted="days")
                self.expect("dimensions/test-bands: a band needs from, to or below, in order")

    def test_what_is_taken_off_a_number_is_of_a_kind_that_is_there(self):
        where = f"{self.INDICATORS}: reports-violence: where"
        for condition, fault in (
                ({"less": "reversals", "from": 1},
                 "less: there is no kind of episode reversals; did you mean reversal?"),
                ({"less": "reversal"}, "less needs from, to or below")):
            with self.subTest(fault):
                self.setUp()
                self.indicator("reports-violence", of="payment", where=[{"field": "amount", **condition}])
                self.expect(f"{where}: {fault}")

    def test_a_figure_that_asks_for_itself(self):
        self.indicator("reports", where=[{"figure": "reports", "from": 1}])
        self.expect(f"{self.INDICATORS}: reports: where: figure: reports asks for a figure itself")

    def test_a_middle_of_what_is_not_added_up(self):
        median = {"of": "reports", "each": "subject"}
        self.indicator("reports-violence", measure="median", median=median, of=None, when=None, where=None)
        self.expect(f"{self.INDICATORS}: reports-violence: median.of: reports adds up no numbers;"
                    " name one of days, sum, own-sum or months")

    def test_a_cross_table_by_what_the_rows_do_not_have(self):
        self.change(self.REPORT, lambda each: each.update(columns={"by": "sexx"}))
        self.expect(f"{self.REPORT}: columns: by: there is no dimension sexx; did you mean sex?")
        self.change(self.REPORT, lambda each: each.update(
            columns={"by": {"field": "conclusion", "codes": "melder"}}))
        self.expect(f"{self.REPORT}: columns: by: the codes of conclusion are not melder;"
                    " they are melding_konklusjon")

    def test_a_column_of_a_group_that_is_not_there(self):
        column = {"label": {"nb": "x", "en": "y"}, "year": 2017, "by": "sex", "group": "7"}
        self.change(self.REPORT, lambda each: each.update(columns=[column]))
        self.expect(f"{self.REPORT}: columns: x: group: there is no group 7;"
                    " there are 0, 1, 2, known, unknown")
        del column["by"]
        self.change(self.REPORT, lambda each: each.update(columns=[column]))
        self.expect(f"{self.REPORT}: columns: x: by and group go together")

    def test_figures_beside_each_other_are_there_and_are_shown(self):
        def figures(*these):
            self.change(self.REPORT, lambda each: each.update(columns={"figures": [
                {"id": f"c{number}", "label": {"nb": f"x{number}", "en": f"y{number}"}, **figure}
                for number, figure in enumerate(these)]}))
        figures({}, {"indicator": "reports-dismissed"})
        self.expect()
        figures({"indicator": "report"})
        self.expect(f"{self.REPORT}: columns: c0: indicator: there is no indicator report; did you mean reports?",
                    f"{self.REPORT}: rows[0]: indicator: no column shows reports; name that of one of them")
        figures({}, {"indicator": "measures-began"})
        self.expect(f"{self.REPORT}: columns: c1: rows[0]: by: measures-began counts a measure, which has no"
                    " field reporters; there are act, basis, category, class, followUpFrequency, grounds,"
                    " level, outcome, provider, revocation, supervisionFrequency")
        self.row(only=["c0"])
        self.expect()
        self.row(only=["c2"])
        self.expect(f"{self.REPORT}: rows[0]: only: there is no column c2; there are c0, c1")

    def test_days_are_since_a_record_that_is_followed_from(self):
        days = {"measure": "days", "of": "decision", "when": "started", "unit": "days", "where": None}
        self.indicator("reports-violence", **days, since="application")
        self.expect()
        self.indicator("reports-violence", of="decision", since="payment", nights=True)
        where = f"{self.INDICATORS}: reports-violence"
        self.expect(f"{where}: since: a decision does not follow from a payment;"
                    " it follows from application, investigation",
                    f"{where}: since goes with neither inPeriod, nights nor each")

    def test_a_row_or_its_parts_are_left_out_where_they_are_empty(self):
        self.row(leaveOutEmpty=True)
        self.expect()
        self.row(by="age", group="0-2", leaveOutEmpty=True)
        self.expect(f"{self.REPORT}: rows[0]: leaveOutEmpty is of a row or of all its parts, not of one group")

    def test_what_a_figure_is_divided_by(self):
        def figure(**these):
            self.change(self.REPORT, lambda each: each.update(columns={"figures": [
                {"id": "x", "label": {"nb": "x", "en": "y"}, **these}]}))
        figure(per="population-0-22", times=1000)
        self.expect(f"{self.REPORT}: columns: x: per, times and decimals go together")
        figure(byGroup=True)
        self.expect(f"{self.REPORT}: columns: x: byGroup says which figure is meant by per, which is missing")
        figure(per="populaton", times=1000, decimals=1, byGroup=True)
        self.expect(f"{self.REPORT}: columns: x: per: there is no reference figure populaton;"
                    " did you mean population?")
        self.change(self.REPORT, lambda each: each.update(columns={"figures": []}))
        self.expect(f"{self.REPORT}: columns.figures: there must be at least one")

    def test_values_without_codes_are_those_of_a_case_or_a_person(self):
        self.row(by={"field": "distrikt"})
        self.expect(f"{self.REPORT}: rows[0]: by: neither a case nor a person has a field distrikt;"
                    " did you mean district?")
        self.row(by={"field": "sex"})
        self.expect(f"{self.REPORT}: rows[0]: by: the codes of sex are kjonn; name them")
        self.row(by={"field": "district"})
        self.expect()

    def test_a_goal_is_given_shown_and_of_the_same_kind(self):
        goal = {"indicator": "target-percent", "item": "x", "goal": "at-least"}
        self.row(target=goal)
        self.expect(f"{self.REPORT}: a row has a target, and no column shows it; say shows",
                    f"{self.REPORT}: rows[0]: target: target-percent is in percent, and reports in reports")
        self.change(self.REPORT, lambda each: each.update(shows=["target", "reached"]))
        self.row(target={**goal, "indicator": "reports-dismissed"})
        self.expect(f"{self.REPORT}: rows[0]: target: reports-dismissed is counted;"
                    " a target is a given figure")
        self.row(target={**goal, "indicator": "target-perzent", "goal": "least"})
        self.expect(f'{self.REPORT}: rows[0].target.goal: "least" is not known; did you mean at-least?')
        self.change(self.REPORT, lambda each: each["rows"][0].pop("target") and None)
        self.expect(f"{self.REPORT}: there are columns of goals, and no row has a target")

    def test_columns_of_ones_own_show_goals_themselves(self):
        column = {"label": "2016", "year": 2016, "show": "target", "per": "population", "times": 1,
                  "decimals": 0}
        self.change(self.REPORT, lambda each: each.update(columns=[column]))
        self.expect(f"{self.REPORT}: columns: 2016: show goes with neither per nor of")
        column = {"label": "2016", "year": 2016}
        self.change(self.REPORT, lambda each: each.update(columns=[column], shows=["actual"]))
        self.expect(f"{self.REPORT}: shows is for columns that are asked for; say show in each of these")

    def test_a_report_is_called_as_its_file(self):
        self.change(self.REPORT, lambda each: each.update(id="reports-by-reporter"))
        self.expect(f"{self.REPORT}: the id reports-by-reporter is not the file's name")

    def test_unknown_columns(self):
        self.change(self.REPORT, lambda each: each.update(columns="month"))
        self.expect(f'{self.REPORT}: columns: "month" is not known; did you mean months?')

    def test_columns_of_ones_own(self):
        column = {"label": "2016", "offices": ["602"], "year": 2016}
        self.change(self.REPORT, lambda each: each.update(columns=[column]))
        self.expect(f'{self.REPORT}: columns[0].offices[0]: "602" is no municipality number')
        self.change(self.REPORT, lambda each: each.update(
            columns=[{"label": "2016", "offices": ["0602"]}]))
        self.expect(f"{self.REPORT}: columns: 2016: it needs year, or at, or from and to")

    def test_names_that_are_not_there(self):
        self.row(indicator="report")
        self.expect(f"{self.REPORT}: rows[0]: indicator: there is no indicator report;"
                    " did you mean reports?")
        self.row(indicator="reports", by="agee")
        self.expect(f"{self.REPORT}: rows[0]: by: there is no dimension agee; did you mean age?")

    def total(self, *figures):
        """A sum of given figures beside the indicators that are there, in place of the last one."""
        def edit(content):
            known = next(each for each in content["indicators"] if each["measure"] == "reference")
            content["indicators"] = [
                each for each in content["indicators"] if not each["id"].startswith("test-")]
            ids = [f"test-{place}" for place, _ in enumerate(figures)]
            for id, figure in zip(ids, figures):
                content["indicators"].append({**known, "id": id, "figure": figure})
            words = {key: known[key] for key in ("label", "counts", "unit", "source")}
            content["indicators"].append(
                {**words, "id": "test-sum", "measure": "combine", "combine": {"plus": ids}})
        self.change(self.INDICATORS, edit)

    def test_people_are_added_up_once(self):
        start = f"{self.INDICATORS}: test-sum: combine:"
        end = "share ages, so people would be counted twice"
        self.total("population-0-17", "population-20-66")
        self.expect()
        self.total("population-0-17", "population-20-66", "population-0-22")
        self.expect(f"{start} test-0 and test-2 {end}", f"{start} test-1 and test-2 {end}")
        self.total("population", "population-0-17")
        self.expect(f"{start} test-0 and test-1 {end}")
        self.total("staff-prevention", "staff-prevention")
        self.expect()

    def acts(self, **changes):
        """Changes the indicator of acts in child welfare."""
        self.change("indicators/organisation.json", lambda each: each["indicators"][0].update(changes))

    def test_acts_are_of_types_about_the_subject(self):
        where = "indicators/organisation.json: acts-child-welfare"
        self.acts(types=["child-welfare.consultation-hold.v1"])
        self.expect(f"{where}: types: there is no event type child-welfare.consultation-hold.v1;"
                    " did you mean child-welfare.consultation-held.v1?")
        self.acts(types=["organisation.unit-changed.v1"])
        self.expect(f"{where}: types: organisation.unit-changed.v1 is not about a case")
        self.acts(types=["case-file.case-closed.v1"], where=[{"field": "staffKnd", "in": ["consultant"]}])
        self.expect(f"{where}: where: there is no fact of a post staffKnd; did you mean staffKind?",
                    f"{where}: where: there is no field staffKnd;"
                    " did you mean staffKind?")

    def test_the_days_of_a_subject_are_those_of_the_period(self):
        path = "indicators/child-welfare-measures.json"
        self.change(path, lambda each: each["indicators"][0].update(when="started"))
        self.expect(f"{path}: child-days: each: the days of a subject are those of the period:"
                    " inPeriod must be true, and when active")

    def test_only_what_is_opened_again_was_reopened(self):
        self.indicator("investigations-opened", when="reopened")
        self.expect(f"{self.INDICATORS}: investigations-opened: when: no type opens an investigation again")

    def test_only_what_is_given_for_a_time_is_in_force(self):
        self.indicator("investigations-opened", when="in-force")
        self.expect(f"{self.INDICATORS}: investigations-opened: when: an investigation is given for no time"
                    " (periodTo); ask for open")

    def test_a_dimension_of_units_says_when(self):
        path = "dimensions/organisation.json"
        self.change(path, lambda each: each["dimensions"][0].update(units="begin", level="bottom"))
        self.expect(f'{path}: unit-at-start: level: "bottom" is not known; there are own, top',
                    f'{path}: unit-at-start: units: "begin" is not known; there are end, start')

    def test_an_indicator_says_where_it_comes_from(self):
        self.indicator("reports", source=None)
        self.expect(f"{self.INDICATORS}: reports: source is missing")

    def test_a_unit_has_words(self):
        self.indicator("reports", unit="report")
        self.expect(f"{self.INDICATORS}: reports: unit: report has no words under units;"
                    " did you mean reports?")

    def test_what_only_happens_is_counted_with_started(self):
        for when in ("ended", "open", "active"):
            self.indicator("consultations", when=when)
            self.expect(f"{self.INDICATORS}: consultations: when: a consultation only happens,"
                        " on one day; count it with started")

    def test_what_nothing_ends_is_not_counted_with_ended(self):
        self.indicator("consultations", when="ended", of="reference")
        faults = soundness.check(self.folder, EMITTERS)[1]
        self.assertEqual(1, len(faults))
        self.assertIn("consultations: when: ", faults[0])

    def test_conditions_are_on_fields_and_codes_of_what_is_counted(self):
        self.indicator("consultations", where=[{"field": "kinds", "in": ["telephone"]}])
        self.expect(f"{self.INDICATORS}: consultations: where: a consultation has no field kinds;"
                    " did you mean kind?")
        self.indicator("consultations", where=[{"field": "kind", "in": ["telefone"]}])
        self.expect(f"{self.INDICATORS}: consultations: where: kind: there is no code telefone;"
                    " did you mean telephone?")

    def test_days_before_the_period_are_one_of_two(self):
        self.indicator("reports", within="before")
        self.expect(f'{self.INDICATORS}: reports: within: "before" is not known;'
                    " there are earlier, period-before")
        self.indicator("reports", within="earlier")
        self.expect()

    def test_nights_are_a_way_to_count_days(self):
        self.indicator("reports", nights=True)
        self.expect(f"{self.INDICATORS}: reports: there is no key nights here")

    def test_an_unknown_measure_and_an_unknown_time(self):
        self.indicator("reports", measure="episode")
        self.expect(f'{self.INDICATORS}: indicators[1].measure: "episode" is not known;'
                    " did you mean episodes?")
        self.indicator("reports", measure="episodes", when="start")
        self.expect(f'{self.INDICATORS}: reports: when: "start" is not known; did you mean started?')


class CoverageTests(unittest.TestCase):
    """The rows of what services ask: each once, and nothing claimed that is not there."""

    NAMES = {"record": {"report-received"}, "report": set(), "indicator": {"reports"}, "law": set(),
             "rule": set(), "code": set(), "figure": set()}

    def faults(self, **changes):
        rows = [{"id": coverage.number(n), "what": "x", "waits": "y"} for n in range(1, 209)]
        rows[0] = {"id": "S-01", "what": "x", "by": ["transcript rules"], **changes}
        return [fault.split(": ", 1)[1] for fault in
                coverage.faults({"sections": [], "rows": rows}, self.NAMES)]

    def test_what_is_shown_is_no_fault(self):
        self.assertEqual([], self.faults())

    def test_the_file_as_it_is_has_no_fault(self):
        model, _ = soundness.check(os.path.join(TOP, "Schemas"), EMITTERS)
        self.assertEqual([], list(coverage.faults(coverage.read(), coverage.known(model))))

    def test_every_number_stands_once(self):
        self.assertEqual("the rows are not S-01 to S-208, each once and in order",
                         self.faults(id="S-02")[0])

    def test_a_row_that_nothing_shows_is_named(self):
        wanted = ["S-01: nothing lets it be seen: name a test, transcript, report or command"]
        self.assertEqual(wanted, self.faults(by=[]))
        self.assertEqual(wanted, self.faults(by=["record report-received", "indicator reports"]))
        self.assertEqual([], self.faults(by=[], outside="why"))

    def test_a_name_that_is_not_there_is_named(self):
        said = "S-01: there is no record report-recieved; did you mean report-received?"
        self.assertEqual([said], self.faults(by=["transcript rules", "record report-recieved"]))

    def test_an_unknown_kind_and_a_test_without_a_sentence(self):
        self.assertIn("trancript is no kind of evidence; did you mean transcript?",
                      self.faults(by=["transcript rules", "trancript rules"])[0])
        self.assertIn("a test is written folder/file: sentence",
                      self.faults(by=["transcript rules", "test A/B"])[0])


class ProgramTests(SchemaCopy):
    def run_tool(self, name, *arguments):
        return subprocess.run(
            [sys.executable, os.path.join(self.top, "Tools", name), *arguments],
            capture_output=True, text=True, check=False)

    def test_nothing_is_written_from_unsound_files(self):
        shutil.copytree(os.path.join(TOP, "Tools"), os.path.join(self.top, "Tools"))
        self.change(CONSULTATION, lambda each: each["x-sealed"]["text"].update({"of": "kid"}))
        for name, code in (("check-schemas", 1), ("generate", 65)):
            ended = self.run_tool(name)
            said = ended.stdout + ended.stderr
            self.assertEqual(code, ended.returncode, said)
            self.assertNotIn("Traceback", said)
            self.assertEqual(1, said.count("\n"), said)
            self.assertIn("there is no data subject kid", said)
        self.assertFalse(os.path.exists(os.path.join(self.top, "Sources")))


if __name__ == "__main__":
    unittest.main()
