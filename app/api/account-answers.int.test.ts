import { createOTP } from "@better-auth/utils/otp";
import { describe, expect, it } from "vitest";
import {
  backupCodesView,
  endedView,
  enrolmentView,
  sessionListView,
  twoFactorView,
} from "#lib/auth/contract-account.ts";
import {
  accessLinkView,
  createdInvitationView,
  invitationPage,
  memberPage,
  passwordResetView,
} from "#lib/auth/contract-members.ts";
import { createTenant } from "#lib/auth/create-tenant.ts";
import type { NextHandler } from "#lib/http/next-handler.ts";
import { callRoute } from "#lib/testing/access.ts";
import { cookiesIn, newAddress, testPassword } from "#lib/testing/auth-world.ts";
import { createApiWorld } from "./api-world.ts";
import * as auth from "./auth/[...path]/route.ts";
import * as invitation from "./invitations/[id]/route.ts";
import * as invitations from "./invitations/route.ts";
import * as password from "./me/password/route.ts";
import * as session from "./me/sessions/[id]/route.ts";
import * as endOthers from "./me/sessions/end-others/route.ts";
import * as sessions from "./me/sessions/route.ts";
import * as backupCodes from "./me/two-factor/backup-codes/route.ts";
import * as confirm from "./me/two-factor/confirm/route.ts";
import * as disable from "./me/two-factor/disable/route.ts";
import * as enrol from "./me/two-factor/enrol/route.ts";
import * as twoFactor from "./me/two-factor/route.ts";
import * as passwordReset from "./members/[id]/password-reset/route.ts";
import * as member from "./members/[id]/route.ts";
import * as signOut from "./members/[id]/sign-out/route.ts";
import * as members from "./members/route.ts";

const { ctx, newTenant } = createApiWorld();
ctx.setNow(new Date());
const origin = ctx.config.appUrl;

type Call = { method?: "GET" | "POST" | "PATCH" | "DELETE"; id?: string; body?: unknown };

async function newBrowser() {
  const email = newAddress("owner");
  const owner = { email, name: "Olive", password: testPassword };
  const made = await createTenant(ctx, { name: `T ${crypto.randomUUID()}`, owner });
  const answer = await auth.POST(
    new Request(`${origin}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ email, password: testPassword }),
    }),
  );
  let cookie = cookiesIn(answer);
  const call = async (handler: NextHandler, { method = "GET", id = "", body }: Call = {}) => {
    const answered = await callRoute(handler, { method, params: { id }, body, headers: { cookie, origin } });
    cookie = cookiesIn(new Response(null, { headers: answered.headers })) || cookie;
    return answered;
  };
  return { ...made, email, call };
}

const post = (path: string, body: unknown) =>
  callRoute(auth.POST, { method: "POST", path: `/api/auth/${path}`, body, headers: { origin } });

describe("the account of a person, over HTTP", () => {
  it("lists sessions and ends them", async () => {
    const { call } = await newBrowser();
    const { items } = sessionListView.parse((await call(sessions.GET)).json);
    expect(items).toMatchObject([{ is_current: true }]);
    expect(endedView.parse((await call(endOthers.POST, { method: "POST" })).json)).toEqual({ ended: 0 });
    expect((await call(session.DELETE, { method: "DELETE", id: items[0]?.id })).status).toBe(204);
    expect((await call(sessions.GET)).status).toBe(401);
  });

  it("changes the password and a second factor, each with a new session", async () => {
    const { call } = await newBrowser();
    const change = { current_password: testPassword, new_password: "seven loud paper boats" };
    expect((await call(password.POST, { method: "POST", body: change })).status).toBe(204);
    const body = { password: change.new_password };
    const { uri } = enrolmentView.parse((await call(enrol.POST, { method: "POST", body })).json);
    expect(twoFactorView.parse((await call(twoFactor.GET)).json)).toEqual({ is_enabled: false });
    const code = await createOTP(secretIn(uri)).totp();
    expect((await call(confirm.POST, { method: "POST", body: { code } })).status).toBe(204);
    expect(twoFactorView.parse((await call(twoFactor.GET)).json)).toEqual({ is_enabled: true });
    expect(
      backupCodesView.parse((await call(backupCodes.POST, { method: "POST", body })).json).backup_codes,
    ).toHaveLength(10);
    const wrong = await call(disable.POST, { method: "POST", body: { password: "wrong" } });
    expect([wrong.status, wrong.json.errors[0].field]).toEqual([400, "password"]);
    expect((await call(disable.POST, { method: "POST", body })).status).toBe(204);
    expect(twoFactorView.parse((await call(twoFactor.GET)).json)).toEqual({ is_enabled: false });
  });

  it("is no affair of an API key, not even an owner's", async () => {
    const { keys } = await newTenant();
    const answers = [sessions.GET, endOthers.POST, password.POST, twoFactor.GET, enrol.POST, passwordReset.POST];
    for (const handler of answers) {
      const method = handler === sessions.GET || handler === twoFactor.GET ? "GET" : "POST";
      const { status } = await callRoute(handler, {
        method,
        key: keys.owner,
        params: { id: crypto.randomUUID() },
        body: method === "POST" ? {} : undefined,
      });
      expect(status).toBe(403);
    }
  });
});

describe("the members of a tenant, over HTTP", () => {
  it("are invited, join, change, are signed out, reset and removed", async () => {
    const { call, userId } = await newBrowser();
    const email = newAddress("new");
    const made = await call(invitations.POST, {
      method: "POST",
      body: { email: ` ${email.toUpperCase()} `, role: "viewer" },
    });
    expect(made.status).toBe(201);
    const { url } = createdInvitationView.parse(made.json);
    expect(invitationPage.parse((await call(invitations.GET)).json).items).toMatchObject([{ email, role: "viewer" }]);
    const token = new URL(url).hash.slice(1);
    const shown = accessLinkView.parse((await post("access-link", { token })).json);
    expect(shown).toMatchObject({ email, role: "viewer" });
    const used = await post("access-link/use", { token, name: "Nia", password: "seven loud paper boats" });
    expect([used.status, used.json]).toEqual([200, { email }]);
    expect(JSON.stringify(invitationPage.parse((await call(invitations.GET)).json))).not.toContain(email);

    const { items } = memberPage.parse((await call(members.GET)).json);
    const id = items.find((item) => item.email === email)?.user_id;
    expect((await call(member.PATCH, { method: "PATCH", id, body: { role: "operator" } })).status).toBe(204);
    expect(endedView.parse((await call(signOut.POST, { method: "POST", id })).json)).toEqual({ ended: 0 });
    const reset = await call(passwordReset.POST, { method: "POST", id });
    expect([reset.status, passwordResetView.parse(reset.json).url]).toEqual([
      201,
      expect.stringContaining("/access-link#"),
    ]);
    expect((await call(member.DELETE, { method: "DELETE", id })).status).toBe(204);
    expect((await call(member.DELETE, { method: "DELETE", id: userId })).status).toBe(409);
    const link = await call(invitations.POST, { method: "POST", body: { email, role: "viewer" } });
    expect((await call(invitation.DELETE, { method: "DELETE", id: link.json.id })).status).toBe(204);
  });

  it("are never invited from another site's page, nor is a link used from one", async () => {
    const headers = { origin: "https://evil.example" };
    const used = await callRoute(auth.POST, { method: "POST", path: "/api/auth/access-link/use", body: {}, headers });
    expect(used.status).toBe(403);
  });
});

function secretIn(uri: string): string {
  const base32 = new URL(uri).searchParams.get("secret") ?? "";
  const bits = [...base32].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString("latin1");
}
