import { useModel } from "../../../server/src/refactorings/useModel.ts";
import { itHolds } from "./modelFixtures.ts";

describe("use the named type", () => itHolds("use-model", useModel));
