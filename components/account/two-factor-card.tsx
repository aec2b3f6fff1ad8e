"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { QueryView } from "#components/query/query-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { EnrolmentView } from "#lib/auth/contract-account.ts";
import { disableTwoFactor, enrolTwoFactor, renewBackupCodes, twoFactorQuery } from "#lib/auth/queries.ts";
import { BackupCodes } from "./backup-codes.tsx";
import { EnrolmentForm } from "./enrolment-form.tsx";
import { PasswordForm } from "./password-form.tsx";

/** Where the card is. Nothing of it is in a dialog: a stray Escape must not lose codes that are shown once. */
type Step =
  | { at: "rest" | "password" | "renew" | "disable" }
  | { at: "scan"; enrolment: EnrolmentView }
  | { at: "codes"; codes: string[] };

const REST: Step = { at: "rest" };

/** The second factor: whether there is one, and the ways to get one, new backup codes, or rid of it. */
export function TwoFactorCard() {
  const query = useQuery(twoFactorQuery);
  const [step, setStep] = useState<Step>(REST);
  return (
    <Card
      title="Two-factor authentication"
      description="Asks for a code from your authenticator app when you sign in, so a stolen password is not enough."
    >
      <QueryView query={query} what="Your two-factor authentication" skeleton={<Skeleton className="h-9 w-full" />}>
        {({ is_enabled }) => (
          <div className="flex max-w-lg flex-col gap-4">
            {step.at === "rest" ? (
              <State isOn={is_enabled} onStep={setStep} />
            ) : (
              <Stepped step={step} onStep={setStep} />
            )}
          </div>
        )}
      </QueryView>
    </Card>
  );
}

function State({ isOn, onStep }: { isOn: boolean; onStep: (step: Step) => void }) {
  return (
    <>
      <p>
        {isOn ? (
          <StatusBadge tone="ok">On</StatusBadge>
        ) : (
          <>
            <StatusBadge tone="neutral">Off</StatusBadge> You sign in with just your password.
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {isOn ? (
          <>
            <Button onClick={() => onStep({ at: "renew" })}>New backup codes…</Button>
            <Button variant="danger" onClick={() => onStep({ at: "disable" })}>
              Turn off…
            </Button>
          </>
        ) : (
          <Button onClick={() => onStep({ at: "password" })}>Set up…</Button>
        )}
      </div>
    </>
  );
}

function Stepped({ step, onStep }: { step: Step; onStep: (step: Step) => void }) {
  const client = useQueryClient();
  const rest = () => onStep(REST);
  /** The person's session is another one afterwards, and all others have ended. */
  const refresh = () => client.invalidateQueries({ queryKey: ["me"] });
  if (step.at === "scan") {
    const { enrolment } = step;
    const confirmed = () => {
      void refresh();
      onStep({ at: "codes", codes: enrolment.backup_codes });
    };
    return <EnrolmentForm enrolment={enrolment} onConfirmed={confirmed} onCancel={rest} />;
  }
  if (step.at === "codes") return <BackupCodes codes={step.codes} onDone={rest} />;
  if (step.at === "renew") {
    const renew = async (password: string) => {
      onStep({ at: "codes", codes: (await renewBackupCodes(password)).backup_codes });
    };
    return (
      <PasswordForm
        text="Your current backup codes stop working."
        label="Create new codes"
        run={renew}
        onCancel={rest}
      />
    );
  }
  if (step.at === "disable") {
    const disable = async (password: string) => {
      await disableTwoFactor(password);
      await refresh();
      showToast({ tone: "warn", text: "Two-factor authentication is off. All other sessions have ended." });
      rest();
    };
    return (
      <PasswordForm text="You will sign in with just your password." label="Turn off" run={disable} onCancel={rest} />
    );
  }
  const begin = async (password: string) => onStep({ at: "scan", enrolment: await enrolTwoFactor(password) });
  return <PasswordForm text="Enter your password to continue." label="Continue" run={begin} onCancel={rest} />;
}
