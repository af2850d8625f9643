declare module "oidc-provider/lib/adapters/memory_adapter.js" {
  import type { AdapterConstructor } from "oidc-provider";

  /** Keeps what one provider has to remember, a thousand things at the most, as long as the process lives. */
  export function createMemoryAdapter(clockTolerance: number): AdapterConstructor;
}
