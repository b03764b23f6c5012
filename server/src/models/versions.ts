/** What is needed to tell the version of an interface that a model belongs to. */
interface Named {
  readonly name: string;
  readonly file: string;
}

/** A part of a program that has versions, and the one at hand. */
interface Version {
  readonly of: string;
  readonly number: number;
}

/**
 * Of several versions of an interface only the newest stays: that an older one repeats the newer is
 * its purpose. `User`, `UserV2` and `User_v3` are versions of `User`; what stands in the folders
 * `api/v1` and `api/v2` are versions of `api`.
 */
export function newestVersions<T extends Named>(models: readonly T[]): readonly T[] {
  return newestBy(newestBy(models, folderVersion), nameVersion);
}

function folderVersion({ file }: Named): Version | undefined {
  const match = /^(.*\/)v(\d+)(?:(?:alpha|beta|rc)\d*)?\//i.exec(file);
  return match ? { of: match[1] ?? "", number: Number(match[2]) } : undefined;
}

function nameVersion({ name }: Named): Version {
  const match = /^(.+?)_?[vV](\d+)$/.exec(name);
  return match ? { of: match[1] ?? "", number: Number(match[2]) } : { of: name, number: 0 };
}

function newestBy<T>(models: readonly T[], versionOf: (model: T) => Version | undefined): readonly T[] {
  const newest = new Map<string, number>();
  const versions = models.map(versionOf);
  for (const version of versions)
    if (version) newest.set(version.of, Math.max(version.number, newest.get(version.of) ?? 0));
  return models.filter((_, i) => {
    const version = versions[i];
    return version === undefined || version.number === newest.get(version.of);
  });
}
