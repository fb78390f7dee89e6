"""What looks like a person's identity, and what must not: numbers are all over these notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.identifiers import found

POSITIVES = [
    ("Patient 943 476 5919 came twice", "nhs_number"),
    ("943-476-5919", "nhs_number"),
    ("NHS no. 9434765919.", "nhs_number"),
    ("\uff19\uff14\uff13\uff14\uff17\uff16\uff15\uff19\uff11\uff19", "nhs_number"),
    ("ring 0113 496 0123 after five", "phone"),
    ("(0113) 496 0123", "phone"),
    ("07700 900123", "phone"),
    ("mobile 07700900123", "phone"),
    ("+44 7700 900 123", "phone"),
    ("+44 (0)113 496 0123", "phone"),
    ("00447700900123", "phone"),
    ("+33 1 99 00 12 34", "phone"),
    ("write to ann.other@example.org please", "email"),
    ("(a@b.co.uk)", "email"),
    ("lives at LS1 4AP", "postcode"),
    ("sw1a 1aa", "postcode"),
    ("EC1A1BB", "postcode"),
    ("M1 1AE, top flat", "postcode"),
    ("DOB 3/5/1948", "birth_date"),
    ("d.o.b. 03.05.48", "birth_date"),
    ("date of birth: 3 May 1948", "birth_date"),
    ("a lady born in 1931", "birth_date"),
    ("born on 3rd March 2015", "birth_date"),
    ("12/11/1937", "birth_date"),
    ("1937-11-12", "birth_date"),
    ("Mrs Kaur fell again", "name"),
    ("Mr. O’Neill from bed 4", "name"),
    ("Dr Patel said no", "name"),
    ("Ask Ms Ng", "name"),
    ("Prof B", "name"),
    ("mr smith waited", "name"),
]

NEGATIVES = [
    "Care homes call 999, not 111",
    "In 1948 and again in 2012-13",
    "Since 1/4/2013 the CCG pays",
    "5 July 1948",
    "Review by 12/05/2026",
    "It saves £1,234,567.89 a year",
    "£9434765919",
    "$943 476 5919 lost",
    "943 476 5918 has a wrong last digit",
    "0000000000",
    "Falls down by 34.5% since 2019",
    "9434765919%",
    "60 of 120 beds, 4.5 nurses, 24/7",
    "24/7/365 cover",
    "Pages 100-1000 and 10 000 leaflets",
    "Freephone 0800 123 4567",
    "ring 0300 123 1234 or 0345 678 9012",
    "Version 10.12.1999.4",
    "Ward E1 2nd floor",
    "Ward A1 2BC team",
    "The M6 2hr delay",
    "LS1 and LS10 postcodes",
    "COVID-19 3rd wave",
    "B12 1mg injections",
    "H1N1 2009",
    "Type 2 diabetes T2DM",
    "MS Society and MR Scanner",
    "DR Congo",
    "Dr Appointments are rare",
    "Doctor led clinics",
    "Miss the point",
    "people miss Appointments",
    "dr on call, drs and ms office",
    "@home team",
    "meet @ 3.30",
    "NHS@Home",
    "He was born lucky",
    "stillborn rate 3.4 per 1000",
    "\u0664\u0662 beds",
    "",
]


@pytest.mark.parametrize(("text", "kind"), POSITIVES)
def test_what_identifies_somebody_is_found(text, kind):
    assert kind in found(text)


@pytest.mark.parametrize("text", NEGATIVES)
def test_what_a_workshop_is_full_of_is_not(text):
    """Years, money, percentages, wards, telephone lines for all: a warning would be a false one."""
    assert found(text) == frozenset()


def number(nine):
    """Nine digits with their check digit, None where there is none."""
    check = (11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11
    return None if check == 10 else f"{nine}{check}"


@given(st.text("0123456789", min_size=9, max_size=9).map(number).filter(bool))
def test_a_wrong_check_digit_is_no_nhs_number(valid):
    """Of the ten last digits one at most is right."""
    others = [f"{valid[:9]}{digit}" for digit in range(10) if str(digit) != valid[9]]

    assert ("nhs_number" in found(f"No {valid}")) == (len(set(valid)) > 1)
    assert not any("nhs_number" in found(f"No {other}") for other in others)


@given(st.integers(0, 99_999), st.sampled_from(["", "£", "%", " beds", " per year", "th", "k"]))
def test_a_short_number_never_warns(value, unit):
    """No count, sum, year or percentage identifies anybody."""
    text = f"{unit}{value}" if unit == "£" else f"{value}{unit}"

    assert found(f"We had {text} in all") == frozenset()


@given(st.text())
def test_any_text_can_be_judged(text):
    assert isinstance(found(text), frozenset)
