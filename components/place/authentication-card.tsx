"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { WordBadge } from "#components/health/word-badge.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { DomainAuthentication } from "#lib/domain-auth/contract.ts";
import { checkDomainAuthentication, domainAuthenticationQuery } from "#lib/domain-auth/queries.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import { AUTH_WORDS, FINDING_TONES, MECHANISMS } from "./auth-words.ts";
import { SelectorsForm } from "./selectors-form.tsx";

/** Keys are long, and nobody reads them. */
const SHOWN = 160;

/** SPF, DKIM and DMARC of a sending domain: what DNS says, what is to be done, and where the DKIM keys stand. */
export function AuthenticationCard({ domain }: { domain: DomainView }) {
  const query = useQuery(domainAuthenticationQuery(domain.id));
  const mayEdit = useHasRole("admin") && domain.archived_at === null;
  return (
    <Card
      title="Authentication"
      description="What the domain's DNS says about who can send as it. Checked when the domain is added, once a day, and when you ask."
      actions={domain.archived_at === null ? <CheckNow id={domain.id} /> : null}
    >
      <QueryView
        query={query}
        what="The authentication"
        skeleton={<TableSkeleton rows={3} label="Loading the authentication" />}
      >
        {(known) => (
          <div className="flex flex-col gap-4">
            <Whole known={known} />
            <ul className="flex flex-col gap-3" aria-label="SPF, DKIM and DMARC">
              {known.findings.map((finding) => (
                <FindingItem key={finding.mechanism} finding={finding} />
              ))}
            </ul>
            {mayEdit ? <SelectorsForm domain={domain} stored={known.dkim_selectors} /> : null}
          </div>
        )}
      </QueryView>
    </Card>
  );
}

function Whole({ known }: { known: DomainAuthentication }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <WordBadge word={AUTH_WORDS[known.status]} />
        <span className="text-ink-muted">
          {known.checked_at ? (
            <>
              Checked <Time value={known.checked_at} />
            </>
          ) : (
            AUTH_WORDS[known.status].meaning
          )}
        </span>
      </p>
      {known.unanswered_since ? (
        <Banner tone="warn">
          DNS has not answered since <Time value={known.unanswered_since} />. What was known before still stands.
        </Banner>
      ) : null}
    </>
  );
}

function FindingItem({ finding }: { finding: DomainAuthentication["findings"][number] }) {
  const { mechanism, status, label, advice, name, record } = finding;
  return (
    <li className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-2">
        <StatusBadge tone={FINDING_TONES[status]}>{MECHANISMS[mechanism]}</StatusBadge>
        <span className="font-medium">{label}</span>
      </p>
      {advice ? <p>{advice}</p> : null}
      {record ? (
        <p className="text-sm text-ink-muted wrap-anywhere">
          {name}: <code className="font-mono">{record.length > SHOWN ? `${record.slice(0, SHOWN)}…` : record}</code>
        </p>
      ) : null}
    </li>
  );
}

function CheckNow({ id }: { id: string }) {
  const mayCheck = useHasRole("operator");
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: () => checkDomainAuthentication(id),
    onSuccess: (known) => {
      client.setQueryData(domainAuthenticationQuery(id).queryKey, known);
      showToast(
        known.unanswered_since
          ? { tone: "warn", text: "DNS did not answer. Try again later." }
          : { tone: "ok", text: `Checked: ${AUTH_WORDS[known.status].label.toLowerCase()}.` },
      );
    },
    onError: (error) => showToast({ tone: "bad", text: error.message }),
    onSettled: () => client.invalidateQueries({ queryKey: ["domains"] }),
  });
  if (!mayCheck) return null;
  return (
    <Button
      size="sm"
      busy={check.isPending}
      onClick={() => check.mutate()}
      icon={<RefreshCw aria-hidden="true" className="size-3.5" />}
    >
      Check now
    </Button>
  );
}
