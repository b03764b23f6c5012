import type { AnalysedFile } from "../syntax/facts.ts";

/** Codes of languages (ISO 639-1), some of three letters, and two of countries that are often taken for them. */
const codes = new Set(
  (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr " +
    "fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo " +
    "lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm " +
    "sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu kh ua ast ceb ckb fil haw hmn kab ota"
  ).split(" "),
);

const fileName = /^(.*\/)?([a-z]{2,3})([-_][A-Za-z]{2,4})?\.[cm]?[jt]sx?$/;

/**
 * Whether files are one for each of several languages: in one folder, each named after another language, or in a
 * folder for them. What they say in other words is meant to be alike.
 */
export function areLanguages(files: readonly Pick<AnalysedFile, "file" | "isTranslation">[]): boolean {
  if (new Set(files.map(({ file }) => file)).size < files.length) return false;
  const names = files.map(({ file }) => fileName.exec(file));
  const [first] = names;
  if (!names.every((name) => codes.has(name?.[2] ?? ""))) return false;
  return names.every((name) => name?.[1] === first?.[1]) || files.every(({ isTranslation }) => isTranslation);
}
