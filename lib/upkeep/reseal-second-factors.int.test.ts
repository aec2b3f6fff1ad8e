import { describe, expect, it } from "vitest";
import { confirmTwoFactor, enrolTwoFactor } from "#lib/auth/change-account.ts";
import { cookiesIn, createAuthWorld, testPassword } from "#lib/testing/auth-world.ts";
import { authenticatorCode } from "#lib/testing/authenticator.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { resealSecrets } from "./reseal-secrets.ts";

const databaseUrl = await createOwnDatabase();
const [oldSecret, newSecret] = ["o".repeat(40), "n".repeat(40)] as const;
const before = createAuthWorld({ databaseUrl, secret: oldSecret });
const after = createAuthWorld({ databaseUrl, secret: newSecret });

async function enrolled() {
  const owner = await before.newOwner();
  const cookie = await before.cookieOf(owner.email);
  const { secret, backup_codes } = await enrolTwoFactor(before.account(cookie), testPassword);
  await confirmTwoFactor(before.account(cookie), await authenticatorCode(secret));
  const nameCode = async (code: string) => after.nameCode(cookiesIn(await after.signInAs(owner.email)), code);
  return { owner, secret, backupCode: backup_codes[0] ?? "", nameCode };
}

const countsOf = async (secrets: [string, ...string[]]) =>
  (await resealSecrets(before.ctx, secrets))
    .filter(({ column }) => column.startsWith("two_factors."))
    .map(({ resealed, current, unreadable }) => [resealed, current, unreadable.length]);

describe("second factors that a former AUTH_SECRET sealed", () => {
  it("are opened by the new one alone afterwards, app codes and backup codes", async () => {
    const { secret, backupCode, nameCode } = await enrolled();
    await expect(nameCode(await authenticatorCode(secret))).rejects.toThrow(/not found in keys/);
    expect(await countsOf([newSecret])).toEqual([
      [0, 0, 1],
      [0, 0, 1],
    ]);
    expect(await countsOf([newSecret, oldSecret])).toEqual([
      [1, 0, 0],
      [1, 0, 0],
    ]);
    expect(await countsOf([newSecret])).toEqual([
      [0, 1, 0],
      [0, 1, 0],
    ]);
    expect((await nameCode(await authenticatorCode(secret))).status).toBe(200);
    expect((await nameCode(backupCode)).status).toBe(200);
  });

  it("say why they cannot be opened", async () => {
    const { owner } = await enrolled();
    await before.ctx.acrossTenants((tx) =>
      tx.twoFactor.updateMany({ where: { userId: owner.userId }, data: { secret: "plain" } }),
    );
    const whyOf = async (secret: string) => {
      const reports = await resealSecrets(before.ctx, [secret]);
      return reports.flatMap(({ unreadable }) => unreadable.map(({ why }) => why)).sort();
    };
    expect(await whyOf("x".repeat(40))).toEqual([
      "made with another AUTH_SECRET",
      "made with another AUTH_SECRET",
      "made with another AUTH_SECRET",
      "not in a known format",
    ]);
    await before.ctx.acrossTenants(
      (tx) => tx.$executeRaw`
      UPDATE two_factors SET backup_codes = left(backup_codes, -2) || '00', secret = backup_codes WHERE true`,
    );
    expect(new Set(await whyOf(newSecret))).toEqual(new Set(["damaged", "made with another AUTH_SECRET"]));
  });
});
