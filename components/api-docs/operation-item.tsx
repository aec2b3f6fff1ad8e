"use client";
import clsx from "clsx";
import { useState } from "react";
import { ExpandButton } from "#components/ui/expand-button.tsx";
import { type ApiDocument, type Operation, whoMay } from "./api-document.ts";
import { OperationDetail } from "./operation-detail.tsx";

type OperationItemProps = { operation: Operation; document: ApiDocument };

/** One operation: method, path and role; the rest opens below. */
export function OperationItem({ operation, document }: OperationItemProps) {
  const [isOpen, setOpen] = useState(false);
  const { operationId, method, path, summary } = operation;
  return (
    <li id={operationId} className="border-b border-line px-4 py-2.5 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <ExpandButton expanded={isOpen} onToggle={() => setOpen(!isOpen)} controls={`${operationId}-detail`}>
          <span
            className={clsx("min-w-14 font-mono text-xs font-semibold", method === "GET" ? "text-info" : "text-poor")}
          >
            {method}
          </span>
          <span className="font-mono text-sm wrap-anywhere">{path}</span>
        </ExpandButton>
        <span className="min-w-0 flex-1 basis-60 text-ink-muted">{summary}</span>
        <span className="text-sm text-ink-muted">{whoMay(operation)}</span>
      </div>
      {isOpen ? (
        <div id={`${operationId}-detail`} className="mt-3 mb-2">
          <OperationDetail operation={operation} document={document} />
        </div>
      ) : null}
    </li>
  );
}
