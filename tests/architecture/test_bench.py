"""The benchmark of operations knows every one of them."""

from bench.calls import unplaced

from tradesense.main.app import openapi_document


def test_every_operation_is_measured_or_left_out_for_a_reason() -> None:
    assert unplaced(openapi_document()) == {}


def test_an_operation_that_is_in_neither_list_is_told() -> None:
    document = openapi_document()
    paths = {**document["paths"], "/api/v1/moons/{moon_id}": {"get": {"operationId": "moons_get"}}}
    assert unplaced({"paths": paths}).keys() == {"moons_get"}
