/** How a message would leave. `isLocal`: the simulator or an SMTP server on this machine, so no mail gets out. */
export type Transport = { isSimulated: boolean; isLocal: boolean };

export type TransportFacts = {
  /** a made-up prospect of the demo, or an address under .test */
  isDemo: boolean;
  /** whether this cycle's messages left over a simulated connection; null before the first */
  cycleIsSimulated: boolean | null;
};

/** Addresses under .test belong to the demo's made-up businesses and must never get real mail. */
export function isDemoAddress(email: string | null): boolean {
  return email?.toLowerCase().endsWith(".test") ?? false;
}

/**
 * Why a prospect must not be written to over a connection, or null (SPEC §7): demo prospects never over a real one, and a cycle
 * is never continued on the other kind.
 */
export function transportProblem(
  facts: TransportFacts,
  transport: Transport,
): "demo_prospect" | "other_transport" | null {
  if (facts.isDemo && !transport.isLocal) return "demo_prospect";
  if (facts.cycleIsSimulated !== null && facts.cycleIsSimulated !== transport.isSimulated) return "other_transport";
  return null;
}

/** Why none of the tenant's connections in use may take the prospect; null when one may, or none is in use. */
export function transportHold(
  facts: TransportFacts,
  inUse: readonly Transport[],
): "demo_prospect" | "other_transport" | null {
  const problems = inUse.map((transport) => transportProblem(facts, transport));
  if (problems.length === 0 || problems.includes(null)) return null;
  return problems.includes("other_transport") ? "other_transport" : "demo_prospect";
}
