/** Preloaded into a server under test: says on standard error when the compiler is loaded. */
const Module = require("node:module");

const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === "@ts-morph/common") process.stderr.write("compiler loaded\n");
  return load.call(this, request, ...rest);
};
