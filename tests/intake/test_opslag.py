"""The engine of large extracts: it fetches nothing, and what fails in it tells no value."""

import pytest

from sdreport.intake.large.storage import Storage, StorageError


def test_an_error_of_the_engine_tells_no_value(storage: Storage) -> None:
    for run in (
        storage.execute,
        storage.frame,
        storage.regelnummers,
        lambda sql: list(storage.stream(sql, 1)),
    ):
        with pytest.raises(StorageError) as caught:
            run("SELECT CAST('KANARIE' AS INTEGER) AS regelnummer")
        assert "KANARIE" not in str(caught.value)
        assert caught.value.__cause__ is None


def test_the_engine_fetches_nothing(storage: Storage) -> None:
    names = "('autoinstall_known_extensions', 'autoload_known_extensions')"
    query = f"SELECT DISTINCT value FROM duckdb_settings() WHERE name IN {names}"
    assert storage.execute(query) == [("false",)]
