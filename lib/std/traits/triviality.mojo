"""Whether copying, moving or destroying values of a type needs no code."""

comptime IsTriviallyDeinitable[T: AnyType]: Bool = Bool(_v=__op.del_is_trivial[T]())
comptime IsTriviallyMovable[T: AnyType]: Bool = Bool(_v=__op.move_is_trivial[T]())
comptime IsTriviallyCopyable[T: AnyType]: Bool = Bool(_v=__op.copy_is_trivial[T]())
