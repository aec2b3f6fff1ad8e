import type { OwnerView } from "#lib/prospects/contract-notes.ts";

/** What stands for a name that could not be read, or is still on its way. */
export const NOT_LOADED = "not loaded";

/** A member's name; who has left keeps what they owned until somebody takes it over. Without `owners`, which are not read, nobody has left. */
export function ownerName(owners: readonly OwnerView[] | undefined, id: string | null): string {
  if (id === null) return "Nobody";
  if (!owners) return NOT_LOADED;
  return owners.find((owner) => owner.id === id)?.name ?? "Former member";
}

/** Choices of an owner, with nobody first and the present one always among them. */
export function ownerOptions(owners: readonly OwnerView[] | undefined, current: string | null) {
  const options = (owners ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isKnown = current === null || options.some(({ value }) => value === current);
  const gone = isKnown ? [] : [{ value: current, label: ownerName(owners, current) }];
  return [{ value: "", label: "Nobody" }, ...gone, ...options];
}
