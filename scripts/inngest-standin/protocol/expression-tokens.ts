export type Token =
  | { kind: "symbol"; text: string }
  | { kind: "literal"; value: unknown }
  | { kind: "path"; path: readonly string[] };

const shapes = {
  space: /\s+/y,
  symbol: /\|\||&&|==|!=|<=|>=|[<>+!()]/y,
  text: /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/y,
  number: /-?\d+(?:\.\d+)?/y,
  path: /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[(?:'[^'\\]*'|"[^"\\]*")\])*/y,
};
const words = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** Cuts an expression into tokens. Throws a SyntaxError where a character fits no token. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const take = (shape: RegExp): string | null => {
    shape.lastIndex = position;
    const text = shape.exec(source)?.[0] ?? null;
    if (text !== null) position += text.length;
    return text;
  };
  while (position < source.length) {
    if (take(shapes.space) !== null) continue;
    const symbol = take(shapes.symbol);
    const token = symbol === null ? readValue(take) : ({ kind: "symbol", text: symbol } as const);
    if (!token)
      throw new SyntaxError(`cannot read the expression ${JSON.stringify(source)} at character ${position + 1}`);
    tokens.push(token);
  }
  return tokens;
}

function readValue(take: (shape: RegExp) => string | null): Token | null {
  const text = take(shapes.text);
  if (text !== null) return { kind: "literal", value: text.slice(1, -1).replace(/\\(.)/g, "$1") };
  const number = take(shapes.number);
  if (number !== null) return { kind: "literal", value: Number(number) };
  const path = take(shapes.path);
  if (path === null) return null;
  if (words.has(path)) return { kind: "literal", value: words.get(path) };
  return { kind: "path", path: splitPath(path) };
}

function splitPath(path: string): string[] {
  return [...path.matchAll(/\[['"]([^'"]*)['"]\]|\w+/g)].map((match) => match[1] ?? match[0]);
}
