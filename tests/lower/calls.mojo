# stage: raw
# --- arguments are evaluated from left to right, results built in place
def f(x: Int) -> Int:
    return x

def main():
    var a = f(f(1))
    _ = a
# --- a call that may raise ends its block
def g() raises -> Int:
    return 1

def main() raises:
    _ = g()
