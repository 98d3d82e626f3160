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
  if (!installing) tell(waiting);
  else if (installing !== watched) {
    watched = installing;
    installing.addEventListener("statechange", () => tell(registration.waiting));
  }
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
  // Tabs that ran older versions may be gone since.
  registration.active?.postMessage("tidy");
}

/** What is said above a page whose program cannot say it itself. */
const IN_WORDS = {
  unstarted: {
    en: "The program of this page did not start; what you see is the reference plan. Your plans are untouched.",
    de: "Das Programm dieser Seite ist nicht gestartet; zu sehen ist der Referenzplan. Ihre Pläne sind unverändert.",
  },
  awaited: {
    en: "The program of this page has not come yet; what you see is the reference plan. Your plans are untouched and open once it is there.",
    de: "Das Programm dieser Seite ist noch nicht da; zu sehen ist der Referenzplan. Ihre Pläne sind unverändert und öffnen sich, sobald es da ist.",
  },
  unstyled: {
    en: "The style sheet of this page could not be loaded: everything works, and looks plain. Your plans are untouched.",
    de: "Die Gestaltung dieser Seite konnte nicht geladen werden: Alles funktioniert und sieht schlicht aus. Ihre Pläne sind unverändert.",
  },
  reload: { en: "Load the page again", de: "Seite neu laden" },
};

/** How long the program and the style sheet may take to come before that is told, milliseconds. */
const PATIENCE = 30000;

function language() {
  try {
    return localStorage.getItem("zoneplan.language.v1")?.slice(0, 2) ?? "en";
  } catch {
    return "en";
  }
}

/** How long what is kept may take to be mended, milliseconds. */
const MENDING = 5000;

/** Has what is kept of this page mended: a file of it may be broken. */
async function mendKept() {
  const registration = await container?.getRegistration("./");
  if (!registration?.active) return;
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    setTimeout(resolve, MENDING);
    registration.active.postMessage("mend", [port2]);
  });
}

/** Says something first in a part of the page, once, and after that is mended which may be the cause. */
async function say(what, place, mend) {
  if (!place || document.querySelector(`[data-testid=${what}]`)) return;
  const note = document.createElement("p");
  note.className = "bar-note bad";
  note.dataset.testid = what;
  note.setAttribute("role", "alert");
  place.prepend(note);
  await mend?.().catch(() => {});
  const inWords = ({ [language()]: said, en }) => said ?? en;
  const link = document.createElement("a");
  link.className = "button";
  link.dataset.testid = `${what}-reload`;
  link.href = location.href.split("#")[0];
  link.textContent = inWords(IN_WORDS.reload);
  note.append(inWords(IN_WORDS[what]), " ", link);
}

/** What stands there until the program has started. */
const boot = () => document.getElementById("boot");

/** Says that the program did not start, which cannot say so itself. */
function tellUnstarted() {
  document.querySelector("[data-testid=awaited]")?.remove();
  return say("unstarted", boot(), mendKept);
}

function tellUnstyled() {
  return say("unstyled", document.body, mendKept);
}

// Errors of elements, such as a script that is not there, do not bubble.
addEventListener("error", ({ target }) => (target?.rel === "stylesheet" ? tellUnstyled() : tellUnstarted()), true);
addEventListener("unhandledrejection", tellUnstarted);
if ("failed" in dataset) tellUnstarted();
if ("unstyled" in dataset) tellUnstyled();
setTimeout(() => {
  // Browsers show nothing, and run nothing, as long as a style sheet is on its way.
  const late = [...document.querySelectorAll("link[rel=stylesheet]")].filter(({ sheet }) => !sheet);
  late.forEach((link) => link.remove());
  if (late.length > 0) tellUnstyled();
  else if (!document.querySelector("[data-testid=unstarted]")) say("awaited", boot());
}, PATIENCE);

// A part of the page that could not be had while it runs.
addEventListener("zoneplan-broken", () => mendKept().catch(() => {}));

// Where the browser keeps no pages (an address without TLS, a private window) the page works all the
// same, with a network.
if (container) {
  const begin = () => keep().catch(() => {});
  if (boot()) addEventListener("zoneplan-started", begin, { once: true });
  else begin();
}
