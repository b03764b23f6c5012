import { shareMembers } from "../../../server/src/refactorings/shareMembers.ts";
import { itHolds } from "./modelFixtures.ts";

describe("share members", () => itHolds("share-members", shareMembers));
