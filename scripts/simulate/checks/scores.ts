/** The score by the words of SPEC §3, as far as it slows senders, written down apart from the product's policy. */
export type WindowCounts = {
  sent: number;
  delivered: number;
  bounced: number;
  complained: number;
  opened: number;
  blocked: number;
  /** of hours that ended at least 60 minutes ago */
  matured: { sent: number; delivered: number; bounced: number; complained: number };
};

/** `factor`: what the score leaves of a daily limit; `warmUp`: what it makes of the warm-up's messages a day */
export type Standing = { score: number; factor: number; warmUp: number };

const paused = 0;
const critical = 0.25;
const reduced = 0.5;

/** How a mailbox or sending domain stands whose messages are all open-tracked. */
export function standingOf(counts: WindowCounts): Standing {
  const { sent, bounced, complained } = counts;
  if (sent === 0) return { score: 100, factor: 1, warmUp: 1 };
  const rates = ratesOf(counts);
  const withOpens = sent < 50 ? young(counts) : judge(counts, rates);
  const isForOpensAlone = sent >= 50 && withOpens.isForOpens && judge(counts, { ...rates, opens: null }).factor > 0;
  const hasEvidence = complained >= 2 || bounced >= 3;
  const factor = withOpens.factor === 0 && (!hasEvidence || isForOpensAlone) ? critical : withOpens.factor;
  const score = Math.round(withOpens.score * 10) / 10;
  const bounceRate = Math.round(rates.bounces * 10_000) / 10_000;
  if (score < 75 || bounceRate > 0.05) return { score, factor, warmUp: 0.5 };
  const isExcellent = sent >= 50 && withOpens.score >= 90 && withOpens.factor === 1 && bounceRate < 0.02;
  return { score, factor, warmUp: isExcellent ? 1.5 : 1 };
}

type Verdict = { score: number; factor: number; isForOpens: boolean };
type Rates = { delivery: number; bounces: number; complaints: number; opens: number | null };

function young({ sent, bounced, complained }: WindowCounts): Verdict {
  const isBad = sent >= 20 && (bounced / sent >= 0.18 || complained / sent >= 0.005);
  return { score: isBad ? 25 : 100, factor: isBad ? paused : 1, isForOpens: false };
}

function ratesOf({ sent, delivered, bounced, complained, opened, blocked, matured }: WindowCounts): Rates {
  const isInferred = delivered === 0 && blocked === 0 && (opened > 0 || bounced < sent);
  const arrived = isInferred ? Math.max(0, sent - bounced) : delivered;
  const isMature = matured.sent >= 20;
  return {
    delivery: isMature && !isInferred ? share(matured.delivered, matured.sent) : share(arrived, sent),
    bounces: Math.max(share(bounced, sent), isMature ? share(matured.bounced, matured.sent) : 0),
    complaints: Math.max(share(complained, sent), isMature ? share(matured.complained, matured.sent) : 0),
    opens: arrived > 0 ? share(opened, arrived) : null,
  };
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}

function judge(counts: WindowCounts, rates: Rates): Verdict {
  const { sent, opened, blocked } = counts;
  const { bounces, complaints, opens } = rates;
  const score = pointsOf(sent, rates);
  const verdict = (factor: number, most: number, isForOpens = false) => ({
    factor,
    score: Math.min(score, most),
    isForOpens,
  });
  const byScore = score >= 75 ? 1 : score >= 60 ? reduced : score >= 40 ? critical : paused;
  if (complaints >= 0.005) return verdict(paused, 20);
  if (bounces >= 0.18) return verdict(paused, 30);
  if (bounces >= 0.12 && byScore === 1) return verdict(critical, 45);
  if (opens !== null && opened > 0 && opens < 0.03) return verdict(paused, 30, true);
  if (opens !== null && opened > 0 && opens < 0.05 && sent >= 100 && byScore >= reduced) return verdict(reduced, 55);
  const mayRecover = complaints === 0 && bounces < 0.13 && blocked / sent < 0.1;
  if (byScore === paused && mayRecover) return { score: Math.max(score, 40), factor: critical, isForOpens: false };
  return verdict(byScore, 100);
}

function pointsOf(sent: number, { delivery, bounces, complaints, opens }: Rates): number {
  const forBounces = bounces * 500 * Math.min(1, sent / 100);
  const forDelivery = Math.max(0, 0.95 - delivery) * 200;
  const points = 100 - forBounces - complaints * 20_000 - forDelivery + forOpens(opens);
  return Math.round(Math.min(100, Math.max(0, points)) * 1e9) / 1e9;
}

function forOpens(opens: number | null): number {
  if (opens === null) return 0;
  if (opens > 0.15) return Math.min(5, (opens - 0.15) * 50);
  return opens < 0.05 ? -20 : opens < 0.08 ? -10 : 0;
}
