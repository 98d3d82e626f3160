// Keeps the page in the browser, so that it opens without a network. `cargo xtask build` writes the
// two lists: files whose names change with what is in them, each with the hash of what that is, and
// the others.

const VERSION = "%VERSION%";
const HASHED = {/*HASHED*/};
const OTHERS = [/*OTHERS*/];

const SCOPE = new URL(self.registration.scope);
/** Caches belong to an origin: the scope keeps two copies of the page on one host apart. */
const OURS = `zoneplan ${SCOPE.pathname} `;
const CACHE = OURS + VERSION;
/** How long a file may take to come before the kept one is taken, milliseconds. */
const PATIENCE = 3000;
/** How long a tab may take to say which version it runs, milliseconds. */
const ANSWER = 1000;

const address = (name) => new URL(name, SCOPE).href;
const INDEX = address("index.html");
const integrities = new Map(Object.entries(HASHED).map(([name, integrity]) => [address(name), integrity]));

/** Fetches files; those whose names say what is in them are taken from another version. */
async function keep(urls) {
  const isThere = await caches.has(CACHE);
  const cache = await caches.open(CACHE);
  const keepOne = async (url) => {
    const integrity = integrities.get(url);
    const kept = integrity && (await caches.match(url));
    // What is not as the build made it is not kept.
    const response = kept ?? (await fetch(url, { cache: "no-cache", ...(integrity && { integrity }) }));
    if (!response.ok || !(await isOurs(response, url))) throw new Error(`${url}: ${response.status}`);
    await cache.put(url, url === INDEX ? await pageOf(response) : response);
  };
  try {
    await Promise.all(urls.map(keepOne));
  } catch (error) {
    if (!isThere) await caches.delete(CACHE);
    throw error;
  }
}

const keepAll = () => keep([...integrities.keys(), ...OTHERS.map(address)]);

/** Fetches what was taken out of what is kept, or all where the browser has cleared it. */
async function keepMissing() {
  if (!(await caches.has(CACHE))) return keepAll();
  const cache = await caches.open(CACHE);
  const urls = [...integrities.keys()];
  const found = await Promise.all(urls.map((url) => cache.match(url)));
  return keep(urls.filter((_, idx) => !found[idx]));
}

/** What a file holds, as elements name it. */
async function integrityOf(response) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-384", await response.arrayBuffer()));
  return `sha384-${btoa(String.fromCharCode(...hash))}`;
}

/** Takes what is not as the build made it out of what is kept, of any version, and fetches it. */
async function mend() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  const mendOne = async (cache, [url, integrity]) => {
    const kept = await cache.match(url);
    if (kept && (await integrityOf(kept)) !== integrity) await cache.delete(url);
  };
  for (const name of names) {
    const cache = await caches.open(name);
    await Promise.all([...integrities].map((entry) => mendOne(cache, entry)));
  }
  await keepMissing();
}

/**
 * The page, where it is of this version: while a host changes from one to the next it may have the other
 * one still. A page that a host redirected to is kept as one that it did not: browsers show no other.
 */
async function pageOf(response) {
  const text = await response.text();
  if (!text.includes(`data-version="${VERSION}"`)) throw new Error(`${INDEX} is of another version`);
  return new Response(text, { headers: response.headers });
}

/** The version that a tab runs; none where it does not say so. */
function versionOf(client) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    client.postMessage("version", [port2]);
    setTimeout(resolve, ANSWER);
  });
}

/** Removes what is kept of versions that no tab runs and that are not to come, and nothing of anybody else. */
async function forgetOlder() {
  const tabs = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const ours = tabs.filter(({ url }) => url.startsWith(SCOPE.href));
  const run = await Promise.all(ours.map(versionOf));
  // A tab that does not answer, as it sleeps or works, may run any of them.
  if (run.includes(undefined)) return;
  const used = new Set([CACHE, ...run.map((version) => OURS + version)]);
  const older = (await caches.keys()).filter((name) => name.startsWith(OURS) && !used.has(name));
  // One of them may be of a version that is being fetched, or waits.
  const { installing, waiting } = self.registration;
  if (!installing && !waiting) await Promise.all(older.map((name) => caches.delete(name)));
}

/** A file as a version has it, where that is kept. */
async function keptOf(version, url) {
  const name = OURS + version;
  return (await caches.has(name)) ? (await caches.open(name)).match(url) : undefined;
}

/** Whether a name changes with what is in the file: it holds sixteen hexadecimal digits. */
const isHashed = (url) => /[-_.][0-9a-f]{16}[-_.]/.test(url);

/**
 * Whether an answer is a file of ours: a host in trouble is none, nor is a page where another file is
 * asked for, nor another page where ours is, nor one that breaks off.
 */
async function isOurs(response, url) {
  if (url === INDEX) return response.ok && isWhole(await response.clone().text());
  const isPage = (response.headers.get("content-type") ?? "").startsWith("text/html");
  return url.endsWith(".html") ? response.ok : response.status < 500 && !isPage;
}

/** Whether a text is the page, from its beginning to its end. */
const isWhole = (text) => /<html[^>]* data-version="/.test(text) && text.trimEnd().endsWith("</html>");

/** From the network, or what is kept where it does not come, not in time, or not as one of our files. */
async function newest(request, url) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const fetched = fetch(request);
  const ours = fetched.then(async (response) => (await isOurs(response, url)) && response);
  try {
    const first = await Promise.race([ours, late]);
    if (first) return first;
  } catch {
    // There is no network: what is kept is the answer, or the same fault once more.
  }
  return (await keptOf(VERSION, url)) ?? fetched;
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim().then(forgetOlder)));
self.addEventListener("message", (event) => {
  if (event.data === "change") self.skipWaiting();
  if (event.data === "tidy") event.waitUntil(keepMissing().catch(() => {}).then(forgetOlder));
  if (event.data === "mend") {
    const say = () => event.ports[0].postMessage("done");
    event.waitUntil(mend().then(say, say));
  }
  if (event.data === "version") event.ports[0].postMessage(VERSION);
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const version = url.searchParams.get("v");
  url.search = "";
  url.hash = "";
  const { href } = url;
  if (request.method !== "GET" || !href.startsWith(SCOPE.href)) return;
  if (isHashed(href)) {
    // A tab of another version asks for its own files: they may be gone from the host.
    event.respondWith(caches.match(href).then((found) => found ?? fetch(request)));
  } else if (version) {
    // What a tab reads beside its program is of its own version too.
    event.respondWith(keptOf(version, href).then((found) => found ?? newest(request, href)));
  } else {
    event.respondWith(newest(request, href === SCOPE.href ? INDEX : href));
  }
});
