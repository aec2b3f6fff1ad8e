import type { PaletteItem, PausablePlace } from "./palette-items.ts";

/** A domain or mailbox that a search has found. */
export type FoundPlace = { place: PausablePlace; id: string; name: string; isPaused: boolean };

type Verb = "pause" | "resume";

/** What is asked to be done and with what: "pause acme" asks to pause what "acme" finds. */
export function readVerb(text: string): { verb: Verb | null; rest: string } {
  const [, verb, rest] = /^\s*(pause|resume)\s+(.*)$/i.exec(text) ?? [];
  return verb ? { verb: verb.toLowerCase() as Verb, rest: rest ?? "" } : { verb: null, rest: text };
}

/** One line for each place: to pause it, or to resume it where it stands paused; a verb leaves out those it does not fit. */
export function pauseItems(places: readonly FoundPlace[], verb: Verb | null): PaletteItem[] {
  return places.flatMap(({ place, id, name, isPaused }) => {
    const kind = isPaused ? "resume" : "pause";
    if (verb !== null && verb !== kind) return [];
    const label = isPaused ? `Resume ${name}…` : `Pause ${name}`;
    return [{ id: `${kind}:${place}:${id}`, label, deed: { kind, place, id, name } }];
  });
}
