/** As many as a shingle below is put together from. */
const shingleWords = 4;

/** No text may repeat an earlier cycle's by more than this (SPEC §7). */
export const maxSimilarity = 0.4;

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Every run of four words of a text; a shorter text is one shingle. */
export function shinglesOf(text: string): Set<string> {
  const words = wordsOf(text);
  if (words.length <= shingleWords) return new Set(words.length === 0 ? [] : [words.join(" ")]);
  const shingles = new Set<string>();
  for (let start = 0; start + shingleWords <= words.length; start += 1)
    shingles.add(`${words[start]} ${words[start + 1]} ${words[start + 2]} ${words[start + 3]}`);
  return shingles;
}

/** Jaccard index of two sets, 0…1; two empty sets have nothing in common. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const item of a) if (b.has(item)) shared += 1;
  return shared / (a.size + b.size - shared);
}

/** Letters and digits only, lower case, without leading Re: — two subjects that differ otherwise are the same to a reader. */
export function subjectKey(subject: string): string {
  return wordsOf(subject.replace(/^\s*((re|fwd?)\s*:\s*)+/i, "")).join(" ");
}
