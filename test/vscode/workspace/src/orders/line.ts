/** One line of an order. Prices are in cents, weights in grams. */
export interface Line {
  readonly article: string;
  readonly price: number;
  readonly weight: number;
  readonly quantity: number;
}
