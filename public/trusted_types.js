// What may become markup, and which scripts may be started: docs/decisions/0010-policy.md.
// Nothing makes a script of a text, so the policy has no createScript.

if (self.trustedTypes) {
  const ELEMENTS = new Set(
    ("a abbr article aside b bdi blockquote br button caption code col colgroup dd del details dfn div dl dt em " +
      "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i input ins kbd label legend li main mark nav ol " +
      "optgroup option p pre progress q s samp section select small span strong sub summary sup table tbody td " +
      "tfoot th thead time tr ul var wbr " +
      "circle clippath defs ellipse g line lineargradient marker mask path pattern polygon polyline radialgradient " +
      "rect stop svg text tspan").split(" "),
  );
  // One tag as Leptos, our drawings and docs/model.md write it. What deviates from it is none.
  const ATTRIBUTE = /\s+([^\s"'<>/=]+)(?:=("[^"]*"|'[^']*'|[^\s"'<>=`]+))?/g;
  const TAG = new RegExp(`</?([a-z][a-z0-9-]*)((?:${ATTRIBUTE.source})*)\\s*/?>`, "gi");
  const REFUSED = /^(?:on.*|style|srcdoc|src|srcset|action|formaction|data|ping|background|poster|xlink:href)$/i;

  const isPlain = (attributes) =>
    [...attributes.matchAll(ATTRIBUTE)].every(([, name, value = ""]) =>
      /^href$/i.test(name) ? /^["'](?:https:\/\/|#)/.test(value) : !REFUSED.test(name),
    );
  const withoutTags = (html) =>
    html.replace(TAG, (tag, name, attributes) =>
      ELEMENTS.has(name.toLowerCase()) && isPlain(attributes) ? "" : tag,
    );
  // Empty comments, which mark places for Leptos, are split off before tags go: what is one only then is none.
  const isMarkup = (html) => html.split(/<!(?:----)?>/).every((part) => !/<[a-z/!?]/i.test(withoutTags(part)));

  const started = () => {
    const { worker, importer, decider } = document.documentElement.dataset;
    return [worker, importer, decider, "service_worker.js"].map((name) => new URL(name, document.baseURI).href);
  };
  trustedTypes.createPolicy("default", {
    createHTML(html) {
      if (isMarkup(html)) return html;
      console.error("refused as markup, shown as text:", html.slice(0, 200));
      return html.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    },
    createScriptURL(address) {
      const { protocol, href } = new URL(address, document.baseURI);
      // Blobs are the page's own: the workers of the page that is one file.
      return protocol === "blob:" || started().includes(href) ? address : null;
    },
  });
}
