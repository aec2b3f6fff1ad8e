import { engineContext } from "#inngest/engine.ts";
import { env } from "#lib/env.ts";
import { resealSecrets } from "#lib/upkeep/reseal-secrets.ts";
import { describeRotation } from "./report.ts";

try {
  const ctx = engineContext();
  const { AUTH_SECRET, AUTH_SECRETS_OLD } = env();
  const reports = await resealSecrets(ctx, [AUTH_SECRET, ...AUTH_SECRETS_OLD], ({ column, resealed, current }) =>
    console.log(`  ${column}: ${resealed + current} rows looked at`),
  );
  const former = { encryptionKeys: ctx.config.oldEncryptionKeys, authSecrets: AUTH_SECRETS_OLD.length };
  const { lines, isDone } = describeRotation(reports, former);
  for (const line of lines) console.log(line);
  process.exitCode = isDone ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
process.exit(); // the pools of the context would keep this process
