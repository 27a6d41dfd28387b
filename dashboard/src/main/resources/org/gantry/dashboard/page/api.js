/** The HTTP API: what it refuses is an error with the server's own words. */
async function answered(path, options) {
  let reply;
  try {
    reply = await fetch(path, options);
  } catch {
    throw new Error('the server does not answer; this page goes on when it does');
  }
  if (!reply.ok) throw new Error(await refusal(path, reply));
  return reply;
}

async function refusal(path, reply) {
  try {
    return (await reply.json()).detail;
  } catch {
    return path + ' answers ' + reply.status;
  }
}

export const part = text => encodeURIComponent(text);
export const get = async path => (await answered(path)).json();
export const text = async path => (await answered(path)).text();
export const bytes = async path => (await answered(path)).arrayBuffer();
export const post = async (path, body) => (await answered(path, {method: 'POST', body})).json();
export const list = async name => (await get('/api/' + name)).items;

/** The last part of this page's address: a run or a scan. */
export const named = () => decodeURIComponent(location.pathname.split('/').pop());
