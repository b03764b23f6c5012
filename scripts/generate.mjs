// Writes what is made of code: of the settings table the JSON schema, the settings in the manifest, and the tables in
// docs/configuration.md; of fixtures and refusals their parts of the pages in docs/refactorings. `npm run generate` writes, `npm run generate -- --check` says what is stale (exit code 1).
// Run it with `--import tsx`.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { editorOnlySettings } from "../server/src/lsp/protocol.ts";
import { editorSettingsOf, schemaOf, settingsTable } from "../server/src/settings/settingsForms.ts";
import { refusals } from "../server/src/refactorings/semantics/refusals.ts";
import { typeRefusals } from "../server/src/refactorings/extractType.ts";
import { modelRefusals } from "../server/src/refactorings/keepOneDefinition/refusal.ts";
import { variableRefusals } from "../server/src/refactorings/extractVariable.ts";
import { rules } from "../server/src/rules/table.ts";

const root = resolve(import.meta.dirname, "..");

/** The manifest with the settings of the table and the schema of `drydock.json`; entries of other origin stay as they are. */
function withSettings(text) {
  const manifest = JSON.parse(text);
  const contributes = (manifest.contributes ??= {});
  const configuration = (contributes.configuration ??= { title: "Drydock", properties: {} });
  const generated = { ...editorSettingsOf(rules), ...ofEditorOnly() };
  const others = Object.entries(configuration.properties ?? {}).filter(([name]) => !(name in generated));
  configuration.properties = { ...generated, ...Object.fromEntries(others) };
  const validation = { fileMatch: "drydock.json", url: "./schemas/drydock.schema.json" };
  contributes.jsonValidation ??= [];
  if (!contributes.jsonValidation.some(({ fileMatch }) => fileMatch === validation.fileMatch)) {
    contributes.jsonValidation.push(validation);
  }
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function ofEditorOnly() {
  return Object.fromEntries(
    Object.entries(editorOnlySettings).map(([key, { default: value, description }]) => [
      `drydock.${key}`,
      { type: "boolean", default: value, markdownDescription: description, scope: "window" },
    ]),
  );
}

/** The page with its tables between their marks. */
function withTables(text) {
  return withTable(withTable(text, "settings", settingsTable()), "editor settings", editorTable());
}

function withTable(text, name, table) {
  const marks = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- end of ${name} -->)`);
  if (!marks.test(text)) throw new Error(`A page has lost the marks around its ${name}.`);
  return text.replace(marks, (_, start, end) => `${start}${table}\n${end}`);
}

function editorTable() {
  const rows = Object.entries(editorOnlySettings).map(
    ([key, { default: value, description }]) => `| \`drydock.${key}\` | \`${value}\` | ${description} |`,
  );
  return ["| Setting | Default | What it does |", "| --- | --- | --- |", ...rows].join("\n");
}

/** A page with the examples that it names, each before and after as a fixture has them, which the tests run. */
async function withExamples(text) {
  let page = text;
  for (const [, name] of text.matchAll(/<!-- example: (\S+) -->/g)) {
    const fixture = await fixtureOf(name);
    page = page.replace(
      new RegExp(`(<!-- example: ${name} -->\\n)[\\s\\S]*?(<!-- end of example -->)`),
      (_, start, end) => `${start}${exampleOf(fixture)}\n${end}`,
    );
  }
  return page;
}

async function fixtureOf(name) {
  const read = (ending) => readFile(resolve(root, `test/fixtures/${name}.${ending}`), "utf8");
  return read("ts").catch((error) => {
    if (error.code === "ENOENT") return read("tsx");
    throw error;
  });
}

function exampleOf(fixture) {
  const parts = fixture.split(/^\/\/= after$|^(?=\/\/- \/after\/)/m);
  const before = filesOf(parts[0] ?? "");
  const after = parts.slice(1).flatMap((part) => filesOf(part.replace(/^\/\/= [\s\S]*/m, "")));
  const changed = after.filter(({ name, text }) => before.find((file) => file.name === name)?.text !== text);
  const shown = before.length < 4 ? before : before.filter(({ name }) => changed.some((file) => file.name === name));
  return ["Before:", ...shown.map(blockOf), "After:", ...changed.map(blockOf)].join("\n\n");
}

function filesOf(part) {
  const [, ...pieces] = part.split(/^\/\/- (?:\/after)?(\/\S+)\n/m);
  const files = [];
  for (let i = 0; i < pieces.length; i += 2) {
    const text = (pieces[i + 1] ?? "").replace(/\/\*[<>]\w*\*\//g, "").replace(/^\/\/= [\s\S]*/m, "").trim();
    files.push({ name: pieces[i], text });
  }
  return files;
}

function blockOf({ name, text }) {
  return `\`\`\`${name.endsWith("x") ? "tsx" : "ts"}\n// ${name}\n${text}\n\`\`\``;
}

/** The page with the refusals of a refactoring as a table. */
function withRefusals(text, name, sentences) {
  const rows = Object.entries(sentences).map(([code, sentence]) => `| \`${code}\` | ${sentence.replaceAll("{}", "…").replaceAll("|", "\\|")} |`);
  return withTable(text, `refusals of ${name}`, ["| Code | What the editor says |", "| --- | --- |", ...rows].join("\n"));
}

/** Every refusal with the shortest fixture that is refused for it. */
async function withReasons(text) {
  const examples = new Map();
  for (const folder of ["extract-function", "extract-component", "extract-constant", "call-function"]) {
    for (const name of await readdir(resolve(root, "test/fixtures", folder))) {
      const fixture = await readFile(resolve(root, "test/fixtures", folder, name), "utf8");
      const code = /^\/\/= refused: (\S+)/m.exec(fixture)?.[1];
      const known = examples.get(code);
      if (code !== undefined && (known === undefined || fixture.length < known.fixture.length)) examples.set(code, { fixture, name: `${folder}/${name}` });
    }
  }
  const sections = Object.entries(refusals).map(([code, sentence]) => {
    const example = examples.get(code);
    const blocks = example ? filesOf(example.fixture.split(/^\/\/= /m)[0]).filter(({ name }) => /\.[cm]?[jt]sx?$/.test(name)).map(blockOf) : [];
    return [`## \`${code}\``, sentence.replaceAll("{}", "…"), ...blocks].join("\n\n");
  });
  return withTable(text, "reasons", `\n${sections.join("\n\n")}\n`);
}

const files = {
  "schemas/drydock.schema.json": () => `${JSON.stringify(schemaOf(rules), undefined, 2)}\n`,
  "package.json": withSettings,
  "docs/configuration.md": withTables,
  "docs/refactorings/extract-function.md": async (text) => withRefusals(await withExamples(text), "extract-function", refusals),
  "docs/refactorings/extract-variable.md": async (text) => withRefusals(await withExamples(text), "extract-variable", variableRefusals),
  "docs/refactorings/extract-type.md": async (text) => withRefusals(await withExamples(text), "extract-type", typeRefusals),
  "docs/refactorings/extract-component.md": withExamples,
  "docs/refactorings/extract-constant.md": withExamples,
  "docs/refactorings/call-function.md": withExamples,
  "docs/refactorings/keep-one-definition.md": withExamples,
  ...Object.fromEntries(["use-model", "keep-values", "derive-type", "share-members", "agree-models"].map((name) => [`docs/refactorings/${name}.md`, withExamples])),
  "docs/refactorings/models-refused.md": (text) => withRefusals(text, "models", modelRefusals),
  "docs/refactorings/why-refused.md": withReasons,
};

const isCheck = process.argv.includes("--check");
for (const [name, make] of Object.entries(files)) {
  const file = resolve(root, name);
  const before = await readFile(file, "utf8").catch((error) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const after = await make(before);
  if (after === before) continue;
  if (isCheck) {
    console.error(`${name} is stale: run “npm run generate”.`);
    process.exitCode = 1;
  } else {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, after);
    console.log(`${name} written.`);
  }
}
