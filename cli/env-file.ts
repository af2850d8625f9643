import { readFileSync } from "node:fs";
import { Halt, systemCode } from "./exit.ts";

/** Takes settings from the file `.env` of the working folder, if there is one; what the environment says already wins. */
export function loadEnvFile(file = ".env"): void {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return;
    throw new Halt(
      "BAD_SETTING",
      `The file ${file} cannot be read (${systemCode(error)}); make it a file that this user may read, or move it away.`,
    );
  }
  const line = lineThatIsNone(text);
  if (line !== null) {
    throw new Halt(
      "BAD_SETTING",
      `The file ${file} cannot be understood at line ${line}: each setting is NAME=value, each comment begins with #.`,
    );
  }
  process.loadEnvFile(file);
}

const quoted = /^[ \t]*(?:export[ \t]+)?[\w.-]+[ \t]*=[ \t]*(["'`])[\s\S]*?\1[^\n]*$/gm;
const setting = /^\s*(?:(?:export\s+)?[\w.-]+\s*=.*|#.*)?$/;

/** The number of the first line that is neither a setting, nor a comment, nor empty; values in quotes may take several. */
function lineThatIsNone(text: string): number | null {
  const lines = text.replace(quoted, (value) => value.replace(/[^\n]/g, "")).split("\n");
  const wrong = lines.findIndex((line) => !setting.test(line) || line.includes("\0"));
  return wrong < 0 ? null : wrong + 1;
}
