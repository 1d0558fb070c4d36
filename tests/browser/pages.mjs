// Which pages there are, by who opens them. Paths may be asked of the market: a function gets a page that is open at '/'.
export const everybody = [
  '/', '/shop', '/search?query=tea', '/search?query=nothing-is-called-so', '/search/posts?query=tea', '/search/people?query=ana', '/search/shops?query=tea', '/cart', '/orders', '/sign-in', '/sign-up', '/recover',
  '/me', '/settings/language', '/settings/counting', '/privacy', '/help', '/offline', '/nowhere',
];
export const members = ['/me', '/inbox', '/settings/notices', '/settings/profile', '/following', '/feed/tune', '/compose', '/circles', '/saved', '/studio', '/sell', '/settings', '/settings/addresses', '/settings/addresses/new', '/settings/security', '/settings/privacy', '/saved-searches', '/welcome', '/orders', '/cart'];
export const keepers = [
  '/studio', '/studio/emalya/listings', '/studio/emalya/settings', '/studio/emalya/orders', '/studio/emalya/money', '/studio/emalya/money/held', '/studio/emalya/money/statement',
  '/studio/emalya/money/payout', '/studio/emalya/money/destination',
];
export const operators = [
  '/operator', '/operator/baseline', '/operator/orders', '/operator/ledger', '/operator/ledger/escrow', '/operator/payouts', '/operator/jobs',
  '/operator/parked', '/operator/faces', '/operator/audit',
];

// The first listing and the first shop that the front page leads to.
export async function found(page) {
  const first = async (start) => page.locator(`main a[href^="${start}"]`).first().getAttribute('href');
  return [await first('/p/'), await first('/shops/')];
}
