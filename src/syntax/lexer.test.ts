import assert from "node:assert/strict";
import { test } from "node:test";
import { lex } from "./lexer.ts";
import { printTokens } from "./print-tokens.ts";
import { describe, sourceOf } from "./test-support.ts";
import { Flag, T, tokenKindNames } from "./tokens.ts";

function kinds(text: string): string {
  const tokens = lex(sourceOf(text));
  const names: string[] = [];
  for (let row = 0; row < tokens.count - 1; row++) names.push(tokenKindNames[tokens.kinds[row]!]!);
  return names.join(" ");
}

function spellings(text: string): string[] {
  const tokens = lex(sourceOf(text));
  const out: string[] = [];
  for (let row = 0; row < tokens.count - 1; row++) out.push(text.slice(tokens.starts[row], tokens.ends[row]));
  return out;
}

function messages(text: string): string[] {
  const file = sourceOf(text);
  return lex(file).diagnostics.map((each) => describe(file, each));
}

test("operators are the longest that fit", () => {
  assert.equal(
    kinds("a //= b ** c <<= d >> e -> f := g != h"),
    "name slashslashAssign name starstar name shlAssign name shr name arrow name walrus name ne name",
  );
  assert.equal(kinds("... .. ..= . "), "ellipsis dotdot dotdoteq dot");
});

test("numbers end at the first character that does not fit", () => {
  assert.deepEqual(spellings("1__0_ 0x_fG 0b12 1j .5 1. 1.5e-3 1E10 1_0.0_1"), [
    "1__0_",
    "0x_f",
    "G",
    "0b1",
    "2",
    "1",
    "j",
    ".5",
    "1.",
    "1.5e-3",
    "1E10",
    "1_0.0_1",
  ]);
  assert.equal(kinds("5.__add__"), "float name");
});

test("digits before `..` are the start of a range", () => {
  assert.equal(kinds("0..n"), "int dotdot name");
  assert.equal(kinds("0..=10"), "int dotdoteq int");
  assert.equal(kinds("a..5.5"), "name dotdot float");
});

test("mistakes in numbers", () => {
  assert.deepEqual(messages("x = 0123"), [
    "1:6 decimal integer literals must not use leading zeros; add '0o' for octal literals",
  ]);
  assert.deepEqual(messages("0_0 00"), []);
  assert.deepEqual(messages("x = 0x"), ["1:7 no digits specified for hex literal"]);
  assert.deepEqual(messages("x = 2.5e"), ["1:9 expected a digit after the exponent"]);
});

test("keywords are reserved, backticks escape them, contextual words are names", () => {
  assert.equal(kinds("match `match` let alias parallel owned mut"), "kwMatch name name name name name name");
  assert.deepEqual(messages("``"), ["1:1 backtick identifier must not be empty; add content between the backticks"]);
  assert.deepEqual(messages("x `abc\ny"), ["1:3 unterminated backtick identifier"]);
});

test("strings end at their quote; prefixes are r and t only", () => {
  assert.deepEqual(spellings(`"a\\"b" 'c' r"\\n" """x"y\nz"""`), [`"a\\"b"`, "'c'", `r"\\n"`, `"""x"y\nz"""`]);
  assert.equal(kinds(`b"q"`), "name string");
  assert.equal(kinds(`R'q' ""`), "string string");
  assert.deepEqual(messages(`x = "abc\ny`), ["1:5 unterminated string"]);
  assert.deepEqual(messages(`x = """abc\ny`), ["1:5 unterminated string"]);
});

test("interpolated strings nest, with the same quotes inside", () => {
  assert.equal(
    kinds(`t"a{x + "q"}b"`),
    "tstringStart tstringText fieldOpen name plus string fieldClose tstringText tstringEnd",
  );
  assert.equal(
    kinds(`t"{t"{x}"}"`),
    "tstringStart fieldOpen tstringStart fieldOpen name fieldClose tstringEnd fieldClose tstringEnd",
  );
  assert.equal(
    kinds("Rt'{{{ {1} }}}'"),
    "tstringStart tstringText fieldOpen lbrace int rbrace fieldClose tstringText tstringEnd",
  );
  assert.deepEqual(messages(`print(t"a{x")\nb`), ["1:7 unterminated t-string (missing closing quote)"]);
  assert.deepEqual(messages(`t"abc\n`), [
    "1:1 t-string cannot contain unescaped newline (use triple quotes or escape as \\n)",
  ]);
  assert.deepEqual(messages(`t"a}b"`), ["1:4 single '}' is not allowed in a t-string; write '}}' for a literal brace"]);
});

test("layout: first tokens of lines carry their column", () => {
  const tokens = lex(sourceOf("a\n  b c\n# d\n\n\te \\\n f"));
  const rows = [...Array(tokens.count).keys()].map((row) => [
    tokens.columns[row],
    (tokens.flags[row]! & Flag.firstOnLine) !== 0,
  ]);
  assert.deepEqual(rows, [
    [1, true],
    [3, true],
    [5, false],
    [2, true],
    [2, false],
    [0, true],
  ]);
  assert.equal(tokens.kinds[tokens.count - 1], T.eof);
});

test("comments are kept as spans", () => {
  const text = "a # one\r\n# two\nb";
  const tokens = lex(sourceOf(text));
  const comments: string[] = [];
  for (let i = 0; i < tokens.comments.length; i += 2)
    comments.push(text.slice(tokens.comments[i], tokens.comments[i + 1]));
  assert.deepEqual(comments, ["# one", "# two"]);
});

test("characters outside the language", () => {
  assert.deepEqual(messages("a $ b\n?"), ["1:3 unexpected character", "2:1 unexpected character"]);
  assert.deepEqual(messages("é"), ["1:1 unexpected character"]);
  assert.deepEqual(messages("1 \\ 2"), ["1:3 encountered unexpected '\\'; use line continuation at the end of lines"]);
  assert.deepEqual(messages("a\0b"), ["1:2 unexpected character"]);
  assert.deepEqual(messages("\ufeffa"), []);
});

test("tabs and blanks do not mix in one file", () => {
  const text = "if a:\n\tb\n    c\n    d\n";
  assert.deepEqual(messages(text), ["3:5 indentation must not mix tabs and spaces; select one style"]);
});

test("the dump has one line for each token and comment", () => {
  assert.equal(
    printTokens(lex(sourceOf("x = 1 # c\n"))),
    '1:1     name "x" first\n1:3     assign "="\n1:5     int "1"\n1:7     comment "# c"\n2:1     eof\n',
  );
});
