import { type DemoPlan, demoPlan, healthyDomain } from "../demo/plan.ts";

const names = ["leadlockhq", "tryleadlock", "leadlockapp", "useleadlock", "leadlockteam", "meetleadlock"] as const;

const healthyDomains = names.map(healthyDomain);

/** Six healthy domains with three mailboxes each and 1,500 people, none of whom complains: two complaints can stop a domain. */
export const smallPlan: DemoPlan = {
  ...demoPlan,
  domains: healthyDomains,
  people: 1_500,
  newShare: 0.2,
  complaintRate: 0,
  campaigns: [],
};

/** Hours of the day, in Chicago, that no prospect's clock shows at this moment: from Honolulu to New York it is earlier or later. */
export function hoursClosedEverywhere(now: Date): { send_hours_start: string; send_hours_end: string } {
  const hour = Number(
    new Intl.DateTimeFormat("en-US", { timeZone: "America/Chicago", hour: "2-digit", hourCycle: "h23" }).format(now),
  );
  if (hour < 6) return { send_hours_start: "10:00", send_hours_end: "12:00" };
  if (hour < 12) return { send_hours_start: "18:00", send_hours_end: "20:00" };
  return { send_hours_start: "04:00", send_hours_end: "06:00" };
}
