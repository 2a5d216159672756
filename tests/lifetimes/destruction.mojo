# stage: owned
# --- a value dies after its last use, in the branch that does not need it first of all
def use(s: String):
    pass

def f(c: Bool):
    var s = String("a")
    if c:
        use(s)
    else:
        use(String("b"))
