/**
 * What a repetition must hold to be worth reading, by rule, with the reason for each number. The sizes of
 * duplicate-code are settings; these are not, since what they keep out is noise to everybody.
 */
export const literalThresholds = {
  /** Shorter sentences are labels (`Show more`), which happen to be alike. */
  sentenceLength: 24,
  /** Fewer words make a name or a label, not a message. */
  sentenceWords: 4,
  /** `https://` and a name: what is shorter points nowhere. */
  addressLength: 14,
  /** Keys and paths without a space: `application/vnd.api+json` is told by its length, `text/plain` is known to everybody. */
  keyLength: 20,
  /** A number of fewer digits, the zeros at its end apart, is an ordinary number. */
  digits: 4,
  /** `/^\s+$/` is written without a second thought; from here an expression has to be understood. */
  expressionLength: 16,
  /** From here two places are enough: nobody writes so much twice by chance. */
  longExpression: 28,
  longString: 72,
  /** Fewer places are a coincidence that costs little. */
  places: 3,
  /** Shorter tables are parameters, such as a size or a colour. */
  tableElements: 8,
  /** A table must hold at least this many different values, or it is padding. */
  tableValues: 5,
} as const;

export const markupThresholds = {
  /**
   * Markup says more with fewer tokens than statements do, and a component is cheaper than a function, so it
   * counts from this share of `minTokens` and `minLines`: 32 tokens on 3 lines.
   */
  share: 0.64,
  /** Below the full size there must be so many copies, */
  places: 3,
  /** and they may differ in so many things, or they are alike by nature. */
  differences: 2,
} as const;

/**
 * A user who asks for larger copies than by default gets larger functions and expressions too: all sizes
 * grow with `minTokens`, and none shrinks.
 *
 * @param size in tokens, for the default of `minTokens`
 */
export function scaledSize(size: number, minTokens: number): number {
  return Math.round(size * Math.max(1, minTokens / 50));
}

export const functionThresholds = {
  /** Smaller bodies are wrappers, getters and defaults, which are alike by nature. */
  tokens: 20,
  /** Tests repeat small set-ups on purpose. */
  tokensInTests: 60,
  /** Different tokens, so that the body says something, */
  distinct: 12,
  /** and operators and calls, so that it does something. */
  operations: 2,
  /** To export a function in order to call it elsewhere is worth it from this size. */
  hiddenTokens: 24,
} as const;

export const similarThresholds = {
  /**
   * What is only alike says less than what is equal, so it counts from this share of `minTokens`: 58 tokens, or where
   * so much of it is equal that this would count by itself: 53 tokens of which 95% are alike. Tests count from the share only,
   */
  share: 1.15,
  /** and from so many lines more. */
  moreLines: 1,
  /** Code that decides nothing, only names things and hands them on, is alike by nature up to this similarity. */
  handedOn: 0.85,
  /** Markup names tags and attributes, and seldom decides: as much of it says the same at less. */
  handedOnMarkup: 0.8,
  /** Declarations side by side that decide nothing, such as factories and themes, count from so many times `minTokens`: 150 tokens. */
  shareOfDeclarations: 3,
} as const;

/** What two places of one file must have in common to be news, though one is seen from the other. */
export const neighbourThresholds = {
  /** So many lines lie between them at most: both stand on one screen. */
  linesBetween: 20,
  /** What is only alike, and saves nothing, says too little below this similarity. */
  similarity: 0.8,
  /** Tests in a row repeat what they set up: below that similarity one function for both must take so many lines away. */
  linesOfTests: 20,
  /** Elements in a row, such as two buttons, are alike by nature where they differ in more things. */
  differencesOfMarkup: 2,
  /** Functions that do the opposite of each other, such as `handleUp` and `handleDown`, are alike on purpose: one for both must take so many lines away. */
  linesOfMirrored: 6,
} as const;

/** What an expression must hold to be compared. */
export interface ExpressionThresholds {
  readonly tokens: number;
  readonly mostTokens: number;
  readonly operations: number;
  readonly names: number;
  readonly literalShare: number;
}

/** The same for an expression that a function returns: that it has a name already makes it telling. */
export const bodyThresholds: ExpressionThresholds = { tokens: 16, mostTokens: 160, operations: 2, names: 2, literalShare: 0.34 };

/** The same for the statements of a function: they say more with the same size, and less of it is operators. */
export const blockThresholds: ExpressionThresholds = { tokens: 24, mostTokens: 200, operations: 1, names: 3, literalShare: 0.34 };

export const expressionThresholds = {
  /** `a.length > 0 && !b` and the like say less than a name would. */
  tokens: 16,
  /** Beyond, it is a function with statements, which duplicate-code compares. */
  mostTokens: 160,
  /** A decision or a calculation: less is an access path with a default. */
  operations: 3,
  /** Different names, so that it speaks of something. */
  names: 3,
  /** Of its tokens at most this share may be literals: `0 <= x && x <= 9` is a range, not a rule. */
  literalShare: 0.25,
  /** Fewer places are a coincidence that costs little, */
  places: 3,
  /** but for an expression of this size, which nobody writes twice by chance. */
  longTokens: 32,
} as const;
