const mib = 1024 ** 2;
const [least, most] = [128, 1_024];

/** Postgres's own cache, as its setting wants it: a sixteenth of the machine's memory (in bytes), since the rest of the stack lives there too. */
export function sharedBuffers(memory: number): string {
  const share = Math.floor(memory / 16 / mib);
  return `${Math.min(most, Math.max(least, share))}MB`;
}
