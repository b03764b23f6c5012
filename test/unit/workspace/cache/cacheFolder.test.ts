import assert from "node:assert/strict";
import { join } from "node:path";
import { buildIdentity, cacheFolderOf, userCacheFolder } from "../../../../server/src/workspace/cache/cacheFolder.ts";
import { removeFoldersAfterEach, temporaryFolder } from "../../temporaryFolder.ts";

describe("the folder of a cache", () => {
  removeFoldersAfterEach();

  it("stands where each platform keeps what can be made anew", () => {
    assert.equal(userCacheFolder("linux", {}, "/home/me"), join("/home/me", ".cache", "drydock"));
    assert.equal(userCacheFolder("darwin", {}, "/Users/me"), join("/Users/me", "Library", "Caches", "drydock"));
    assert.equal(userCacheFolder("win32", { LOCALAPPDATA: "/local" }, "/home"), join("/local", "drydock"));
    assert.equal(userCacheFolder("win32", {}, "/home"), join("/home", "AppData", "Local", "drydock"));
    assert.equal(userCacheFolder("darwin", { XDG_CACHE_HOME: "/caches" }, "/Users/me"), join("/caches", "drydock"));
    assert.equal(userCacheFolder("linux", { XDG_CACHE_HOME: "" }, "/home/me"), join("/home/me", ".cache", "drydock"));
  });

  it("is another one for another build, another root, and another part of it", () => {
    const folders = [cacheFolderOf(["/a"], "1"), cacheFolderOf(["/a"], "2"), cacheFolderOf(["/b"], "1"), cacheFolderOf(["/a", "/a/b"], "1")];
    assert.equal(new Set(folders).size, 4);
    assert.equal(cacheFolderOf(["/a"], "1"), folders[0]);
  });

  it("tells one build from the next", () => {
    const folder = temporaryFolder({ "one.cjs": "1", "other.cjs": "12" });
    assert.notEqual(buildIdentity(join(folder, "one.cjs")), buildIdentity(join(folder, "other.cjs")));
  });

  it("is not used for sources, which change without the script that starts them", () => {
    assert.equal(buildIdentity(join(temporaryFolder({ "main.ts": "" }), "main.ts")), undefined);
  });
});
