// Keeps the page for when there is no network, once it runs. Says when a newer version is there
// ("zoneplan-newer") and changes to it when the page asks ("zoneplan-change").

const container = navigator.serviceWorker;

/** Tells the page of a version that is ready and waits. */
function tell(registration) {
  if (!registration.waiting || !container.controller) return;
  document.documentElement.dataset.newer = "";
  dispatchEvent(new Event("zoneplan-newer"));
}

/** Watches a version that is being fetched. */
function watch(registration) {
  registration.installing?.addEventListener("statechange", () => tell(registration));
}

async function keep() {
  const registration = await container.register("./service_worker.js");
  tell(registration);
  watch(registration);
  registration.addEventListener("updatefound", () => watch(registration));
  let isChanging = false;
  addEventListener("zoneplan-change", () => {
    isChanging = true;
    if (registration.waiting) registration.waiting.postMessage("change");
    else location.reload();
  });
  container.addEventListener("controllerchange", () => {
    if (isChanging) location.reload();
  });
}

// Where the browser keeps no pages (an address without TLS, a private window) the page works all the
// same, with a network.
if (container) {
  const begin = () => keep().catch(() => {});
  if (document.getElementById("boot")) addEventListener("zoneplan-started", begin, { once: true });
  else begin();
}
