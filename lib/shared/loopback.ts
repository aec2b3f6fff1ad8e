/** Whether a host name or address means this machine. */
export function isLoopbackHost(host: string): boolean {
  const name = host
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, "");
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}

/**
 * A connection over which no mail leaves this machine: the simulator, or an SMTP server on a loopback host. Only these may send
 * without gaps (SPEC §6) and are looked up by the DNS stand-in (SPEC §7).
 */
export function isLocalConnection(connection: { kind: string; settings: unknown }): boolean {
  if (connection.kind === "simulator") return true;
  const host = (connection.settings as { host?: unknown } | null)?.host;
  return connection.kind === "smtp" && typeof host === "string" && isLoopbackHost(host);
}
