import { NAVIGATION } from "./navigation.ts";

/** What a key asks for. */
export type Command =
  | { kind: "overlay"; name: "palette" | "help" }
  | { kind: "go"; href: string }
  | { kind: "search" }
  | { kind: "message" }
  | { kind: "row"; step: 1 | -1 };

export type KeyPress = {
  key: string;
  hasModifier: boolean;
  /** ⌘ or Ctrl held */
  hasCommand: boolean;
  /** a text is being written */
  isTyping: boolean;
  /** something lies over the page already */
  isCovered: boolean;
};

type Step = { command: Command | null; isAfterG: boolean };

const nothing: Step = { command: null, isAfterG: false };

/**
 * The next step of the keyboard: what was pressed now, and whether "g" was pressed right before. ⌘K works everywhere; single keys
 * never while a text is written or something covers the page.
 */
export function nextStep(press: KeyPress, isAfterG: boolean): Step {
  if (press.hasCommand && press.key.toLowerCase() === "k")
    return { ...nothing, command: { kind: "overlay", name: "palette" } };
  if (press.hasModifier || press.hasCommand || press.isTyping || press.isCovered) return nothing;
  if (isAfterG) {
    const page = NAVIGATION.find(({ key }) => key === press.key);
    return page ? { ...nothing, command: { kind: "go", href: page.href } } : nothing;
  }
  if (press.key === "g") return { command: null, isAfterG: true };
  return { ...nothing, command: singleKey(press.key) };
}

function singleKey(key: string): Command | null {
  if (key === "?") return { kind: "overlay", name: "help" };
  if (key === "/") return { kind: "search" };
  if (key === "u") return { kind: "message" };
  if (key === "j") return { kind: "row", step: 1 };
  if (key === "k") return { kind: "row", step: -1 };
  return null;
}

/** Every shortcut for the help: keys and what they do. */
export const SHORTCUTS: readonly { keys: readonly string[]; label: string }[] = [
  { keys: ["⌘ K"], label: "Search, go to a page or run an action (Ctrl K)" },
  { keys: ["/"], label: "Search this page" },
  { keys: ["j"], label: "Next table row" },
  { keys: ["k"], label: "Previous table row" },
  { keys: ["Enter"], label: "Open row" },
  { keys: ["u"], label: "Newest message: undo or dismiss" },
  { keys: ["?"], label: "Show this help" },
  { keys: ["Esc"], label: "Close dialog or menu" },
  ...NAVIGATION.map(({ key, label }) => ({ keys: ["g", key], label: `Go to ${label}` })),
];
