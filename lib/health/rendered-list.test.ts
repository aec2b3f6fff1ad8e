import fc from "fast-check";
import { expect, it } from "vitest";
import { inPieces, type RenderedList, renderList } from "./rendered-list.ts";

type Row = { n: number };

function text(list: RenderedList<Row>): string {
  return `[${list.chunks.map((chunk) => chunk.bytes.toString()).join("")}]`;
}

it("is the JSON of its rows whatever was kept from before", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 9 }), { maxLength: 35 }),
      fc.array(fc.record({ at: fc.nat({ max: 40 }), n: fc.nat({ max: 9 }) }), { maxLength: 5 }),
      fc.nat({ max: 40 }),
      (numbers, changes, length) => {
        const before: Row[] = numbers.map((n) => ({ n }));
        const first = renderList(before, (row) => JSON.stringify(row));
        expect(JSON.parse(text(first))).toEqual(before);
        const after = before.slice(0, length);
        for (const { at, n } of changes) if (at < after.length) after[at] = { n };
        const second = renderList(after, (row) => JSON.stringify(row), first);
        expect(JSON.parse(text(second))).toEqual(after);
        const anew = renderList(after, (row) => JSON.stringify(row));
        expect(second.chunks.map((chunk) => chunk.digest)).toEqual(anew.chunks.map((chunk) => chunk.digest));
      },
    ),
  );
});

it("renders only the row that changed", () => {
  const rows: Row[] = Array.from({ length: 35 }, (_, n) => ({ n }));
  const rendered: number[] = [];
  const toJson = (row: Row) => {
    rendered.push(row.n);
    return JSON.stringify(row);
  };
  const first = renderList(rows, toJson);
  rendered.length = 0;
  renderList(rows.with(12, { n: 99 }), toJson, first);
  expect(rendered).toEqual([99]);
});

it("joins buffers to pieces, and leaves nothing out", () => {
  const buffers = [100_000, 200_000, 5, 300_000, 0, 7].map((length, i) => Buffer.alloc(length, String(i)));
  const pieces = [...inPieces(buffers)];
  expect(pieces.map((piece) => piece.length)).toEqual([300_000, 300_005, 7]);
  expect(Buffer.concat(pieces).equals(Buffer.concat(buffers))).toBe(true);
  expect([...inPieces([])]).toEqual([]);
});
