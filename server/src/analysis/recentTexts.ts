/** All texts together may have so many UTF-16 code units: those of a few hundred files, which findings are made of one after the other. */
const most = 8_000_000;

/** The texts that were asked for lately. The others are made of their bytes again: each a second time in memory would be more than all else. */
export class RecentTexts {
  /** The one that was asked for last stands last. */
  private readonly texts = new Map<object, string>();
  private length = 0;
  private latest: object | undefined;
  private latestText = "";

  /**
   * The text of a source.
   *
   * @param read is called where it is not known any more
   */
  of(source: object, read: () => string): string {
    if (source === this.latest) return this.latestText;
    const known = this.texts.get(source);
    if (known !== undefined) this.texts.delete(source);
    const text = known ?? read();
    this.texts.set(source, text);
    if (known === undefined) this.length += text.length;
    this.latest = source;
    this.latestText = text;
    for (const [oldest, old] of this.texts) {
      if (this.length <= most || oldest === source) break;
      this.texts.delete(oldest);
      this.length -= old.length;
    }
    return text;
  }
}
