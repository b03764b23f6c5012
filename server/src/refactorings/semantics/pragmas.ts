/** Whether a comment speaks, to a tool, for the line or the code behind it. */
export function isPragma(comment: string): boolean {
  return /@ts-(expect-error|ignore)|(eslint|biome|oxlint)-(disable|ignore)-next-line|biome-ignore|prettier-ignore|(istanbul|c8|v8) ignore|@__PURE__|#__PURE__/.test(comment);
}
