import type { Tone } from "#components/ui/tone.ts";
import type { ApiKeyView } from "#lib/auth/contract.ts";

type KeyState = { tone: Tone; word: string; isUsable: boolean };

/** Whether a key still opens anything. @param now ms since the epoch */
export function keyState(key: Pick<ApiKeyView, "revoked_at" | "expires_at">, now: number): KeyState {
  if (key.revoked_at) return { tone: "neutral", word: "Revoked", isUsable: false };
  if (key.expires_at && Date.parse(key.expires_at) <= now) return { tone: "warn", word: "Expired", isUsable: false };
  return { tone: "ok", word: "Active", isUsable: true };
}
