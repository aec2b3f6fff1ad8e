import { z } from "zod";
import { invalidField } from "#lib/errors/app-error.ts";
import { unstorablePath } from "#lib/shared/storable-text.ts";

const maxLimit = 200;
const limitMessage = `must be a whole number from 1 to ${maxLimit}`;

/** `?limit=&cursor=` of every list (SPEC §12); extend it with the list's own filters. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number(limitMessage).int(limitMessage).min(1, limitMessage).max(maxLimit, limitMessage).default(50),
  cursor: z.string().max(1_000).optional(),
});

/** A flag in a query string. */
export const queryFlag = z.enum(["true", "false"], "must be true or false").transform((value) => value === "true");

/** Answer of every list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() });
}

export type Page<Item> = { items: Item[]; next_cursor: string | null };

export type CursorPart = string | number | boolean | null;

/** Where a page ended, as one opaque word: the sort key of its last row. */
export function encodeCursor(parts: CursorPart[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/**
 * The sort key a page goes on after; null for the first page. `shape` is what the list's key looks like, e.g.
 * `z.tuple([z.uuid()])`.
 * @throws AppError validation_failed for a cursor that no page of this list ever gave
 */
export function decodeCursor<Shape extends z.ZodType>(cursor: string | undefined, shape: Shape): z.infer<Shape> | null {
  if (cursor === undefined) return null;
  const parsed = shape.safeParse(fromBase64Json(cursor));
  if (!parsed.success || unstorablePath(parsed.data) !== null) {
    throw invalidField("cursor", "is not a cursor of this list: start without one");
  }
  return parsed.data;
}

/**
 * Cuts `rows`, which were asked for with `limit + 1`, to a page; `keyOf` is the sort key of a row.
 */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => CursorPart[],
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items: shown.map(toItem), next_cursor: hasMore ? encodeCursor(keyOf(last)) : null };
}

function fromBase64Json(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
