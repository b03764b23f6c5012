/** Thrown where work ends because nobody waits for it. It is no failure. */
export class GivenUp extends Error {
  constructor() {
    super("Given up.");
  }
}
