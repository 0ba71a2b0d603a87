"""How a table is found, and what is refused: made-up accounts."""

from __future__ import annotations

import random
from itertools import count

import pytest

from polypact.build.selectors import MAX_ANSWER, MAX_ROUTES, BuildError, Function, lay_out, render
from polypact.chain.diamonds import Diamond

DIAMOND = Diamond("Main", "made_up", ("First", "Second", "Loupe"))


def functions(*names: str, longest: int = 32) -> list[Function]:
    return [Function(f"{name}()", random.Random(name).getrandbits(32), longest) for name in names]


def made_up(**changed: list[Function]) -> dict[str, list[Function]]:
    return {
        "Main": functions("pay"),
        "First": functions("one", "two"),
        "Second": functions("three"),
        "Loupe": functions("facets"),
    } | changed


def test_same_functions_give_the_same_module_in_any_order() -> None:
    one = render(lay_out(DIAMOND, {k: sorted(v, key=lambda f: f.selector) for k, v in made_up().items()}))
    again = render(lay_out(DIAMOND, {k: sorted(v, key=lambda f: f.selector) for k, v in reversed(made_up().items())}))
    assert one == again


def test_function_with_a_long_answer_takes_another_route() -> None:
    layout = lay_out(DIAMOND, made_up(Second=functions("three") + functions("page", longest=MAX_ANSWER + 32)))
    page, three = functions("page")[0].selector, functions("three")[0].selector
    table = layout.table
    assert table.route_of(three) < table.first_long <= table.route_of(page)
    assert table.facet_of[table.route_of(three)] == table.facet_of[table.route_of(page)] == 2
    assert layout.longest_answer == MAX_ANSWER + 32


def test_function_of_two_facets_is_refused() -> None:
    with pytest.raises(BuildError, match=r"two\(\) of Second has the selector of a function of First"):
        lay_out(DIAMOND, made_up(Second=functions("two")))


def test_hidden_function_is_refused_unless_it_is_declared() -> None:
    account = made_up(First=functions("one", "pay"))
    with pytest.raises(BuildError, match="Main and its facets both have pay"):
        lay_out(DIAMOND, account)
    declared = Diamond("Main", "made_up", DIAMOND.facets, frozenset({"pay"}))
    layout = lay_out(declared, account)
    assert [f.name for f in layout.facets[0]] == ["one"]
    with pytest.raises(BuildError, match="both have nothing"):
        lay_out(declared, made_up())


def test_more_facets_than_routes_are_refused() -> None:
    names = tuple(f"F{i}" for i in range(MAX_ROUTES - 1))  # route 0 is none, and the loupe has one
    account = {name: functions(name) for name in (*names, "Loupe", "Main")}
    with pytest.raises(BuildError, match=f"{MAX_ROUTES + 1} routes"):
        lay_out(Diamond("Main", "made_up", (*names, "Loupe")), account)


def test_more_functions_than_the_loupe_has_room_for_are_refused() -> None:
    with pytest.raises(BuildError, match="First has 49 functions"):
        lay_out(DIAMOND, made_up(First=functions(*(f"f{i}" for i in range(49)))))
    many = {name: functions(*(f"{name}{i}" for i in range(48))) for name in ("Main", "First", "Second", "Loupe")}
    with pytest.raises(BuildError, match="more functions than MAX_BYTES"):
        lay_out(DIAMOND, many | {"Main": functions(*(f"m{i}" for i in range(113)))})


def test_account_of_150_functions_in_9_facets_finds_its_table() -> None:
    names = count()
    facets = tuple(f"Facet{i}" for i in range(9))
    account = {facet: functions(*(f"f{next(names)}" for _ in range(16))) for facet in facets}
    account |= {"Loupe": functions("facets"), "Main": functions(*(f"m{i}" for i in range(5)))}
    table = lay_out(Diamond("Main", "made_up", (*facets, "Loupe")), account).table
    for number, facet in enumerate(facets, 1):
        assert {table.facet_of[table.route_of(f.selector)] for f in account[facet]} == {number}
