/** Where a link in notes may lead: to the web or to a letter, and nowhere else. null: it is no link. */
export function addressOf(written: string): string | null {
  const bare = written.replace(/^<(.*)>$/s, '$1');
  const isMail = /^[^\s:/@]+@[^\s:/@]+$/.test(bare);
  const whole = isMail ? `mailto:${bare}` : /^www\./i.test(bare) ? `https://${bare}` : bare;
  const url = URL.parse(whole);
  return url && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null;
}
