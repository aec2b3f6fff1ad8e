import type { AuditItem } from "#lib/audit/contract.ts";

export type FieldChange = { name: string; before: unknown; after: unknown };

/** Fields that only name what a line is about: its name is shown anyway. */
const naming = ["name", "title", "domain", "from_email", "email", "value", "filename"];

/** Ids that nothing can be looked up by. */
const meaningless = ["note_id"];

type Line = Pick<AuditItem, "before" | "after" | "target_name">;

/** Every field of a line with both of its sides, in the order they are stored in, but for what says nothing or only repeats the target's name. */
export function fieldChanges({ before, after, target_name }: Line): FieldChange[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields]
    .map((name) => ({ name, before: before?.[name], after: after?.[name] }))
    .filter((change) => !(naming.includes(change.name) && isOnly(target_name, change)))
    .filter((change) => !meaningless.includes(change.name) && !isAsItWas(change));
}

/** Both sides are told, and are the same. */
function isAsItWas({ before, after }: FieldChange): boolean {
  return before !== undefined && after !== undefined && JSON.stringify(before) === JSON.stringify(after);
}

function isOnly(name: string | null, { before, after }: FieldChange): boolean {
  return name !== null && [before, after].every((side) => side === undefined || side === name);
}
