import { describe, expect, it } from "vitest";
import type { OutgoingMessage } from "#lib/mail/types.ts";
import { createRandom } from "#prisma/seed/random.ts";
import { type FaultName, faultNames } from "./options.ts";
import { type Acceptance, emailIdOf, type OutgoingEvent, Provider } from "./provider.ts";

const transport = { connectionId: "c", kind: "simulator", settings: {}, secrets: {} } as const;

function messageOf(n: number, change: Partial<Record<string, string>> = {}): OutgoingMessage {
  const id = `01980000-0000-7000-8000-${String(n).padStart(12, "0")}`;
  return {
    messageId: `<${id}@send.test>`,
    from: { address: "box@send.test" },
    to: { address: `owner${n}@engaged-${n}.test` },
    subject: "Hello",
    text: "Hello",
    html: "Hello",
    headers: { "List-Unsubscribe": "<http://127.0.0.1:3000/u/token>" },
    customArgs: {
      outreach_email_id: id,
      outreach_id: `o${n}`,
      re_contact_cycle: "0",
      sequence_step: "1",
      ...change,
    } as Record<string, string>,
  };
}

function openProvider(faults: readonly FaultName[]) {
  const heard: { acceptance: Acceptance; events: OutgoingEvent[] }[] = [];
  const violations: string[] = [];
  const provider = new Provider(createRandom("p"), faults, {
    tenantOf: () => "t",
    isAddressOf: (_tenant, address) => !address.startsWith("stranger"),
    onAccepted: (acceptance, events) => heard.push({ acceptance, events }),
    onViolation: (invariant) => violations.push(invariant),
  });
  return { provider, heard, violations };
}

it("takes everything without faults, tells its story once and in our words", () => {
  const { provider, heard, violations } = openProvider([]);
  const outcome = provider.deliver(transport, messageOf(1), 1_000_000);
  expect(outcome).toMatchObject({ kind: "accepted" });
  expect(heard[0]?.acceptance).toMatchObject({
    to: "owner1@engaged-1.test",
    step: 1,
    unsubscribeUrl: "http://127.0.0.1:3000/u/token",
  });
  const told = heard[0]?.events.map((event) => event.told.name) ?? [];
  expect(told).toEqual(expect.arrayContaining(["processed", "delivered", "open", "click"]));
  expect(violations).toEqual([]);
});

it("sees the same step twice, and a stranger's address", () => {
  const { provider, violations } = openProvider([]);
  provider.deliver(transport, messageOf(1), 1);
  provider.deliver(transport, messageOf(1, { sequence_step: "2" }), 2);
  expect(violations).toEqual([]);
  provider.deliver(transport, messageOf(1, { outreach_email_id: "another" }), 3);
  expect(violations).toEqual(["no message twice"]);
  provider.deliver(transport, { ...messageOf(2), to: { address: "stranger@x.test" } }, 4);
  expect(violations).toEqual(["no message twice", "no row of another tenant"]);
});

it("refuses while its credentials are wrong", () => {
  const { provider, heard } = openProvider([]);
  provider.locked.add("c");
  expect(provider.deliver(transport, messageOf(1), 1)).toMatchObject({ kind: "refused", isCredentialProblem: true });
  provider.locked.delete("c");
  expect(provider.deliver(transport, messageOf(1), 1)).toMatchObject({ kind: "accepted" });
  expect(heard).toHaveLength(1);
});

describe("with every fault", () => {
  const { provider, heard } = openProvider(faultNames);
  const outcomes = Array.from({ length: 600 }, (_, n) => provider.deliver(transport, messageOf(n), 1_000_000));

  it("also refuses and says nothing, and its book holds what it took", () => {
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(["accepted", "refused", "unknown"]));
    expect(heard.length).toBeGreaterThan(outcomes.filter(({ kind }) => kind === "accepted").length);
    expect(provider.byMessage.size).toBe(heard.length);
  });

  it("tells some events late, some again under new ids, some without our ids", () => {
    const events = heard.flatMap((one) => one.events);
    const ids = events.map(({ body }) => body.sg_event_id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.some((id) => String(id).includes("again"))).toBe(true);
    expect(events.some(({ postAt, told }) => postAt - told.second * 1_000 > 3_600_000)).toBe(true);
    const unnamed = events.filter(({ body }) => body.outreach_email_id === undefined);
    expect(unnamed.length).toBeGreaterThan(0);
    expect(unnamed.every(({ body, told }) => emailIdOf(String(body.sg_message_id)) === told.outreachEmailId)).toBe(
      true,
    );
  });
});
