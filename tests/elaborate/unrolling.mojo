# stage: concrete
# --- a comptime loop is unrolled and its conditions are gone
def f[n: Int]() -> Int:
    var total = 0
    comptime for i in range(n):
        comptime if i % 2 == 0:
            total += i
    return total

def main():
    _ = f[3]()
