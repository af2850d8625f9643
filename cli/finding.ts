/** What was found of one thing that the hub needs. */
export interface Finding {
  good: boolean;
  name: string;
  says: string;
}

/** What `check` says of a thing; not good, with the reason, where it throws. */
export async function look(name: string, check: () => Promise<string>): Promise<Finding> {
  try {
    return { good: true, name, says: await check() };
  } catch (error) {
    return { good: false, name, says: error instanceof Error ? error.message : String(error) };
  }
}
