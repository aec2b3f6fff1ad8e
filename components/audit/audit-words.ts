import type { AuditItem } from "#lib/audit/contract.ts";

/** A side that the line does not tell is undefined; null is told: there was, or is, nothing. */
export type FieldChange = { name: string; before: unknown; after: unknown };

/** Fields that only name what a line is about: its name is shown anyway. */
const naming = ["name", "title", "domain", "from_email", "email", "value", "filename"];

/** Ids that nothing can be looked up by. */
const meaningless = ["note_id"];

type Sides = Pick<AuditItem, "before" | "after">;
type Line = Sides & Pick<AuditItem, "target_name">;

/**
 * The fields that a line knows to have changed, and those it tells one side of, in the order they are stored in; without what says nothing
 * or only repeats the target's name. Beside a change, what is told of before alone was not changed, and what is none after tells nothing.
 */
export function fieldChanges({ target_name, ...line }: Line): FieldChange[] {
  const { before, after } = asWrittenNow(line);
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const all = [...fields].map((name) => ({ name, before: before?.[name], after: after?.[name] }));
  const isOfChange = all.some(hasBothSides);
  return all
    .filter((change) => !(naming.includes(change.name) && isOnly(target_name, change)))
    .filter((change) => !meaningless.includes(change.name) && !isAsItWas(change))
    .filter((change) => !isOfChange || hasBothSides(change) || (change.after ?? null) !== null);
}

/** Undoing once had its `undone` among what was before, and after it the hold that was asked for instead of the one that came of it. */
function asWrittenNow({ before, after }: Sides): Sides {
  if (!before || !("undone" in before)) return { before, after };
  const { undone, ...was } = before;
  const { hold_reason, ...is } = after ?? {};
  return { before: was, after: { undone, ...is, ...(hold_reason ? { hold_reason } : {}) } };
}

function hasBothSides({ before, after }: FieldChange): boolean {
  return before !== undefined && after !== undefined;
}

function isAsItWas(change: FieldChange): boolean {
  return hasBothSides(change) && JSON.stringify(change.before) === JSON.stringify(change.after);
}

function isOnly(name: string | null, { before, after }: FieldChange): boolean {
  return name !== null && [before, after].every((side) => side === undefined || side === name);
}
