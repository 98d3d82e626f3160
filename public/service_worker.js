// Keeps the page in the browser, so that it opens without a network. `cargo xtask build` writes the
// two lists: files whose names change with what is in them, and the others.

const VERSION = "%VERSION%";
const HASHED = [/*HASHED*/];
const OTHERS = [/*OTHERS*/];

const SCOPE = new URL(self.registration.scope);
/** Caches belong to an origin: the scope keeps two copies of the page on one host apart. */
const OURS = `zoneplan ${SCOPE.pathname} `;
const CACHE = OURS + VERSION;
/** How long a file may take to come before the kept one is taken, milliseconds. */
const PATIENCE = 3000;

const address = (name) => new URL(name, SCOPE).href;
const hashed = new Set(HASHED.map(address));

/** Fetches all files; those whose names say what is in them are taken from an older version. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  const keepOne = async (url) => {
    const kept = hashed.has(url) ? await caches.match(url) : undefined;
    const response = kept ?? (await fetch(url, { cache: "no-cache" }));
    if (!response.ok || !isOurs(response, url)) throw new Error(`${url}: ${response.status}`);
    await cache.put(url, response);
  };
  await Promise.all([...HASHED, ...OTHERS].map((name) => keepOne(address(name))));
}

/** Removes what earlier versions kept, and nothing of anybody else. */
async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
  await self.clients.claim();
}

const kept = async (url) => (await caches.open(CACHE)).match(url);

/** Whether an answer is a file of ours: a host in trouble, or a page where another file is asked for, is none. */
function isOurs(response, url) {
  const isPage = (response.headers.get("content-type") ?? "").startsWith("text/html");
  return response.status < 500 && (!isPage || url.endsWith(".html"));
}

/** From the network, or what is kept where it does not come, not in time, or not as one of our files. */
async function newest(request, url) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const fetched = fetch(request);
  try {
    const first = await Promise.race([fetched, late]);
    if (first && isOurs(first, url)) return first;
  } catch {
    // There is no network: what is kept is the answer, or the same fault once more.
  }
  return (await kept(url)) ?? fetched;
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));
self.addEventListener("message", (event) => {
  if (event.data === "change") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  url.search = "";
  url.hash = "";
  if (request.method !== "GET" || !url.href.startsWith(SCOPE.href)) return;
  if (hashed.has(url.href)) {
    event.respondWith(kept(url.href).then((found) => found ?? fetch(request)));
  } else if (url.href === SCOPE.href) {
    event.respondWith(newest(request, address("index.html")));
  } else {
    event.respondWith(newest(request, url.href));
  }
});
