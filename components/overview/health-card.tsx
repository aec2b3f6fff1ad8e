import Link from "next/link";
import { isJudged, placeWord } from "#components/health/health-words.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandCenter, HealthInBrief } from "#lib/command-center/contract.ts";
import { formatCount, formatPlural, formatScore } from "#lib/format/number.ts";

/** Which domains and mailboxes are in trouble and why. */
export function HealthCard({ health }: { health: CommandCenter["health"] }) {
  return (
    <Card
      title="Domains and mailboxes"
      description={health && health.domains.total > 0 ? <Totals health={health} /> : undefined}
      flush
    >
      {health === null ? (
        <p className="p-4">Reputation cannot be read at the moment; sending stops until it can.</p>
      ) : health.domains.total === 0 ? (
        <EmptyState
          title="No sending domains yet"
          action={
            <Link href="/domains" prefetch={false} className={buttonClass()}>
              Add a domain
            </Link>
          }
        >
          Health is judged for each domain and mailbox from its first email on.
        </EmptyState>
      ) : health.trouble.length === 0 ? (
        <p className="p-4">
          <StatusBadge tone="ok">All in order</StatusBadge>
        </p>
      ) : (
        <TroubleList health={health} />
      )}
    </Card>
  );
}

function Totals({ health: { domains, mailboxes } }: { health: HealthInBrief }) {
  return (
    <>
      <Link href="/domains" prefetch={false} className="text-accent underline">
        {formatPlural(domains.total, "domain")}
      </Link>
      , <InTrouble count={domains.in_trouble} href="/domains?show=trouble" />;{" "}
      <Link href="/mailboxes" prefetch={false} className="text-accent underline">
        {formatCount(mailboxes.may_send)} of {formatPlural(mailboxes.total, "mailbox", "mailboxes")}
      </Link>{" "}
      may send, <InTrouble count={mailboxes.in_trouble} href="/mailboxes?show=trouble" />
    </>
  );
}

function InTrouble({ count, href }: { count: number; href: string }) {
  if (count === 0) return "none in trouble";
  return (
    <Link href={href} prefetch={false} className="text-accent underline">
      {formatCount(count)} in trouble
    </Link>
  );
}

/** A score that rests on too little mail would say "100" beside "Paused". */
function scoreText({ score, status }: HealthInBrief["trouble"][number]): string {
  return isJudged(status) ? `score ${formatScore(score)}` : "too few sends to score";
}

function TroubleList({ health: { trouble, more } }: { health: HealthInBrief }) {
  return (
    <>
      <ul className="divide-y divide-line" aria-label="In trouble">
        {trouble.map((place) => {
          const word = placeWord({ ...place, speed: place.throttle });
          return (
            <li key={place.id} className="flex flex-col gap-1 px-4 py-3">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link
                  href={place.href}
                  prefetch={false}
                  className="min-w-0 leading-6 font-medium wrap-anywhere text-accent underline"
                >
                  {place.name}
                </Link>
                <StatusBadge tone={word.tone}>{word.label}</StatusBadge>
                <span className="text-sm text-ink-muted">{scoreText(place)}</span>
              </div>
              <p>
                {place.reason}
                {place.since ? (
                  <span className="text-ink-muted">
                    , since <Time value={place.since} compact />
                  </span>
                ) : null}
              </p>
              <p className="text-sm text-ink-muted">
                {place.releases_at ? (
                  <>
                    Rests until <Time value={place.releases_at} />
                  </>
                ) : (
                  `Ends with: ${place.clears}`
                )}
              </p>
            </li>
          );
        })}
      </ul>
      {more > 0 ? <p className="border-t border-line px-4 py-3 text-ink-muted">and {formatCount(more)} more</p> : null}
    </>
  );
}
