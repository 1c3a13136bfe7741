"""Signing a file with a key of the municipality, in the form of minisign, which other programs can check too.

A signature stands in a file of its own, with Ed25519 over BLAKE2b of the content, and over itself with its comment.
"""

import base64
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sdreport.errors import ConfigurationError, Fault
from sdreport.safe.files import read_bounded, read_text
from sdreport.safe.hashes import digest_blake2b
from sdreport.safe.restricted import write_closed

OPENBAAR = ".pub"
KORT, LANG = b"Ed", b"ED"
"""How minisign marks a public key, and a signature over a hash of the content."""
LENGTE_NUMMER, LENGTE_KEY, LENGTE_HANDTEKENING = 8, 32, 64
UITLEG, GETUIGENIS = "untrusted comment: ", "trusted comment: "
BESCHADIGD = "de handtekening is beschadigd"


@dataclass(frozen=True)
class Openbaar:
    """The public half of a key, and its number: what everyone may know."""

    nummer: bytes
    key: Ed25519PublicKey


def make_keys(path: Path, woord: str) -> Path:
    """Make a key: its secret half at `path`, for its owner only; returns the file of its public half, beside it."""
    public = path.with_name(path.name + OPENBAAR)
    for taken in (path, public):
        if taken.exists() or taken.is_symlink():
            raise ConfigurationError(
                Fault("dit bestand bestaat al; een sleutel wordt nooit overschreven.", taken.name)
            )
    secret = Ed25519PrivateKey.generate()
    closed = serialization.BestAvailableEncryption(woord.encode()) if woord else serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    with write_closed(path) as stream:
        stream.write(secret.private_bytes(serialization.Encoding.PEM, form, closed))
    text = f"{UITLEG}openbare sleutel van sdreport\n{_encode(KORT, _number(secret), _raw(secret.public_key()))}\n"
    public.write_text(text, encoding="ascii", newline="\n")
    return public


def sign(content: bytes, path: Path, woord: str, getuigenis: str) -> str:
    """The signature of a content with the secret key at `path`; the same content and key give the same signature."""
    try:
        secret = serialization.load_pem_private_key(read_bounded(path), woord.encode() or None)
    except (ValueError, TypeError):
        what = "dit is geen geheime sleutel van sdreport, of het wachtwoord is niet goed."
        raise ConfigurationError(Fault(what, path.name)) from None
    if not isinstance(secret, Ed25519PrivateKey):
        raise ConfigurationError(Fault("dit is een sleutel van een andere soort (geen Ed25519).", path.name))
    signed = secret.sign(digest_blake2b(content))
    whole = secret.sign(signed + getuigenis.encode())
    lines = (
        f"{UITLEG}handtekening van sdreport",
        _encode(LANG, _number(secret), signed),
        f"{GETUIGENIS}{getuigenis}",
        base64.b64encode(whole).decode(),
    )
    return "\n".join(lines) + "\n"


def check_signature(content: bytes, handtekening: Path, key: Path) -> str:
    """Why a signature is not one of this content with this public key; empty when it is."""
    public = read_public(key)
    try:
        kind, number, signed, comment, whole = _read(handtekening)
    except ValueError:
        return BESCHADIGD
    if number != public.nummer:
        return "de handtekening is van een andere sleutel"
    try:
        public.key.verify(signed, digest_blake2b(content) if kind == LANG else content)
        public.key.verify(whole, signed + comment.encode())
    except InvalidSignature:
        return "de handtekening hoort niet bij deze inhoud"
    return ""


def check_form(handtekening: Path) -> str:
    """Why a signature cannot be one of any content with any key; empty when it can."""
    try:
        _read(handtekening)
    except ValueError:
        return BESCHADIGD
    return ""


def read_public(path: Path) -> Openbaar:
    """The public half of a key, from its file."""
    try:
        kind, number, raw = _decode(read_text(path).splitlines()[1], LENGTE_KEY)
        if kind == KORT:
            return Openbaar(number, Ed25519PublicKey.from_public_bytes(raw))
    except (ValueError, IndexError):
        pass
    raise ConfigurationError(
        Fault("dit is geen openbare sleutel (.pub) van sdreport of minisign.", path.name)
    )


def _read(handtekening: Path) -> tuple[bytes, bytes, bytes, str, bytes]:
    """Kind, number, signature, comment and the signature over these, from a file; ValueError when it is none."""
    try:
        uitleg, first, comment, second, rest = read_text(handtekening).split("\n")
    except ConfigurationError:  # no text, or far too much of it
        raise ValueError from None
    whole = base64.b64decode(second, validate=True)
    if (
        rest
        or handtekening.is_symlink()
        or not uitleg.startswith(UITLEG)
        or not comment.startswith(GETUIGENIS)
        or len(whole) != LENGTE_HANDTEKENING
    ):
        raise ValueError
    return *_decode(first, LENGTE_HANDTEKENING), comment.removeprefix(GETUIGENIS), whole


def _number(secret: Ed25519PrivateKey) -> bytes:
    """The number of a key: as far as anyone needs it, the begin of a hash of its public half."""
    return digest_blake2b(_raw(secret.public_key()))[:LENGTE_NUMMER]


def _raw(public: Ed25519PublicKey) -> bytes:
    return public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _encode(kind: bytes, number: bytes, content: bytes) -> str:
    return base64.b64encode(kind + number + content).decode()


def _decode(text: str, length: int) -> tuple[bytes, bytes, bytes]:
    raw = base64.b64decode(text, validate=True)
    begin = len(KORT) + LENGTE_NUMMER
    if len(raw) != begin + length or raw[: len(KORT)] not in (KORT, LANG):
        raise ValueError
    return raw[: len(KORT)], raw[len(KORT) : begin], raw[begin:]
