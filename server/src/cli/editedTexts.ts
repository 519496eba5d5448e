/** Texts that stand over those of files on the disk, by absolute path: what fixes have made, before it is written. */
export type EditedTexts = ReadonlyMap<string, string>;

export const nothingEdited: EditedTexts = new Map();
