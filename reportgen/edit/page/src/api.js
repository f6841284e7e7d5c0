/** Requests to the server on this machine. */

/** The server does not answer. */
export class Unreachable extends Error {}

/** The server answers that it will not: its status and what it says. */
export class Refused extends Error {
  constructor(status, body) {
    super(body?.error ?? `status ${status}`);
    this.status = status;
    this.body = body;
  }
}

const WAIT = 20000;

async function request(path, options) {
  let response;
  try {
    const signal = AbortSignal.timeout(options.wait ?? WAIT);
    response = await fetch(path, { credentials: "same-origin", cache: "no-store", signal, ...options });
  } catch (error) {
    throw new Unreachable(String(error));
  }
  return response;
}

async function json(response) {
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, body);
  return body;
}

export async function get(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  return json(await request(query ? `${path}?${query}` : path, { method: "GET" }));
}

export async function post(path, body = {}, wait = WAIT) {
  const headers = { "Content-Type": "application/json", "X-Reportgen": "1" };
  return json(await request(path, { method: "POST", headers, body: JSON.stringify(body), wait }));
}

/** Sends a file under its name; the answer says under which it was put into the folder. */
export async function upload(path, file) {
  const headers = { "X-Reportgen": "1", "Content-Type": "application/octet-stream" };
  const address = `${path}?name=${encodeURIComponent(file.name)}`;
  return json(await request(address, { method: "POST", headers, body: file, wait: 60000 }));
}
