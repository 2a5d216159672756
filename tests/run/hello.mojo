# stage: run
# --- printing
def main():
    print("hello", 1, 2.5, True)
# --- a failed bounds check names the place
def main():
    var l: List[Int] = [1, 2]
    var i = 5
    print(l[i])
# --- an error that leaves main
def main() raises:
    raise Error("boom")
