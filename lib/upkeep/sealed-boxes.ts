import { parseEnvelope, symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { versionedSecrets } from "#lib/auth/versioned-secrets.ts";
import { decryptSecrets, encryptSecrets, isSealedWith, type KeyRing } from "#lib/secrets/secret-box.ts";

type Stored = Uint8Array | string;

/** A key ring that opens what any of its keys sealed, and seals with the current one. */
export type Box = {
  /** @throws Error that says why no key of the ring opens it */
  open(stored: Stored): Promise<{ isCurrent: boolean; seal(): Promise<Stored> }>;
};

/** Provider passwords and webhook secrets: ENCRYPTION_KEY and ENCRYPTION_KEYS_OLD. */
export function providerBox(keys: KeyRing): Box {
  return {
    open: async (stored) => {
      if (typeof stored === "string") throw new Error("not in a known format");
      const secrets = decryptSecrets(keys, stored);
      return {
        isCurrent: isSealedWith(keys.encryptionKey, stored),
        seal: async () => encryptSecrets(keys.encryptionKey, secrets),
      };
    },
  };
}

/** Second factors, which the sign-in library seals: AUTH_SECRET, then AUTH_SECRETS_OLD. */
export function secondFactorBox(secrets: readonly [string, ...string[]]): Box {
  const versions = versionedSecrets([...secrets]);
  const currentVersion = versions[0]?.version ?? 0;
  const key = { keys: new Map(versions.map(({ version, value }) => [version, value])), currentVersion };
  return {
    open: async (stored) => {
      const envelope = typeof stored === "string" ? parseEnvelope(stored) : null;
      if (typeof stored !== "string" || envelope === null) throw new Error("not in a known format");
      if (!key.keys.has(envelope.version)) throw new Error("made with another AUTH_SECRET");
      const data = await symmetricDecrypt({ key, data: stored }).catch(() => {
        throw new Error("damaged");
      });
      return { isCurrent: envelope.version === currentVersion, seal: () => symmetricEncrypt({ key, data }) };
    },
  };
}
