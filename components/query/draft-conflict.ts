/** A field that both changed, to different values. */
export type ContestedField = { label: string; stored: string; mine: string };

/** The form as it is, as it opened, and as what is stored now would show in it. */
type Sides<Draft> = { draft: Draft; was: Draft; now: Draft };

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const keysOf = <Draft extends object>(draft: Draft) => Object.keys(draft) as (keyof Draft)[];

/** The form on top of what is stored now: what was edited stays, everything else is theirs. */
export function rebased<Draft extends object>({ draft, was, now }: Sides<Draft>): Draft {
  const edited = keysOf(draft).filter((name) => !isSame(draft[name], was[name]));
  return { ...now, ...Object.fromEntries(edited.map((name) => [name, draft[name]])) };
}

/** The fields to decide on, in the form's order. */
export function contested<Draft extends object>(
  { draft, was, now }: Sides<Draft>,
  labels: Record<keyof Draft, string>,
  textOf: <Name extends keyof Draft>(name: Name, value: Draft[Name]) => string,
): ContestedField[] {
  return keysOf(labels)
    .filter(
      (name) => !isSame(draft[name], was[name]) && !isSame(now[name], was[name]) && !isSame(draft[name], now[name]),
    )
    .map((name) => ({
      label: labels[name],
      stored: textOf(name, now[name]),
      mine: textOf(name, draft[name]),
    }));
}
