type StatusCount = { status: string; count: number };

/** `count`: who is there now; `reached`: who came so far, those further on included; `of`: who reached the stage before, null for the first. */
export type Stage = StatusCount & { reached: number; of: number | null };

/** The way of a prospect who becomes a customer (SPEC §2), in order. */
const way = ["cold", "contacted", "interested", "demo_scheduled", "demo_completed", "proposal_sent", "won"];

/**
 * Prospects by status as a funnel, and those who have left it, most first. How far somebody came who has left is not known, so shares are of
 * those who are still in it.
 */
export function funnelStages(funnel: readonly StatusCount[]): { stages: Stage[]; endings: StatusCount[] } {
  const counts = new Map(funnel.map(({ status, count }) => [status, count]));
  const reachedFrom = (at: number) => way.slice(at).reduce((sum, status) => sum + (counts.get(status) ?? 0), 0);
  const stages = way.map((status, at) => ({
    status,
    count: counts.get(status) ?? 0,
    reached: reachedFrom(at),
    of: at === 0 ? null : reachedFrom(at - 1),
  }));
  const endings = funnel.filter(({ status, count }) => count > 0 && !way.includes(status));
  return { stages, endings: endings.toSorted((a, b) => b.count - a.count) };
}
