import { Lru } from "../foundation/lru.ts";

/** What was answered a while ago, and is believed until then. */
export interface Beliefs<T> {
  /** the answer that has come, or is on its way; undefined where there is none to believe */
  get(name: string): Promise<T> | undefined;
  /** Keeps an answer for a while; one that fails is forgotten. */
  keep(name: string, answer: Promise<T>): Promise<T>;
  forget(name: string): void;
}

/** A bounded memory of answers, each believed for so many milliseconds. */
export function believing<T>(forMs: number): Beliefs<T> {
  const answers = new Lru<string, { answer: Promise<T>; until: number }>(10_000);
  return {
    get(name) {
      const known = answers.get(name);
      return known && known.until > Date.now() ? known.answer : undefined;
    },
    keep(name, answer) {
      const known = { answer, until: Date.now() + forMs };
      answers.set(name, known);
      answer.catch(() => {
        known.until = 0;
      });
      return answer;
    },
    forget: (name) => answers.delete(name),
  };
}
