import { type Token, tokenize } from "./expression-tokens.ts";

/** What an expression may look at: the event that started the run, and (waits, cancellations) the one that just came in. */
type Scope = { event: unknown; async?: unknown };

type Node =
  | { kind: "literal"; value: unknown }
  | { kind: "path"; path: readonly string[] }
  | { kind: "not"; operand: Node }
  | { kind: "binary"; operator: string; left: Node; right: Node };

/** An equality `event.a == async.b` that every match must satisfy: lets waiters be found by value instead of by scan. */
type JoinKey = { eventPath: readonly string[]; asyncPath: readonly string[] };

export type Expression = { source: string; evaluate(scope: Scope): unknown; joinKey: JoinKey | null };

/** Binding strength of the operators that are understood, loosest first. */
const levels: readonly (readonly string[])[] = [["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">="], ["+"]];

/**
 * Reads the part of CEL that function settings need: paths (`event.data.a.b`, `async.data.x`), string, number,
 * boolean and null literals, `+`, comparisons, `!`, `&&`, `||` and brackets. A missing field is null.
 * Throws a SyntaxError naming the expression for anything else.
 */
export function parseExpression(source: string): Expression {
  const tokens = tokenize(source);
  let position = 0;
  const fail = (): never => {
    throw new SyntaxError(`cannot read the expression ${JSON.stringify(source)} near ${describe(tokens[position])}`);
  };
  const accept = (symbol: string) => {
    const token = tokens[position];
    if (token?.kind !== "symbol" || token.text !== symbol) return false;
    position += 1;
    return true;
  };
  const readLevel = (level: number): Node => {
    const operators = levels[level];
    if (!operators) return readOperand();
    let left = readLevel(level + 1);
    for (let operator = operators.find(accept); operator; operator = operators.find(accept)) {
      left = { kind: "binary", operator, left, right: readLevel(level + 1) };
    }
    return left;
  };
  const readOperand = (): Node => {
    if (accept("!")) return { kind: "not", operand: readOperand() };
    if (accept("(")) {
      const inner = readLevel(0);
      return accept(")") ? inner : fail();
    }
    const token = tokens[position];
    if (!token || token.kind === "symbol") return fail();
    position += 1;
    if (token.kind === "literal") return { kind: "literal", value: token.value };
    return token.path[0] === "event" || token.path[0] === "async" ? { kind: "path", path: token.path } : fail();
  };
  const root = readLevel(0);
  if (position < tokens.length) fail();
  return { source, evaluate: (scope) => evaluate(root, scope), joinKey: findJoinKey(root) };
}

/** Follows `path` into `value`; null where there is nothing (or only something inherited). */
export function readPath(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, name)) return null;
    current = (current as Record<string, unknown>)[name];
  }
  return current ?? null;
}

function evaluate(node: Node, scope: Scope): unknown {
  if (node.kind === "literal") return node.value;
  if (node.kind === "path") return readPath(scope, node.path);
  if (node.kind === "not") return evaluate(node.operand, scope) !== true;
  const left = evaluate(node.left, scope);
  if (node.operator === "&&") return left === true && evaluate(node.right, scope) === true;
  if (node.operator === "||") return left === true || evaluate(node.right, scope) === true;
  return compute(node.operator, left, evaluate(node.right, scope));
}

function compute(operator: string, left: unknown, right: unknown): unknown {
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  const areNumbers = typeof left === "number" && typeof right === "number";
  if (operator === "+") return areNumbers ? left + right : `${left ?? ""}${right ?? ""}`;
  if (!areNumbers && !(typeof left === "string" && typeof right === "string")) return false;
  const [low, high] = operator.startsWith("<") ? [left, right] : [right, left];
  return low < high || (operator.endsWith("=") && low === high);
}

function findJoinKey(node: Node): JoinKey | null {
  if (node.kind !== "binary") return null;
  if (node.operator === "&&") return findJoinKey(node.left) ?? findJoinKey(node.right);
  if (node.operator !== "==" || node.left.kind !== "path" || node.right.kind !== "path") return null;
  const paths = [node.left.path, node.right.path];
  const eventPath = paths.find((path) => path[0] === "event");
  const asyncPath = paths.find((path) => path[0] === "async");
  return eventPath && asyncPath ? { eventPath, asyncPath } : null;
}

function describe(token: Token | undefined): string {
  if (!token) return "its end";
  return token.kind === "symbol"
    ? `"${token.text}"`
    : JSON.stringify(token.kind === "path" ? token.path.join(".") : token.value);
}
