def total_length(words: List[String]) -> Int:
    var total = 0
    for word in words:
        total += word.byte_length()
    return total


def main():
    var words: List[String] = ["one", "three"]
    print(total_length(words))
