# stage: check
# --- a module that is read after a type's members were looked up may still extend it
from std.testing.prop.strategy import Rng


def f(mut rng: Rng) raises -> Int:
    var length = Int(2.5.__int__()).value()
    var numbers = Int.strategy(min=0, max=length)
    return numbers.value(rng)
