// `node bench/gen_big.mjs LINES [FILE]`: writes a Mojo program of about LINES lines (a tenth as many functions) to FILE or standard
// output: structs with traits, generics, closures, strings, lists, dictionaries, loops, errors. The same for the same number, it
// compiles with the reference as well, and prints one number.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HEAD = `
trait Shape(Copyable):
    def area(self) -> Int:
        ...

    def scaled(self, by: Int) -> Int:
        return self.area() * by

def total[S: Shape](shapes: List[S]) -> Int:
    var sum = 0
    for ref s in shapes:
        sum += s.area()
    return sum

def apply_all[F: def(Int) -> Int](f: F, upto: Int) -> Int:
    var sum = 0
    for i in range(upto):
        sum += f(i)
    return sum
`;

/** About seventy lines and seven functions; unit `n` calls one of the unit before it. */
function unit(n) {
  const before = n === 0 ? "a + b" : `mix_${n - 1}(a, b)`;
  return `
@fieldwise_init
struct Item_${n}(Shape, Writable):
    var width: Int
    var name: String

    def area(self) -> Int:
        return self.width * ${(n % 7) + 1} + self.name.byte_length()

    def write_to(self, mut w: Some[Writer]):
        w.write("item ", self.name, " of ", self.width)

def mix_${n}(a: Int, b: Int) -> Int:
    if a > ${n % 13}:
        return a * ${(n % 5) + 2} - b
    elif b > a and a != ${n % 3}:
        return b // 2 + a
    return ${n % 10 === 0 ? "a + b" : before}

def pick_${n}[T: Copyable](a: T, b: T, first: Bool) -> T:
    return a.copy() if first else b.copy()

def words_${n}(text: String) -> Int:
    var counts = Dict[String, Int]()
    for word in text.split(" "):
        var key = String(word)
        if key in counts:
            counts[key] = counts.get(key, 0) + 1
        else:
            counts[key] = ${(n % 4) + 1}
    var sum = 0
    for entry in counts.items():
        sum += entry.value * entry.key.byte_length()
    return sum

def run_${n}(seed: Int) raises -> Int:
    var items: List[Item_${n}] = [Item_${n}(seed, "a${n}"), Item_${n}(${n % 11}, "b")]
    items.append(Item_${n}(seed + 1, String(seed)))
    var sum = total(items) + items[0].scaled(${(n % 3) + 1})
    def shifted(x: Int) {imm sum} -> Int:
        return mix_${n}(x, sum % 100)
    sum += apply_all(shifted, 4)
    var squares = [x * x for x in range(${(n % 6) + 2})]
    while sum > 1000:
        sum = sum // 3 - squares[len(squares) - 1]
    var rows = List[List[Int]]()
    for r in range(3):
        var row = List[Int](capacity=4)
        for c in range(4):
            row.append(r * c + sum % ${(n % 8) + 2})
        rows.append(row^)
    for r in range(len(rows)):
        for c in range(len(rows[r])):
            if rows[r][c] % 2 == 0:
                sum += rows[r][c]
            else:
                sum -= c
    var text = String()
    for i in range(3):
        text += String(i) + "-"
    if text.startswith("0-") and not text.endswith("x"):
        sum += text.byte_length()
    try:
        if sum % ${(n % 5) + 3} == 0:
            raise Error("divides: ", sum)
        sum += 1
    except e:
        sum += String(e).byte_length()
    if sum < -100000:
        raise Error("too small: ", sum)
    return sum + words_${n}("one two " + items[1].name) + pick_${n}(sum, seed, seed > ${n % 2})
`;
}

/** A program of about `lines` lines. */
export function generate(lines) {
  const parts = [HEAD];
  let written = HEAD.split("\n").length + 8;
  const calls = [];
  for (let n = 0; written < lines; n++) {
    const text = unit(n);
    parts.push(text);
    written += text.split("\n").length - 1;
    calls.push(n);
    if (n % 10 === 9) written += 8;
  }
  const groups = Math.ceil(calls.length / 10);
  for (let g = 0; g < groups; g++) {
    const body = calls.slice(g * 10, g * 10 + 10).map((n) => `    sum += run_${n}(sum % ${(n % 9) + 2})\n`);
    parts.push(`\ndef group_${g}() raises -> Int:\n    var sum = ${g}\n${body.join("")}    return sum\n`);
  }
  const all = Array.from({ length: groups }, (_, g) => `    sum += group_${g}()\n`);
  parts.push(`\ndef main() raises:\n    var sum = 0\n${all.join("")}    print(sum)\n`);
  return parts.join("").trimStart();
}

if (path.resolve(process.argv[1] ?? "") === fileURLToPath(import.meta.url)) {
  const [lines, file] = process.argv.slice(2);
  if (!(Number(lines) > 0)) {
    console.error("usage: node bench/gen_big.mjs LINES [FILE]");
    process.exit(2);
  }
  const text = generate(Number(lines));
  if (file === undefined) process.stdout.write(text);
  else fs.writeFileSync(file, text);
}
