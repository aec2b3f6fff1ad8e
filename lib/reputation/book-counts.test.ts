import { expect, it } from "vitest";
import { type CountChange, sumByHour } from "./book-counts.ts";

function summed(changes: CountChange[]) {
  return sumByHour(changes).map(({ epochHour, counts }) => [epochHour, [...counts]]);
}

it.each<{ name: string; changes: CountChange[]; expected: unknown[] }>([
  { name: "no change", changes: [], expected: [] },
  {
    name: "one change on each of its scopes",
    changes: [{ epochHour: 9, scopes: [0, 2], metric: "bounced", count: 3 }],
    expected: [
      [
        9,
        [
          [2, 3],
          [16, 3],
        ],
      ],
    ],
  },
  {
    name: "the tenant's counter once for two mailboxes",
    changes: [
      { epochHour: 9, scopes: [0, 1], metric: "sent", count: 1 },
      { epochHour: 9, scopes: [0, 2], metric: "sent", count: 1 },
    ],
    expected: [
      [
        9,
        [
          [0, 2],
          [7, 1],
          [14, 1],
        ],
      ],
    ],
  },
  {
    name: "hours apart",
    changes: [
      { epochHour: 9, scopes: [0], metric: "sent", count: 1 },
      { epochHour: 8, scopes: [0], metric: "opened", count: 2 },
      { epochHour: 9, scopes: [0], metric: "sent", count: 4 },
    ],
    expected: [
      [9, [[0, 5]]],
      [8, [[4, 2]]],
    ],
  },
])("sums $name", ({ changes, expected }) => expect(summed(changes)).toEqual(expected));
