// Light or dark: the host's word first, the reader's system second.

export type Theme = "light" | "dark";

/** Attributes and classes by which notebook hosts announce their theme. */
export function theme(doc: Document = document): Theme {
  const { body, documentElement: root } = doc;
  const jupyter = body.getAttribute("data-jp-theme-light");
  if (jupyter !== null) return jupyter === "false" ? "dark" : "light";
  const code = body.getAttribute("data-vscode-theme-kind");
  if (code !== null) return /light/.test(code) ? "light" : "dark";
  for (const el of [root, body]) {
    const named = el.getAttribute("theme") ?? el.getAttribute("data-theme");
    if (named === "dark" || el.classList.contains("dark")) return "dark";
    if (named === "light" || el.classList.contains("light")) return "light";
  }
  return doc.defaultView?.matchMedia?.("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Call back whenever the theme may have changed; returns how to stop. */
export function watchTheme(onChange: () => void, doc: Document = document): () => void {
  const observer = new MutationObserver(onChange);
  const attributes = true;
  const attributeFilter = [
    "data-jp-theme-light",
    "data-vscode-theme-kind",
    "data-theme",
    "theme",
    "class",
  ];
  for (const el of [doc.body, doc.documentElement]) {
    observer.observe(el, { attributes, attributeFilter });
  }
  const query = doc.defaultView?.matchMedia?.("(prefers-color-scheme: dark)");
  query?.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    query?.removeEventListener("change", onChange);
  };
}

export function prefersLessMotion(): boolean {
  return globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
}
