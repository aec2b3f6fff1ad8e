import { expect, it } from "vitest";
import { expectedWords, isWorthImporting, startLabel } from "./import-check-words.ts";

const of = (totals: object, more: object = {}) => ({
  total_rows: 40,
  unreadable: {},
  judged: { rows: 40, counts: {}, totals: { added: 0, changed: 0, unchanged: 0, refused: 0, ...totals } },
  ...more,
});

const cases = [
  {
    name: "every row is new",
    preview: of({ added: 40 }),
    words: "40 rows: 40 added.",
    label: "Import 40 prospects",
    isWorth: true,
  },
  {
    name: "some are refused, some there already",
    preview: of({ added: 36, unchanged: 3, refused: 1 }),
    words: "40 rows: 36 added, 3 unchanged, 1 refused.",
    label: "Import 36 prospects",
    isWorth: true,
  },
  {
    name: "some may fill what is empty",
    preview: of({ added: 1, changed: 39 }),
    words: "40 rows: 1 added, up to 39 changed.",
    label: "Import 1 prospect",
    isWorth: true,
  },
  {
    name: "none is new, one may fill what is empty",
    preview: of({ changed: 1, unchanged: 39 }),
    words: "40 rows: up to 1 changed, 39 unchanged.",
    label: "Fill up to 1 prospect",
    isWorth: true,
  },
  {
    name: "nothing would happen",
    preview: of({ unchanged: 30, refused: 10 }),
    words: "40 rows: 30 unchanged, 10 refused.",
    label: "Import 0 prospects",
    isWorth: false,
  },
  {
    name: "a long file is judged at its beginning only: no number is claimed",
    preview: of({ unchanged: 1_000 }, { total_rows: 2_500, unreadable: { invalid_email: 7 }, judged: longJudged() }),
    words:
      "2,500 rows: 2,493 can be read, 7 cannot. Whether a row is there already or suppressed is known of the first 1,000.",
    label: "Import the file",
    isWorth: true,
  },
  {
    name: "nothing of a long file can be read",
    preview: of(
      {},
      { total_rows: 2_500, unreadable: { invalid_email: 2_000, invalid_row: 500 }, judged: longJudged() },
    ),
    words:
      "2,500 rows: 0 can be read, 2,500 cannot. Whether a row is there already or suppressed is known of the first 1,000.",
    label: "Import the file",
    isWorth: false,
  },
];

function longJudged() {
  return { rows: 1_000, counts: {}, totals: { added: 0, changed: 0, unchanged: 1_000, refused: 0 } };
}

it.each(cases)("$name", ({ preview, words, label, isWorth }) => {
  expect([expectedWords(preview), startLabel(preview), isWorthImporting(preview)]).toEqual([words, label, isWorth]);
});
