export { shareMembers, shareMembersTitle } from "./shareMembers/shareMembers.ts";
