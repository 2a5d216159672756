"""Packing bytes: `deflate` (RFC 1951), and its wrappings `zlib` (RFC 1950) and `gzip` (RFC 1952)."""
