import { OctagonX } from "lucide-react";
import { Button } from "./button.tsx";

type ErrorStateProps = {
  title: string;
  detail: string;
  requestId?: string | null;
  onRetry?: () => void;
  retrying?: boolean;
};

/** What went wrong, and a way on. */
export function ErrorState({ title, detail, requestId, onRetry, retrying }: ErrorStateProps) {
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
    </div>
  );
}
