/** Sentences of one angle: what is seen, what it means, and what subjects name. None states a figure or tells a made-up story. */
export type AngleMaterial = {
  insights: readonly string[];
  meanings: readonly string[];
  topics: readonly string[];
};
