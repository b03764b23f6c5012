import { deriveType } from "../../../server/src/refactorings/deriveType.ts";
import { itHolds } from "./modelFixtures.ts";

describe("derive a type from its schema", () => itHolds("derive-type", deriveType));
