import { describe, expect, it } from "vitest";
import { NAVIGATION } from "./navigation.ts";
import { type KeyPress, nextStep, SHORTCUTS } from "./shortcuts.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  hasModifier: false,
  hasCommand: false,
  isTyping: false,
  isCovered: false,
  ...more,
});
const commandOf = (key: string, more: Partial<KeyPress> = {}, isAfterG = false) =>
  nextStep(press(key, more), isAfterG).command;

describe("nextStep", () => {
  it.each([
    ["⌘K opens the palette", "k", { hasCommand: true }, { kind: "overlay", name: "palette" }],
    ["⌘K while a text is written", "K", { hasCommand: true, isTyping: true }, { kind: "overlay", name: "palette" }],
    ["? opens the help", "?", {}, { kind: "overlay", name: "help" }],
    ["/ searches", "/", {}, { kind: "search" }],
    ["u reaches the newest message", "u", {}, { kind: "message" }],
    ["j is the next row", "j", {}, { kind: "row", step: 1 }],
    ["k the one before", "k", {}, { kind: "row", step: -1 }],
    ["? in a text is a question mark", "?", { isTyping: true }, null],
    ["j under a dialog does nothing", "j", { isCovered: true }, null],
    ["Alt+j is the browser's", "j", { hasModifier: true }, null],
    ["any other key does nothing", "x", {}, null],
  ])("%s", (_name, key, more, command) => expect(commandOf(key, more)).toEqual(command));

  it("waits for a second key after g, and goes to its page", () => {
    expect(nextStep(press("g"), false)).toEqual({ command: null, isAfterG: true });
    expect(nextStep(press("d"), true)).toEqual({ command: { kind: "go", href: "/domains" }, isAfterG: false });
  });

  it("forgets the g after any other key", () => {
    expect(nextStep(press("x"), true)).toEqual({ command: null, isAfterG: false });
    expect(commandOf("d")).toBeNull();
  });
});

it("gives every page a key of its own, and tells of it in the help", () => {
  expect(new Set(NAVIGATION.map(({ key }) => key)).size).toBe(NAVIGATION.length);
  for (const { key, label } of NAVIGATION)
    expect(SHORTCUTS).toContainEqual({ keys: ["g", key], label: `Go to ${label}` });
});
