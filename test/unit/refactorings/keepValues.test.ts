import { keepValues } from "../../../server/src/refactorings/keepValues.ts";
import { itHolds } from "./modelFixtures.ts";

describe("keep one list of values", () => itHolds("keep-values", keepValues));
