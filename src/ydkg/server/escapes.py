"""Percent-encoding, read strictly, and fast however much of it there is."""

from __future__ import annotations

import re
from binascii import a2b_qp

_BAD = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def unescaped(encoded: bytes) -> bytes:
    r"""Decode what is percent-encoded.

    >>> unescaped(b"a%20b=%e5")
    b'a b=\xe5'
    >>> unescaped(b"50%")
    Traceback (most recent call last):
    ValueError: %
    """
    if b"%" not in encoded:
        return encoded
    # Quoted-printable differs in its sign only, but for ends of lines after it; it is the one that is decoded in C.
    plain = a2b_qp(encoded.replace(b"=", b"=3D").replace(b"%", b"="))
    broken = len(plain) != len(encoded) - 2 * encoded.count(b"%") or b"%\n" in encoded or b"%\r" in encoded
    if broken and (bad := _BAD.search(encoded)):
        raise ValueError(encoded[bad.start() : bad.start() + 3].decode("ascii", "replace"))
    return plain
