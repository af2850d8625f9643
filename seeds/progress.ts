/** Tells how far a long piece of work has come. */
export type Progress = (what: string, done: number, of: number) => void;

/** Nothing is told. */
export const silently: Progress = () => {};

const WIDTH = 28;

/** A bar where a person looks on, a line for each finished part where the output goes into a file or a pipe. */
export function progressOn(stream: NodeJS.WriteStream = process.stdout): Progress {
  const number = new Intl.NumberFormat("en");
  return (what, done, of) => {
    const finished = done >= of;
    if (stream.isTTY) {
      const full = of === 0 ? WIDTH : Math.round((WIDTH * done) / of);
      const bar = "█".repeat(full) + "░".repeat(WIDTH - full);
      stream.write(
        `\r\x1b[2K  ${bar} ${number.format(done)} of ${number.format(of)} ${what}${finished ? "\n" : ""}`,
      );
    } else if (finished) {
      stream.write(`  ${number.format(of)} ${what}\n`);
    }
  };
}
