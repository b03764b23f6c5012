/** The documents that Drydock looks at, in the words of the protocol. */
export const analysedDocuments = [
  { language: "typescript", scheme: "file" },
  { language: "typescriptreact", scheme: "file" },
  { language: "javascript", scheme: "file" },
  { language: "javascriptreact", scheme: "file" },
] as const;

/** The settings of a folder: its unsaved text counts, like that of sources. */
export const settingsDocument = { scheme: "file", pattern: "**/drydock.json" } as const;
