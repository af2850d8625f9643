/**
 * Some suites ask as many questions as they are told to. A thorough run (`npm run test:thorough`) asks all that the hub
 * promises to stand; any other draws fewer of them in the same ways, so that it ends in good time.
 */
export const thorough = process.env.HUB_TEST_THOROUGH === "yes";

/** How many to draw. */
export const asMany = ({ thoroughly, otherwise }: { thoroughly: number; otherwise: number }): number =>
  thorough ? thoroughly : otherwise;
