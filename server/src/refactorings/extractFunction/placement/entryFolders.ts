import type { ProjectAccess, ProjectProgram } from "../../refactoring.ts";
import { importGraph } from "../../importGraph.ts";

/** Folders of which a tool takes each file for a page, a request or a step of its own, by the package that has the tool. */
const folders: readonly { readonly tool: RegExp; readonly folder: RegExp }[] = [
  { tool: /"(?:next|astro|gatsby|waku|vite-plugin-pages|unplugin-vue-router)"/, folder: /\/pages(?=\/|$)/ },
  { tool: /"nuxt3?"/, folder: /\/(?:pages|middleware|plugins|(?<=\/server\/)(?:api|routes))(?=\/|$)/ },
  { tool: /"nitropack"/, folder: /\/(?:api|routes|middleware|plugins)(?=\/|$)/ },
  { tool: /"@(?:remix-run|react-router)\/[\w-]+"/, folder: /(?<=\/app)\/routes(?=\/|$)/ },
  { tool: /"(?:@tanstack\/[\w-]*router[\w-]*|@solidjs\/start)"/, folder: /\/routes(?=\/|$)/ },
  { tool: /"expo-router"/, folder: /\/app(?=\/|$)/ },
  { tool: /"@vercel\/node"/, folder: /\/api(?=\/|$)/ },
  { tool: /"@netlify\/functions"/, folder: /\/functions(?=\/|$)/ },
  { tool: /"@fastify\/autoload"/, folder: /\/(?:plugins|routes)(?=\/|$)/ },
  { tool: /"(?:typeorm|knex|kysely|sequelize|umzug|@mikro-orm\/\w+)"/, folder: /\/(?:migrations?|seed(?:er)?s)(?=\/|$)/ },
];

/** The folder itself, or the one around those of which a tool takes each file for one of its own. */
export function outsideOfEntries(folder: string, projects: ProjectAccess): string {
  const { root, manifests } = packageAround(folder, projects);
  const below = folder.slice(root.length);
  const starts = folders.filter(({ tool }) => tool.test(manifests)).map((one) => below.search(one.folder)).filter((at) => at >= 0);
  return starts.length === 0 ? folder : root + below.slice(0, Math.min(...starts)) || "/";
}

/** Whether Jest would run a new file of the folder as a test: it takes all of `__tests__`, unless helpers stand there already. */
export function runsAsTest(folder: string, { program }: ProjectProgram, projects: ProjectAccess): boolean {
  const tests = /^.*\/__tests__(?=\/|$)/.exec(folder)?.[0];
  if (tests === undefined || !/"(?:jest|ts-jest|jest-expo|react-scripts)"/.test(packageAround(folder, projects).manifests)) return false;
  const isHelper = (file: string): boolean => file.startsWith(`${tests}/`) && !/[._-](?:test|spec)\.[cm]?[jt]sx?$/.test(file);
  return ![...importGraph(program)].some(([from, edges]) => from.startsWith(`${tests}/`) && edges.some(({ to, typeOnly }) => !typeOnly && isHelper(to)));
}

/** The folder of the nearest manifest, without `/` at its end, and what all manifests from there upwards say. */
function packageAround(folder: string, projects: ProjectAccess): { readonly root: string; readonly manifests: string } {
  const found: { readonly root: string; readonly manifest: string }[] = [];
  for (let root = folder === "/" ? "" : folder; ; root = root.slice(0, root.lastIndexOf("/"))) {
    const manifest = projects.read(`${root}/package.json`);
    if (manifest !== undefined) found.push({ root, manifest });
    if (root === "") return { root: found[0]?.root ?? "", manifests: found.map(({ manifest: text }) => text).join() };
  }
}
