import { expect, it } from "vitest";
import { wishText } from "./wish-text.ts";

it.each([
  [{ min_severity: "warning", kinds: [] }, "Warnings and above: every kind"],
  [{ min_severity: "critical", kinds: ["budget", "no_sends"] }, "Critical only: Budget for texts, Nothing is sent"],
  [{ min_severity: "info", kinds: ["newer_kind"] }, "Notes and above: newer kind"],
])("%o", (wish, text) => expect(wishText(wish)).toBe(text));
