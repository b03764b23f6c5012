import type { Line } from "./line";

/** What an order would cost a bookshop, in cents: books have a lower tax. */
export function quoteTotal(items: readonly Line[]): number {
  let net = 0;
  let weight = 0;
  for (const item of items) {
    if (item.quantity <= 0) continue;
    net += item.price * item.quantity;
    weight += item.weight * item.quantity;
  }
  const shipping = weight > 20_000 ? 1500 : 500;
  const tax = Math.round((net + shipping) * 0.07);
  return net + shipping + tax;
}
