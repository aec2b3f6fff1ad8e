import { describe, expect, it } from "vitest";
import { incoming, ledgerMessage, planAfter, startMs } from "../testing/message-cases.ts";
import type { IncomingEvent, LedgerMessage } from "../types.ts";
import { type OutreachEffects, outreachEffects } from "./outreach-effects.ts";
import { personEffects } from "./person-effects.ts";

const at = (second: number) => new Date(startMs + second * 1_000);

function person(now: IncomingEvent[], given: { message?: Partial<LedgerMessage>; before?: IncomingEvent[] } = {}) {
  const plan = planAfter(given.before ?? [], now, ledgerMessage(given.message));
  return { message: plan.message, effects: personEffects(plan), after: plan.after };
}

/** Nothing but the status the prospect had: in sequence, nothing said. */
const nothing: OutreachEffects = {
  id: "outreach-1",
  status: "contacted",
  isInSequence: true,
  unsubscribedAt: null,
  deliveredAt: null,
  openedAt: null,
  clickedAt: null,
  opens: 0,
  eventsUntil: null,
  isRetold: false,
  needsNextSend: false,
};

describe("one message's events on its prospect", () => {
  it.each<{ name: string; now: IncomingEvent[]; message?: Partial<LedgerMessage>; expected: object | null }>([
    { name: "processed: none", now: [incoming("processed", 1)], expected: null },
    { name: "deferred: none", now: [incoming("deferred", 1)], expected: null },
    { name: "blocked: none", now: [incoming("blocked", 1)], expected: null },
    {
      name: "a machine's open: none",
      now: [incoming("opened", 1, { machineReason: "scanner_agent" })],
      expected: null,
    },
    { name: "delivered: the time alone", now: [incoming("delivered", 3)], expected: { deliveredAt: at(3) } },
    {
      name: "delivered when unreachable: back in the sequence",
      now: [incoming("delivered", 3)],
      message: { outreachStatus: "unreachable" },
      expected: { deliveredAt: at(3), needsNextSend: true },
    },
    {
      name: "opened twice: count, first time, and the next send may come sooner",
      now: [incoming("opened", 3), incoming("opened", 9)],
      expected: { openedAt: at(3), opens: 2, needsNextSend: true },
    },
    {
      name: "clicked",
      now: [incoming("clicked", 4, { url: "a" })],
      expected: { clickedAt: at(4), needsNextSend: true },
    },
    {
      name: "opened by someone a person has taken over: engagement, no next send",
      now: [incoming("opened", 3)],
      message: { outreachStatus: "interested" },
      expected: { status: "interested", isInSequence: false, openedAt: at(3), opens: 1 },
    },
    {
      name: "a complaint: out of the sequence",
      now: [incoming("complained", 5)],
      expected: { status: "unsubscribed", isInSequence: false, unsubscribedAt: at(5) },
    },
    {
      name: "an unsubscribe of an earlier cycle acts in full",
      now: [incoming("unsubscribed", 5)],
      message: { isOfCurrentCycle: false },
      expected: { status: "unsubscribed", isInSequence: false, unsubscribedAt: at(5) },
    },
    {
      name: "an unsubscribe of a won customer only stops",
      now: [incoming("unsubscribed", 5)],
      message: { outreachStatus: "won" },
      expected: { status: "won", isInSequence: false, unsubscribedAt: at(5) },
    },
  ])("$name", ({ now, message, expected }) => {
    const effects = outreachEffects([person(now, { message })], new Map());
    expect(effects).toEqual(expected === null ? [] : [{ ...nothing, ...expected }]);
  });
});

it("opens and clicks of an earlier cycle are no engagement of this one", () => {
  const late = [incoming("opened", 3), incoming("clicked", 30, { url: "a" })];
  const effects = outreachEffects([person(late, { message: { isOfCurrentCycle: false } })], new Map());
  for (const effect of effects) expect(effect).toMatchObject({ openedAt: null, clickedAt: null, opens: 0 });
});

describe("the first events of a message", () => {
  const first = (createdMs: number) => ({ createdMs, mayHaveEvents: false });
  it.each(["processed", "deferred", "delivered", "opened"])("%s: from now on it may have events", (type) => {
    const [effect] = outreachEffects([person([incoming(type, 3)], { message: first(startMs - 60_000) })], new Map());
    expect(effect).toMatchObject({ id: "outreach-1", status: "contacted", eventsUntil: new Date(startMs - 60_000) });
  });

  it("the youngest of several counts, to the millisecond, and only of those that had none", () => {
    const people = [
      person([incoming("processed", 3)], { message: first(startMs - 0.000_1) }),
      person([incoming("processed", 4)], { message: { id: "message-2", ...first(startMs - 60_000) } }),
      person([incoming("processed", 5)], { message: { id: "message-3", createdMs: startMs + 9, mayHaveEvents: true } }),
    ];
    expect(outreachEffects(people, new Map())).toEqual([{ ...nothing, eventsUntil: new Date(startMs) }]);
  });
});

describe("a hard bounce", () => {
  const bounced = { ...nothing, status: "bounced", isInSequence: false };
  it.each<{ name: string; toEmail: string; address: string | null; expected: OutreachEffects[] }>([
    {
      name: "of the address the prospect has",
      toEmail: "pat@acme.test",
      address: "pat@acme.test",
      expected: [bounced],
    },
    {
      name: "of another spelling of it",
      toEmail: "P.at+x@GoogleMail.com",
      address: "pat@gmail.com",
      expected: [bounced],
    },
    { name: "of an address it no longer has", toEmail: "pat@acme.test", address: "new@acme.test", expected: [] },
    { name: "of a prospect without an address now", toEmail: "pat@acme.test", address: null, expected: [] },
  ])("$name", ({ toEmail, address, expected }) => {
    const people = [person([incoming("bounced", 2)], { message: { toEmail } })];
    expect(outreachEffects(people, new Map([["outreach-1", address]]))).toEqual(expected);
  });

  it("of a prospect that asked to stop is a wish to stop", () => {
    const people = [person([incoming("bounced", 2), incoming("unsubscribed", 9)])];
    const [effect] = outreachEffects(people, new Map([["outreach-1", "pat@acme.test"]]));
    expect(effect).toMatchObject({ status: "unsubscribed", unsubscribedAt: at(9) });
  });
});

describe("several messages in one post", () => {
  const second = { id: "message-2" };
  const old = { id: "message-0", isOfCurrentCycle: false };

  it("of one prospect make one effect: sums, latest times, earliest wish", () => {
    const people = [
      person([incoming("opened", 3), incoming("delivered", 1), incoming("unsubscribed", 50)]),
      person([incoming("opened", 8), incoming("clicked", 9, { url: "a" }), incoming("complained", 40)], {
        message: second,
      }),
      person([incoming("opened", 99), incoming("delivered", 90), incoming("clicked", 95, { url: "b" })], {
        message: old,
      }),
    ];
    expect(outreachEffects(people, new Map())).toEqual([
      {
        ...nothing,
        status: "unsubscribed",
        isInSequence: false,
        unsubscribedAt: at(40),
        deliveredAt: at(90),
        openedAt: at(8),
        clickedAt: at(9),
        opens: 2,
      },
    ]);
  });

  it("of two prospects stay apart, and one without an effect is left out", () => {
    const people = [
      person([incoming("opened", 3)]),
      person([incoming("deferred", 3)], { message: { id: "message-3", outreachId: "outreach-3" } }),
      person([incoming("bounced", 3)], { message: { id: "message-2", outreachId: "outreach-2" } }),
    ];
    const addresses = new Map([["outreach-2", "pat@acme.test"]]);
    expect(outreachEffects(people, addresses).map((effect) => [effect.id, effect.status, effect.opens])).toEqual([
      ["outreach-1", "contacted", 1],
      ["outreach-2", "bounced", 0],
    ]);
  });

  it("are told anew when one of them changes what was known", () => {
    const retold = person([incoming("opened", 1)], { before: [incoming("opened", 9)] });
    const [effect] = outreachEffects([retold, person([incoming("opened", 3)], { message: second })], new Map());
    expect(effect).toMatchObject({ isRetold: true, opens: 2 });
  });
});

it.each([
  { name: "opened before", before: [incoming("opened", 9)], needsNextSend: true },
  {
    name: "opened by a machine only",
    before: [incoming("opened", 9, { machineReason: "scanner_agent" })],
    needsNextSend: false,
  },
  { name: "not opened", before: [], needsNextSend: false },
])(
  "a delivery told after all else asks for a new next send when the message was $name",
  ({ before, needsNextSend }) => {
    const effects = outreachEffects([person([incoming("delivered", 3)], { before })], new Map());
    expect(effects).toMatchObject([{ deliveredAt: at(3), needsNextSend }]);
  },
);
