/** A function with enough code to be reported when it stands twice. `name` and `unit` are what copies differ in. */
export function invoiceTotal(name: string, unit = "EUR"): string {
  return `export function ${name}(lines: readonly { price: number; count: number }[]): string {
  let total = 0;
  for (const line of lines) {
    if (line.count <= 0) {
      continue;
    }
    const amount = line.price * line.count;
    total += amount > 1000 ? amount * 0.9 : amount;
  }
  const rounded = Math.round(total * 100) / 100;
  return rounded.toFixed(2) + " ${unit}";
}
`;
}

/** Code that says nothing twice. */
export const unlike = `export const greeting = "hello";

export function greet(name: string): string {
  return greeting + ", " + name;
}
`;

/** Settings without the rules that find copies of functions. */
export const withoutCopies = { rules: { "duplicate-code": "off", "reimplemented-function": "off", "similar-code": "off" } };
