const notText = "%EF%BF%BD";

/**
 * A request's target whose path can be decoded: what is no text in UTF-8 stands there as U+FFFD, and then names nothing, like any other
 * wrong id. The framework answers a path that it cannot decode with 500, as if we were at fault. The query stays as it is.
 */
export function readablePath(target: string): string {
  const end = target.indexOf("?");
  const path = end < 0 ? target : target.slice(0, end);
  return isText(path) ? target : path.replace(/(?:%[0-9a-f]{2})+|%/gi, readable) + target.slice(path.length);
}

function readable(encoded: string): string {
  return isText(encoded) ? encoded : notText;
}

function isText(encoded: string): boolean {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
}
