import { passwordLength } from "../thresholds.ts";
import { commonParts } from "./common-passwords.ts";

/** Characters that must remain when everything guessable is taken out, and how many different ones. */
const leastRemaining = 6;
const leastDifferent = 4;
const shortestOwnWord = 3;

const lookAlikes: Record<string, string> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "!": "i",
  "0": "o",
  $: "s",
  "5": "s",
  "7": "t",
};

/**
 * Why a password will not do, as a sentence that follows the field's name; null when it will. Length is what counts (NIST SP
 * 800-63B); beyond it only what guessers try first is refused: common words, keyboard rows, repeats, and `ownWords` (address, name,
 * tenant), also with digits for letters.
 */
export function refusePassword(password: string, ownWords: string[]): string | null {
  const { shortest, longest } = passwordLength;
  if ([...password].length < shortest) return `must have at least ${shortest} characters`;
  if (password.length > longest) return `must have at most ${longest} characters`;
  const own = ownWords.flatMap(partsOf);
  const plain = password.normalize("NFKC").toLowerCase();
  const spellings = [plain, withLetters(plain)];
  return spellings.every((text) => isEnough(remainderOf(text, own)))
    ? null
    : "is too easy to guess: use a few unrelated words";
}

/** `ann.lee@acme.com` → ann, lee, annlee, acme, com, …: pieces long enough to be recognised. */
function partsOf(text: string): string[] {
  const pieces = text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return [...pieces, pieces.join("")].filter((piece) => piece.length >= shortestOwnWord);
}

function withLetters(text: string): string {
  return text.replace(/[@431!0$57]/g, (character) => lookAlikes[character] ?? character);
}

function remainderOf(text: string, own: string[]): string {
  const parts = [...own].sort((a, b) => b.length - a.length);
  let rest = text.replace(/[\s._-]+/g, "");
  for (const part of [...parts, ...commonParts]) rest = rest.replaceAll(part, "");
  // Years and dates, then the same piece again and again: `ab12ab12ab12` is `ab12`.
  return rest.replace(/(?:19|20)\d\d/g, "").replace(/(.+?)\1+/g, "$1");
}

function isEnough(remainder: string): boolean {
  return remainder.length >= leastRemaining && new Set(remainder).size >= leastDifferent;
}
