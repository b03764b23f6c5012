/** The file's name without its folder. */
export function nameOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
