"use client";
import { useQuery } from "@tanstack/react-query";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Combobox } from "#components/ui/combobox.tsx";
import { Select } from "#components/ui/select.tsx";
import { domainsQuery, mailboxesQuery } from "#lib/mailboxes/queries.ts";
import { settingsQuery } from "#lib/settings/queries.ts";
import { SEND_STATUS_OPTIONS, stepOptions } from "./send-words.ts";

/** Filters of the queue; they live in the URL. The mailboxes are those of the chosen domain. */
export function QueueFilters() {
  const [params, setParams] = useUrlState();
  const mostSteps = useQuery(settingsQuery).data?.max_sequence_steps;
  const domains = useQuery(domainsQuery);
  const mailboxes = useQuery(mailboxesQuery);
  const domainId = params.get("domain");
  const inDomain = (mailboxes.data ?? []).filter((box) => domainId === null || box.sending_domain_id === domainId);
  return (
    <search className="flex flex-wrap items-center gap-3 border-b border-line p-4">
      <Select
        aria-label="State"
        options={SEND_STATUS_OPTIONS}
        value={params.get("status") ?? "open"}
        onValueChange={(status) => setParams({ status: status === "open" ? null : status, cursor: null })}
      />
      <Select
        aria-label="Step"
        options={stepOptions(mostSteps, params.get("step"))}
        value={params.get("step") ?? ""}
        onValueChange={(step) => setParams({ step, cursor: null })}
      />
      <span className="w-56 max-w-full">
        <Combobox
          aria-label="Sending domain"
          placeholder="Any domain"
          options={(domains.data ?? []).map(({ id, domain }) => ({ value: id, label: domain }))}
          value={domainId}
          onValueChange={(domain) => setParams({ domain, mailbox: null, cursor: null })}
        />
      </span>
      <span className="w-64 max-w-full">
        <Combobox
          aria-label="Mailbox"
          placeholder="Any mailbox"
          options={inDomain.map(({ id, from_email }) => ({ value: id, label: from_email }))}
          value={params.get("mailbox")}
          onValueChange={(mailbox) => setParams({ mailbox, cursor: null })}
        />
      </span>
    </search>
  );
}
