"""Hashing: `Hashable` values feed a `Hasher`."""

from std.hash.ahash import AHasher
from std.hash.fnv1a import default_comp_time_hasher
from std.reflection.reflected import FieldType, Reflected, field_ref

comptime default_hasher = AHasher[SIMD[DType.uint64, 4](0)]


trait Hasher(Movable):
    """Takes values and makes one number of them."""

    def _update_with_simd[dtype: DType, length: SIMDLength, //](mut self, value: SIMD[dtype, length]):
        ...

    def update[o: ImmOrigin, //](mut self, value: Span[UInt8, o]):
        ...

    def finish(self) -> UInt64:
        ...


trait Hashable:
    """Values with a hash; by default that of their fields."""

    def __hash__[H: Hasher, //](self, mut hasher: H):
        _hash_fields(self, hasher)


def _hash_fields[T: AnyType, H: Hasher, //](value: T, mut hasher: H):
    comptime R = Reflected[T]
    comptime for i in range(R.field_count()):
        comptime F = FieldType[T, i]
        comptime assert conforms_to(F, Hashable), String(
            "Could not derive Hashable for ",
            R.base_name(),
            " - member field `",
            R._field_name[i](),
            ": ",
            Reflected[F].base_name(),
            "` does not implement Hashable",
        )
        field_ref[F, i](value).__hash__(hasher)


@always_inline
def hash[T: Hashable, //, HasherType: Defaultable & Hasher & Deinitable = default_hasher](hashable: T) -> UInt64:
    """The hash of a value. Equal values have equal hashes."""
    var hasher = HasherType()
    hashable.__hash__(hasher)
    return hasher.finish()


@always_inline
def hash_bytes[
    o: ImmOrigin, //, HasherType: Defaultable & Hasher & Deinitable = default_hasher
](bytes: Span[UInt8, o]) -> UInt64:
    """The hash of some bytes."""
    var hasher = HasherType()
    hasher.update(bytes)
    return hasher.finish()
