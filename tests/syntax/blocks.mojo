# stage: ast
# --- a deeper line continues the expression
def main():
    var x = 1
        + 2
# --- brace blocks are blocks
fn f(x: Int) -> Int {  # warning: [deprecated-word]
    if x > 0 { return 1 } else { return 2 }
}
# --- ranges bind more loosely than arithmetic
def g(n: Int):
    for i in 0..n - 1:
        pass
