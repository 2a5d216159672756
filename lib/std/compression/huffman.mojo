"""Canonical Huffman codes (RFC 1951, 3.2.2): a code is known by the lengths of its words."""


def code_lengths(frequencies: Span[Int, _], limit: Int) -> List[UInt8]:
    """Lengths of the words of a good code of at most `limit` bits: Huffman's, where words that come out too long are cut and
    shorter ones lengthened until all fit. 0 for what does not occur."""
    var lengths = List[UInt8](length=len(frequencies), fill=0)
    # By frequency; the symbol in the lower bits.
    var leaves = List[Int]()
    for i in range(len(frequencies)):
        if frequencies[i] > 0:
            leaves.append((frequencies[i] << 16) | i)
    if len(leaves) == 0:
        return lengths^
    if len(leaves) == 1:
        lengths[leaves[0] & 0xFFFF] = 1
        return lengths^
    sort(leaves)
    var depths = _depths(leaves)
    _limit_depths(depths, limit)
    for i in range(len(leaves)):
        lengths[leaves[i] & 0xFFFF] = UInt8(depths[i])
    return lengths^


def _depths(leaves: List[Int]) -> List[Int]:
    """How deep each leaf lies in the Huffman tree. Nodes come out by weight, so that two queues do for a heap."""
    var n = len(leaves)
    var weights = List[Int](length=2 * n - 1, fill=0)
    var parents = List[Int](length=2 * n - 1, fill=0)
    for i in range(n):
        weights[i] = leaves[i] >> 16
    var leaf = 0
    var inner = n
    for node in range(n, 2 * n - 1):
        for _ in range(2):
            var next: Int
            if leaf < n and (inner >= node or weights[leaf] <= weights[inner]):
                next = leaf
                leaf += 1
            else:
                next = inner
                inner += 1
            weights[node] += weights[next]
            parents[next] = node
    var depths = List[Int](length=2 * n - 1, fill=0)
    for k in range(2 * n - 2):
        var node = 2 * n - 3 - k
        depths[node] = depths[parents[node]] + 1
    depths.shrink(n)
    return depths^


def _limit_depths(mut depths: List[Int], limit: Int):
    """Cuts depths at `limit` and keeps the words apart (Kraft: the sum of 2 ** -depth is at most 1). Leaves are by weight."""
    var room = 1 << limit
    var used = 0
    for i in range(len(depths)):
        depths[i] = min(depths[i], limit)
        used += 1 << (limit - depths[i])
    while used > room:
        # The lightest of the longest words that can still grow.
        var best = -1
        for i in range(len(depths)):
            if depths[i] < limit and (best < 0 or depths[i] > depths[best]):
                best = i
        depths[best] += 1
        used -= 1 << (limit - depths[best])


def code_words(lengths: Span[UInt8, _]) -> List[UInt16]:
    """The words, their first bit lowest, as they are written."""
    var counts = Array[Int, 16](fill=0)
    for length in lengths:
        counts[Int(length)] += 1
    counts[0] = 0
    var next = Array[Int, 16](fill=0)
    for bits in range(1, 16):
        next[bits] = (next[bits - 1] + counts[bits - 1]) << 1
    var words = List[UInt16](length=len(lengths), fill=0)
    for i in range(len(lengths)):
        var bits = Int(lengths[i])
        if bits > 0:
            words[i] = _reversed(next[bits], bits)
            next[bits] += 1
    return words^


def _reversed(word: Int, bits: Int) -> UInt16:
    var result = 0
    for k in range(bits):
        result |= ((word >> k) & 1) << (bits - 1 - k)
    return UInt16(result)


struct Decoder(Movable):
    """Finds the symbol of a word: indexed by as many bits as the longest word has, symbol and length (its lowest 4 bits).
    0 where no word begins so."""

    var table: List[UInt16]
    var mask: UInt64

    def __init__(out self, lengths: Span[UInt8, _]) raises:
        """Raises if there are more words than bits allow."""
        var longest = 0
        var used = 0
        for length in lengths:
            longest = max(longest, Int(length))
            if length > 0:
                used += 1 << (15 - Int(length))
        if used > 1 << 15:
            raise Error("deflate: a code has too many words")
        self.table = List[UInt16](length=1 << longest, fill=0)
        self.mask = UInt64((1 << longest) - 1)
        var words = code_words(lengths)
        for i in range(len(lengths)):
            var bits = Int(lengths[i])
            if bits > 0:
                var at = Int(words[i])
                while at <= Int(self.mask):
                    self.table[at] = UInt16((i << 4) | bits)
                    at += 1 << bits
