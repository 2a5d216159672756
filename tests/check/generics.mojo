# stage: check
# --- a generic body is checked without any caller
def f[T: Copyable](x: T):
    x.nothing()  # error: [unknown-attribute]
# --- a bound gives its members and no others
def g[T: Writable](x: T):
    print(x)
    _ = x == x  # error: [missing-method]
# --- the function for a pointer to one settles what its type leaves open
def call[T: ImplicitlyCopyable, U: AnyType](f: def(T) thin -> U, x: T) -> U:
    return f(x)


def text_of(x: Int) -> String:
    return String(x)


def use_call() -> String:
    return call(text_of, 4)


# --- a function that cannot raise prefers the bound that says so
def twice[F: def() -> None, //](f: F):
    f()


def twice[F: def() raises -> None, //](f: F) raises:
    f()


def use_twice():
    def quiet():
        pass

    twice(quiet)
