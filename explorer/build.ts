import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { inProject } from "../cli/paths.ts";
import { explorerFolder, type Manifest } from "./serve.ts";

/**
 * Bundles the explorer for the browser into `dist/explorer/assets/`, unless what is there is made of the same parts.
 * Several processes may do so at once: it is put there at one stroke.
 */
export async function buildExplorer(): Promise<void> {
  const parts = await fingerprint();
  const built = await readFile(join(explorerFolder, "manifest.json"), "utf8")
    .then((text) => JSON.parse(text) as Manifest)
    .catch(() => null);
  if (built?.parts === parts) return;

  const making = `${explorerFolder}.${process.pid}`;
  const { build } = await import("esbuild");
  const bundle = async (entryPoints: Record<string, string>, define: Record<string, string> = {}) => {
    const { metafile } = await build({
      absWorkingDir: inProject(),
      entryPoints,
      outdir: making,
      entryNames: "[name]-[hash]",
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      legalComments: "external",
      loader: { ".ttf": "dataurl" },
      define: { "process.env.NODE_ENV": '"production"', ...define },
      metafile: true,
      logLevel: "warning",
    });
    const made = Object.keys(metafile.outputs).map((path) => relative(making, inProject(path)));
    return (name: string, extension: string) =>
      made.find((file) => file.startsWith(`${name}-`) && file.endsWith(extension)) ?? "";
  };

  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  const worker = await bundle({
    editor: "monaco-editor/esm/vs/editor/editor.worker.js",
    json: "monaco-editor/esm/vs/language/json/json.worker.js",
    graphql: "monaco-graphql/esm/graphql.worker.js",
  });
  const workers = Object.fromEntries(
    ["editor", "json", "graphql"].map((name) => [name, worker(name, ".js")]),
  );
  const page = await bundle({ page: "explorer/page.js" }, { HUB_WORKERS: JSON.stringify(workers) });
  await compress(making);
  const manifest: Manifest = { parts, script: page("page", ".js"), style: page("page", ".css") };
  await writeFile(join(making, "manifest.json"), JSON.stringify(manifest));
  await rm(explorerFolder, { recursive: true, force: true });
  await rename(making, explorerFolder).catch(async (error) => {
    if (!["ENOTEMPTY", "EEXIST"].includes(error.code)) throw error;
    await rm(making, { recursive: true, force: true }); // another one was quicker, and has made the same
  });
}

/** Changes when the page, the recipe or a package that it is made of changes. */
async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["page.js", "page.css", "build.ts"])
    hash.update(await readFile(inProject("explorer", file)));
  for (const name of [
    "graphiql",
    "graphql-sse",
    "@graphiql/react",
    "monaco-editor",
    "monaco-graphql",
    "react-dom",
    "esbuild",
  ]) {
    hash.update(await readFile(inProject("node_modules", name, "package.json")));
  }
  return hash.digest("hex");
}

/** Beside each file a compressed one, for readers far away. */
async function compress(folder: string) {
  const shrink = promisify(brotliCompress);
  const files = (await readdir(folder)).filter((file) => /\.(js|css)$/.test(file));
  await Promise.all(
    files.map(async (file) => {
      const small = await shrink(await readFile(join(folder, file)), {
        params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
      });
      await writeFile(join(folder, `${file}.br`), small);
    }),
  );
}

if (import.meta.main) await buildExplorer();
