# stage: check
# --- a generic body is checked without any caller
def f[T: Copyable](x: T):
    x.nothing()  # error: [unknown-attribute]
# --- a bound gives its members and no others
def g[T: Writable](x: T):
    print(x)
    _ = x == x  # error: [missing-method]
