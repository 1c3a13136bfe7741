"""What of a library is replaced while it works: put back, also after a fault, and read again when it is another."""

import inspect
from collections.abc import Callable
from typing import Any

import altair as alt
import pytest
from altair.utils import schemapi
from great_expectations.core.id_dict import IDDict
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

from sdreport.safe.hashes import hash_text
from sdreport.safe.replaced import replaced

GELEZEN: dict[str, tuple[Callable[..., Any], str]] = {
    "what an expectation puts together": (Expectation.configuration.fget, "017b2b788132d570"),
    "an expectation of a configuration": (ExpectationConfiguration.to_domain_obj, "24e276873831375b"),
    "a key of values": (IDDict.to_id, "3820fd313f5a0f69"),
    "a copy of a chart": (schemapi._deep_copy, "a078fb9a532be270"),
    "the name of a chart": (alt.Chart._compute_hash, "40e6baa9204f04ce"),
}


@pytest.mark.parametrize("what", GELEZEN)
def test_what_is_replaced_is_what_was_read(what: str) -> None:
    """When this fails, an upgrade changed it: see whether what stands in its place still does the same."""
    method, sha256 = GELEZEN[what]
    assert hash_text(inspect.getsource(method))[:16] == sha256


def test_it_is_put_back_also_after_a_fault() -> None:
    class Onderdeel:
        naam = "eigen"

    with pytest.raises(ZeroDivisionError), replaced(Onderdeel, "naam", "ander"):
        assert Onderdeel.naam == "ander"
        raise ZeroDivisionError
    assert Onderdeel.naam == "eigen"
