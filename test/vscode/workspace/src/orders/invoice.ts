import type { Line } from "./line";

/** What a customer owes for an order, in cents. */
export function invoiceTotal(lines: readonly Line[]): number {
  let net = 0;
  let weight = 0;
  for (const line of lines) {
    if (line.quantity <= 0) continue;
    net += line.price * line.quantity;
    weight += line.weight * line.quantity;
  }
  const shipping = weight > 20_000 ? 1500 : 500;
  const tax = Math.round((net + shipping) * 0.19);
  return net + shipping + tax;
}
