import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { MailboxRow } from "./health-rows.ts";
import { GRID_COLUMNS } from "./mailbox-columns.tsx";

it.each([
  [{ used_today: 28, cap_today: 30 }, "60 28 of 30 today", "93 %"],
  [{ used_today: 24, cap_today: 20 }, "60 24 today, cap now 20", "120 %"],
  [{ used_today: 3, cap_today: 0 }, "60 3 today, cap now 0", "–"],
])(
  "measures what is used by today's cap, beside the limit that people set: %o",
  ({ used_today, cap_today }, ...said) => {
    const row = { cap_today, place: { daily_limit: 60, used_today } } as unknown as MailboxRow;
    const texts = ["limit", "used"].map((key) =>
      textOf(GRID_COLUMNS.find((column) => column.key === key)?.cell(row, [])),
    );
    expect(texts).toEqual(said);
  },
);

function textOf(cell: ReactNode): string {
  return renderToStaticMarkup(cell)
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
