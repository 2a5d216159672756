"""Origins: compile-time values that name storage. The compiler knows the primitive forms."""

comptime Origin = __prim.origin
comptime MutOrigin = __prim.origin[True]
comptime ImmOrigin = __prim.origin[False]

comptime ImmStaticOrigin = __prim.origin_static
comptime MutUntrackedOrigin = __prim.origin_untracked[True]
comptime ImmUntrackedOrigin = __prim.origin_untracked[False]
comptime UntrackedOrigin[*, mut: Bool] = __prim.origin_untracked[mut]
comptime MutUnsafeAnyOrigin = __prim.origin_any[True]
comptime ImmUnsafeAnyOrigin = __prim.origin_any[False]
comptime UnsafeAnyOrigin[*, mut: Bool] = __prim.origin_any[mut]
comptime AnyOrigin[*, mut: Bool] = __prim.origin_any[mut]
comptime MutAnyOrigin = __prim.origin_any[True]
comptime ImmutAnyOrigin = __prim.origin_any[False]
comptime OriginSet = __prim.origin_set

comptime ImmOf[mut: Bool, //, origin: Origin[mut=mut]] = __prim.origin_cast[origin, False]
"""The same storage, seen immutably."""

comptime MutOf[mut: Bool, //, origin: Origin[mut=mut], to: Bool] = __prim.origin_cast[origin, to]
"""The same storage with another mutability."""
