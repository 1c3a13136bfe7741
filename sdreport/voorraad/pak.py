"""Several files as one content of the store, and back."""

import base64
import json
from collections.abc import Mapping


def pack(bestanden: Mapping[str, bytes]) -> bytes:
    """Files by name as one content."""
    return json.dumps(
        {naam: base64.b64encode(inhoud).decode() for naam, inhoud in bestanden.items()}
    ).encode()


def unpack(inhoud: bytes) -> dict[str, bytes]:
    """The reverse of `pack`."""
    return {naam: base64.b64decode(text) for naam, text in json.loads(inhoud).items()}
