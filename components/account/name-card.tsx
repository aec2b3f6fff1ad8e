"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { changeName, meQuery } from "#lib/auth/queries.ts";
import { fieldError, formError } from "./form-errors.ts";
import { FormFailure } from "./form-failure.tsx";

/** The name others see, and the address one signs in with. */
export function NameCard({ name, email }: { name: string; email: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const [text, setText] = useState(name);
  const save = useMutation({
    mutationFn: () => changeName(text),
    onSuccess: (me) => {
      client.setQueryData(meQuery.queryKey, me);
      showToast({ tone: "ok", text: "Your name is saved." });
      router.refresh();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <Card title="Name" description={`You sign in as ${email}.`}>
      <form onSubmit={submit} noValidate aria-label="Name" className="flex max-w-md flex-col gap-4">
        <Field
          label="Your name"
          error={fieldError(save.error, "name")}
          hint="Shown to other members and in the audit log."
        >
          {(control) => (
            <Input {...control} autoComplete="name" value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        <FormFailure message={formError(save.error, ["name"])} />
        <div>
          <Button type="submit" busy={save.isPending} disabled={text.trim() === name}>
            Save
          </Button>
        </div>
      </form>
    </Card>
  );
}
