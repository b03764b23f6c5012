import type { Random } from "../recall/random.ts";
import type { DrawnMember, DrawnModel, DrawnType } from "./modelForms.ts";

const subjects =
  "voyage harbour cargo vessel pilot berth tide crane customs crew lighthouse anchor manifest ballast pontoon dredger quay beacon salvage towage ferry lock channel buoy chart logbook convoy tanker freight mooring".split(" ");
const things =
  "plan report request schedule record permit summary booking invoice contract survey roster position notice inspection clearance assignment reading estimate claim handover transfer".split(" ");
const qualities =
  "number owner weight draught origin destination arrival departure signal depth bearing speed flag tonnage agent currency amount phone country captain berthing capacity inspector reference deadline priority category remark reason contact duration temperature humidity visibility clearance surcharge".split(" ");

const common = ["id", "name", "title", "status", "createdAt", "description"];

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A model of five to nine members, one or two of which any model may have. */
export function drawModel(random: Random): DrawnModel {
  const name = `${capital(random.pick(subjects) ?? "")}${capital(random.pick(things) ?? "")}`;
  return { name, members: drawMembers(random, 5 + random.below(5)) };
}

function drawMembers(random: Random, count: number): readonly DrawnMember[] {
  const members = new Map<string, DrawnMember>();
  const add = (name: string): void => {
    members.set(name, { name, type: drawType(random), optional: random.chance(0.2) });
  };
  if (random.chance(0.6)) add("id");
  if (random.chance(0.3)) add(random.pick(common) ?? "name");
  while (members.size < count) add(drawName(random));
  return random.shuffled([...members.values()]);
}

/** The name of a member: one word or two. */
export function drawName(random: Random): string {
  const quality = random.pick(qualities) ?? "";
  return random.chance(0.3) ? quality : `${random.pick(subjects) ?? ""}${capital(quality)}`;
}

export function drawType(random: Random): DrawnType {
  const plain = { kind: random.pick(["string", "string", "number", "number", "boolean"] as const) ?? "string" };
  if (random.chance(0.15)) return { kind: "list", of: plain };
  if (random.chance(0.12)) return { kind: "nullable", of: plain };
  if (random.chance(0.12)) return { kind: "choice", values: random.shuffled(qualities).slice(0, 3) };
  return plain;
}

/** A type of another kind. */
export function otherType(random: Random, type: DrawnType): DrawnType {
  for (;;) {
    const other = drawType(random);
    if (JSON.stringify(other) !== JSON.stringify(type) && !(other.kind === "choice" && type.kind === "choice")) return other;
  }
}

/** Another name for a model. */
export function drawOtherName(random: Random, { name }: DrawnModel): string {
  for (;;) {
    const other = drawModel(random).name;
    if (other !== name) return other;
  }
}

/** So many different values, such as enums and unions hold. */
export function drawValues(random: Random, count: number): readonly string[] {
  return random.shuffled(qualities).slice(0, count);
}
