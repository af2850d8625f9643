import { fileURLToPath } from "node:url";

/** The command `hub`. Nothing newer than the oldest Node may be imported before its version is known. */
const major = Number(process.versions.node.split(".")[0]);
if (major < 22) {
  process.stderr.write(
    `The hub needs Node 22 or newer, this is ${process.versions.node}; start it by npm (npm start, npm run hub), which brings the right one.\n`,
  );
  process.exit(9);
}
// What was compiled once is not compiled again by the next process; where the folder cannot be written, it is.
(await import("node:module")).enableCompileCache?.(
  fileURLToPath(new URL("../../node_modules/.cache/hub", import.meta.url)),
);
const { tell } = await import("./exit.ts");
try {
  // Before anything else is loaded: some modules read their settings as they load.
  (await import("./env-file.ts")).loadEnvFile();
} catch (error) {
  process.exit(tell(error));
}
const { run } = await import("./program.ts");
await run(process.argv);
