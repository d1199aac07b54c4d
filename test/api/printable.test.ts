/** Text from outside can't move the cursor, change colours, reorder a line or fill the screen. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { printable, showable } from "../../provider/api/printable";

const TABLE: [name: string, text: string, becomes: string][] = [
  ["plain text", "Recording is not in progress", "Recording is not in progress"],
  ["text of another script", "Aufnahme läuft 録画中", "Aufnahme läuft 録画中"],
  ["colours", "\u001b[31mred\u001b[0m", "[31mred [0m"],
  ["a title", "\u001b]0;owned\u0007text", "]0;owned text"],
  ["one-byte control sequences", "\u009b31mred", "31mred"],
  ["line breaks", "one\r\ntwo\tthree", "one two three"],
  ["a carriage return that overwrites", "good\rbad", "good bad"],
  ["marks that reorder a line", "a\u202eb\u2066c\u200fd\u061ce\ufeff", "a b c d e"],
  ["line breaks that only some know", "a\u2028b\u2029c\u0085d", "a b c d"],
  ["a null", "a\u0000b", "a b"],
  ["space around it", "  text \n", "text"],
  ["nothing", "", ""],
];

describe("text from outside", () => {
  for (const [name, text, becomes] of TABLE) {
    it(`is printable with ${name}`, () => assert.equal(printable(text), becomes));
  }

  it("is cut at 300 characters", () => {
    assert.equal(printable("x".repeat(300)), "x".repeat(300));
    assert.equal(printable("x".repeat(301)), `${"x".repeat(299)}…`);
    assert.equal(printable("x".repeat(10_000_000)), `${"x".repeat(299)}…`);
  });

  it("never has a control character or more than 300 characters, and is left alone a second time", () => {
    return fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) => {
        const line = printable(text);
        assert.doesNotMatch(line, /[\p{Cc}\p{Zl}\p{Zp}\u061c\u202a-\u202e\u2066-\u2069]/u);
        assert.ok(line.length <= 300);
        assert.equal(printable(line), line);
      }),
    );
  });
});

describe("text from outside in an output", () => {
  it("has a replacement character where it can't be shown, and nothing else is changed", () => {
    assert.equal(showable("  a\u001b]0;x\u0007b\r\n録画 \u202e "), "  a\ufffd]0;x\ufffdb\ufffd録画 \ufffd ");
    assert.equal(showable("x".repeat(1_000)), "x".repeat(1_000));
  });
});
