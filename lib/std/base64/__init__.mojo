"""Bytes as text: base 64 and base 16 (RFC 4648)."""

from std.base64.base64 import b16decode, b16encode, b64decode, b64encode
