import type { OwnerView } from "#lib/prospects/contract-notes.ts";

/** A member's name; who has left keeps what they owned until somebody takes it over. */
export function ownerName(owners: readonly OwnerView[], id: string | null): string {
  if (id === null) return "Nobody";
  return owners.find((owner) => owner.id === id)?.name ?? "Former member";
}

/** Choices of an owner, with nobody first and the present one always among them. */
export function ownerOptions(owners: readonly OwnerView[], current: string | null) {
  const options = owners.map(({ id, name }) => ({ value: id, label: name }));
  const isKnown = current === null || owners.some(({ id }) => id === current);
  const gone = isKnown ? [] : [{ value: current, label: ownerName(owners, current) }];
  return [{ value: "", label: "Nobody" }, ...gone, ...options];
}
