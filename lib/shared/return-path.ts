/** Where one lands who did not want to go anywhere else. */
const HOME = "/overview";

/** The request header in which a page finds its own path with its query; the proxy sets it. */
export const PAGE_PATH_HEADER = "x-page-path";

/** The login page, from which one comes back to that path of the console. */
export function loginPath(path: string | null): string {
  const next = returnPath(path);
  return next === HOME ? "/login" : `/login?${new URLSearchParams({ next })}`;
}

/**
 * The page to go to after signing in. It comes out of a link that anybody may have written: whatever a browser could take for another
 * site, and whatever is no page of the console, is the overview instead.
 */
export function returnPath(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/")) return HOME;
  const here = "http://console.invalid";
  if (!URL.canParse(wanted, here)) return HOME;
  const { origin, pathname, search, hash } = new URL(wanted, here);
  const isElsewhere = origin !== here || isNoPage(wanted) || isNoPage(pathname) || isNoPage(decoded(pathname));
  return isElsewhere ? HOME : `${pathname}${search}${hash}`;
}

/** A second slash begins a host, and browsers read a backslash as a slash and leave out line ends and tabs. */
function isNoPage(path: string): boolean {
  return path.startsWith("//") || /[\\\p{Cc}]/u.test(path) || /^\/(api|login)([/?#]|$)/i.test(path);
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return "//";
  }
}
