import { afterAll, vi } from "vitest";

/** Lines of a log and the secrets that must not be in it. What goes past the logger, to the console, is kept as it is. */
export function createLogWorld() {
  const lines: string[] = [];
  const planted = new Map<string, string>();
  for (const name of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, name).mockImplementation((...said) => void lines.push(said.map(String).join(" ")));
  afterAll(() => void vi.restoreAllMocks());
  const plant = (name: string, secret: string) => {
    planted.set(name, secret);
    return secret;
  };
  return { lines, planted, plant };
}
