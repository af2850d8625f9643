/** An IPv4 address without the prefix under which a socket for both versions of IP sees it; any other as it is. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, "");
