import DataLoader from "dataloader";

type Batch<K, V> = (keys: readonly K[]) => Promise<readonly (V | Error)[]>;

/** The loaders of one request: keys asked for in the same tick are fetched by one statement, and each only once. Never share them between requests. */
export class Loaders {
  readonly #loaders = new Map<string, DataLoader<never, never>>();

  /** The loader of that name, made on first use. `batch` must answer in the order of its keys. Two uses of one name must mean the same batch. */
  batched<K, V>(name: string, batch: Batch<K, V>): DataLoader<K, V> {
    let loader = this.#loaders.get(name) as DataLoader<K, V> | undefined;
    if (!loader) {
      loader = new DataLoader<K, V>(batch, { maxBatchSize: 1000 });
      this.#loaders.set(name, loader as never);
    }
    return loader;
  }
}

/**
 * What a loader has for each of these keys, in their order. Unlike its own `loadMany`, it rejects where one of them cannot
 * be looked up: nothing is taken to be absent only because nobody could say.
 */
export const loadAll = <K, V>(loader: DataLoader<K, V>, keys: readonly K[]): Promise<V[]> =>
  Promise.all(keys.map((key) => loader.load(key)));
