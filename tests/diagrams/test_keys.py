"""Equal keys mean the same thing said alike; what only may be the same stays apart."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams import keys
from diagrams.glossary import shipped
from diagrams.text import clean


def key(text, naming=False):
    return keys.key(text, naming, shipped())


# How eight tables of one rehearsal named the same things, and how many of each list the key
# brings together at least. The rest needs to know the table ("CCG" there is that table's own)
# or a decision ("Carers/family"): that is for people, with suggestions.
TOGETHER = [
    (6, ["GP practices", "GPs", "GP surgeries", "general practice", "Gp's (fewer call outs)",
         "GP surgerys (96% in)"]),
    (6, ["A&E", "A & E at the Royal", "Emergency Dept, Royal Blackburn", "our ED",
         "Accident & Emergency", "Emergency department"]),
    (7, ["Gateshead Council", "Newcastle City Council", "local authority",
         "Northumberland County Council", "3 councils", "LAs (not in yet)", "City council"]),
    (5, ["Care homes", "care homes", "carehomes", "CARE HOMES", "Care Homes"]),
    (4, ["home care agencies", "home care providers", "homecare cos.", "Home care providers"]),
    (1, ["care home residents", "Residents", "residents + relatives"]),
    (3, ["Carers", "unpaid carers", "Carers/family", "family carers"]),
    (2, ["Patients", "pts", "Patients & public"]),
    (2, ["frail older people", "frail older patients"]),
    (3, ["NEAS", "N.E.A.S.", "North East Ambulance Service"]),
    (2, ["Yorks Ambulance", "Yorkshire Amb. (transport)"]),
    (4, ["NHS England", "NHSE", "NHS England (Keogh review)", "NHS Eng."]),
    (3, ["CQC", "Care Quality Commission", "cqc"]),
    (1, ["CCG", "Newcastle Gateshead CCG"]),
    (1, ["AHSN", "AHSN NENC"]),
    (2, ["Northumbria Uni", "Northumbria University"]),
    (2, ["Newcastle University", "Newcastle Uni"]),
    (4, ["vol & community sector", "3rd sector groups", "third sector",
         "Voluntary sector (home from hospital)"]),
    (2, ["Health Foundation", "The Health Foundation"]),
    (2, ["Foundation Trusts", "all the FTs"]),
    (3, ["Occupational Therapist", "OTs", "OT's"]),
    (2, ["DN's", "district nurses"]),
    (2, ["social workers", "Social Workers"]),
    (1, ["Living Well link workers", "Link Workers"]),
    (2, ["111", "NHS 111"]),
    (1, ["Tablets + apps", "tablets / NEWS kit", "Laptops / tablets"]),
]  # fmt: skip

APART = [
    (["Care homes", "carehomes"], ["home care agencies", "homecare cos."]),
    (["Care homes"], ["care home residents", "care home staff – training"]),
    (["Carers", "unpaid carers"], ["care staff (paid carers)", "Carers Centre"]),
    (["NEAS"], ["North West Ambulance Service", "Yorks Ambulance", "Air ambulance",
                "ambulance crews (freed up)", "Burnley amb. station"]),
    (["CQC"], ["CCG", "CCG's"]),
    (["AHSN"], ["AHPs", "YH AHSN"]),
    (["GP surgeries"], ["GP federations"]),
    (["our ED"], ["EM consultants", "Emergency nurse practitioners", "ED clinicians"]),
    (["Northumbria University"], ["The Northumbria (building)", "Northumberland CCG"]),
    (["Newcastle University"], ["Newcastle Hospitals", "Newcastle City Council"]),
    (["Health Foundation"], ["Foundation Trusts", "all the FTs"]),
    (["NHS England"], ["NHS Digital", "NHS Improvement", "NHS 111"]),
    (["Healthwatch Northumberland"], ["Health Call (Durham)"]),
    (["social workers"], ["social care", "Link Workers", "housing support workers"]),
    (["OTs"], ["College of OTs", "OOH drs"]),
    (["district nurses"], ["Nurse specialists", "Hub nurses", "practice educator (nurse)"]),
    (["Northumberland County Council"], ["county councillors", "Public Health (council)"]),
    (["111"], ["999 control"]),
]  # fmt: skip


@pytest.mark.parametrize(("at_least", "names"), TOGETHER, ids=lambda value: str(value)[:30])
def test_names_of_one_thing_come_together(at_least, names):
    keys = [key(name, naming=True) for name in names]

    assert max(keys.count(one) for one in keys) >= at_least


@pytest.mark.parametrize(("these", "those"), APART, ids=lambda value: str(value)[:30])
def test_different_things_that_look_alike_stay_apart(these, those):
    for one, other in itertools.product(these, those):
        assert key(one, naming=True) != key(other, naming=True)


def test_names_of_two_planted_groups_never_meet():
    """Bringing together within a list must not bring two lists together."""
    owner = {}
    for number, (_, names) in enumerate(TOGETHER):
        for name in names:
            assert owner.setdefault(key(name, naming=True), number) == number, name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("more beds", "fewer beds"),
        ("no evaluation", "evaluation"),
        ("trust", "no trust"),
        ("staff were not asked", "staff were asked"),
        ("not all came", "not came"),
        ("-45% admissions", "45% admissions"),
        ("–3% admissions", "3% admissions"),
        ("↑ referrals", "↓ referrals"),
        ("calls > visits", "calls < visits"),
        ("it worked", "it worked?"),
        ("GPs 👍", "GPs 👎"),
        ("with funding", "without funding"),
        ("staff don't like it", "staff do like it"),
        ("admissions (fewer)", "admissions (more)"),
        ("tablets (the pill kind)", "tablets"),
        ("urgent care", "non-urgent care"),
        ("home to hospital", "hospital to home"),
        ("their idea", "our idea"),
        ("2 deaths", "20 deaths"),
        ("3 councils joined", "30 councils joined"),
        ("trusted", "trust"),
        ("some GPs", "all GPs"),
    ],
)
def test_statements_that_say_the_opposite_stay_apart(one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPs", "no GPs"),
        ("GPs", "GPs and nurses"),
        ("GPs", "GP receptionists"),
        ("councils", "General Medical Council"),
        ("councils", "Gateshead council tenants"),
        ("Calderdale FT", "Leeds FT"),
        ("Sunderland CCG", "Sheffield CCG"),
        ("York", "Yorkshire"),
        ("CCG", "ICB"),
        ("AHSN", "Health Innovation Network"),
        ("PHE", "UKHSA"),
        ("nursing homes", "care homes"),
    ],
)
def test_names_that_only_share_a_word_stay_apart(one, other):
    assert key(one, naming=True) != key(other, naming=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ｇｐ Surgeries", "gp surgery"),
        ("the N.H.S. trust", "NHS Trusts"),
        ("R&D", "r and d"),
        ("Co-ordinators", "coordinators"),
        ("“trust”", "Trust!"),
        ("everybody’s families", "everybody family"),
        ("people w/ dementia", "People with dementia"),
        ("CAFÉS", "cafe\u0301s"),
    ],
)
def test_spelling_alone_makes_no_difference(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leeds City Council", "Essex County Council"),
        ("council in Leeds", "LA"),
        ("2 care homes in Bolton", "care homes"),
        ("4 CCGs", "CCGs"),
        ("Involve (tech partner)", "Involve"),
    ],
)
def test_how_many_and_where_do_not_matter_when_naming_who(one, other):
    assert key(one, naming=True) == key(other, naming=True)


@pytest.mark.parametrize("text", ["the", "😄", "( )", "。", "a"])
def test_words_that_say_nothing_are_their_own_key(text):
    assert key(text, naming=True) == text


def test_a_sign_alone_has_a_key():
    """Found by the law below."""
    assert key("©") == "©"


@given(st.text().map(clean).filter(bool), st.booleans())
def test_every_note_has_a_key(text, naming):
    assert key(text, naming)
