/** What a preview of an import shows: as much as a person reads before deciding, and one batch of the import is judged. */
export const previewLimits = { judgedRows: 1_000, shownRows: 10, problems: 50, samples: 3, sampleLength: 80 };

/** About two million rows; a file of that size is read in parts and never held. */
export const importFileLimitBytes = 256 * 1_048_576;
