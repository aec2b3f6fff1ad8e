"use client";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberInput } from "#components/ui/number-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { SwitchField } from "#components/ui/switch-field.tsx";
import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import type { MailboxDraft } from "./mailbox-draft.ts";
import { mailboxFieldLabel } from "./mailbox-words.ts";

type MailboxFieldsProps = {
  draft: MailboxDraft;
  onChange: (change: Partial<MailboxDraft>) => void;
  connections: readonly ConnectionView[];
  isNew: boolean;
  errorOf: (field: keyof MailboxDraft) => string | undefined;
};

type TextField = { name: "from_email" | "from_name" | "sender_name" | "reply_to_email"; hint?: string };

const ADDRESS: TextField = { name: "from_email", hint: "Its domain must be one of your sending domains." };

const TEXTS: readonly TextField[] = [
  { name: "from_name" },
  { name: "sender_name" },
  { name: "reply_to_email", hint: "Empty: to the address itself." },
];

export function MailboxFields({ draft, onChange, connections, isNew, errorOf }: MailboxFieldsProps) {
  const options = connections.map(({ id, name, kind }) => ({
    value: id,
    label: kind === "simulator" ? `${name} (simulator)` : name,
  }));
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {(isNew ? [ADDRESS, ...TEXTS] : TEXTS).map(({ name, hint }) => (
          <Field key={name} label={mailboxFieldLabel(name)} hint={hint} error={errorOf(name)}>
            {(control) => (
              <Input
                {...control}
                value={draft[name]}
                autoComplete="off"
                onChange={(event) => onChange({ [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Field label={mailboxFieldLabel("provider_connection_id")} error={errorOf("provider_connection_id")}>
          {(control) => (
            <Select
              {...control}
              options={options}
              value={draft.provider_connection_id}
              onValueChange={(provider_connection_id) => onChange({ provider_connection_id })}
            />
          )}
        </Field>
        <Field
          label={mailboxFieldLabel("daily_limit")}
          hint="1 to 10,000. Warm-up and health may lower it."
          error={errorOf("daily_limit")}
        >
          {(control) => (
            <NumberInput
              {...control}
              value={draft.daily_limit}
              unit="emails"
              onValueChange={(daily_limit) => onChange({ daily_limit })}
            />
          )}
        </Field>
      </div>
      <MailboxSwitches draft={draft} onChange={onChange} />
    </>
  );
}

function MailboxSwitches({ draft, onChange }: Pick<MailboxFieldsProps, "draft" | "onChange">) {
  return (
    <div className="flex flex-col gap-4">
      <SwitchField
        label={mailboxFieldLabel("is_active")}
        hint="When off, nothing is sent from it. The engine never changes this; it marks a mailbox as auto-deactivated instead."
        checked={draft.is_active}
        onCheckedChange={(is_active) => onChange({ is_active })}
      />
      <SwitchField
        label={mailboxFieldLabel("open_tracking")}
        hint="Without it engagement of its prospects is unknown."
        checked={draft.open_tracking}
        onCheckedChange={(open_tracking) => onChange({ open_tracking })}
      />
      <SwitchField
        label={mailboxFieldLabel("click_tracking")}
        checked={draft.click_tracking}
        onCheckedChange={(click_tracking) => onChange({ click_tracking })}
      />
    </div>
  );
}
