import { describe, expect, it } from "vitest";
import { isDemoAddress, transportHold, transportProblem } from "./transport.ts";

const simulator = { isSimulated: true, isLocal: true };
const localServer = { isSimulated: false, isLocal: true };
const provider = { isSimulated: false, isLocal: false };
const fresh = { isDemo: false, cycleIsSimulated: null };

describe("transportProblem", () => {
  it.each([
    ["real prospect over a provider", fresh, provider, null],
    ["real prospect over the simulator", fresh, simulator, null],
    ["demo prospect over a provider", { ...fresh, isDemo: true }, provider, "demo_prospect"],
    ["demo prospect over the simulator", { ...fresh, isDemo: true }, simulator, null],
    ["demo prospect over a server on this machine", { ...fresh, isDemo: true }, localServer, null],
    ["simulated cycle over a provider", { ...fresh, cycleIsSimulated: true }, provider, "other_transport"],
    ["simulated cycle over the simulator", { ...fresh, cycleIsSimulated: true }, simulator, null],
    ["real cycle over the simulator", { ...fresh, cycleIsSimulated: false }, simulator, "other_transport"],
    ["real cycle over another real one", { ...fresh, cycleIsSimulated: false }, localServer, null],
  ])("%s", (_name, facts, transport, expected) => {
    expect(transportProblem(facts, transport)).toBe(expected);
  });
});

describe("transportHold", () => {
  it("holds only when no connection in use fits", () => {
    expect(transportHold({ ...fresh, isDemo: true }, [provider])).toBe("demo_prospect");
    expect(transportHold({ ...fresh, isDemo: true }, [provider, simulator])).toBeNull();
    expect(transportHold({ isDemo: true, cycleIsSimulated: true }, [provider, localServer])).toBe("other_transport");
    expect(transportHold({ ...fresh, isDemo: true }, [])).toBeNull();
  });
});

it.each([
  ["pat@acme.test", true],
  ["pat@Acme.TEST", true],
  ["pat@test.com", false],
  [null, false],
])("isDemoAddress(%j) is %s", (email, expected) => {
  expect(isDemoAddress(email)).toBe(expected);
});
