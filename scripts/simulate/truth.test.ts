import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nothingTold, type ToldEvent, tell, typeOf } from "./truth.ts";

const event = (name: string, second: number, change: Partial<ToldEvent> = {}): ToldEvent => ({
  tenantId: "t",
  outreachEmailId: "m",
  connectionId: "c",
  name,
  second,
  agent: "",
  url: "",
  isMachine: false,
  bounceClass: name === "bounce" ? "hard" : null,
  ...change,
});

function truthOf(events: readonly ToldEvent[]) {
  const truth = nothingTold("t");
  for (const one of events) tell(truth, one);
  return truth;
}

it.each([
  [event("open", 1), "opened"],
  [event("click", 1), "clicked"],
  [event("spamreport", 1), "complained"],
  [event("bounce", 1), "bounced"],
  [event("bounce", 1, { bounceClass: "blocked" }), "blocked"],
  [event("delivered", 1), "delivered"],
] as const)("%o is stored under its type", (one, type) => expect(typeOf(one)).toBe(type));

describe("tell", () => {
  it("keeps the earliest of each, counts human opens and tells machines apart", () => {
    const truth = truthOf([
      event("delivered", 10),
      event("open", 30),
      event("open", 20),
      event("open", 15, { isMachine: true }),
      event("click", 40),
      event("click", 12, { isMachine: true }),
      event("spamreport", 50),
      event("unsubscribe", 51),
    ]);
    expect(truth).toMatchObject({ deliveredAt: 10, openedAt: 20, openCount: 2, machineOpenedAt: 15, clickedAt: 40 });
    expect(truth).toMatchObject({ complainedAt: 50, isUnsubscribed: true, isHardBounced: false, bouncedAt: null });
  });

  it("takes only hard bounces for hard, and blocked ones for no bounce", () => {
    expect(truthOf([event("bounce", 1, { bounceClass: "technical" })])).toMatchObject({
      bouncedAt: 1,
      isHardBounced: false,
    });
    expect(truthOf([event("bounce", 2)])).toMatchObject({ bouncedAt: 2, isHardBounced: true });
    expect(truthOf([event("bounce", 3, { bounceClass: "blocked" })])).toMatchObject({ bouncedAt: null });
  });

  it("says of the same told again that it is nothing new, in any order", () => {
    const events = [event("open", 1), event("open", 1, { agent: "x" }), event("open", 2), event("delivered", 1)];
    const anyOrder = fc.shuffledSubarray([...events, ...events], { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(anyOrder, (told) => {
        expect(truthOf(told)).toEqual(truthOf(events));
      }),
    );
    const truth = truthOf(events);
    expect(events.map((one) => tell(truth, one))).toEqual([false, false, false, false]);
  });
});
