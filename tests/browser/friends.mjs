// What journeys of friends need beside the pages: a post, told through the API as a program tells it.
export async function call(market, handle) {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  const body = JSON.stringify({ handle, password: market.accounts[handle] });
  const session = await (await fetch(`${market.url}/api/v1/sessions`, { method: 'POST', headers, body })).json();
  return async (method, path, sent) => {
    const all = { ...headers, authorization: `Bearer ${session.secret}`, 'idempotency-key': crypto.randomUUID() };
    const answer = await fetch(`${market.url}/api/v1${path}`, { method, headers: all, body: sent && JSON.stringify(sent) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  };
}
