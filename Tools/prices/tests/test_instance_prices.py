"""The table says what the package says, and what changed."""

from __future__ import annotations

from decimal import Decimal

from prices.instances import Instances

SHIPPED = {
    "updated": Decimal(1740936978),
    "compute": {"ec2_linux": {
        "t3.micro": {"us-east-1": Decimal("0.0104"), "us-west-2-lax-1": Decimal("0.0125")},
        "t3.medium": {"us-east-1": Decimal("0.0416"), "eu-west-3": Decimal("0.0472")},
        "t3.large": {"us-east-1": Decimal("0.0832"), "eu-west-3": Decimal(0)},
        "x.none": {"us-east-1": Decimal(0)},
        "t3": {"us-east-1": Decimal("2.1")},
    }},
}


def made() -> Instances:
    return Instances.of_package(SHIPPED, "package 1")


def test_only_types_and_regions_with_a_price_have_one() -> None:
    assert made().text == (
        "2025-03-02\tpackage 1\teu-west-3 us-east-1\n"
        "t3.large\t,0.0832\n"
        "t3.medium\t0.0472?,0.0416\n"
        "t3.micro\t,0.0104\n")


def test_a_table_is_read_as_it_was_written() -> None:
    assert Instances.of_text(made().text) == made()


def test_the_changes_name_what_came_went_and_costs_another_price() -> None:
    before = Instances.of_text("2024-01-01\tpackage 0\tap-east-1 us-east-1\nt3.large\t0.2,0.1~\nt3.medium\t,0.0416\nt2.micro\t,0.0116\n")
    assert list(made().changes(before)) == [
        "as of 2025-03-02, before 2024-01-01",
        "new type: t3.micro",
        "new region: eu-west-3",
        "gone type: t2.micro",
        "gone region: ap-east-1",
        "t3.large: us-east-1 0.1~ -> 0.0832",
    ]
