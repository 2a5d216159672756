# The parser made no way over a t-string at the beginning of a statement.
def main():
    var x = 1
    t"{x}"
    t"{x}" try:
        pass
