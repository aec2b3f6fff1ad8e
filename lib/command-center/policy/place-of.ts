const places: Readonly<Record<string, string>> = {
  domain: "/domains",
  mailbox: "/mailboxes",
  connection: "/settings",
};

/** The page on which a paused or troubled scope can be seen to. */
export function placeOf(scopeKind: string): string {
  return places[scopeKind] ?? "/domains";
}
