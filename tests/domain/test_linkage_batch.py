"""The batch links what it should, leaves nothing behind, and agrees with the counter's Python."""

import stat
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dareecha.domain.linkage.compare import compare
from dareecha.domain.linkage.levels_sql import LEVELS
from dareecha.domain.linkage.model import Model, UnreadableModel, score
from dareecha.domain.linkage.names import normalise
from dareecha.domain.linkage.similarity import jaro_winkler
from dareecha.registry import linking
from dareecha.registry.linking import (
    FORM_HEAD,
    LINKED,
    OWN_NUMBER,
    LinkResult,
    link,
    shipped_settings,
)

NOBODY: dict[str, Any] = {
    "list": "bisp_nser_members",
    "role": "",
    "district": "PK526",
    "tehsil": "",
    "union_council": "",
    "village": "",
    "father_is": "",
    "sex": "",
    "birth_from": None,
    "birth_to": None,
    "birth_is_rounded": False,
    "relative_index": None,
    "family_no": "",
    "form_no": "",
    "member_no": "",
    "relation": "",
    "marital_status": "",
    "person_meant": True,
}


def masked(number: str) -> list[bytes]:
    return [
        sha256(f"{number[:place]}*{number[place + 1 :]}".encode()).digest()
        for place in range(len(number))
    ]


def mention(
    id_: str,
    name: str,
    *,
    father: str = "",
    number: str = "",
    born: date | None = None,
    **more: Any,
) -> dict[str, Any]:
    name_form, father_form = normalise(name), normalise(father)
    return {
        **NOBODY,
        "id": id_,
        "row_key": id_,
        "name_full": name_form.full,
        "name_key": name_form.key,
        "father_full": father_form.full,
        "father_key": father_form.key,
        "father_is": "either" if father else "",
        "birth_from": born,
        "birth_to": born,
        "cnic_index": sha256(number.encode()).digest() if number else None,
        "cnic_masked": masked(number) if number else None,
        **more,
    }


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(
        rows,
        schema_overrides={
            "birth_from": pl.Date,
            "birth_to": pl.Date,
            "cnic_index": pl.Binary,
            "cnic_masked": pl.List(pl.Binary),
            "relative_index": pl.Binary,
        },
        infer_schema_length=None,
    )


def linked(tmp_path: Path, *rows: dict[str, Any]) -> LinkResult:
    return link(frame(*rows), shipped_settings(), work=tmp_path / "work")


def persons(result: LinkResult) -> dict[str, str]:
    return dict(result.clusters.iter_rows())


WORDS = st.text("abcde ", min_size=1, max_size=12)

HOUSEHOLD = [
    mention(
        "form",
        "Ali Khan",
        number="1720100000011",
        list="bisp_nser_households",
        village="gldr",
        form_no="F1",
        relation="head",
    ),
    mention(
        "head",
        "Mohd Ali Khan",
        father="Gul Zaman",
        number="1720100000011",
        sex="male",
        born=date(1970, 3, 4),
        district="",
        form_no="F1",
        member_no="1",
        relation="head",
    ),
    mention(
        "wife",
        "Mst. Nargis Bibi",
        father="Ali Khan",
        number="1720100000011",
        sex="female",
        marital_status="married",
        born=date(1975, 5, 6),
        district="",
        form_no="F1",
        member_no="2",
        relation="wife",
    ),
]


def test_a_form_and_its_head_are_one_and_the_heads_number_is_not_the_wifes(tmp_path: Path) -> None:
    result = linked(tmp_path, *HOUSEHOLD)
    person_of = persons(result)
    assert person_of["form"] == person_of["head"] != person_of["wife"]
    assert result.relatives_numbers == {"wife"}
    [pair] = result.pairs.filter(pl.col("rule") == FORM_HEAD).rows(named=True)
    assert (pair["left_id"], pair["right_id"], pair["outcome"]) == ("form", "head", LINKED)


def test_a_woman_without_a_number_is_known_by_name_husband_and_village(tmp_path: Path) -> None:
    zakat = mention(
        "z",
        "نرگس بی بی",
        father="علی خان",
        list="zakat_mustahiqeen",
        village="gldr",
        birth_from=date(1974, 7, 1),
        birth_to=date(1975, 6, 30),
        birth_is_rounded=True,
    )
    result = linked(tmp_path, *HOUSEHOLD, zakat)
    person_of = persons(result)
    assert person_of["z"] == person_of["wife"]
    assert {p.household for p in result.households.of_person[person_of["z"]]} == {"F1"}


def test_a_number_with_one_wrong_digit_is_still_found(tmp_path: Path) -> None:
    worker = mention(
        "e",
        "ALY XAN",
        father="GUL ZMAAN",
        number="1720100000091",
        list="eobi_insured",
        born=date(1970, 3, 4),
    )
    person_of = persons(linked(tmp_path, *HOUSEHOLD, worker))
    assert person_of["e"] == person_of["head"]


def test_an_own_number_under_a_name_like_hers_is_left_to_an_officer(tmp_path: Path) -> None:
    hers = {"number": "1720100000022", "sex": "female"}
    woman = mention("w", "Sajida", father="Bilal", born=date(1980, 2, 3), **hers)
    worker = mention(
        "e",
        "SAEDA",
        father="Sohail",
        number=hers["number"],
        born=date(1980, 2, 3),
        list="eobi_insured",
        district="PK520",
    )
    paid = mention("p", "SAEEDA", list="bisp_payments", **hers)
    result = linked(tmp_path, woman, worker, paid)
    assert persons(result)["w"] != persons(result)["p"]
    reviewed = {(pair["left_id"], pair["right_id"]) for pair in result.review.rows(named=True)}
    assert {("e", "w"), ("p", "w")} <= reviewed
    assert OWN_NUMBER in set(result.review["rule"])


def test_a_borrowed_number_neither_links_nor_comes_to_review(tmp_path: Path) -> None:
    neighbour = mention(
        "n", "Khushnuma Bibi", number="1720100000011", list="bisp_payments", sex="female"
    )
    result = linked(tmp_path, *HOUSEHOLD, neighbour)
    assert persons(result)["n"] == "n"
    assert result.review.is_empty()


def test_a_namesake_with_his_own_number_stays_himself(tmp_path: Path) -> None:
    namesake = mention(
        "n",
        "Ali Khan",
        father="Gul Zaman",
        number="1720199999993",
        list="eobi_insured",
        born=date(1970, 3, 4),
    )
    person_of = persons(linked(tmp_path, *HOUSEHOLD, namesake))
    assert person_of["n"] == "n"


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    rows = [*HOUSEHOLD, mention("e", "Ali Khan", number="1720100000011", list="eobi_insured")]
    assert persons(linked(tmp_path, *rows)) == persons(linked(tmp_path, *reversed(rows)))


def test_no_mentions_give_no_persons(tmp_path: Path) -> None:
    result = link(frame(*HOUSEHOLD).clear(), shipped_settings(), work=tmp_path)
    assert result.clusters.is_empty()
    assert result.review.is_empty()


def test_batch_and_counter_give_one_answer(tmp_path: Path) -> None:
    """Splink's levels and probabilities are those of compare() and score(), pair by pair."""
    names = [
        "Ali Khan",
        "Alli Xan",
        "Muhammad Ali",
        "Zarlakhta",
        "زرلخته",
        "Gul Nawaz",
        "Nawaz",
        "",
        "Merjan",
        "Marjan",
        "Reshma",
        "Shahzad Chagharzai",
    ]
    rows = [
        mention(
            f"m{place:02}",
            name,
            father=["Gul", "", "Gul Zaman", "Bilal", "Gol Khan"][place % 5],
            number=["1720100000011", "1720100000091", "", "1730155555553"][place % 4],
            born=[date(1970, 1, 1), None, date(1971, 6, 1), date(1990, 2, 2)][(place // 2) % 4],
            sex=["male", "female", "", "transgender"][place % 4],
            district=["PK526", "PK526", "PK520", ""][(place // 3) % 4],
            village=["gldr", "", "sltnft"][place % 3],
            form_no=["", "F1", "F2", ""][place % 4],
            member_no=str(place),
            birth_is_rounded=place % 3 == 0,
        )
        for place, name in enumerate(names * 4)
    ]
    entries = shipped_settings()
    entries["blocking"] = [{"id": "everything", "equal": ["everything"]}]
    shipped = Model.from_mapping(entries)
    entries["thresholds"] = {**entries["thresholds"], "review": 1e-300}
    model = Model.from_mapping(entries)
    mentions = linking.completed_frame(frame(*rows))
    prepared = linking.prepare(mentions).with_columns(everything=pl.lit(1))
    traits = {m.id: m.traits for m in linking.as_mentions(mentions)}
    pairs = linking.weigh(prepared, model, work=tmp_path)
    assert pairs.height == len(rows) * (len(rows) - 1) // 2
    for pair in pairs.rows(named=True):
        left, right = traits[pair["left_id"]], traits[pair["right_id"]]
        assert {c: pair[c] for c in LEVELS} == compare(left, right), (left, right)
        probability, reasons = score(left, right, model)
        assert pair["probability"] == pytest.approx(probability, abs=1e-6)
        assert [reason.comparison for reason in reasons] == list(LEVELS)
    # Under the thresholds in use, too light pairs are left in the database.
    weighs = pl.col("probability") >= shipped.review_from
    kept = pairs.filter(weighs | (pl.col("cnic") == "equal_name_differs"))
    assert 0 < kept.height < pairs.height
    in_use = linking.weigh(prepared, shipped, work=tmp_path)
    assert sorted(in_use.select("left_id", "right_id").rows()) == sorted(
        kept.select("left_id", "right_id").rows()
    )


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS)))
def test_likeness_is_the_databases_likeness(pairs: list[tuple[str, str]]) -> None:
    # Enough fixed pairs ride along that each run meets swapped letters.
    pairs = [*pairs, ("muhammad mudassir", "bakht munir tarkalani"), ("acd de", "bdbaecdaaeaa")]
    with duckdb.connect() as connection:
        for left, right in pairs:
            [likeness] = connection.execute(
                "SELECT jaro_winkler_similarity(?, ?)", [left, right]
            ).fetchone() or [None]
            assert jaro_winkler(left, right) == pytest.approx(likeness)


def test_the_work_folder_is_private_and_gone_even_after_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []

    def fail(connection: object, prepared: object, model: object) -> pl.DataFrame:
        modes.extend(stat.S_IMODE(folder.stat().st_mode) for folder in tmp_path.iterdir())
        raise RuntimeError("stopped in the middle")

    monkeypatch.setattr(linking, "_predict", fail)
    with pytest.raises(RuntimeError, match="stopped"):
        link(frame(*HOUSEHOLD), shipped_settings(), work=tmp_path)
    assert modes == [0o700]
    assert list(tmp_path.iterdir()) == []


def test_settings_without_a_level_are_refused_by_name() -> None:
    entries = shipped_settings()
    del entries["comparisons"]["birth"]["near"]
    with pytest.raises(UnreadableModel, match=r"comparisons\.birth"):
        Model.from_mapping(entries)


def test_settings_without_thresholds_in_order_are_refused() -> None:
    entries = shipped_settings()
    entries["thresholds"] = {"link": 0.2, "review": 0.8}
    with pytest.raises(UnreadableModel, match="thresholds"):
        Model.from_mapping(entries)


def test_settings_with_a_weight_of_nothing_are_refused_by_name() -> None:
    entries = shipped_settings()
    entries["comparisons"]["sex"]["same"] = {"m": 0, "u": 0.5}
    with pytest.raises(UnreadableModel, match=r"comparisons\.sex\.same"):
        Model.from_mapping(entries)


def test_settings_with_a_missing_entry_are_refused_by_name() -> None:
    entries = shipped_settings()
    del entries["prior"]
    with pytest.raises(UnreadableModel, match="prior"):
        Model.from_mapping(entries)


def test_the_shipped_settings_name_who_approved_them() -> None:
    assert Model.from_mapping(shipped_settings()).approved_by
