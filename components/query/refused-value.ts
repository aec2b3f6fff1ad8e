/**
 * Whether a form still has the value that was refused, so that the refusal goes once it is edited.
 * @param field as the API names it: a path into both bodies, such as `steps.1.delay_hours`
 */
export function isAsRefused(refused: object, current: object, field: string): boolean {
  return Object.is(valueAt(refused, field), valueAt(current, field));
}

/** A value on its own, so that two of the same content are the same: lists are compared by their text. */
function valueAt(body: object, field: string): unknown {
  const value = field.split(".").reduce<unknown>(memberOf, body);
  return typeof value === "object" ? JSON.stringify(value) : value;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
