"use client";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberInput } from "#components/ui/number-input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ConnectionDraft } from "./connection-draft.ts";
import type { ConnectionFieldsProps } from "./fields-props.ts";

const SECURITY = [
  { value: "starttls", label: "STARTTLS, usually port 587" },
  { value: "tls", label: "TLS, usually port 465" },
  { value: "none", label: "None, only for a server on this machine" },
];

/** Where the mail server is and who we are there. */
export function SmtpFields({ draft, onChange, stored, errorOf }: ConnectionFieldsProps) {
  const hasPassword = stored?.secret_names.includes("password") ?? false;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Mail server" error={errorOf("settings.host")}>
        {(control) => (
          <Input
            {...control}
            value={draft.host}
            placeholder="smtp.company.com"
            onChange={(event) => onChange({ host: event.target.value })}
          />
        )}
      </Field>
      <Field label="Port" error={errorOf("settings.port")}>
        {(control) => <NumberInput {...control} value={draft.port} onValueChange={(port) => onChange({ port })} />}
      </Field>
      <Field label="Encryption" error={errorOf("settings.security")}>
        {(control) => (
          <Select
            {...control}
            options={SECURITY}
            value={draft.security}
            onValueChange={(security) => onChange({ security: security as ConnectionDraft["security"] })}
          />
        )}
      </Field>
      <Field label="User name" optional error={errorOf("settings.username")}>
        {(control) => (
          <Input
            {...control}
            value={draft.username}
            autoComplete="off"
            onChange={(event) => onChange({ username: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Password"
        optional
        hint={hasPassword ? "A password is stored. Leave empty to keep it." : "Stored encrypted and never shown again."}
        error={errorOf("secrets.password")}
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            value={draft.password}
            autoComplete="new-password"
            onChange={(event) => onChange({ password: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
