export type InParts<Order, Item> = {
  /** How many one request takes. */
  most: number;
  change: (body: Order & { ids: string[] }, idempotencyKey: string) => Promise<readonly Item[]>;
};

type Progress = {
  /** What is not done yet; what is done is taken out of it. */
  left: string[][];
  /** A key for each request, by its body: what is asked again in the same words is done once. */
  keys: Map<string, string>;
  isCut: () => boolean;
};

/** As many at a time as a request takes. */
export function partsOf(ids: readonly string[], most: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / most) }, (_, i) => ids.slice(i * most, (i + 1) * most));
}

/** Does one part after the other until all is done, one fails, or it is cut short. Answers what has failed. */
export async function workThrough<Order extends object, Item>(
  order: Order,
  { left, keys, isCut }: Progress,
  change: InParts<Order, Item>["change"],
  onDone: (items: readonly Item[]) => void,
): Promise<Error | null> {
  for (let ids = left[0]; ids && !isCut(); ids = left[0]) {
    const body = { ...order, ids };
    try {
      const items = await change(body, keyOf(keys, body));
      left.shift();
      onDone(items);
    } catch (error) {
      return error as Error;
    }
  }
  return null;
}

function keyOf(keys: Map<string, string>, body: object): string {
  const text = JSON.stringify(body);
  const key = keys.get(text) ?? crypto.randomUUID();
  keys.set(text, key);
  return key;
}
