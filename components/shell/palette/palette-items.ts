import type { JobFunctionId } from "#lib/engine/events.ts";
import { hasRole, type Role } from "#lib/shared/actor.ts";
import { NAVIGATION } from "../navigation.ts";
import type { Overlay } from "../overlay-store.ts";
import type { EngineFlags } from "../use-engine-flags.ts";

/** What choosing a line does. */
type PaletteDeed =
  | { kind: "go"; href: string }
  | { kind: "overlay"; name: Overlay }
  | { kind: "job"; functionId: JobFunctionId; title: string }
  | { kind: "pause" | "resume"; place: PausablePlace; id: string; name: string };

/** What can be paused and resumed from here. */
export type PausablePlace = "domains" | "mailboxes";

export type PaletteItem = {
  id: string;
  label: string;
  /** Shown beside the label, as in a mailbox's domain. */
  detail?: string;
  /** Further words that find it. */
  words?: string;
  keys?: readonly string[];
  deed: PaletteDeed;
};

export type PaletteGroup = { value: string; items: PaletteItem[] };

export const PAGES: readonly PaletteItem[] = [
  ...NAVIGATION.map(({ href, label, key }) => ({
    id: `page:${href}`,
    label,
    keys: ["g", key],
    deed: { kind: "go" as const, href },
  })),
  {
    id: "page:import",
    label: "Import prospects",
    words: "csv upload",
    deed: { kind: "go", href: "/prospects/import" },
  },
  {
    id: "page:api-docs",
    label: "API reference",
    words: "openapi documentation curl rest",
    deed: { kind: "go", href: "/api-docs" },
  },
  { id: "page:account", label: "Account", words: "password sessions profile", deed: { kind: "go", href: "/account" } },
];

type Action = PaletteItem & { role: Role; isShown?: (engine: EngineFlags) => boolean };

const job = (functionId: JobFunctionId, title: string, label: string, words: string): Action => ({
  id: `job:${functionId}`,
  label,
  words,
  role: "operator",
  deed: { kind: "job", functionId, title },
});

const ACTIONS: readonly Action[] = [
  {
    id: "stop",
    label: "Stop all sending…",
    words: "pause engine kill switch",
    role: "operator",
    isShown: ({ is_active, is_paused }) => is_active && !is_paused,
    deed: { kind: "overlay", name: "stop" },
  },
  {
    id: "resume",
    label: "Resume sending…",
    words: "resume engine kill switch",
    role: "operator",
    isShown: ({ is_active, is_paused }) => is_active && is_paused,
    deed: { kind: "overlay", name: "resume" },
  },
  job("run-sequencer", "Sequencer", "Run the sequencer", "job plan send now"),
  job("verify-prospects", "Verify prospects", "Verify prospects", "job addresses check"),
  job("evaluate-health", "Health guard", "Run the health guard", "job judge evaluate"),
  job("run-recontact", "Re-contact", "Run re-contact", "job recycle cooldown"),
  {
    id: "help",
    label: "Keyboard shortcuts",
    words: "help keys",
    keys: ["?"],
    role: "viewer",
    deed: { kind: "overlay", name: "help" },
  },
];

/** What this role may do in this state of the engine; before the state is read, no kill switch. */
export function actionsFor(role: Role, engine: EngineFlags | undefined): PaletteItem[] {
  return ACTIONS.filter(
    (action) => hasRole(role, action.role) && (action.isShown === undefined || (engine && action.isShown(engine))),
  );
}

/** The items in which every word of the text occurs, in the order given. */
export function matching(items: readonly PaletteItem[], text: string): PaletteItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter(({ label, detail = "", words: more = "" }) => {
    const hay = `${label} ${detail} ${more}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}

/** Leads to the list of all prospects that a text finds, where more of them are found than are shown. */
export function allProspects(q: string, areMore: boolean): PaletteItem[] {
  if (!areMore) return [];
  const href = `/prospects?q=${encodeURIComponent(q)}`;
  return [{ id: "prospects:all", label: `All prospects with “${q}”`, deed: { kind: "go", href } }];
}

/** Groups with anything in them. */
export function filled(groups: readonly PaletteGroup[]): PaletteGroup[] {
  return groups.filter(({ items }) => items.length > 0);
}
