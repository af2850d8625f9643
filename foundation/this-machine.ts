/** Is this an address of the machine it is read on? Over plain HTTP only such a one is trusted. */
export const onThisMachine = ({ hostname }: URL): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
