import { afterAll, vi } from "vitest";

// The files of unit tests share a process (vitest.config.ts): what one of them does to it is undone before the next.
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  for (const name of ["outreachIsLeaving", "outreachUnfinished"]) Reflect.deleteProperty(globalThis, name);
});
