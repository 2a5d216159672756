"""The source of the values that properties are tried with."""

struct Rng(Movable):
    """Random numbers from a seed: the counter of SplitMix64 (S. Vigna), scrambled. Equal seeds give equal numbers."""

    var _counter: UInt64

    def __init__(out self, *, seed: Int):
        self._counter = UInt64(seed)

    def _bits(mut self) -> UInt64:
        self._counter += 0x9E3779B97F4A7C15
        var z = self._counter
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB
        return z ^ (z >> 31)

    def _below(mut self, size: UInt64) -> UInt64:
        """A number less than `size`, each as likely; 0 stands for 2 ** 64."""
        if size == 0:
            return self._bits()
        # What would make the small remainders more likely is drawn again.
        var rest = (UInt64.MAX % size + 1) % size
        while True:
            var bits = self._bits()
            if bits <= UInt64.MAX - rest:
                return bits % size

    def _unit(mut self) -> Float64:
        """From 0 to 1, which is not reached."""
        return (self._bits() >> 11).cast[DType.float64]() * 1.1102230246251565e-16

    def rand_bool(mut self, *, true_probability: Float64 = 0.5) -> Bool:
        return self._unit() < true_probability

    def rand_int(mut self, *, min: Int = Int.MIN, max: Int = Int.MAX) -> Int:
        """From `min` to `max`, both included."""
        return min + Int(self._below(UInt64(max) - UInt64(min) + 1))

    def rand_uint(mut self, *, min: UInt = UInt.MIN, max: UInt = UInt.MAX) -> UInt:
        """From `min` to `max`, both included."""
        return min + UInt(self._below(UInt64(max) - UInt64(min) + 1))

    def rand_scalar[
        dtype: DType
    ](
        mut self, *, min: Scalar[dtype] = Scalar[dtype].MIN_FINITE, max: Scalar[dtype] = Scalar[dtype].MAX_FINITE
    ) -> Scalar[dtype]:
        """From `min` to `max`, both included."""
        comptime if dtype.is_floating_point():
            # Halves, so that the distance of the ends is a number, too.
            var half = max.cast[DType.float64]() / 2 - min.cast[DType.float64]() / 2
            var value = (min.cast[DType.float64]() + half * self._unit()) + half * self._unit()
            return value.cast[dtype]()
        elif dtype == DType.bool:
            return Scalar[dtype](self.rand_int(min=Int(min), max=Int(max)))
        else:
            var size = max.cast[DType.uint64]() - min.cast[DType.uint64]() + 1
            return min + self._below(size).cast[dtype]()
