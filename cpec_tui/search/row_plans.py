"""Entities, kinds, dates, pages and fields as rows of the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.rowset import RowSet
from cpec_tui.dates import FIRST_DAY, LAST_DAY
from cpec_tui.folding import lookup_key
from cpec_tui.model import Role
from cpec_tui.nearest import did_you_mean, nearest
from cpec_tui.search import paragraph_fields
from cpec_tui.search.asked import entities_meant, kinds_meant
from cpec_tui.search.explain import explain
from cpec_tui.search.fields import documents_with, other_values
from cpec_tui.search.plan import Any, Filter, Plan, Rows
from cpec_tui.search.query import DateRange, Entity, Field, Kind, PageRange
from cpec_tui.search.reporting import Report, any_of, shown
from cpec_tui.wording import counted

_LAST_PAGE = 1 << 40


@dataclass(frozen=True, slots=True)
class RowPlanner:
    """Plans of parts that the catalog answers; what finds nothing is said in ``report``."""

    catalog: Catalog
    report: Report

    def plan(self, node: Entity | Kind | DateRange | PageRange | Field) -> Plan:
        """The rows for ``node``."""
        match node:
            case Entity():
                return self._entity(node)
            case Kind():
                return self._kind(node)
            case DateRange():
                return self._dates(node)
            case PageRange():
                return self._pages(node)
            case Field("role"):
                return self._role(node)
            case Field("has" | "is"):
                return self._has_or_is(node)
            case Field():
                return self._field(node)

    def _entity(self, node: Entity) -> Plan:
        chosen = entities_meant(self.catalog, node)
        if not chosen:
            return self._no_entity(node)
        if not node.unfinished:
            self._say_which(node, chosen)
        rows = _summed(self.catalog.rows_of_entity(one) for one in chosen)
        return Rows(rows) if rows else self.report.missing(f"{shown(explain(node))} is mentioned in no paragraph")

    def _no_entity(self, node: Entity) -> Plan:
        names = {**{lookup_key(name): entity for name, entity in self.catalog.names()}}
        names |= {entity: entity for entity in self.catalog.entity_ids()}
        near = dict.fromkeys(f"@{names[name]}" for name in nearest(node.id, names, 3))
        advice = f"did you mean {any_of(near)}?" if near else "search for its name"
        return self.report.not_known(f"no entity {shown(node.id)}: {advice}")

    def _say_which(self, node: Entity, chosen: list[str]) -> None:
        """Say whom a name stands for, and how many mentions may be meant, too."""
        if chosen != [node.id]:
            self.report.say(f"{shown(explain(node))} is {' and '.join(f'`@{one}`' for one in chosen)}")
        for entity in chosen:
            stored = self.catalog.entity(entity)
            if stored is not None and stored.ambiguous:
                are = "mention is" if stored.ambiguous == 1 else "mentions are"
                self.report.say(f"+{stored.ambiguous:,} ambiguous {are} not counted for `@{entity}`")

    def _kind(self, node: Kind) -> Plan:
        chosen = kinds_meant(self.catalog, node)
        if not chosen:
            names = [kind.name for kind in self.catalog.kinds]
            advice = did_you_mean(node.name, names) or f"kinds are {', '.join(names)}"
            return self.report.not_known(f"no kind {shown(node.name)}: {advice}")
        rows = _summed(self.catalog.rows_of_kind(kind) for kind in chosen)
        return Rows(rows) if rows else self.report.missing(f"no entity of {explain(node)} is mentioned in a paragraph")

    def _dates(self, node: DateRange) -> Plan:
        numbers = self.catalog.documents_between(node.first or FIRST_DAY, node.last or LAST_DAY)
        self._say_left_out(self.catalog.undated(), "no date", explain(node))
        if numbers:
            return self._documents(numbers)
        dates = sorted(data.date for *_, data in self.catalog.document_fields() if data.date)
        advice = f"dates go from {dates[0]} to {dates[-1]}" if dates else ""
        return self.report.missing(f"no document has a date in {node.shown}", advice)

    def _pages(self, node: PageRange) -> Plan:
        self._say_left_out(self.catalog.without_pages(), "no pages", explain(node))
        last = _LAST_PAGE if node.last is None else node.last
        rows = self.catalog.rows_of_pages(node.first or 0, last)
        if rows:
            return Filter(rows)
        highest = self.catalog.last_page()
        advice = f"pages go to {highest:,}" if highest else "only documents that are printed in pages have any"
        return self.report.missing(f"no paragraph is on {explain(node)}", advice)

    def _say_left_out(self, count: int, what: str, by: str) -> None:
        if count:
            how = "not left out by NOT" if self.report.negated else "left out by"
            self.report.say(f"{counted(count, 'document')} {'has' if count == 1 else 'have'} {what}: {how} {by}")

    def _field(self, node: Field) -> Plan:
        numbers = documents_with(self.catalog, node)
        if numbers:
            return self._documents(numbers)
        return self.report.missing(f"no document has {shown(explain(node))}", other_values(self.catalog, node))

    def _documents(self, numbers: list[int]) -> Plan:
        return Filter(self.catalog.rows_of_documents(numbers))

    def _role(self, node: Field) -> Plan:
        roles = [role.value for role in Role]
        wanted = lookup_key(node.value)
        chosen = [role for role in roles if role.startswith(wanted)]
        if not chosen:
            advice = did_you_mean(wanted, roles) or f"roles are {', '.join(roles)}"
            return self.report.not_known(f"no role {shown(node.value)}: {advice}")
        rows = RowSet(reduce(or_, (self.catalog.rows_of_role(role).bits for role in chosen)))
        return Filter(rows) if rows else self.report.missing(f"no paragraph is a {' or '.join(chosen)}")

    def _has_or_is(self, node: Field) -> Plan:
        values = paragraph_fields.values_meant(node)
        if not values:
            advice = paragraph_fields.not_known(node)
            return self.report.not_known(f"there is no {shown(explain(node))}: {advice}")
        plans: list[Plan] = []
        for value in values:
            rows = paragraph_fields.rows_that(self.catalog, node.name, value)
            if rows:
                plans.append(Rows(rows) if isinstance(rows, Mapping) else Filter(rows))
        if plans:
            return plans[0] if len(plans) == 1 else Any(tuple(plans))
        return self.report.missing(paragraph_fields.no_paragraph(node.name, values[0]))


def _summed(counts: Iterable[Mapping[int, int]]) -> Mapping[int, int]:
    listed = list(counts)
    if len(listed) == 1:
        return listed[0]
    total: dict[int, int] = {}
    for of_one in listed:
        for row, count in of_one.items():
            total[row] = total.get(row, 0) + count
    return total
