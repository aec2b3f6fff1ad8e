"use client";
import { useQuery } from "@tanstack/react-query";
import { QueryView } from "#components/query/query-view.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { messageQuery } from "#lib/sending/queries.ts";
import { MessageView } from "./message-view.tsx";

type MessageDialogProps = { id: string; open: boolean; onOpenChange: (open: boolean) => void; title: string };

/** A message as it was written. */
export function MessageDialog({ id, open, onOpenChange, title }: MessageDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} wide>
      <LoadedMessage id={id} />
    </Dialog>
  );
}

function LoadedMessage({ id }: { id: string }) {
  const query = useQuery(messageQuery(id));
  return (
    <QueryView query={query} what="The message" skeleton={<MessageSkeleton />}>
      {(message) => <MessageView message={message} />}
    </QueryView>
  );
}

function MessageSkeleton() {
  return (
    <div role="status" aria-label="Loading the message" className="flex flex-col gap-3">
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-72 w-full" />
    </div>
  );
}
