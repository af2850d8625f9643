/** Tells how far a long piece of work has come. */
export type Progress = (what: string, done: number, of: number) => void;

/** Nothing is told. */
export const silently: Progress = () => {};

const number = new Intl.NumberFormat("en");

/** A line for each finished part. */
export const linesTo =
  (say: (line: string) => void): Progress =>
  (what, done, of) => {
    if (done >= of) say(`${number.format(of)} ${what}`);
  };

const WIDTH = 28;

/** A bar where a person looks on, a line for each finished part where the output goes into a file or a pipe. */
export function progressOn(stream: NodeJS.WriteStream = process.stdout): Progress {
  if (!stream.isTTY) return linesTo((line) => void stream.write(`  ${line}\n`));
  return (what, done, of) => {
    const full = of === 0 ? WIDTH : Math.round((WIDTH * done) / of);
    const bar = "█".repeat(full) + "░".repeat(WIDTH - full);
    const end = done >= of ? "\n" : "";
    stream.write(`\r\x1b[2K  ${bar} ${number.format(done)} of ${number.format(of)} ${what}${end}`);
  };
}
