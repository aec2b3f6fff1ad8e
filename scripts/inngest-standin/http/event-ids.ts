import { createHash, randomUUID } from "node:crypto";

/**
 * Ids for events that came without one. The SDK sends the same seed when it repeats a post whose answer was lost, so
 * the seed and the place in the post give the same id again and the repeat is recognised.
 */
export function eventIdMaker(seed: string | undefined): (index: number) => string {
  if (!seed) return () => randomUUID();
  return (index) => createHash("sha256").update(`${seed}\n${index}`).digest("hex").slice(0, 32);
}
