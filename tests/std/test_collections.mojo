"""Members of the collections: what consuming, taking and owned walks do."""

from std.collections import Deque, LinkedList, Set, Dict
from std.hash import hash
from std.testing import assert_equal, assert_false, assert_true


@fieldwise_init
struct Linear(Movable, not Deinitable):
    """A value that must be consumed by hand."""

    var value: Int

    def consume(deinit self) -> Int:
        return self.value


def test_array() raises:
    var twice: Array[String, 2] = ["a", "b"]
    var repeated = twice^.repeat[2]()
    assert_equal(len(repeated), 4)
    assert_equal(String(repeated), "[a, b, a, b]")
    var sum = 0

    def add(var one: Int) {mut sum}:
        sum = sum * 10 + one

    var numbers: Array[Int, 3] = [1, 2, 3]
    numbers^.deinit_with(add)
    assert_equal(sum, 123)


def test_owned_walks() raises:
    var text = String("")
    var deque = Deque(1, 2, 3)
    for x in deque^:
        text += String(x)
    var linked: LinkedList[Int] = [4, 5]
    for x in linked^:
        text += String(x)
    var members: Set[Int] = {6, 7}
    for x in members^:
        text += String(x)
    var keys: Dict[Int, String] = {8: "x", 9: "y"}
    for x in keys^:
        text += String(x)
    var maybe = Optional(0)
    for x in maybe^:
        text += String(x)
    assert_equal(text, "1234567890")


def test_deinit_with() raises:
    var order = 0

    def consume(var one: Linear) {mut order}:
        order = order * 10 + one^.consume()

    var deque = Deque(Linear(1), Linear(2))
    deque^.deinit_with(consume)
    assert_equal(order, 12)
    var linked = LinkedList[Linear]()
    linked.append(Linear(3))
    linked.append(Linear(4))
    linked^.deinit_with(consume)
    assert_equal(order, 1234)


def test_optional() raises:
    assert_equal(Optional(3).bounds()[0], 1)
    assert_equal(Optional[Int]().bounds()[0], 0)
    assert_equal(Optional[Int]().bounds()[1].value(), 0)
    var text = String("there")
    var pointed = Optional(Pointer(to=text))
    assert_equal(pointed.copied().value(), "there")
    var empty = Optional[Linear]()
    empty^.deinit_assert_empty()


def test_dict() raises:
    var d: Dict[String, Int] = {"a": 1, "b": 2}
    var old = d.insert("a", 5)
    assert_true(old)
    assert_equal(old.value().value, 1)
    assert_equal(old.value().key, "a")
    assert_false(d.insert("c", 7))
    assert_equal(String(d), "{a: 5, b: 2, c: 7}")
    var e: Dict[String, Int] = {"c": 7, "b": 2, "a": 5}
    assert_equal(hash(d), hash(e))
    var total = 0
    for var entry in d.take_items():
        total += entry.value
    assert_equal(total, 14)
    assert_equal(len(d), 0)
    d["z"] = 1
    assert_equal(String(d), "{z: 1}")


def test_set() raises:
    var s: Set[String] = {"a"}
    var old = s.insert("a")
    assert_true(old)
    assert_equal(old.value(), "a")
    assert_false(s.insert("b"))
    var text = String("")

    def note(var t: String) {mut text}:
        text += t

    s.clear_with(note)
    assert_equal(text, "ba")
    assert_equal(len(s), 0)
    _ = s.insert("q")
    s^.deinit_with(note)
    assert_equal(text, "baq")


def main() raises:
    test_array()
    test_owned_walks()
    test_deinit_with()
    test_optional()
    test_dict()
    test_set()
