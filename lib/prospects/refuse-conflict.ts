import type { LoggedChange } from "#lib/audit/contract.ts";
import { lastChanges } from "#lib/audit/last-changes.ts";
import type { Tx } from "#lib/db/types.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { ProspectBase, ProspectFields } from "./contract-change.ts";

type Values = Record<string, unknown>;
type Edit = {
  tenantId: string;
  prospectId: string;
  /** what fields were when they were read, what they are to be, and what they are; custom ones as `custom` */
  base: ProspectBase;
  wanted: ProspectFields;
  stored: Values;
  /** the whole profile as it is now, for the answer */
  current: object;
};

/** As far back as is looked for who changed a field. */
const linesLookedAt = 50;

/**
 * Lets an edit pass whose fields are what they were when they were read, or are already what they are to be.
 * @throws AppError version_conflict with `current`, the profile as it is, and `changes`, who changed these fields last, newest first
 */
export async function refuseConflict(tx: Tx, edit: Edit): Promise<void> {
  const { tenantId, prospectId, current } = edit;
  const stored = flat(edit.stored);
  const wanted = flat(edit.wanted);
  const names = Object.entries(flat(edit.base))
    .filter(([name, value]) => stored[name] !== value && stored[name] !== wanted[name])
    .map(([name]) => name);
  if (names.length === 0) return;
  const target = { targetKind: "prospect", targetId: prospectId };
  const lines = await lastChanges(tx, tenantId, target, linesLookedAt);
  const changes = lines.filter((line) =>
    names.some((name) => line === lines.find((one) => name in flat(one.after ?? {}))),
  );
  throw new AppError("version_conflict", detailOf(changes), { extra: { current, changes } });
}

function detailOf([latest]: readonly LoggedChange[]): string {
  const what = latest ? `${latest.by} changed this profile meanwhile` : "This profile was changed meanwhile";
  return `${what}. Look at it as it is now and save again.`;
}

/** Custom fields beside the others, each by its own name; one that is not there is none. */
function flat({ custom, ...fields }: Values): Values {
  const own = Object.entries((custom ?? {}) as Values).map(([name, value]) => [`custom.${name}`, value ?? null]);
  return { ...fields, ...Object.fromEntries(own) };
}
