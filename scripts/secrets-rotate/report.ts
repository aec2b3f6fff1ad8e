import { keyIdOf } from "#lib/secrets/secret-box.ts";
import type { ColumnReport } from "#lib/upkeep/reseal-column.ts";

type Former = { encryptionKeys: Buffer[]; authSecrets: number };

/** What `npm run secrets:rotate` says at its end, a line an entry; `isDone` is false while a secret is left that no key opens. */
export function describeRotation(reports: ColumnReport[], former: Former): { lines: string[]; isDone: boolean } {
  const counts = reports.map(
    ({ column, resealed, current, unreadable }) =>
      `${column}: ${resealed} sealed anew, ${current} were current already, ${unreadable.length} cannot be opened`,
  );
  const lost = reports.flatMap(({ column, unreadable }) =>
    unreadable.map(({ id, why }) => `✗ ${column}, row ${id}: ${why}`),
  );
  const isDone = lost.length === 0;
  return { isDone, lines: [...counts, ...lost, ...(isDone ? adviceOnFormer(former) : adviceOnLost)] };
}

const adviceOnLost = [
  "Nothing of these rows was changed. Add the key that sealed them to ENCRYPTION_KEYS_OLD (second factors: AUTH_SECRETS_OLD) and run",
  "this again, or enter the secrets again in the console. Until then keep every former key.",
];

function adviceOnFormer({ encryptionKeys, authSecrets }: Former): string[] {
  const keys = encryptionKeys.map(
    (key, index) =>
      `ENCRYPTION_KEYS_OLD, key ${index + 1} (id ${keyIdOf(key).toString("hex")}): no stored secret needs it any more. ` +
      "Unsubscribe links in mail that was sent under it still do: take it out when those may die.",
  );
  const secrets = authSecrets > 0 ? ["AUTH_SECRETS_OLD: no second factor needs it any more. Take it out."] : [];
  return [...keys, ...secrets];
}
