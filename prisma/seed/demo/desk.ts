import type { Settings } from "#lib/settings/contract.ts";
import { createRandom, datedUuid } from "../random.ts";
import type { Demo } from "./build-demo.ts";
import { dayMs } from "./calendar.ts";
import { campaignDeeds, type Deed, senderDeeds } from "./deeds.ts";
import type { DemoJourney } from "./journey.ts";
import { noteTexts } from "./note-texts.ts";
import { settingsHistory } from "./settings-history.ts";
import { actorOf, adminOf, memberOf, suppressedDomains, type TeamMember } from "./team.ts";

export type Note = { id: string; at: number; by: TeamMember; prospectId: string; text: string };

const domainsRuledOutDaysAgo = 400;

/** Who looks after a prospect: an operator, from the day on that it answered with interest. */
export function ownerOf({ person, answers }: DemoJourney, team: readonly TeamMember[]): TeamMember | null {
  return answers[0] && answers[0].status !== "lost" ? memberOf(team, "operator", person.index) : null;
}

/** What the operators wrote down about those who answered. */
export function notesOf(demo: Demo, team: readonly TeamMember[], seed: string): Note[] {
  const random = createRandom(`${seed}/notes`);
  return demo.journeys.flatMap((journey) =>
    journey.answers.flatMap(({ status, at }) => {
      const by = memberOf(team, "operator", journey.person.index);
      if (!random.chance(0.4)) return [];
      const text = random.pick(noteTexts[status] ?? noteTexts.interested);
      const writtenAt = at + random.between(1, 9) * 60_000;
      return [{ id: datedUuid(writtenAt, random.uuid()), at: writtenAt, by, prospectId: journey.person.id, text }];
    }),
  );
}

export function noteRow(tenantId: string, { id, at, by, prospectId, text }: Note, ids: ReadonlyMap<string, string>) {
  const author = actorOf(by, ids);
  return {
    id,
    tenant_id: tenantId,
    prospect_id: prospectId,
    text,
    author_kind: author.kind,
    author_id: author.id,
    author_label: author.label,
    created_at: new Date(at).toISOString(),
  };
}

const ruledOutAt = (now: number) => now - domainsRuledOutDaysAgo * dayMs;

/** Recipient domains that an operator has ruled out by hand. */
export function suppressedDomainRows(tenantId: string, team: readonly TeamMember[], now: number) {
  const random = createRandom(`${tenantId}/suppressed domains`);
  return suppressedDomains.map((value) => ({
    id: datedUuid(ruledOutAt(now), random.uuid()),
    tenant_id: tenantId,
    kind: "domain",
    value,
    reason: "manual",
    source: "console",
    added_by: memberOf(team, "operator", 0).email,
    created_at: new Date(ruledOutAt(now)).toISOString(),
  }));
}

/** Everything that people did in the demo tenant; what it says of before and after is what the tables hold. */
export function deedsOf(
  demo: Demo,
  facts: {
    now: number;
    tenantId: string;
    connectionId: string;
    team: readonly TeamMember[];
    notes: readonly Note[];
    ids: ReadonlyMap<string, string>;
    settings: Partial<Settings>;
  },
): Deed[] {
  const { now, tenantId, team, notes, ids } = facts;
  const admin = adminOf(team);
  const deeds: Deed[] = [
    ...team.map(
      (by): Deed => ({
        at: now - by.joinedDaysAgo * dayMs,
        by,
        action: "member.joined",
        targetKind: "member",
        targetId: ids.get(by.email) ?? null,
        after: { role: by.role },
      }),
    ),
    ...settingsHistory(now, facts.settings).map(
      (change): Deed => ({
        ...change,
        by: admin,
        action: "settings.changed",
        targetKind: "settings",
        targetId: tenantId,
      }),
    ),
    ...suppressedDomains.map(
      (value): Deed => ({
        at: ruledOutAt(now),
        by: memberOf(team, "operator", 0),
        action: "suppression.added",
        targetKind: "suppression",
        targetId: null,
        after: { kind: "domain", value },
        reason: "A competitor",
      }),
    ),
    ...senderDeeds(demo, admin, facts),
    ...campaignDeeds(demo, memberOf(team, "operator", 1)),
    ...demo.imports.map(
      ({ id, at, filename, by, mode }): Deed => ({
        at,
        by,
        action: "import.started",
        targetKind: "import",
        targetId: id,
        after: { filename, mode, campaign_id: null },
      }),
    ),
    ...demo.journeys.flatMap((journey) => answerDeeds(journey, team, ids)),
    ...notes.map(
      ({ id, at, by, prospectId, text }): Deed => ({
        at,
        by,
        action: "prospect.note_added",
        targetKind: "prospect",
        targetId: prospectId,
        after: { note_id: id, text },
      }),
    ),
  ];
  return deeds;
}

/** A reply is noted, somebody takes the prospect on, and sales moves it along. */
function answerDeeds(journey: DemoJourney, team: readonly TeamMember[], ids: ReadonlyMap<string, string>): Deed[] {
  const { person, answers, step } = journey;
  const by = memberOf(team, "operator", person.index);
  const owner = ownerOf(journey, team);
  const target = { by, targetKind: "prospect", targetId: person.id };
  const [reply, ...later] = answers;
  if (!reply) return [];
  const at = new Date(reply.at).toISOString();
  return [
    {
      ...target,
      at: reply.at,
      action: "prospect.replied",
      before: {
        status: "contacted",
        hold_reason: step === 3 ? "sequence_finished" : null,
        last_email_replied_at: null,
      },
      after: { last_email_replied_at: at, status: reply.status, hold_reason: null },
    },
    ...(owner
      ? [
          {
            ...target,
            at: reply.at + 30_000,
            action: "prospect.changed",
            before: { owner_id: null },
            after: { owner_id: ids.get(owner.email) ?? null },
          },
        ]
      : []),
    ...later.map(({ status, at: changedAt }, index) => ({
      ...target,
      at: changedAt,
      action: "prospect.changed",
      before: { status: answers[index]?.status },
      after: { status },
    })),
  ];
}
