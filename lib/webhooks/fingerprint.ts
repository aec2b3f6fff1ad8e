import { hash } from "node:crypto";
import type { NormalEvent } from "./types.ts";

/**
 * What makes two events the same one (SPEC §8): tenant, message, type, second, link, address and agent; in hex. A provider sends an
 * event again under a new id, so its id is no part of this.
 */
export function fingerprintOf(tenantId: string, event: NormalEvent): string {
  const message = event.outreachEmailId ?? event.smtpId ?? event.providerMessageId ?? event.recipient;
  return sha256([tenantId, message, event.type, event.statedSecond, event.url, event.ip, event.userAgent]);
}

/** The same for an event that could not be understood: its text. */
export function fingerprintOfText(tenantId: string, text: string): string {
  return sha256([tenantId, text]);
}

function sha256(parts: unknown[]): string {
  return hash("sha256", JSON.stringify(parts), "hex");
}
