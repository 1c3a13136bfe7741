"""Hashes: SHA-256 of a file, a text or bytes as hexadecimal digits, and what a signature is made over."""

import hashlib
from pathlib import Path


def hash_file(path: Path, before: bytes = b"") -> str:
    """SHA-256 of a file, however large; of these bytes and then the file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.sha256(before)).hexdigest()


def hash_text(text: str) -> str:
    """SHA-256 of a text, as UTF-8."""
    return hash_bytes(text.encode("utf-8"))


def digest_blake2b(content: bytes) -> bytes:
    """BLAKE2b of bytes, as bytes: what a signature is made over."""
    return hashlib.blake2b(content).digest()


def hash_bytes(content: bytes) -> str:
    """SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()
