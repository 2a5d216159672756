"""Threads and what they wait for each other with."""

from std.atomic import Atomic
from std.testing import assert_equal, assert_false, assert_raises, assert_true
from std.threading import Channel, Condition, Mutex, MutexGuard, Thread, current_thread_id


def test_thread() raises:
    var counter = Atomic(Int64(0))
    var main_id = current_thread_id()

    def work() raises {mut counter, imm main_id}:
        for _ in range(1000):
            _ = counter.fetch_add(1)
        assert_true(current_thread_id() != main_id)

    var one = Thread(work)
    var other = Thread(work)
    one.join()
    other.join()
    assert_true(one.is_done())
    assert_equal(counter.load(), 2000)


def test_error() raises:
    def fails() raises:
        raise Error("it failed")

    var thread = Thread(fails)
    with assert_raises(contains="it failed"):
        thread.join()
    # Joined already: nothing is left to raise.
    thread.join()


def test_many_threads() raises:
    var counter = Atomic(Int64(0))

    def work() raises {mut counter}:
        _ = counter.fetch_add(1)

    for _ in range(300):
        var thread = Thread(work)
        thread.join()
    assert_equal(counter.load(), 300)


def test_mutex() raises:
    var mutex = Mutex()
    var total = 0

    def work() raises {mut mutex, mut total}:
        for _ in range(20000):
            with MutexGuard(mutex):
                total += 1

    var threads = List[Thread[type_of(work)]]()
    for _ in range(4):
        threads.append(Thread(work))
    for i in range(4):
        threads[i].join()
    assert_equal(total, 80000)
    assert_true(mutex.try_lock())
    assert_false(mutex.try_lock())
    mutex.unlock()


def test_channel() raises:
    var numbers = Channel[Int](capacity=4)
    var results = Channel[Int]()

    def consume() raises {imm numbers, imm results}:
        var sum = 0
        while True:
            var number = numbers.receive()
            if not number:
                break
            sum += number.value()
        results.send(sum)

    var first = Thread(consume)
    var second = Thread(consume)
    for i in range(1000):
        numbers.send(i)
    numbers.close()
    first.join()
    second.join()
    var total = results.receive().value() + results.receive().value()
    assert_equal(total, 499500)
    assert_equal(len(results), 0)
    assert_false(results.try_receive())
    with assert_raises(contains="closed"):
        numbers.send(1)


def test_condition() raises:
    var mutex = Mutex()
    var changed = Condition()
    var turn = 0

    def odd() raises {mut mutex, mut changed, mut turn}:
        for _ in range(100):
            mutex.lock()
            while turn % 2 == 0:
                changed.wait(mutex)
            turn += 1
            mutex.unlock()
            changed.notify_all()

    def even() raises {mut mutex, mut changed, mut turn}:
        for _ in range(100):
            mutex.lock()
            while turn % 2 == 1:
                changed.wait(mutex)
            turn += 1
            mutex.unlock()
            changed.notify_all()

    var a = Thread(odd)
    var b = Thread(even)
    a.join()
    b.join()
    assert_equal(turn, 200)


def main() raises:
    test_thread()
    test_error()
    test_many_threads()
    test_mutex()
    test_channel()
    test_condition()
