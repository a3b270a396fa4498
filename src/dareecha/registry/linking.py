"""Link rows of all lists to persons: Splink finds and weighs pairs, the domain joins them.

Knows no database of ours: a frame of mentions comes in, links and reasons go out. The work folder
holds keyed hashes and normalised names while Splink runs and is deleted whatever happens.
"""

import logging
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import combinations, islice
from pathlib import Path
from typing import Any, Self

import duckdb
import polars as pl
import yaml
from splink import Linker, SettingsCreator
from splink.backends.duckdb import DuckDBAPI

from dareecha.domain.linkage import companions
from dareecha.domain.linkage.clusters import Clusters, Link, Mention, join
from dareecha.domain.linkage.companions import Pointer
from dareecha.domain.linkage.compare import (
    NUMBER_OF_ANOTHER_NAME,
    UNKNOWN,
    Traits,
    is_worth_a_look,
)
from dareecha.domain.linkage.hearths import Households, households
from dareecha.domain.linkage.levels_sql import LEVELS
from dareecha.domain.linkage.model import BlockingRule, Model
from dareecha.domain.linkage.names import core_of, keys_of
from dareecha.domain.linkage.readings import completed
from dareecha.domain.linkage.relatives import is_head, numbers_of_relatives
from dareecha.registry.layout import Layout
from dareecha.registry.layout_files import shipped_layouts

_REGISTERS_OF_DEATHS = frozenset({"civil_deaths"})

FORM_HEAD = "head_of_the_form"
OWN_NUMBER = "own_number_and_given_name"
LINKED, REVIEW = "linked", "review"

_MENTION: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.String,
    "list": pl.String,
    "row_key": pl.String,
    "role": pl.String,
    "district": pl.String,
    "tehsil": pl.String,
    "union_council": pl.String,
    "village": pl.String,
    "name_full": pl.String,
    "name_key": pl.String,
    "father_full": pl.String,
    "father_key": pl.String,
    "father_is": pl.String,
    "sex": pl.String,
    "birth_from": pl.Date,
    "birth_to": pl.Date,
    "birth_is_rounded": pl.Boolean,
    "cnic_index": pl.Binary,
    "cnic_masked": pl.List(pl.Binary),
    "form_no": pl.String,
    "member_no": pl.String,
    "relation": pl.String,
    "marital_status": pl.String,
    "person_meant": pl.Boolean,
    "relative_index": pl.Binary,
    "family_no": pl.String,
}
READ_AT_ONCE = 20_000
MEMORY = "1GB"
"""For the weighing of pairs; what needs more is spilled to the work folder."""
_COMPARED = (
    "id",
    "name_full",
    "name_key",
    "name_core",
    "name_parts",
    "name_keys",
    "father_full",
    "father_key",
    "father_core",
    "father_parts",
    "father_keys",
    "father_is",
    "sex",
    "birth_from",
    "birth_to",
    "birth_year",
    "cnic_index",
    "cnic_masked",
    "district",
    "village",
    "form_no",
)


@dataclass(frozen=True)
class LinkResult:
    """What linking found.

    `pairs`: left_id, right_id, probability, a column for each comparison with its level, `rule`
    (why a pair was joined or reviewed whatever it weighs, else ''), and `outcome`: linked, review,
    or the code of the rule that forbade the join. `clusters`: id, person. `relatives_numbers`:
    ids of the mentions whose number is a relative's; it tells the household, not the person.
    `households`: which persons live in one household, and by what evidence.
    """

    pairs: pl.DataFrame
    clusters: pl.DataFrame
    households: Households
    relatives_numbers: frozenset[str]

    @property
    def review(self) -> pl.DataFrame:
        """The doubtful pairs, which an officer decides."""
        return self.pairs.filter(pl.col("outcome") == REVIEW)


def shipped_settings() -> dict[str, Any]:
    """The linkage settings that come with the program."""
    text = files("dareecha.registry").joinpath("linkage_settings.yaml").read_text("utf-8")
    settings: dict[str, Any] = yaml.safe_load(text)
    return settings


def link(mentions: pl.DataFrame, settings: dict[str, Any], *, work: Path) -> LinkResult:
    """Link mentions to persons.

    `mentions` has the columns of registry.Mention, with ids as text; others are ignored. Two runs
    over the same mentions and settings give the same persons, whatever the order of the rows.
    Raises UnreadableModel when the settings are wrong.
    """
    model = Model.from_mapping(settings)
    mentions = completed_frame(mentions)
    relatives = frozenset(_numbers_of_relatives(mentions))
    heads = heads_of_forms(mentions, model.rule_probability[FORM_HEAD])
    weighed = weigh(prepare(mentions, relatives), model, work=work)
    # Only now: a mention as an object takes several times what it takes in a frame.
    told, everybody = _Told.by(mentions), as_mentions(mentions)
    del mentions
    people = without_numbers(everybody, relatives)
    pairs = pl.concat([heads, _looked_at_again(weighed, people, model)], how="diagonal")
    first = _join(people, pairs, model)
    found = _companions(told, people, first, model)
    relatives |= found.borrowers
    people = without_numbers(people, found.borrowers)
    pairs = pl.concat([pairs, found.pairs], how="diagonal").sort("left_id", "right_id", "rule")
    joined = _join(people, pairs, model)
    return LinkResult(
        pairs=_with_outcome(pairs, joined, model),
        clusters=pl.DataFrame(
            {"id": list(joined.person_of), "person": list(joined.person_of.values())},
            schema={"id": pl.String, "person": pl.String},
        ),
        households=_households(told, everybody, joined),
        relatives_numbers=relatives,
    )


@dataclass(frozen=True)
class _Told:
    """What rows say of mentions beside their traits, as ids: pairs of kin, heads, the dead."""

    kin: list[tuple[str, str]]
    heads: frozenset[str]
    deceased: frozenset[str]

    @classmethod
    def by(cls, mentions: pl.DataFrame) -> Self:
        standing = mentions.select("id", "form_no", "relation", "member_no")
        dead = mentions.filter(pl.col("list").is_in(_REGISTERS_OF_DEATHS))
        return cls(
            kin=_named_as_kin(mentions),
            heads=frozenset(row["id"] for row in standing.iter_rows(named=True) if is_head(row)),
            deceased=frozenset(dead["id"]),
        )


def _numbers_of_relatives(mentions: pl.DataFrame) -> Iterator[str]:
    number = ("form_no", "cnic_index")
    on_a_form = mentions.filter(pl.col("form_no") != "", pl.col("cnic_index").is_not_null())
    sharing = on_a_form.filter(pl.len().over(number) > 1)
    return numbers_of_relatives(sharing.iter_rows(named=True))


def _households(told: _Told, everybody: list[Mention], joined: Clusters) -> Households:
    return households(
        everybody,
        joined.person_of,
        pointers=_pointers(told, everybody, joined),
        heads=told.heads,
        deceased=told.deceased,
    )


@dataclass(frozen=True)
class _CompanionLinks:
    pairs: pl.DataFrame
    borrowers: frozenset[str]


def _looked_at_again(weighed: pl.DataFrame, people: list[Mention], model: Model) -> pl.DataFrame:
    """Pairs under one number that weigh too little come to review; see compare.is_worth_a_look.

    Of the pairs that weigh too little only these were kept: see `_predict`.
    """
    traits = {person.id: person.traits for person in people}
    light = pl.col("probability") < model.review_from
    overlooked = [
        pair["row"]
        for pair in weighed.with_row_index("row").filter(light).iter_rows(named=True)
        if is_worth_a_look(traits[pair["left_id"]], traits[pair["right_id"]], pair)
    ]
    found = pl.int_range(pl.len()).is_in(overlooked)
    return weighed.with_columns(
        probability=pl.when(found)
        .then(pl.lit(model.rule_probability[OWN_NUMBER]))
        .otherwise("probability"),
        rule=pl.when(found).then(pl.lit(OWN_NUMBER)).otherwise("rule"),
    )


def _join(people: list[Mention], pairs: pl.DataFrame, model: Model) -> Clusters:
    sure = pl.col("probability") >= model.link_from
    doubtful = ~sure & (pl.col("probability") >= model.review_from)
    return join(people, _links(pairs.filter(sure)), _links(pairs.filter(doubtful)))


def _links(pairs: pl.DataFrame) -> list[Link]:
    columns = pairs.select("left_id", "right_id", "probability")
    return [Link(*row) for row in columns.iter_rows()]


def _companions(
    told: _Told, people: list[Mention], first: Clusters, model: Model
) -> _CompanionLinks:
    """Links by what a row says about its other people; see domain.linkage.companions."""
    # The register of deaths gives the dead person's own number, whoever else stands under it.
    pointers = [p for p in _pointers(told, people, first) if p.mention not in told.deceased]
    found = list(companions.find(pointers, people, first.person_of))
    pairs = pl.DataFrame(
        [
            (*sorted((link.mention, link.on_form)), model.rule_probability[link.rule], link.rule)
            for link in found
        ],
        schema={
            "left_id": pl.String,
            "right_id": pl.String,
            "probability": pl.Float64,
            "rule": pl.String,
        },
        orient="row",
    )
    borrowers = {link.mention for link in found if link.rule == companions.RELATIVES_NUMBER}
    return _CompanionLinks(pairs, frozenset(borrowers))


def _pointers(told: _Told, people: list[Mention], joined: Clusters) -> list[Pointer]:
    return [
        *companions.by_kin(told.kin, people, joined.person_of),
        *companions.by_numbers(people, joined.person_of),
    ]


def _named_as_kin(mentions: pl.DataFrame) -> list[tuple[str, str]]:
    """Pairs of people of one row who, as its layout says, live in one household as a rule."""
    hearth_of = {
        (layout.id, role): hearth
        for layout in shipped_layouts().values()
        for role, hearth in _hearths(layout).items()
    }
    together: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for id_, list_, key, role in mentions.select("id", "list", "row_key", "role").iter_rows():
        hearth = hearth_of.get((list_, role or ""))
        if hearth is not None:
            together[list_, key, hearth].append(id_)
    return [pair for ids in together.values() for pair in combinations(ids, 2)]


def _hearths(layout: Layout) -> dict[str, str]:
    """For each role that is named as kin, or has kin, the role at the root of its kin."""
    kin_of = {person.role: person.kin_of for person in layout.people}
    hearths = {}
    for role, kin in kin_of.items():
        root, above = role, kin
        while above is not None:
            root, above = above, kin_of[above]
        if kin is not None:
            hearths[role] = hearths[root] = root
    return hearths


def _with_outcome(pairs: pl.DataFrame, joined: Clusters, model: Model) -> pl.DataFrame:
    refused = {(refusal.left, refusal.right): refusal.code for refusal in joined.refused}
    seen = pairs.filter(pl.col("probability") >= model.review_from)
    outcomes = [
        LINKED
        if joined.person_of[left] == joined.person_of[right]
        else refused.get((left, right), REVIEW)
        for left, right in seen.select("left_id", "right_id").iter_rows()
    ]
    return seen.with_columns(pl.Series("outcome", outcomes, dtype=pl.String))


def completed_frame(mentions: pl.DataFrame) -> pl.DataFrame:
    """Mentions with the readings of domain.linkage.readings."""
    said = mentions.select(*_MENTION)
    return pl.concat(
        [
            pl.DataFrame(rows, schema=_MENTION)
            for rows in _in_parts(completed(lambda: said.iter_rows(named=True)))
        ]
    )


def _in_parts(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """At least one part, which may be empty: rows as dictionaries are held a part at a time."""
    yield list(islice(rows, READ_AT_ONCE))
    while part := list(islice(rows, READ_AT_ONCE)):
        yield part


def prepare(mentions: pl.DataFrame, relatives: frozenset[str] = frozenset()) -> pl.DataFrame:
    """The columns that are compared; a text that says nothing becomes NULL."""
    own_number = ~pl.col("id").is_in(list(relatives))
    return (
        mentions.with_columns(
            pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)),
            pl.when(own_number).then(pl.col("cnic_index")),
            pl.when(own_number).then(pl.col("cnic_masked")),
        )
        .with_columns(
            _core("name_full").alias("name_core"),
            _core("father_full").alias("father_core"),
            _keys("name_full").alias("name_keys"),
            _keys("father_full").alias("father_keys"),
            pl.col("birth_from").dt.year().alias("birth_year"),
        )
        .with_columns(
            pl.col("name_core").str.split(" ").alias("name_parts"),
            pl.col("father_core").str.split(" ").alias("father_parts"),
        )
        .select(*_COMPARED)
    )


def _core(column: str) -> pl.Expr:
    return pl.col(column).map_elements(core_of, return_dtype=pl.String, skip_nulls=True)


def _keys(column: str) -> pl.Expr:
    return pl.col(column).map_elements(
        lambda full: list(keys_of(full)), return_dtype=pl.List(pl.String), skip_nulls=True
    )


def heads_of_forms(mentions: pl.DataFrame, certain: float) -> pl.DataFrame:
    """The row of a form and the row of its only head mean one person; nothing to weigh there."""
    on_form = mentions.filter(pl.col("form_no").fill_null("") != "")
    is_form = pl.col("member_no").fill_null("") == ""
    forms = on_form.filter(is_form)
    heads = on_form.filter(~is_form, pl.col("relation") == "head")
    only = heads.filter(pl.len().over("form_no") == 1)
    pairs = forms.select("form_no", left="id").join(
        only.select("form_no", right="id"), on="form_no"
    )
    return pairs.select(
        left_id=pl.min_horizontal("left", "right"),
        right_id=pl.max_horizontal("left", "right"),
        probability=pl.lit(certain),
        rule=pl.lit(FORM_HEAD),
    )


def as_mentions(mentions: pl.DataFrame) -> list[Mention]:
    """Rows of the frame as the domain sees them."""
    return [
        Mention(
            id=row["id"],
            member_no=row["member_no"] or "",
            marital_status=row["marital_status"] or "",
            family_no=row["family_no"] or "",
            relative_index=row["relative_index"],
            traits=Traits(
                name_full=row["name_full"] or "",
                father_full=row["father_full"] or "",
                father_is=row["father_is"] or "",
                sex=row["sex"] or "",
                birth_from=row["birth_from"],
                birth_to=row["birth_to"],
                cnic_index=row["cnic_index"],
                cnic_masked=tuple(row["cnic_masked"] or ()),
                district=row["district"] or "",
                village=row["village"] or "",
                form_no=row["form_no"] or "",
            ),
        )
        for row in mentions.iter_rows(named=True)
    ]


def without_numbers(people: Iterable[Mention], relatives: frozenset[str]) -> list[Mention]:
    """The same mentions; those under a relative's number lose it."""
    return [
        replace(person, traits=replace(person.traits, cnic_index=None, cnic_masked=()))
        if person.id in relatives
        else person
        for person in people
    ]


def weigh(prepared: pl.DataFrame, model: Model, *, work: Path) -> pl.DataFrame:
    """Candidate pairs with probability and levels: left_id, right_id, probability, levels, rule."""
    work.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="linkage-", dir=work))  # mkdtemp gives mode 0700
    try:
        with duckdb.connect(folder / "pairs.duckdb") as connection:
            connection.execute("SET temp_directory = ?", [str(folder / "spill")])
            connection.execute("SET memory_limit = ?", [MEMORY])
            return _predict(connection, prepared, model)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _predict(
    connection: duckdb.DuckDBPyConnection, prepared: pl.DataFrame, model: Model
) -> pl.DataFrame:
    # Splink logs every table it makes at INFO; nothing there belongs in our log.
    logging.getLogger("splink").setLevel(logging.WARNING)
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register(prepared.to_arrow()), splink_settings(model), log_level=None)
    predictions = linker.inference.predict(warning_mode="never")
    pairs: pl.DataFrame = connection.sql(
        f"SELECT id_l, id_r, match_probability, {', '.join(f'gamma_{c}' for c in LEVELS)} "  # noqa: S608
        f"FROM {predictions.physical_name} WHERE match_probability >= {model.review_from} "
        f"OR gamma_cnic = {_splinks_number('cnic', NUMBER_OF_ANOTHER_NAME)}"
    ).pl()
    return pairs.select(
        left_id=pl.min_horizontal("id_l", "id_r"),
        right_id=pl.max_horizontal("id_l", "id_r"),
        probability="match_probability",
        rule=pl.lit(""),
        **{comparison: _level_names(comparison) for comparison in LEVELS},
    )


def _known_levels(comparison: str) -> list[str]:
    """The levels as Splink numbers them: downwards to 0."""
    return [level for level, _ in reversed(LEVELS[comparison]) if level != UNKNOWN]


def _splinks_number(comparison: str, level: str) -> int:
    return _known_levels(comparison).index(level)


def _level_names(comparison: str) -> pl.Expr:
    names = {-1: UNKNOWN, **dict(enumerate(_known_levels(comparison)))}
    return pl.col(f"gamma_{comparison}").replace_strict(names, return_dtype=pl.String)


def splink_settings(model: Model) -> SettingsCreator:
    """Our model in Splink's words."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        probability_two_random_records_match=model.prior,
        blocking_rules_to_generate_predictions=[_blocking(rule) for rule in model.blocking],
        comparisons=[_comparison(comparison, model) for comparison in LEVELS],
        retain_matching_columns=True,  # the levels come with them
    )


def _blocking(rule: BlockingRule) -> dict[str, Any]:
    columns = (*rule.columns, rule.within) if rule.within else rule.columns
    return {
        "blocking_rule": " AND ".join(f"l.{column} = r.{column}" for column in columns),
        "arrays_to_explode": [rule.within] if rule.within else None,
    }


def _comparison(comparison: str, model: Model) -> dict[str, Any]:
    levels: list[dict[str, Any]] = []
    for level, condition in LEVELS[comparison]:
        entry: dict[str, Any] = {"sql_condition": condition, "label_for_charts": level}
        if level == UNKNOWN:
            entry["is_null_level"] = True
        else:
            weight = model.weights[comparison][level]
            entry["m_probability"] = weight.same_person
            entry["u_probability"] = weight.others
        levels.append(entry)
    return {"output_column_name": comparison, "comparison_levels": levels}
