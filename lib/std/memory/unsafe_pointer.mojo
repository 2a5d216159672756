"""Pointers without checks."""

from std.memory.pointer import OptionalPointer, UnsafePointer


@always_inline
def pointer_to_int[T: AnyType, m: Bool, o: Origin[mut=m], //](pointer: Optional[Pointer[T, o]]) -> Int:
    """The address, 0 for none."""
    return Int(pointer.unsafe_value()) if pointer else 0
