"""Facts about types and about the machine that the program is compiled for."""

from std.builtin.prims import int_of
from std.builtin.value_traits import EnumLike


struct CompilationTarget(Defaultable, TrivialRegisterPassable):
    """The machine that the program is compiled for."""

    comptime current = CompilationTarget()

    @always_inline("builtin")
    def __init__(out self):
        pass

    @staticmethod
    def is_linux() -> Bool:
        return Bool(_v=__op.target_is["linux"]())

    @staticmethod
    def is_macos() -> Bool:
        return False

    @staticmethod
    def is_x86() -> Bool:
        return Bool(_v=__op.target_is["x86_64"]())

    @staticmethod
    def is_arm() -> Bool:
        return Bool(_v=__op.`or`(__op.target_is["aarch64"](), __op.target_is["arm"]()))

    @staticmethod
    def is_riscv() -> Bool:
        return Bool(_v=__op.target_is["riscv64"]())

    @staticmethod
    def is_rv32() -> Bool:
        return False

    @staticmethod
    def is_rv64() -> Bool:
        return Bool(_v=__op.target_is["riscv64"]())

    @staticmethod
    def has_riscv_extension[v: __prim.string_literal, //, name: StringLiteral[v]]() -> Bool:
        return Bool(_v=__op.`and`(__op.target_is["riscv64"](), __op.target_has[v]()))

    @staticmethod
    def is_triple[v: __prim.string_literal, //, name: StringLiteral[v]]() -> Bool:
        return Bool(_v=__op.target_is[v]())

    @staticmethod
    def has_sse4() -> Bool:
        return Bool(_v=__op.target_has["sse4.2"]())

    @staticmethod
    def has_avx() -> Bool:
        return Bool(_v=__op.target_has["avx"]())

    @staticmethod
    def has_avx2() -> Bool:
        return Bool(_v=__op.target_has["avx2"]())

    @staticmethod
    def has_avx512f() -> Bool:
        return Bool(_v=__op.target_has["avx512f"]())

    @staticmethod
    def has_fma() -> Bool:
        return Bool(_v=__op.target_has["fma"]())

    @staticmethod
    def has_vnni() -> Bool:
        return Bool(_v=__op.`or`(__op.target_has["avx512vnni"](), __op.target_has["avxvnni"]()))

    @staticmethod
    def has_intel_amx() -> Bool:
        return Bool(_v=__op.target_has["amx-tile"]())

    @staticmethod
    def has_neon() -> Bool:
        return Bool(_v=__op.target_has["neon"]())

    @staticmethod
    def has_neon_int8_dotprod() -> Bool:
        return Bool(_v=__op.target_has["dotprod"]())

    @staticmethod
    def has_neon_int8_matmul() -> Bool:
        return Bool(_v=__op.target_has["i8mm"]())

    @staticmethod
    def is_apple_silicon() -> Bool:
        return False

    @staticmethod
    def is_apple_m1() -> Bool:
        return False

    @staticmethod
    def is_apple_m2() -> Bool:
        return False

    @staticmethod
    def is_apple_m3() -> Bool:
        return False

    @staticmethod
    def is_apple_m4() -> Bool:
        return False

    @staticmethod
    def is_apple_m5() -> Bool:
        return False

    @staticmethod
    def is_neoverse_n1() -> Bool:
        return False

    def is_gpu(self) -> Bool:
        return False

    def is_accelerator(self) -> Bool:
        return False

    def is_nvidia_gpu(self) -> Bool:
        return False

    def is_amd_gpu(self) -> Bool:
        return False

    def is_apple_gpu(self) -> Bool:
        return False


struct Endian(EnumLike, Equatable, TrivialRegisterPassable, Writable):
    """The order of the bytes of a number in memory."""

    comptime little = Endian(_value=0)
    comptime big = Endian(_value=1)

    var _value: Int8

    @always_inline("builtin")
    def __init__(out self, *, _value: Int8):
        self._value = _value

    @always_inline("builtin")
    def __eq__(self, other: Endian) -> Bool:
        return self._value == other._value

    @staticmethod
    @always_inline("builtin")
    def native() -> Endian:
        """That of the target."""
        return Endian(_value=0)

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string("Endian.little" if self._value == 0 else "Endian.big")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        self.write_to(writer)


@always_inline("builtin")
def size_of[T: AnyType, /]() -> Int:
    """Bytes of a `T`."""
    return int_of(__op.size_of[T]())


@always_inline("builtin")
def size_of[dtype: DType, /]() -> Int:
    """Bytes of one number."""
    return int_of(__op.size_of[__prim.simd[dtype._code, SIMDLength(1)._n]]())


@always_inline("builtin")
def align_of[T: AnyType, /]() -> Int:
    """Addresses of a `T` are multiples of this."""
    return int_of(__op.align_of[T]())


@always_inline("builtin")
def align_of[dtype: DType, /]() -> Int:
    return int_of(__op.align_of[__prim.simd[dtype._code, SIMDLength(1)._n]]())


@always_inline("builtin")
def bit_width_of[T: RegisterPassable, /]() -> Int:
    """Bits of a `T`."""
    return int_of(__op.size_of[T]()) * 8


@always_inline("builtin")
def bit_width_of[dtype: DType, /]() -> Int:
    return int_of(__op.size_of[__prim.simd[dtype._code, SIMDLength(1)._n]]()) * 8


@always_inline
def simd_bit_width() -> Int:
    """Bits of the widest vector register."""
    return int_of(__op.target_simd_bits())


@always_inline
def simd_byte_width() -> Int:
    """Bytes of the widest vector register."""
    return int_of(__op.target_simd_bits()) // 8


@always_inline
def simd_width_of[T: RegisterPassable, /]() -> Int:
    """How many `T` the widest vector register holds."""
    return max(int_of(__op.target_simd_bits()) // (int_of(__op.size_of[T]()) * 8), 1)


@always_inline
def simd_width_of[dtype: DType, /]() -> Int:
    """How many numbers the widest vector register holds."""
    return max(int_of(__op.target_simd_bits()) // bit_width_of[dtype](), 1)


def is_big_endian() -> Bool:
    return False


def is_little_endian() -> Bool:
    return True


def is_32bit() -> Bool:
    return size_of[Int]() == 4


def is_64bit() -> Bool:
    return size_of[Int]() == 8


def is_triple[v: __prim.string_literal, //, name: StringLiteral[v]]() -> Bool:
    return Bool(_v=__op.target_is[v]())


def is_gpu() -> Bool:
    return False


def is_nvidia_gpu() -> Bool:
    return False


def is_amd_gpu() -> Bool:
    return False


def is_apple_gpu() -> Bool:
    return False


def has_accelerator() -> Bool:
    """Whether the machine has a device that code can be compiled for."""
    return False


def num_logical_cores() -> Int:
    """CPUs that the process may use."""
    return __op.external_call["rt_cpus", Int]()


def num_physical_cores() -> Int:
    """CPUs that the process may use. Threads that share a core are counted each: the system does not tell them apart cheaply."""
    return __op.external_call["rt_cpus", Int]()


def num_performance_cores() -> Int:
    return __op.external_call["rt_cpus", Int]()


def platform_map[
    T: Copyable & Deinitable, //, *, linux: Optional[T] = None, macos: Optional[T] = None
]() -> T:
    """The value for the system that the program is compiled for."""
    comptime assert linux, "the operation has no value for this system"
    return materialize[linux]().value().copy()
