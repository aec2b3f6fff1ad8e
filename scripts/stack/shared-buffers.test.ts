import { expect, it } from "vitest";
import { sharedBuffers } from "./shared-buffers.ts";

const gib = 1024 ** 3;

it.each([
  [1, "128MB"],
  [4, "256MB"],
  [8, "512MB"],
  [15.5, "992MB"],
  [64, "1024MB"],
])("of a machine with %d GiB: %s", (memory, expected) => expect(sharedBuffers(memory * gib)).toBe(expected));
