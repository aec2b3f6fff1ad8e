import { emailKey } from "#lib/shared/email-key.ts";
import { storableText } from "#lib/shared/storable-text.ts";
import { stateCodeOf } from "#lib/shared/us-states.ts";
import { zipOf } from "#lib/shared/us-zip.ts";

/** What a cell says, null when it is empty; or, as a sentence about its column, why that cannot be read. */
type Value<T> = { value: T | null; problem: string | null };

const empty = { value: null, problem: null };
const unreadable = (problem: string) => ({ value: null, problem });
const longestQuote = 40;
const longestQuotedAddress = 80;

/** A number from `min` to `max`, with a decimal comma or point; a whole one may have commas between its thousands. */
export function readNumber(text: string | undefined, min: number, max: number, isWhole: boolean): Value<number> {
  if (text === undefined) return empty;
  const plain = isWhole ? text.replace(/(?<=\d),(?=\d{3}\b)/g, "") : text.replace(/^(\d+),(\d+)$/, "$1.$2");
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
  const fits = value >= min && value <= max && (!isWhole || Number.isInteger(value));
  if (fits) return { value, problem: null };
  return unreadable(`${quoted(text)} is not a ${isWhole ? "whole number" : "number"} from ${min} to ${max}.`);
}

/** The code of a state. */
export function readState(text: string | undefined): Value<string> {
  if (text === undefined) return empty;
  const value = stateCodeOf(text);
  return value ? { value, problem: null } : unreadable(`${quoted(text)} is no US state: use its two-letter code.`);
}

/** A ZIP: it decides the time zone before the state does, so that a wrong one must not pass for none. */
export function readZip(text: string | undefined, stateCode: string | null): Value<string> {
  if (text === undefined) return empty;
  const value = zipOf(text, stateCode);
  if (value) return { value, problem: null };
  return unreadable(`${quoted(text)} is no US ZIP: use its five digits, leading zeros included.`);
}

/** The key of an address. */
export function readAddress(text: string | undefined): Value<string> {
  if (text === undefined) return empty;
  const value = emailKey(text.toLowerCase());
  if (value) return { value, problem: null };
  return unreadable(`${quoted(text, longestQuotedAddress)} is no address that mail can be sent to.`);
}

function quoted(text: string, longest = longestQuote): string {
  return `"${storableText(text, longest)}"`;
}
