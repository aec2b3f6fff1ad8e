import { type ColumnTarget, importFieldLabels } from "../types.ts";

/** A column as a person finds it: by its title in their file, and by the field it was matched to where that is called otherwise. */
export function columnWords(target: ColumnTarget): string {
  if (target.kind !== "field") return `Column "${(target.title ?? target.name).slice(0, longestTitle)}"`;
  const label = importFieldLabels[target.field];
  if (target.title === undefined) return label;
  const column = `Column "${target.title.slice(0, longestTitle)}"`;
  return label.toLowerCase() === target.title.toLowerCase() ? column : `${column} (${label})`;
}

const longestTitle = 60;
