import { maskAddresses } from "./mask-address.ts";

const masked = "[masked]";

/** Fields that hold a secret, whatever stands before in their name: `password`, `x-api-key`, `set-cookie`, `new_password`. */
const secretName =
  "(?:pass|password|passwd|secret|secrets|token|session_token|two_factor|backup_?codes|api[_-]?key|authorization|cookie)";

/**
 * A field of JSON, also of JSON inside a string of JSON. The value is a string, or a list or object without others in it. Every
 * repetition is bounded and no two of them can share characters, so a line costs time in proportion to its length.
 */
const jsonField = new RegExp(
  `(\\\\{0,8}"[\\w.-]{0,40}?${secretName}(\\\\{0,8})"\\s{0,4}:\\s{0,4})` +
    '(?:"(?:[^"\\\\]|\\\\.){1,4096}|(\\\\{1,8}")[^"\\\\]{1,4096}|\\[[^\\]]{1,4096}\\]?|\\{[^{}]{1,4096}\\}?)',
  "gi",
);
/** In queries, cookies and sentences: `token=…`, `__Host-outreach.session_token=…`. */
const assignment = new RegExp(`(?<![\\w.-])([\\w.-]{0,60}?${secretName}=)[^\\s"'&\\\\;,]{1,4096}`, "gi");
const credentials = /(Bearer|Basic)(\s{1,4})([\w.~+/=:-]{4,4096})/gi;
const smtpLogin = /(AUTH\s{1,4}(?:PLAIN|LOGIN|XOAUTH2))\s{1,4}[\w+/=-]{1,4096}/gi;
const urlPassword = /(:\/\/[^\s"\\/@:]{0,256}):[^\s"\\/]{1,1024}@/g;
const linkToken = /(\/u\/|\/access-link#)[\w-]{8,512}/g;
/** Keys that say what they are: ours, those of receivers, of providers, of the job runner. The first letters may be shown. */
const markedKey =
  /(?:(?<![\w-])|(?<=\\[bfnrt]))(oc_[\w-]{6}|whsec_|SG\.|signkey-[a-z]{1,16}-)(?:[\w-]{16,512}(?:\.[\w-]{16,512})?|[\w+/=]{16,512}={0,2})/g;
const privateKey = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,8192}/g;
/** The letter of an escape (`\\n`) before a run is no part of it: without it the line would be no JSON any more. */
const longRun = /(\\(?:u[\da-f]{4}|[bfnrt]))?([\w-]{32,})/g;

/**
 * A line of log without addresses and secrets, wherever they stand in it. What has a name or a mark is known by it; besides that every
 * unbroken run of 32 characters or more with small and capital letters and digits, or letters as no name has them, or in base32, goes: that
 * is how keys and tokens look.
 */
export function maskLine(line: string): string {
  const named = line
    .replace(jsonField, maskField)
    .replace(assignment, `$1${masked}`)
    .replace(credentials, (all, scheme, gap, value) => (isWord(value) ? all : `${scheme}${gap}${masked}`))
    .replace(smtpLogin, `$1 ${masked}`)
    .replace(urlPassword, `$1:${masked}@`)
    .replace(linkToken, `$1${masked}`)
    .replace(markedKey, `$1${masked}`)
    .replace(privateKey, masked)
    .replace(longRun, (all, before = "", run) => (looksRandom(run) ? `${before}${masked}` : all));
  return maskAddresses(named);
}

/** The closing quote of a string was left where it is; a list or object becomes a string of the same depth. */
function maskField(value: string, name: string, depth: string, inner: string | undefined): string {
  if (inner !== undefined) return `${name}${inner}${masked}`;
  const isText = value[name.length] === '"';
  return isText ? `${name}"${masked}` : `${name}${depth}"${masked}${depth}"`;
}

/** "Basic settings" is no password. */
function isWord(value: string): boolean {
  return value.length < 20 && /^[A-Za-z]?[a-z-]+$/.test(value);
}

function looksRandom(run: string): boolean {
  const hasDigit = /\d/.test(run);
  if (/^[A-Z2-7]+$/.test(run)) return hasDigit;
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && (hasDigit || !isCamelCase(run));
}

/** One token in a thousand has no digit. Names in code have none either, but hardly ever capitals next to each other. */
function isCamelCase(run: string): boolean {
  return (run.match(/[A-Z](?=[A-Z])/g) ?? []).length < 3;
}
