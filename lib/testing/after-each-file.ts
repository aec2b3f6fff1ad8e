import { afterAll, vi } from "vitest";

// The files of unit tests share a process (vitest.config.ts): what one of them does to it is undone before the next.
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  // What the process has one of, however often its module is bundled, goes by such a name.
  for (const name of Object.keys(globalThis)) if (name.startsWith("outreach")) Reflect.deleteProperty(globalThis, name);
});
