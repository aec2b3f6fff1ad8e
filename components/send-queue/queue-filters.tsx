"use client";
import { useQuery } from "@tanstack/react-query";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Combobox } from "#components/ui/combobox.tsx";
import { Select } from "#components/ui/select.tsx";
import { domainsQuery, mailboxesQuery } from "#lib/mailboxes/queries.ts";
import { SEND_STATUS_OPTIONS } from "./send-words.ts";

const MOST_STEPS = 6;
const STEPS = [
  { value: "", label: "Any step" },
  ...Array.from({ length: MOST_STEPS }, (_, index) => ({ value: String(index + 1), label: `Step ${index + 1}` })),
];

/** Filters of the queue; they live in the URL. The mailboxes are those of the chosen domain. */
export function QueueFilters() {
  const [params, setParams] = useUrlState();
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
        options={STEPS}
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
