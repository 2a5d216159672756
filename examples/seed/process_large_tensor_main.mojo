"""Hands a tensor of N float32 to the program of `process_large_tensor.mojo` and watches the memory go."""

from std.sys import argv

from process_large_tensor import process_large_tensor


def resident_kilobytes() raises -> Int:
    """The resident set of this process, from the system's own account."""
    with open("/proc/self/statm", "r") as f:
        var text = f.read()
        return Int(String(text.split(" ")[1])) * 4


def main() raises:
    var args = argv()
    var n = Int(String(args[1])) if len(args) > 1 else 1_000_000
    var data = Tensor.full([n], 1.5)
    var full = resident_kilobytes()
    process_large_tensor(data^)
    var after = resident_kilobytes()
    print("kilobytes before and after:", full, after)
