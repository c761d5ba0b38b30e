"""Prices of dedicated instances are told apart from those of shared ones."""

from __future__ import annotations

from decimal import Decimal

from prices.cleaning import cleaned


def texts(**prices: str) -> dict[str, str]:
    entries = cleaned({f"t3.{size}": {"us-east-1": Decimal(price)} for size, price in prices.items()})
    return {name.partition(".")[2]: str(regions["us-east-1"]) for name, regions in entries.items()}


def test_three_sizes_that_agree_are_sure_and_tell_of_the_others() -> None:
    assert texts(nano="0.0052", micro="0.0104", small="0.022", medium="0.0416", large="0") == {
        "nano": "0.0052", "micro": "0.0104", "small": "0.0208~", "medium": "0.0416", "large": "0.0832~"}


def test_one_shared_price_is_told_by_dedicated_ones_above_it() -> None:
    assert texts(small="0.022", medium="0.0416") == {"small": "0.0208~", "medium": "0.0416"}


def test_two_that_agree_may_both_be_dedicated() -> None:
    assert texts(small="0.022", medium="0.044") == {"small": "0.022?", "medium": "0.044?"}


def test_where_sizes_do_not_go_by_size_nobody_knows() -> None:
    assert texts(micro="0.01", small="0.05", medium="0.06") == {"micro": "0.01?", "small": "0.05?", "medium": "0.06?"}


def test_bare_metal_has_no_size_to_compare() -> None:
    prices = {"nano": "0.0052", "micro": "0.0104", "medium": "0.0416", "metal": "3"}
    assert texts(**prices)["metal"] == "3?"
