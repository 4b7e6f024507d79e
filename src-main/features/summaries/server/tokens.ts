/** Words of many languages have a token for two bytes at the least; digits and signs often have one each. */
const BYTES_A_TOKEN = 2;

/** No server tells how many tokens a text takes: rather too many than one that is cut off unseen. */
export function tokensAtMost(text: string): number {
  const signs = text.match(/[\x21-\x40[-`{-~]/g)?.length ?? 0;
  return Math.ceil((Buffer.byteLength(text) + signs) / BYTES_A_TOKEN);
}
