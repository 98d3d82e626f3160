// Keeps the page for when there is no network, once it runs, and says so where it does not start.
// Says when a newer version is there ("zoneplan-newer") and changes to it when the page asks
// ("zoneplan-change").

const container = navigator.serviceWorker;

const { dataset } = document.documentElement;

/** The version that a service worker keeps. */
function versionOf(worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage("version", [port2]);
  });
}

/**
 * Tells the page of a version that is ready. A page that was loaded from the server since runs it
 * already: then its files are kept from now on, and there is nothing to tell.
 */
async function tell(worker) {
  if (!worker || !container.controller) return;
  if ((await versionOf(worker)) === dataset.version) {
    worker.postMessage("change");
    delete dataset.newer;
  } else {
    dataset.newer = "";
  }
  dispatchEvent(new Event("zoneplan-newer"));
}

/** The version that is being fetched and told of once. */
let watched;

/** Tells of the version that waits, or of the one that is being fetched once it does. */
function watch(registration) {
  const { installing, waiting } = registration;
  if (!installing) return tell(waiting);
  if (installing === watched) return undefined;
  watched = installing;
  return installing.addEventListener("statechange", () => tell(registration.waiting));
}

async function keep() {
  // Which version this tab runs: its files stay as long as it does.
  container.addEventListener("message", ({ data, ports }) => {
    if (data === "version") ports[0].postMessage(dataset.version);
  });
  const registration = await container.register("./service_worker.js");
  registration.addEventListener("updatefound", () => watch(registration));
  let isChanging = false;
  addEventListener("zoneplan-change", () => {
    isChanging = true;
    if (registration.waiting) registration.waiting.postMessage("change");
    else location.reload();
  });
  container.addEventListener("controllerchange", () => {
    if (isChanging) location.reload();
    else tell(container.controller);
  });
  // What waits may be older than what the server has: that is asked for first.
  await registration.update().catch(() => {});
  watch(registration);
}

const IN_WORDS = {
  en: ["The program of this page did not start; what you see is the reference plan. Your plans are untouched.", "Load the page again"],
  de: ["Das Programm dieser Seite ist nicht gestartet; zu sehen ist der Referenzplan. Ihre Pläne sind unverändert.", "Seite neu laden"],
};

function language() {
  try {
    return localStorage.getItem("zoneplan.language.v1")?.slice(0, 2) ?? "en";
  } catch {
    return "en";
  }
}

/** Forgets what is kept of this page, where the server can be had: a kept file may be broken. */
async function forgetKept() {
  const registration = await container?.getRegistration("./");
  // No GET: the answer is the server's and not one that is kept.
  const answer = registration && (await fetch("./", { method: "HEAD", cache: "no-store" }));
  if (!answer?.ok) return;
  const ours = `zoneplan ${new URL(registration.scope).pathname} `;
  const names = (await caches.keys()).filter((name) => name.startsWith(ours));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
}

/** Says that the program did not start, which cannot say so itself. */
async function tellUnstarted() {
  const boot = document.getElementById("boot");
  if (!boot || boot.querySelector("[data-testid=unstarted]")) return;
  const note = document.createElement("p");
  note.className = "bar-note bad";
  note.dataset.testid = "unstarted";
  note.setAttribute("role", "alert");
  boot.prepend(note);
  await forgetKept().catch(() => {});
  const [told, reload] = IN_WORDS[language()] ?? IN_WORDS.en;
  const link = document.createElement("a");
  link.className = "button";
  link.href = location.href.split("#")[0];
  link.textContent = reload;
  note.append(told, " ", link);
}

// Errors of elements, such as a script that is not there, do not bubble.
addEventListener("error", tellUnstarted, true);
addEventListener("unhandledrejection", tellUnstarted);
if ("failed" in dataset) tellUnstarted();

// A part of the page that could not be had while it runs.
addEventListener("zoneplan-broken", () => forgetKept().catch(() => {}));

// Where the browser keeps no pages (an address without TLS, a private window) the page works all the
// same, with a network.
if (container) {
  const begin = () => keep().catch(() => {});
  if (document.getElementById("boot")) addEventListener("zoneplan-started", begin, { once: true });
  else begin();
}
