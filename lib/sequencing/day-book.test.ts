import { expect, it } from "vitest";
import { DayBook } from "./day-book.ts";

const tenant = (cap: number | null, count = 1) => ({ kind: "tenant" as const, key: "", count, cap });
const mailbox = (key: string, cap: number | null, count = 1) => ({ kind: "mailbox" as const, key, count, cap });

it("knows what was used before, by kind and key", () => {
  const book = new DayBook([
    { kind: "tenant", key: "", used: 7 },
    { kind: "mailbox", key: "m1", used: 3 },
    { kind: "domain", key: "m1", used: 5 },
  ]);
  expect([book.used("tenant", ""), book.used("mailbox", "m1"), book.used("domain", "m1")]).toEqual([7, 3, 5]);
  expect([book.used("mailbox", "m2"), book.used("campaign", "")]).toEqual([0, 0]);
});

it("names the first claim without room; no cap is room for ever", () => {
  const book = new DayBook([{ kind: "mailbox", key: "m1", used: 10 }]);
  expect(book.firstFull([tenant(500), mailbox("m1", 10), mailbox("m2", 0)])).toMatchObject({
    kind: "mailbox",
    key: "m1",
  });
  expect(book.firstFull([tenant(500), mailbox("m1", 11)])).toBeNull();
  expect(book.firstFull([mailbox("m1", 11, 2)])).toMatchObject({ key: "m1" });
  expect(book.firstFull([mailbox("m1", null, 1_000)])).toBeNull();
  expect(book.firstFull([])).toBeNull();
});

it("takes places one by one and hands over their sum, without what was used before", () => {
  const book = new DayBook([{ kind: "mailbox", key: "m1", used: 8 }]);
  book.take([tenant(500), mailbox("m1", 10)]);
  book.take([tenant(500), mailbox("m1", 10)]);
  expect(book.firstFull([tenant(500), mailbox("m1", 10)])).toMatchObject({ kind: "mailbox" });
  book.take([tenant(500), mailbox("m2", 10)]);
  expect([book.used("tenant", ""), book.used("mailbox", "m1")]).toEqual([3, 10]);
  expect(book.taken()).toEqual([tenant(500, 3), mailbox("m1", 10, 2), mailbox("m2", 10)]);
});
