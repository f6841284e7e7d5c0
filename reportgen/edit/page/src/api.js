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
const STORE = "reportgen-place";

/** Below which the server answers this page. Each server has another, which nobody can guess. */
let place = new URL(".", location.href).pathname;

/** Tells the tabs of an earlier server where the present one is; to be called once when a page is loaded. */
export function tellPlace() {
  try {
    localStorage.setItem(STORE, place);
  } catch {
    // A browser may forbid it; the other tabs are to be loaded anew then.
  }
}

/** Whether a later server has told of another place, where the page goes on from now on. */
function hasMoved() {
  try {
    const told = localStorage.getItem(STORE);
    if (!/^\/[\w-]+\/$/.test(told ?? "") || told === place) return false;
    place = told;
    return true;
  } catch {
    return false;
  }
}

/** The address of what the server has: `address("api/state")`. */
export const address = (path) => place + path.replace(/^\//, "");

async function request(path, options, isAgain = false) {
  let response;
  try {
    const signal = AbortSignal.timeout(options.wait ?? WAIT);
    response = await fetch(address(path), { credentials: "same-origin", cache: "no-store", signal, ...options });
  } catch (error) {
    throw new Unreachable(String(error));
  }
  return [403, 404].includes(response.status) && !isAgain && hasMoved() ? request(path, options, true) : response;
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
  return json(await request(`${path}?name=${encodeURIComponent(file.name)}`, { method: "POST", headers, body: file, wait: 60000 }));
}
