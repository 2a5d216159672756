# The verifier held a value for lost that its own destructor had taken apart.
struct Resource:
    def __init__(out self):
        pass

    def __deinit__(deinit self):
        print("gone")


def main():
    _ = Resource()
