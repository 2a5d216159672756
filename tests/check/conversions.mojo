# stage: check
# --- run-time numbers do not mix
def f(i: Int, x: Float64) -> Float64:
    return x + i  # error: [invalid-call]
# --- a literal takes the type that is wanted
def g() -> Float32:
    var y: Float32 = 3
    return y * 2
# --- not implicitly copyable
def h(l: List[Int]) -> List[Int]:
    return l  # error: [not-implicitly-copyable]
