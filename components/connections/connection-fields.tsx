"use client";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ConnectionDraft } from "./connection-draft.ts";
import type { ConnectionFieldsProps } from "./fields-props.ts";
import { SmtpFields } from "./smtp-fields.tsx";

const KINDS = [
  { value: "smtp", label: "Mail server (SMTP)" },
  { value: "simulator", label: "Simulator: no real email is sent" },
];

const SOURCES = [
  { value: "none", label: "None" },
  { value: "sendgrid", label: "SendGrid Event Webhook" },
];

export function ConnectionFields(props: ConnectionFieldsProps) {
  const { draft, onChange, stored, errorOf } = props;
  const wantsKey = stored === null && draft.event_source === "sendgrid";
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={errorOf("name")}>
          {(control) => (
            <Input {...control} value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />
          )}
        </Field>
        {stored ? null : (
          <Field label="Kind">
            {(control) => (
              <Select
                {...control}
                options={KINDS}
                value={draft.kind}
                onValueChange={(kind) => onChange({ kind: kind as ConnectionDraft["kind"] })}
              />
            )}
          </Field>
        )}
      </div>
      {draft.kind === "smtp" ? <SmtpFields {...props} /> : null}
      <Field label="Events come from" hint="Bounces, complaints, opens and clicks." error={errorOf("event_source")}>
        {(control) => (
          <Select
            {...control}
            options={SOURCES}
            value={draft.event_source}
            onValueChange={(source) => onChange({ event_source: source as ConnectionDraft["event_source"] })}
          />
        )}
      </Field>
      {wantsKey ? (
        <Field
          label="Webhook public key"
          optional
          hint="As shown by SendGrid, or PEM. Without a key all events are rejected."
          error={errorOf("webhook_public_key")}
        >
          {(control) => (
            <Textarea
              {...control}
              value={draft.webhook_public_key}
              onChange={(event) => onChange({ webhook_public_key: event.target.value })}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}
