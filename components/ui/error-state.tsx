import { OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

type ErrorStateProps = {
  title: string;
  detail: string;
  requestId?: string | null;
  onRetry?: () => void;
  retrying?: boolean;
  /** Another way on, where trying again would change nothing. */
  action?: ReactNode;
};

/** What went wrong, and a way on. */
export function ErrorState({ title, detail, requestId, onRetry, retrying, action }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      <OctagonX aria-hidden="true" className="size-7 text-bad" />
      <p className="font-medium">{title}</p>
      <p className="max-w-prose text-ink-muted">{detail}</p>
      {requestId ? <p className="text-xs text-ink-muted">Request {requestId}</p> : null}
      {onRetry ? (
        <Button className="mt-2" onClick={onRetry} busy={retrying}>
          Try again
        </Button>
      ) : null}
      {action}
    </div>
  );
}
