"""Memory: pointers, owners, allocation."""

from std.collections.span import Span
from std.memory.address_space import AddressSpace
from std.memory.alloc import Alignment, Allocation, Layout, ThinAllocation, alloc, dealloc
from std.memory.arc_pointer import ArcPointer, WeakPointer
from std.memory.maybe_uninit import MaybeUninit
from std.memory.owned_pointer import OwnedPointer
from std.memory.pointer import (
    ImmOpaquePointer,
    ImmPointer,
    MutOpaquePointer,
    MutPointer,
    OpaquePointer,
    OptionalImmPointer,
    OptionalMutPointer,
    OptionalPointer,
    Pointer,
    UnsafePointer,
)
from std.memory.stack_allocation import stack_allocation, unsafe_stack_allocation
from std.memory.unsafe import (
    bitcast,
    forget_deinit,
    is_trivially_copyable,
    is_trivially_deletable,
    is_trivially_movable,
    memmove,
    pack_bits,
    unsafe_destroy_n,
    unsafe_memcmp,
    unsafe_memcpy,
    unsafe_memmove,
    unsafe_memset,
    unsafe_memset_zero,
    unsafe_uninit_copy_n,
    unsafe_uninit_move_n,
)
