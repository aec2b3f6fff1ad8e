import { hostKind } from "./host-kind.ts";

/** Whether a host name or address means this machine, however it is spelled. */
export function isLoopbackHost(host: string): boolean {
  return hostKind(host) === "loopback";
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
