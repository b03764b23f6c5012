import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  CreateFile,
  DeleteFile,
  SnippetTextEdit,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import type { FileEdit } from "../refactorings/refactoring.ts";
import { applyTextEdits } from "../refactorings/textEdits.ts";
import type { Abilities } from "./abilities.ts";
import type { WireName } from "./protocol.ts";
import { rangeInText } from "./ranges.ts";

/** The texts that an edit was made for. */
export interface EditedTexts {
  /** The text before the edit. */
  read(file: string): string | undefined;
  /** The version of the open document; `null` when the file is not open. */
  versionOf(file: string): number | null;
  /** The URI by which the client knows the file. */
  uriOf(file: string): string;
}

export interface EditOptions {
  readonly abilities: Abilities;
  /** Asks the client to show every change and to apply what the user confirms. */
  readonly preview?: { readonly label: string; readonly description?: string | undefined };
}

const annotation = "drydock";

/**
 * The edit in the words of the protocol: versioned, so that a client refuses it when a text has
 * changed since. `undefined` when the client cannot make such an edit.
 */
export function workspaceEditOf(
  edits: readonly FileEdit[],
  texts: EditedTexts,
  { abilities, preview }: EditOptions,
): WorkspaceEdit | undefined {
  const creates = edits.some((edit) => edit.kind === "create");
  if (creates && !abilities.createsFiles) return undefined;
  if (preview !== undefined && !abilities.changeAnnotations) return undefined;
  if (!abilities.documentChanges) return plainEdit(edits, texts);
  const mark = preview === undefined ? {} : { annotationId: annotation };
  const documentChanges = edits.flatMap((edit): (CreateFile | DeleteFile | TextDocumentEdit)[] => {
    const uri = texts.uriOf(edit.file);
    if (edit.kind === "create") {
      const range = rangeInText("", { start: 0, end: 0 });
      return [
        { kind: "create", uri, ...mark },
        { textDocument: { uri, version: null }, edits: [{ range, newText: edit.text, ...mark }] },
      ];
    }
    if (edit.deletes && abilities.deletesFiles) return [{ kind: "delete", uri, ...mark }];
    const changed = textEditsOf(edit.edits, texts.read(edit.file) ?? "");
    return [
      {
        textDocument: { uri, version: texts.versionOf(edit.file) },
        edits: changed.map((one): TextEdit | AnnotatedTextEdit => ({ ...one, ...mark })),
      },
    ];
  });
  if (preview === undefined) return { documentChanges };
  const described: ChangeAnnotation = { label: preview.label, needsConfirmation: true, ...(preview.description === undefined ? {} : { description: preview.description }) };
  return { documentChanges, changeAnnotations: { [annotation]: described } };
}

/** The name that stands at `offset` of the text after the edit, and where, for a rename that follows it. */
export function nameAfter(
  edits: readonly FileEdit[],
  texts: EditedTexts,
  place: { readonly file: string; readonly offset: number },
): Pick<WireName, "name" | "position"> | undefined {
  const edit = edits.find(({ file }) => file === place.file);
  const before = texts.read(place.file);
  const text = edit === undefined ? before : edit.kind === "create" ? edit.text : applyTextEdits(before ?? "", edit.edits);
  const name = /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(text?.slice(place.offset) ?? "")?.[0];
  if (text === undefined || name === undefined) return undefined;
  return { name, position: rangeInText(text, { start: place.offset, end: place.offset }).start };
}

/** One insertion with a part that the user may type over, where the client can; else the same as plain text. */
export function insertionOf(
  file: string,
  offset: number,
  parts: { readonly before: string; readonly placeholder: string; readonly after: string },
  texts: EditedTexts,
  abilities: Abilities,
): WorkspaceEdit | undefined {
  const text = texts.read(file);
  if (text === undefined) return undefined;
  if (!abilities.snippetEdits) {
    const inserted = parts.before + parts.after;
    return workspaceEditOf([{ kind: "change", file, edits: [{ start: offset, end: offset, text: inserted }] }], texts, {
      abilities,
    });
  }
  const snippet: SnippetTextEdit = {
    range: rangeInText(text, { start: offset, end: offset }),
    snippet: {
      kind: "snippet",
      value: `${escaped(parts.before)}\${1:${escaped(parts.placeholder)}}${escaped(parts.after)}`,
    },
  };
  return {
    documentChanges: [{ textDocument: { uri: texts.uriOf(file), version: texts.versionOf(file) }, edits: [snippet] }],
  };
}

function plainEdit(edits: readonly FileEdit[], texts: EditedTexts): WorkspaceEdit {
  return {
    changes: Object.fromEntries(
      edits.flatMap((edit) =>
        edit.kind === "change" ? [[texts.uriOf(edit.file), textEditsOf(edit.edits, texts.read(edit.file) ?? "")]] : [],
      ),
    ),
  };
}

function textEditsOf(edits: readonly { start: number; end: number; text: string }[], text: string): TextEdit[] {
  return edits.map((edit) => ({ range: rangeInText(text, edit), newText: edit.text }));
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

