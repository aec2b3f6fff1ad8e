import type { ReactNode } from "react";
import { CopyText } from "#components/ui/copy-text.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { type ApiDocument, type Operation, refName, type Schema } from "./api-document.ts";
import { curlOf } from "./example.ts";
import { type SchemaLine, schemaLines, typeOf } from "./schema-lines.ts";

type DetailProps = { operation: Operation; document: ApiDocument };

/** Parameters, body, answers and a command to try it. Only ever rendered in a browser: the command has its own address. */
export function OperationDetail({ operation, document: { components } }: DetailProps) {
  const { schemas } = components;
  const { description, parameters = [], requestBody, responses } = operation;
  const bodies = Object.entries(requestBody?.content ?? {});
  const answers = Object.entries(responses);
  return (
    <div className="flex flex-col gap-4">
      {description ? <p className="max-w-prose">{description}</p> : null}
      {parameters.length > 0 ? (
        <Part title="Parameters">
          <Lines
            caption="Parameters"
            lines={parameters.map(({ name, in: place, required = false, schema = {} }) => ({
              path: `${name} (${place})`,
              type: typeOf(schema, schemas),
              isRequired: required,
            }))}
          />
        </Part>
      ) : null}
      {bodies.map(([type, { schema }]) => (
        <Part key={type} title={`Body · ${type}`}>
          <Body caption="Body" schema={schema} schemas={schemas} />
        </Part>
      ))}
      {answers.filter(isSuccess).map(([status, answer]) => (
        <Answer key={status} status={status} answer={answer} components={components} />
      ))}
      <Part title="Refusals">
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {answers
            .filter((one) => !isSuccess(one))
            .map(([status, answer]) => (
              <li key={status}>
                <span className="font-mono">{status}</span> {describe(answer, components)}
              </li>
            ))}
        </ul>
      </Part>
      <Part title="Example">
        <div className="overflow-x-auto rounded-md bg-sunken p-3 whitespace-pre-wrap">
          <CopyText text={curlOf(operation, schemas, window.location.origin)} label="the command" />
        </div>
      </Part>
    </div>
  );
}

type AnswerOf = Operation["responses"][string];
type AnswerProps = { status: string; answer: AnswerOf; components: ApiDocument["components"] };

function isSuccess([status]: [string, AnswerOf]): boolean {
  return status.startsWith("2");
}

function describe(answer: AnswerOf, { responses }: ApiDocument["components"]): string | undefined {
  return (answer.$ref ? responses[refName(answer.$ref)] : answer)?.description;
}

function Answer({ status, answer, components }: AnswerProps) {
  const [type, content] = Object.entries(answer.content ?? {})[0] ?? [];
  return (
    <Part title={`Answer ${status}${type ? ` · ${type}` : ""}`}>
      {type ? (
        <Body caption={`Answer ${status}`} schema={content?.schema} schemas={components.schemas} />
      ) : (
        <p>{answer.description}</p>
      )}
    </Part>
  );
}

type BodyProps = { caption: string; schema: Schema | undefined; schemas: Record<string, Schema> };

function Body({ caption, schema = {}, schemas }: BodyProps) {
  const lines = schemaLines(schema, schemas);
  if (lines.length === 0) return <p className="text-ink-muted">{typeOf(schema, schemas)}</p>;
  return <Lines caption={caption} lines={lines} />;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-sm font-medium text-ink-muted">{title}</h3>
      {children}
    </section>
  );
}

function Lines({ caption, lines }: { caption: string; lines: readonly SchemaLine[] }) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Is</Th>
          <Th>Needed</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ path, type, isRequired }) => (
          <tr key={path}>
            <RowHeader className="font-mono text-sm font-normal whitespace-nowrap">{path}</RowHeader>
            <Td className="w-full min-w-40 wrap-anywhere">{type}</Td>
            <Td>{isRequired ? "yes" : "–"}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
